"""Figures of the comparison on an invented frame: every programme, every limit, shapes by verdict."""

import numpy as np
import pandas as pd
import pytest

from yardstick.figures.arrows import arrows
from yardstick.figures.drawn import POINTS
from yardstick.figures.funnel import funnel
from yardstick.figures.gaps import effects, gaps, raw_difference
from yardstick.figures.rows import NAMES
from yardstick.figures.standings import (
    LOG_PAY,
    LOOKS,
    SHARE,
    gap,
    round_steps,
    standing_words,
)
from yardstick.figures.threshold import shaded, threshold_bars
from yardstick.inference.funnel import limits
from yardstick.inference.verdict import Standing
from yardstick.text import translator

T = translator("en")
NAN = float("nan")


def compared(kind: str = SHARE) -> pd.DataFrame:
    """Five programmes, one for each verdict; the last has no figure."""
    rows = [
        ("P1", 200, 0.95, 0.90, "above", 0.04, "high998"),
        ("P2", 150, 0.80, 0.88, "below", -0.06, "low998"),
        ("P3", 30, 0.93, 0.92, "cannot_tell", 0.005, ""),
        ("P4", 60, 0.85, 0.86, "own_contribution", -0.01, ""),
        ("P5", 0, NAN, NAN, "no_figure", NAN, ""),
    ]
    frame = pd.DataFrame(
        rows, columns=["programme", "n", "observed", "expected", "verdict", "pooled", "funnel_flag"]
    )
    if kind == LOG_PAY:
        frame["difference"] = np.log(frame["observed"] / frame["expected"])
        frame[["observed", "expected"]] *= 10_000
    else:
        frame["difference"] = frame["observed"] - frame["expected"]
    frame["low"], frame["high"] = frame["difference"] - 0.03, frame["difference"] + 0.03
    frame["pooled_low"], frame["pooled_high"] = frame["pooled"] - 0.02, frame["pooled"] + 0.02
    frame["funnel_z"] = [3.5, -4.0, 0.2, -0.4, NAN]
    return frame


def reference(kind: str) -> float:
    return 0.9 if kind == SHARE else 9_000.0


def names(frame: pd.DataFrame) -> list[str]:
    return [f"Programme {c}" for c in frame["programme"]]


def marks(figure) -> list:
    return [x for x in figure.data if "markers" in (x.mode or "") and x.name != NAMES]


@pytest.mark.parametrize("kind", [SHARE, LOG_PAY])
def test_every_verdict_has_a_shape_of_its_own(kind):
    frame = compared(kind)
    drawn = funnel(frame, names(frame), T, title="Rate", target=reference(kind), kind=kind)
    symbols = [x.marker.symbol for x in marks(drawn.figure)]
    assert len(symbols) == len(set(symbols)) == 4
    assert len({look.symbol for look in LOOKS.values()}) == len(LOOKS)
    assert {c for x in marks(drawn.figure) for c in x.customdata} == {"P1", "P2", "P3", "P4"}
    assert drawn.figure.layout.meta[POINTS] == "programme"


def test_the_funnel_draws_the_limits_it_is_given():
    frame = compared()
    drawn = funnel(frame, names(frame), T, title="Rate", target=0.9, tau2=0.001)
    curves = [x for x in drawn.figure.data if x.mode == "lines"]
    assert len(curves) == 4
    for curve, (tau2, coverage) in zip(
        curves, [(0, 0.95), (0.001, 0.95), (0, 0.998), (0.001, 0.998)], strict=True
    ):
        half = list(curve.x).index(None)
        base = np.array(curve.x[:half], dtype=float)
        assert len(base) > 100, "a smooth curve"
        low, high = limits(0.9, base, tau2, coverage)
        assert np.allclose(np.array(curve.y[:half], dtype=float), low)
        assert np.allclose(np.array(curve.y[half + 1 :], dtype=float), high)
    plain = funnel(frame, names(frame), T, title="Rate", target=0.9).figure
    assert len([x for x in plain.data if x.mode == "lines"]) == 2


def test_the_funnel_names_whom_it_flags():
    frame = compared()
    drawn = funnel(frame, names(frame), T, title="Rate", target=0.9)
    assert "below the 99.8 % limit: Programme P2" in drawn.alt
    assert {a.text for a in drawn.figure.layout.annotations} == {"Programme P1", "Programme P2"}
    # Limits may cross a name: it stands on a ground of its own.
    assert all(
        a.bgcolor and a.bgcolor.startswith("rgba(255") for a in drawn.figure.layout.annotations
    )
    calm = frame.assign(funnel_flag="")
    assert "None lies beyond" in funnel(calm, names(calm), T, title="Rate", target=0.9).alt


def test_limits_of_pay_come_from_the_spread_of_pay():
    """A programme whose raw difference is z of its own SDs lies on the limit of that z."""
    n = np.array([40.0, 160.0])
    raw = 1.959964 * 0.5 / np.sqrt(n)
    frame = compared(LOG_PAY).iloc[:2].assign(n=n, observed=9_000 * np.exp(raw), funnel_z=1.959964)
    figure = funnel(frame, names(frame), T, title="Pay", target=9_000, kind=LOG_PAY).figure
    curve = next(x for x in figure.data if x.mode == "lines")
    half = list(curve.x).index(None)
    upper = np.interp(n, curve.x[half + 1 :], np.array(curve.y[half + 1 :], dtype=float))
    assert upper == pytest.approx(100 * np.expm1(raw), rel=1e-3)


