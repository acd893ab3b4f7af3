"""Gaps of a list: what is called, which quadrant, what to look at first."""

import numpy as np
import pytest

from tests.yardstick.measure.surveys import paired, spread
from tests.yardstick.measure.worlds import world
from yardstick.feedback.gaps import Finding, first, gaps
from yardstick.feedback.lists import pair_lists
from yardstick.inference.mean import p_of_zero
from yardstick.inference.multiplicity import benjamini_hochberg
from yardstick.inference.paired_gap import paired_gap
from yardstick.inference.quadrant import Quadrant, Rule, Straddles
from yardstick.measure import Filters, Reader

RNG = np.random.default_rng(6)
PEOPLE = 20


def shuffled(total: int) -> list[int]:
    return RNG.permutation(spread(total, PEOPLE)).tolist()


#: Means of twenty people: 4.6, 4.2, 3.9, 3.1, 2.8, 4.4 against 3.2, 4.1, 2.9, 3.8, 2.7, 3.0.
IMPORTANCE = [shuffled(n) for n in (92, 84, 78, 62, 56, 88)]
ATTAINMENT = [*(shuffled(n) for n in (64, 82, 58, 76, 54)), [2, 2, 4, 4, *[3] * 16]]


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    return world(tmp_path_factory.mktemp("gaps"), paired(IMPORTANCE, ATTAINMENT))


@pytest.fixture(scope="module")
def found(reader):
    (only,) = pair_lists(reader)
    return gaps(reader, only)


def test_the_list_of_a_survey(reader):
    (only,) = pair_lists(reader)
    assert only.construct == "skills"
    assert only.ends == (1.0, 5.0)
    assert only.waves == (6,)
    assert len(only.pairs) == 6


def test_quadrants_of_the_published_example(found):
    by = found.frame.set_index("pair")
    points = [by.loc[f"alumni/c{k}/1", "point"] for k in range(6)]
    assert points == [
        Quadrant.CONCENTRATE,
        Quadrant.KEEP_UP,
        Quadrant.CONCENTRATE,
        Quadrant.OVERKILL,
        Quadrant.LOW_PRIORITY,
        Quadrant.CONCENTRATE,
    ]
    assert found.lines.importance == pytest.approx(3.8333333)
    assert found.lines.attainment == pytest.approx(3.2833333)
    # 0.07 from the line: the interval straddles it, and the quadrant is not named.
    third = by.loc["alumni/c2/1"]
    assert third["importance_low"] < found.lines.importance < third["importance_high"]
    assert third["quadrant"] == Quadrant.UNDECIDED


def test_findings_follow_the_adjusted_p_values(found):
    for r in found.frame.to_dict("records"):
        k = int(r["pair"].split("/")[1][1:])
        d = np.array(IMPORTANCE[k]) - np.array(ATTAINMENT[k])
        assert r["gap"] == pytest.approx(d.mean())
        assert r["p"] == pytest.approx(float(paired_gap(np.zeros(PEOPLE, int), d).p_value[0]))
        expected = Finding.CANNOT_TELL
        if r["q"] <= 0.05:
            expected = Finding.SHORT if d.mean() > 0 else Finding.OVER
        assert r["finding"] == expected
    assert found.frame["q"].tolist() == pytest.approx(benjamini_hochberg(found.frame["p"]).tolist())
    assert set(found.frame["finding"]) == {Finding.SHORT, Finding.OVER, Finding.CANNOT_TELL}
    assert found.frame["gap"].is_monotonic_decreasing


def test_first_are_called_gaps_in_a_named_quadrant(found):
    assert first(found) == ["alumni/c5/1"]
    largest = found.frame.iloc[:3].set_index("pair")
    # As large a gap, but its attainment may lie on either side of the line.
    assert largest.loc["alumni/c0/1", "finding"] == Finding.SHORT
    assert largest.loc["alumni/c0/1", "straddles"] == Straddles.ATTAINMENT


def test_other_lines_are_the_readers_choice(reader):
    (only,) = pair_lists(reader)
    middle = gaps(reader, only, rule=Rule.MIDPOINT)
    assert (middle.lines.importance, middle.lines.attainment) == (3.0, 3.0)


def test_withheld_pairs_have_no_test_and_no_place(tmp_path):
    """Seven people: averages are withheld, and nothing of them is in lines, tests or points."""
    few = world(tmp_path, paired([spread(25, 7)], [spread(20, 7)]))
    found = gaps(few, pair_lists(few)[0], Filters())
    row = found.frame.iloc[0]
    assert row["finding"] == Finding.NO_FIGURE
    assert row["quadrant"] == Quadrant.NO_FIGURE
    assert not row["seen"]
    assert found.frame[["gap", "low", "high", "sd", "p", "q", "importance"]].isna().all(axis=None)
    assert np.isnan(found.lines.importance)
    assert first(found) == []


def test_p_of_zero_is_that_of_the_paired_test_and_missing_without_spread():
    d = np.array([1, 0, 2, -1, 1, 1, 0, 3])
    made = paired_gap(np.zeros(len(d), int), d)
    assert p_of_zero(made.gap, made.sd, made.n) == pytest.approx(made.p_value)
    assert np.isnan(p_of_zero([1.0, np.nan], [0.0, 1.0], [9, 9])).all()
