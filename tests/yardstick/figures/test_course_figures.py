"""Figures of courses and of shares that moved: shapes by finding, nothing of what is not there."""

import pandas as pd
import pytest

from tests.yardstick.figures.drawings import marks, written
from yardstick.figures.courses import course_rows, met_text
from yardstick.figures.moved import moved_rows
from yardstick.inference.verdict import Standing
from yardstick.text import translator

T = translator("en")
NAN = float("nan")
COURSES = pd.DataFrame(
    {
        "fulfilment": [0.3, 0.8, NAN],
        "fulfilment_low": [0.2, 0.7, NAN],
        "fulfilment_high": [0.4, 0.9, NAN],
        "expected": [0.78, 0.78, NAN],
        "n": [50.0, 40.0, NAN],
        "finding": [Standing.BELOW, Standing.CANNOT_TELL, Standing.NO_FIGURE],
    }
)
NAMES = ["Drawing", "Mechanics", "English"]


def drawn(frame: pd.DataFrame):
    rows = frame.to_dict("records")
    return course_rows(frame, NAMES[: len(rows)], [met_text(r, T) for r in rows], T, title="Met")


def test_a_weak_course_has_a_shape_of_its_own_and_what_is_usual_beside_it():
    found = {m.marker.symbol: list(m.x) for m in marks(drawn(COURSES).figure)}
    assert found == {"diamond-open": [0.78, 0.78], "triangle-down": [0.3], "circle-open": [0.8]}
    alt = drawn(COURSES).alt
    assert "Drawing: meets the need of 30% of 50 (95% interval 20% to 40%); ▼ weak" in alt


def test_an_unrated_course_is_named_without_a_mark():
    assert "not rated, or too few ratings" in written(drawn(COURSES).figure)
    assert drawn(COURSES.iloc[2:]).figure is None
    # Where other courses may not be told there is nothing beside.
    alone = drawn(COURSES.assign(expected=NAN))
    assert "diamond-open" not in {m.marker.symbol for m in marks(alone.figure)}


def test_shares_that_moved_have_their_direction_and_their_band():
    frame = pd.DataFrame(
        {
            "early": [0.2, 0.5],
            "late": [0.3, 0.49],
            "difference": [0.1, -0.01],
            "low": [0.06, -0.03],
            "high": [0.14, 0.01],
            "verdict": [Standing.ABOVE, Standing.CANNOT_TELL],
        }
    )
    found = moved_rows(frame, ["A", "B"], T, title="Then and now", materiality=0.025)
    symbols = {m.marker.symbol: list(m.x) for m in marks(found.figure)}
    assert symbols["triangle-right"] == pytest.approx([10])
    assert symbols["circle-open"] == pytest.approx([-1])
    assert "A: 20.0% → 30.0%, +10.0 points" in found.alt
    band = [s for s in found.figure.layout.shapes if s.type == "rect"]
    assert [(s.x0, s.x1) for s in band] == [(-2.5, 2.5)]
    assert moved_rows(frame.iloc[:0], [], T, title="", materiality=0.025).figure is None