@pytest.mark.parametrize("kind", [SHARE, LOG_PAY])
def test_arrows_go_from_raw_to_benchmark(kind):
    frame = compared(kind)
    drawn = arrows(frame, names(frame), T, title="Rate", kind=kind, reference=reference(kind))
    start, end = marks(drawn.figure)
    raw = raw_difference(frame, kind, reference(kind))[:4]
    expected = 100 * (np.expm1(raw) if kind == LOG_PAY else raw)
    assert list(start.x) == pytest.approx(expected)
    # The first does not move: its benchmark is the overall value.
    heads = ["circle", "triangle-right", "triangle-left", "triangle-right"]
    toward = [x1 - x0 for x0, x1 in zip(start.x, end.x, strict=True)]
    assert np.sign(np.round(toward, 6)).tolist() == [0, 1, -1, 1]
    assert list(end.marker.symbol) == heads
    assert "Moved most" in drawn.alt


def test_the_caterpillar_has_a_raw_mark_beside_each_pooled_effect():
    frame = compared()
    drawn = effects(
        frame, names(frame), T, title="Rate", kind=SHARE, reference=0.9, materiality=0.025
    )
    raw, *dots = marks(drawn.figure)
    assert raw.marker.symbol == "diamond-open"
    assert sorted(v for x in dots for v in x.x) == pytest.approx([-6, -1, 0.5, 4])
    assert [v for v in raw.x if v is not None] == pytest.approx([5, 3, -5, -10])
    assert drawn.figure.layout.xaxis.title.text == "Rate, difference in percentage points"
    assert "too small to act on" in drawn.alt


def test_outcomes_of_different_kinds_stand_in_one_figure():
    rows = pd.DataFrame(
        {
            "name": ["Rate", "Pay", "Match"],
            "difference": [0.05, np.log(1.1), NAN],
            "low": [0.0, 0.0, NAN],
            "high": [0.1, 0.2, NAN],
            "n": [100, 50, NAN],
            "verdict": ["cannot_tell", "above", "no_figure"],
            "kind": [SHARE, LOG_PAY, SHARE],
            "note": ["", "", "Not asked."],
        }
    )
    drawn = gaps(rows, T, title="Difference")
    assert sorted(v for x in marks(drawn.figure) for v in x.x) == pytest.approx([5, 10])
    assert "Match: Not asked." in drawn.alt
    assert "+10.0% of pay" in drawn.alt
    nobody = gaps(rows.assign(difference=NAN), T, title="Difference")
    assert nobody.figure is None
    assert nobody.alt == "Not asked."


def test_a_bar_is_darker_where_the_share_is_more_probable():
    frame = pd.DataFrame({"positive": [25.0, 60.0], "n": [50.0, 100.0], "threshold": [0.6, 0.6]})
    drawn = threshold_bars(frame, ["A", "B"], T, title="Positive outcomes")
    bars = [x for x in drawn.figure.data if x.type == "bar"]
    widths = [float(b.x[0]) for b in bars]
    assert widths == sorted(widths, reverse=True), "narrower parts are drawn over wider ones"
    low, high = shaded(np.array([25.0]), np.array([50.0]), 0.95)
    # R: qbeta(0.025, 25.5, 25.5)
    assert low[0] == pytest.approx(0.364686111383, abs=1e-9)
    assert high[0] == pytest.approx(1 - low[0])
    assert "probability that it lies below 60%: 92.4%" in drawn.alt


def test_nothing_to_compare_draws_nothing():
    empty = compared().iloc[:0]
    assert funnel(empty, [], T, title="Rate", target=0.9).figure is None
    assert arrows(empty, [], T, title="Rate", kind=SHARE, reference=0.9).figure is None
    assert effects(empty, [], T, title="Rate", kind=SHARE, reference=0.9).figure is None
    nobody = pd.DataFrame({"positive": [NAN], "n": [0.0], "threshold": [0.6]})
    assert threshold_bars(nobody, ["A"], T, title="Rate").figure is None


def test_differences_are_said_in_their_unit():
    assert gap(0.031, SHARE, T) == "+3.1 points"
    assert gap(-0.00001, SHARE, T) == "0.0 points"
    assert gap(np.log(0.9), LOG_PAY, T) == "−10.0% of pay"
    assert gap(NAN, SHARE, T) == "–"
    assert standing_words(Standing.BELOW, T) == "▼ below the benchmark"


@pytest.mark.parametrize(
    ("low", "high", "steps"),
    [
        (-18, 3, [-15, -10, -5, 0]),
        (-40, 66, [-40, -20, 0, 20, 40, 60]),
        (-0.5, 0.5, [-0.4, -0.2, 0, 0.2, 0.4]),
        (1, 7, [1, 2, 3, 4, 5, 6, 7]),
    ],
)
def test_steps_of_an_axis_are_round_and_few(low, high, steps):
    assert round_steps(low, high) == pytest.approx(steps)


def test_no_difference_is_written_without_a_sign():
    frame = compared()
    drawn = effects(frame, names(frame), T, title="Rate", kind=SHARE, reference=0.9)
    texts = drawn.figure.layout.xaxis.ticktext
    assert "0" in texts
    assert [x for x in texts if x != "0" and x[0] not in "+−"] == []


def test_the_line_of_no_difference_stands_beside_marks_only():
    frame = compared()
    drawn = effects(frame, names(frame), T, title="Rate", kind=SHARE, reference=0.9)
    (line,) = drawn.figure.layout.shapes
    assert line.path.count("M") == frame["pooled"].notna().sum() < len(frame)
