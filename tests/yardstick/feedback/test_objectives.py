"""Objectives about five years out: window, versions, both sides, and verdicts that wait for evidence."""

import math
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from yardstick.feedback import objectives as of_objectives
from yardstick.feedback.objectives import (
    Window,
    judged_objectives,
    programmes_with_objectives,
)
from yardstick.inference.attainment import Judged
from yardstick.measure import Filters, Scope, measure

PROGRAMME = "080901"


def test_a_wave_belongs_to_the_nearest_year():
    five = Window(5, 5)
    assert [w for w in range(40, 80) if five.holds(w)] == list(range(54, 66))
    assert Window(4, 6).holds(42)
    assert not Window(4, 6).holds(41)
    assert not Window(4, 6).holds(78)


def test_the_wave_nearest_to_the_middle_is_read_alone():
    assert Window(4, 6).nearest([6, 15, 48, 66]) == 66
    assert Window(4, 6).nearest([48, 72]) == 72, "the later of two as near"
    assert Window(4, 6).nearest([6, 15, 36]) is None


def test_without_an_answer_in_the_window_there_is_no_side_and_no_verdict(reader):
    assert programmes_with_objectives(reader) == (PROGRAMME,)
    found = judged_objectives(reader, PROGRAMME)
    assert [(o.code, o.threshold) for o in found] == [("1", 3.5), ("2", 3.0)]
    assert [(o.window.first, o.window.last) for o in found] == [(4, 6), (5, 5)]
    assert all(o.sides == () and o.judged == Judged.NO_FIGURE for o in found)
    assert all(math.isnan(o.mean) and o.studied for o in found)


def test_another_window_reads_what_the_road_gives(reader):
    """The fixture asks at six months: half a year is the first year."""
    one, two = judged_objectives(reader, PROGRAMME, Window(0, 1))
    asked = Filters(programmes=(PROGRAMME,), cohorts=one.studied, items=("alumni/USE/1",), wave=6)
    row = measure(reader, ["voice.mean"], ("item",), asked).estimates().iloc[0]
    assert (one.alumni.n, one.alumni.mean) == (row["base"], row["value"])
    assert (one.alumni.low, one.alumni.high) == (row["low"], row["high"])
    assert one.alumni.se == pytest.approx(row["sd"] / math.sqrt(row["base"]))
    assert one.employers is None
    scores = np.repeat(*zip(*one.alumni.counts, strict=True))
    assert len(scores) == one.alumni.n
    assert scores.mean() == pytest.approx(one.alumni.mean)
    assert one.alumni.share == pytest.approx((scores >= one.threshold).mean())
    assert one.alumni.share_low < one.alumni.share < one.alumni.share_high
    assert one.mean == pytest.approx(one.alumni.mean), "one side speaks alone"
    assert two.alumni.item == "alumni/A_teamwork/1"
    assert set(one.cohorts) <= set(one.studied)


def test_filters_of_cohort_and_the_scope_are_kept(reader):
    every = judged_objectives(reader, PROGRAMME, Window(0, 1))[0]
    cohort = every.cohorts[0]
    some = judged_objectives(reader, PROGRAMME, Window(0, 1), Filters(cohorts=(cohort,)))[0]
    assert some.studied == (cohort,)
    assert some.alumni.n < every.alumni.n
    outside = replace(reader, scope=Scope(schools=("HUM",)))
    assert programmes_with_objectives(outside) == ()
    assert judged_objectives(outside, PROGRAMME, Window(0, 1)) == ()


def _sides(monkeypatch, reader, alumni, employers, threshold=3.5, ends=((1, 5), (1, 5))):
    """One objective with the means, SDs and bases given."""
    rows = pd.DataFrame(
        [
            {
                "objective_id": "P/1/1", "programme_id": 0, "curriculum": "1", "objective": "1",
                "wording": "W", "threshold": threshold, "years_first": 4, "years_last": 6,
                "items": ("a/O/1", "e/O/1"), "cohorts": (2019,),
            }
        ]
    )  # fmt: skip
    items = pd.DataFrame(
        [
            {"item_id": i, "respondent": r, "scale": "s", "scale_min": e[0], "scale_max": e[1]}
            for i, r, e in zip(("a/O/1", "e/O/1"), ("alumnus", "employer"), ends, strict=True)
        ]
    )
    scales = pd.DataFrame({"scale": ["s"], "code": ["1"], "score": [1.0]})
    info = SimpleNamespace(
        items=items, scales=scales, answered={("item", i): (60,) for i in items["item_id"]}
    )
    means = {
        i: {
            "base": n, "population": n, "value": m, "low": m - 1, "high": m + 1, "sd": sd,
            "status": "shown", "reason": None,
        }
        for i, (m, sd, n) in zip(items["item_id"], (alumni, employers), strict=True)
    }  # fmt: skip
    monkeypatch.setattr(of_objectives, "objectives", lambda *_: rows)
    answers = of_objectives._Answers(means, {}, {})
    monkeypatch.setattr(of_objectives, "_answers", lambda *_: answers)
    fake = replace(reader, snapshot=SimpleNamespace(info=lambda: info))
    return judged_objectives(fake, "P")[0]


def test_both_sides_weigh_alike_and_the_interval_decides(monkeypatch, reader):
    found = _sides(monkeypatch, reader, (4.0, 0.8, 64), (3.6, 0.6, 16))
    se = math.sqrt(0.1**2 + 0.15**2) / 2
    assert found.mean == pytest.approx(3.8)
    # Satterthwaite: df = (0.01 + 0.0225)^2 / (0.01^2 / 63 + 0.0225^2 / 15); R qt(.95, df).
    assert found.low == pytest.approx(3.8 - 1.697458930224944 * se)
    assert (found.judged, found.alumni.judged) == (Judged.REACHED, Judged.REACHED)
    assert found.employers.judged == Judged.UNDECIDED
    assert _sides(monkeypatch, reader, (3.5, 1, 25), (3.6, 1, 25)).judged == Judged.UNDECIDED
    assert _sides(monkeypatch, reader, (2.5, 1, 99), (3.0, 1, 99)).judged == Judged.MISSED


def test_no_verdict_without_threshold_error_or_one_scale(monkeypatch, reader):
    nan = float("nan")
    found = _sides(monkeypatch, reader, (4.0, 0.8, 64), (3.6, 0.6, 16), threshold=None)
    assert (found.judged, found.alumni.judged) == (Judged.NO_FIGURE, Judged.NO_FIGURE)
    assert found.mean == pytest.approx(3.8)
    same = _sides(monkeypatch, reader, (4.0, 0.0, 9), (3.6, 0.6, 16))
    assert same.judged == Judged.UNDECIDED, "that a few agree makes their mean not certain"
    apart = _sides(monkeypatch, reader, (4.0, 1, 64), (6.0, 1, 64), ends=((1, 5), (1, 7)))
    assert (apart.judged, apart.alumni.judged) == (Judged.NO_FIGURE, Judged.REACHED)
    alone = _sides(monkeypatch, reader, (4.0, 0.8, 64), (nan, nan, 3))
    assert alone.judged == Judged.REACHED
    assert alone.employers.judged == Judged.NO_FIGURE
