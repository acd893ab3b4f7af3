"""What work in each industry asks for: means of its people, small bases withheld, scope held."""

import numpy as np
import pytest

from tests.yardstick.measure.surveys import paired
from tests.yardstick.measure.worlds import world
from yardstick.measure import Filters, Reader, Scope, Status
from yardstick.measure.by_industry import by_industry

PEOPLE = 60
WANTED = [5, 4, 5, 3] * 15
HAD = [3, 4, 2, 3] * 15
#: Half in A, a few in B, the others in C; programmes P and Q in turn.
INDUSTRY = ["A"] * 30 + ["B"] * 6 + ["C"] * 24
AT_SIX = Filters(wave=6)


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    tables = paired([WANTED], [HAD], ("P", "Q"))
    for row, industry in zip(tables["respondents"], INDUSTRY, strict=True):
        row["industry"] = industry
    return world(tmp_path_factory.mktemp("industry"), tables)


def test_means_are_those_of_the_people_of_the_industry(reader):
    found = by_industry(reader, ["alumni/c0/1"], AT_SIX).set_index("industry")
    for code in ("A", "C"):
        at = [k for k, x in enumerate(INDUSTRY) if x == code]
        wanted = np.array([WANTED[k] for k in at])
        gap = wanted - np.array([HAD[k] for k in at])
        row = found.loc[code]
        assert row["n"] == len(at)
        assert row["importance"] == pytest.approx(wanted.mean())
        assert row["gap"] == pytest.approx(gap.mean())
        assert row["sd"] == pytest.approx(gap.std(ddof=1))
        assert row["low"] < row["gap"] < row["high"]


def test_few_people_have_no_figure_and_nothing_that_gives_it_back(reader):
    row = by_industry(reader, ["alumni/c0/1"], AT_SIX).set_index("industry").loc["B"]
    assert row["status"] == Status.SUPPRESSED
    assert row["n"] == 0
    assert row[["importance", "gap", "low", "high", "sd"]].isna().all()
    # Half of A: seen, but marked.
    one = by_industry(reader, ["alumni/c0/1"], AT_SIX.with_(programmes=("P",)))
    assert one.set_index("industry").loc["A", "status"] == Status.UNRELIABLE


def test_scope_and_filters_are_held(reader):
    scoped = Reader(reader.snapshot, Scope(programmes=("Q",)))
    assert by_industry(scoped, ["alumni/c0/1"], AT_SIX)["n"].max() == 15
    assert by_industry(scoped, ["alumni/c0/1"], AT_SIX.with_(programmes=("P",))).empty
    nobody = Reader(reader.snapshot, Scope(programmes=()))
    assert by_industry(nobody, ["alumni/c0/1"], AT_SIX).empty
    assert by_industry(reader, ["alumni/c0/1"], AT_SIX.with_(cohorts=(1999,))).empty
    with pytest.raises(ValueError, match="mixed"):
        by_industry(reader, ["alumni/c0/1"])
