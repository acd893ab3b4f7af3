"""Gaps of a list: what is called, which quadrant, what to look at first."""

import numpy as np
import pandas as pd
import pytest

from tests.yardstick.measure.surveys import paired, spread
from tests.yardstick.measure.worlds import world
from yardstick.feedback.gaps import Finding, first, gaps, judged
from yardstick.feedback.lists import Apart, left_out, pair_lists
from yardstick.feedback.rules import load_rules
from yardstick.inference.mean import p_beyond
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
        assert r["margin"] == 0.25
        own = paired_gap(np.zeros(PEOPLE, int), d, margin=0.25)
        assert r["p"] == pytest.approx(float(own.p_value[0]))
        expected = Finding.CANNOT_TELL
        if own.low[0] > -0.25 and own.high[0] < 0.25:
            expected = Finding.SMALL
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


def test_a_sure_gap_that_does_not_matter_is_called_small():
    """A tenth of a point among four hundred: beyond chance, and no gap worth acting on."""
    frame = pd.DataFrame(
        {
            "gap": [0.1, 0.1, -0.6, 0.3, 0.1, np.nan],
            "sd": [0.5, 0.5, 0.5, 0.5, 0.0, np.nan],
            "n": [400, 20, 100, 100, 9, np.nan],
            "margin": 0.25,
        }
    )
    half = 2 * frame["sd"].replace(0, np.nan) / np.sqrt(frame["n"])
    found = judged(frame.assign(low=frame["gap"] - half, high=frame["gap"] + half))
    assert p_beyond(0.1, 0.5, 400) < 1e-4
    assert found["finding"].tolist() == [
        Finding.SMALL,
        Finding.CANNOT_TELL,
        Finding.OVER,
        Finding.CANNOT_TELL,
        # All alike: no interval, so nothing is said of how small it is.
        Finding.CANNOT_TELL,
        Finding.NO_FIGURE,
    ]
    assert found["p"].notna().sum() == 4


def test_the_materiality_is_a_part_of_the_range_and_must_hold_together(tmp_path):
    rule = load_rules()["gap"]
    assert rule.points(1, 5) == 0.25
    assert rule.points(1, 7) == 0.375
    wrong = tmp_path / "feedback.toml"
    wrong.write_text(
        '[gap]\npart = 1.5\nfalse_calls = 0.05\nevidence = "D"\n'
        'label = { en = "a", zh = "b" }\nnote = { en = "a", zh = "b" }\n'
        'source = { en = "a", zh = "b" }\n'
    )
    with pytest.raises(ValueError, match="hold together"):
        load_rules(wrong)


def test_what_is_no_pair_is_named_with_the_reason(tmp_path):
    tables = paired(IMPORTANCE, ATTAINMENT)
    no_other = [i for i in tables["items"] if i["item"] != "a1"]
    other_scale = [i | ({"scale": "ten"} if i["item"] == "i2" else {}) for i in no_other]
    ten = [
        {"scale": "ten", "code": str(k), "place": k, "score": float(k), "label_en": f"Of ten {k}"}
        for k in range(1, 11)
    ]
    silent = [r for r in tables["responses"] if r["item"] not in ("i3", "a1")]
    made = {"items": other_scale, "scales": [*tables["scales"], *ten], "responses": silent}
    reader = world(tmp_path, tables | made)
    (only,) = pair_lists(reader)
    assert len(only.pairs) == 3
    assert dict(left_out(reader, only)) == {
        "alumni/i1/1": Apart.ONE_SIDE,
        "alumni/i2/1": Apart.SCALES_DIFFER,
        "alumni/i3/1": Apart.NOBODY,
    }
