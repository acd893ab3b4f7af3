"""What the measurement of benchmark and funnel compares is what it says."""

import json

import numpy as np

from benchmarks import funnel_once, funnel_plain
from benchmarks.child import Ran
from benchmarks.funnel import HEADER, compared
from benchmarks.mixed_data import invent


def test_rows_and_cells_give_the_same(tmp_path, capsys):
    """Both children, on one invented institution, to rounding."""
    data = invent(4000, 15, seed=3)
    data.cells.to_csv(tmp_path / "cells.csv", index=False)
    data.rows.to_csv(tmp_path / "rows.csv", index=False)
    said = []
    for child, file in ((funnel_once, "cells.csv"), (funnel_plain, "rows.csv")):
        child.main(tmp_path / file)
        said.append(Ran(json.loads(capsys.readouterr().out), 0))
    ours, plain = said
    for name in ("difference", "sd", "p_low", "p_high"):
        np.testing.assert_allclose(plain.said[name], ours.said[name], atol=1e-8)
    assert len(ours.said["effect"]) == len(ours.said["points"]) == 15


def test_a_row_compares_the_same_steps_and_leaves_out_what_a_way_does_not_do():
    ours = Ran({"benchmark": 1.0, "funnel": 2.0, "model": 4.0, "sd": [1.0, 2.0]}, 2**20)
    plain = Ran({"benchmark": 5.0, "funnel": 4.0, "sd": [1.0, 2.5]}, 2**21)
    row = compared("plain", plain, ours)
    assert len(row) == len(HEADER)
    assert row[1:3] == ["5.00 s", "5.0"]
    assert row[5:7] == ["", ""]
    assert row[7:9] == ["9.00 s", "3.0"]
    assert row[HEADER.index("of their SD")] == "5.0e-01"
    assert row[HEADER.index("of programme effects")] == ""
