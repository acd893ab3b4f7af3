"""What the raking benchmark prints: the differences are from ours, and every heading has a cell."""

from benchmarks.child import Ran
from benchmarks.raking import HEADER, compared


def test_a_row_has_a_cell_for_each_heading_and_says_the_ratio():
    ours = Ran({"seconds": 0.5, "processor": 0.4, "share": 0.50, "se": 0.01}, 2**20)
    other = Ran({"seconds": 2.0, "processor": 2.0, "share": 0.51, "se": 0.01}, 2**20)
    row = compared("other", other, ours, 0.002)
    assert len(row) == len(HEADER)
    assert row[1:5] == ["2.00 s", "4.0", "2.00 s", "5.0"]
    assert row[6:] == ["2.0e-03", "1.0e-02", "0.0e+00"]
    assert compared("ours", ours, ours, None)[6:] == ["", "", ""]
