"""Figures of gaps: shapes by finding, lines where they are said to be, nothing that is withheld."""

import numpy as np
import pandas as pd
import pytest

from tests.yardstick.figures.drawings import marks, written
from tests.yardstick.frames import plain
from yardstick.feedback.gaps import Finding
from yardstick.figures.apart import beside
from yardstick.figures.competences import gap_rows
from yardstick.figures.importance import importance_map
from yardstick.figures.sankey import sankey
from yardstick.inference.quadrant import CrossHair, Quadrant, Rule, Straddles
from yardstick.measure.model import REST, Reason, Status
from yardstick.text import translator

T = translator("en")
LINES = CrossHair(3.8, 3.2, Rule.GRAND_MEANS)


def row(gap: float, finding: str, quadrant: str, **more: object) -> dict:
    return {
        "gap": gap,
        "low": gap - 0.2,
        "high": gap + 0.2,
        "finding": finding,
        "importance": 4.0,
        "importance_low": 3.9,
        "importance_high": 4.1,
        "attainment": 4.0 - gap,
        "attainment_low": 3.9 - gap,
        "attainment_high": 4.1 - gap,
        "shortage": 0.5,
        "n": 40.0,
        "quadrant": quadrant,
        "straddles": Straddles.NEITHER,
        "status": Status.SHOWN,
        "reason": None,
        "seen": True,
    } | more


HIDDEN = row(
    0.123456,
    Finding.NO_FIGURE,
    Quadrant.NO_FIGURE,
    status=Status.SUPPRESSED,
    seen=False,
    reason=Reason("The base is below {n}, so the figure is withheld.", (("n", 8),)),
)
FRAME = pd.DataFrame(
    [
        row(1.0, Finding.SHORT, Quadrant.CONCENTRATE),
        row(0.1, Finding.CANNOT_TELL, Quadrant.UNDECIDED, straddles=Straddles.ATTAINMENT),
        row(-0.5, Finding.OVER, Quadrant.KEEP_UP),
        HIDDEN,
    ]
)
NAMES = ["Writing", "Teams", "Maths", "Law"]


def test_each_finding_has_its_shape_and_a_withheld_row_its_reason():
    drawn = gap_rows(FRAME, NAMES, T, title="Gap")
    found = {m.marker.symbol: list(m.x) for m in marks(drawn.figure)}
    assert found == {"triangle-right": [1.0], "circle-open": [0.1], "triangle-left": [-0.5]}
    assert "The base is below 8" in written(drawn.figure)
    assert "0.12" not in drawn.figure.to_json()
    assert "▶ attainment falls short" in drawn.alt


def test_the_line_of_no_gap_is_always_in_view():
    drawn = gap_rows(FRAME.iloc[:1], NAMES[:1], T, title="Gap")
    low, high = drawn.figure.layout.xaxis.range
    assert low < 0 < high
    (line,) = drawn.figure.layout.shapes
    assert line.path.startswith("M 0,")


def test_the_map_draws_the_lines_where_it_says_and_numbers_the_points():
    drawn = importance_map(FRAME, NAMES, [1, 2, 3, 4], LINES, T)
    assert {(s.x0, s.y0) for s in drawn.figure.layout.shapes} == {(3.2, 0), (0, 3.8)}
    assert "importance 3.80, attainment 3.20" in drawn.alt
    texts = [a.text for a in drawn.figure.layout.annotations]
    assert [f"<b>{n}</b>" in texts for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert {m.marker.symbol for m in marks(drawn.figure)} == {"square", "circle-open", "circle"}
    assert "the interval of attainment crosses its line" in drawn.figure.to_json()
    assert sum(len(m.x) for m in marks(drawn.figure)) == 3


def test_what_does_not_matter_is_a_band_and_zero_has_no_sign():
    drawn = gap_rows(FRAME, NAMES, T, title="Gap", margin=0.25)
    band = [s for s in drawn.figure.layout.shapes if s.type == "rect"]
    assert [(s.x0, s.x1, s.layer) for s in band] == [(-0.25, 0.25, "below")]
    axis = drawn.figure.layout.xaxis
    assert dict(zip(axis.tickvals, axis.ticktext, strict=True))[0] == "0"
    assert all(text[0] in "+−" for v, text in zip(axis.tickvals, axis.ticktext, strict=True) if v)
    fine = FRAME.iloc[[1]].assign(gap=0.05, low=0.02, high=0.08)
    axis = gap_rows(fine, NAMES[1:2], T, title="Gap").figure.layout.xaxis
    steps = np.diff(axis.tickvals)
    # As many decimals as the steps need: no two ticks read alike.
    assert len(set(axis.ticktext)) == len(axis.tickvals)
    assert (steps > 0).all()


def test_a_small_gap_has_a_shape_of_its_own():
    small = FRAME.iloc[[1]].assign(finding=Finding.SMALL)
    drawn = gap_rows(small, NAMES[1:2], T, title="Gap", margin=0.25)
    assert [m.marker.symbol for m in marks(drawn.figure)] == ["diamond"]
    assert "too small to matter" in drawn.alt


def test_numbers_of_points_never_lie_on_each_other():
    rng = np.random.default_rng(5)
    # Eleven points in a heap of sixty pixels, two of them in one place.
    x, y = rng.uniform(100, 160, 11), rng.uniform(200, 260, 11)
    x[1], y[1] = x[0], y[0]
    texts = [str(k) for k in range(1, 12)]
    at = np.array(beside(x, y, texts)) + np.c_[x, y]
    near = [
        (a, b)
        for a in range(11)
        for b in range(a)
        if abs(at[a, 0] - at[b, 0]) < 8 and abs(at[a, 1] - at[b, 1]) < 12
    ]
    assert near == []
    # Alone, a number stands where numbers usually stand: to the upper right, close by.
    ((dx, dy),) = beside([0], [0], ["1"])
    assert 0 < dx < 15
    assert 0 < dy < 15


def test_both_intervals_are_drawn():
    drawn = importance_map(FRAME.iloc[:1], NAMES[:1], [1], LINES, T)
    (mark,) = marks(drawn.figure)
    assert mark.error_x.array == pytest.approx([0.1])
    assert mark.error_y.arrayminus == pytest.approx([0.1])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_is_drawn_where_all_is_withheld(lang):
    only = pd.DataFrame([HIDDEN])
    t = translator(lang)
    assert gap_rows(only, ["Law"], t, title="Gap").figure is None
    nowhere = CrossHair(np.nan, np.nan, Rule.GRAND_MEANS)
    assert importance_map(only, ["Law"], [1], nowhere, t).figure is None


def test_streams_keep_everybody_from_layer_to_layer():
    frame = pd.DataFrame(
        [("P", "I", "R", 5), ("P", "J", "R", 3), ("Q", "J", REST, 2)],
        columns=["programme", "industry", "region", "n"],
    )
    drawn = sankey(frame, ("programme", "industry", "region"), plain, T, title="Streams")
    (trace,) = drawn.figure.data
    flows = dict(zip(zip(trace.link.source, trace.link.target, strict=True), trace.link.value,
                     strict=True))  # fmt: skip
    names = list(trace.node.label)
    assert names == ["P", "Q", "I", "J", "R", "All others"]
    assert {(names[a], names[b]): v for (a, b), v in flows.items()} == {
        ("P", "I"): 5, ("P", "J"): 3, ("Q", "J"): 2,
        ("I", "R"): 5, ("J", "R"): 3, ("J", "All others"): 2,
    }  # fmt: skip
    assert "P → I: 5" in drawn.alt
    assert sankey(frame.iloc[:0], ("programme", "region"), plain, T, title="").figure is None
