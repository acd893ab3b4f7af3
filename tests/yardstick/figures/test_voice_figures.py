"""Bars around a line, and two marks in a row: where everything stands, and what has no mark."""

import numpy as np
import pandas as pd
import pytest

from tests.yardstick.figures.drawings import marks, written
from yardstick.feedback.employers import judged
from yardstick.figures.beside import beside, finding_words
from yardstick.figures.diverging import Answers, Segment, diverging
from yardstick.text import translator

T = translator("en")
ROW = Answers(
    "Teaching",
    "positive 60%",
    [
        Segment("negative", False, "Bad", 0.10, 10),
        Segment("negative", True, "Very bad", 0.05, 5),
        Segment("neutral", False, "Neither", 0.25, 25),
        Segment("positive", False, "Good", 0.40, 40),
        Segment("positive", True, "Very good", 0.20, 20),
        Segment("cannot_say", False, "Cannot say", 0.08, 8),
    ],
)
HIDDEN = Answers("Hidden", "too few")


def spans(figure) -> list[tuple[float, float]]:
    """From where to where each bar goes, from the left."""
    found = [(b, b + x) for t in marks(figure) for b, x in zip(t.base, t.x, strict=True)]
    return sorted(tuple(round(v, 6) for v in sorted(pair)) for pair in found)


def test_answers_stand_on_their_side_and_the_others_beside():
    drawn = diverging([ROW, HIDDEN], T, title="Share")
    figure = drawn.figure.checked()
    assert spans(figure) == [
        (-0.15, -0.1),
        (-0.1, 0.0),
        (0.0, 0.4),
        (0.4, 0.6),
        (0.66, 0.91),
        (0.97, 1.05),
    ]
    low, high = figure.layout.xaxis.range
    assert low < -0.15
    assert high > 1.05
    # The axis counts people to either side, and never below nothing.
    assert not any("-" in text or "−" in text for text in figure.layout.xaxis.ticktext)
    assert "too few" in written(figure)
    assert "cannot say" in written(figure)
    assert "Very bad 5.0%" in drawn.alt


def test_the_key_names_only_what_occurs():
    only = Answers("All", "", [Segment("positive", True, "Yes", 1.0, 9)])
    figure = diverging([only], T, title="Share").figure.checked()
    assert "most positive" in written(figure)
    assert "neutral" not in written(figure)


def test_without_any_answer_the_reason_is_told():
    drawn = diverging([HIDDEN], T, title="Share")
    assert drawn.figure is None
    assert "too few" in drawn.alt
    assert diverging([], T, title="Share").figure is None


@pytest.fixture
def frame() -> pd.DataFrame:
    rows = {
        "alumni": [4.0, 4.0, np.nan],
        "alumni_low": [3.9, 3.9, np.nan],
        "alumni_high": [4.1, 4.1, np.nan],
        "alumni_sd": [0.8, 0.8, np.nan],
        "alumni_n": [900, 900, 3],
        "employers": [3.0, 3.9, 3.5],
        "employers_low": [2.8, 3.8, 3.3],
        "employers_high": [3.2, 4.0, 3.7],
        "employers_sd": [0.8, 0.8, 0.8],
        "employers_n": [80, 900, 80],
    }
    return judged(pd.DataFrame(rows), 0.25)


def test_both_views_in_one_row_each_with_its_base(frame):
    drawn = beside(frame, ["Team", "Data", "Writing"], T, title="Mean")
    figure = drawn.figure.checked()
    dots, diamonds = marks(figure)
    assert list(dots.x) == [4.0, 4.0]
    assert list(diamonds.x) == [3.0, 3.9, 3.5]
    assert {dots.marker.symbol, diamonds.marker.symbol} == {"circle", "diamond-open"}
    # The two marks of a row never cover each other.
    assert all(a > b for a, b in zip(dots.y, diamonds.y, strict=False))
    text = written(figure)
    assert "◀ employers rate it lower" in text
    assert "◆ too close to matter" in text
    assert "base 80" in text
    assert "base 900" in text
    assert finding_words(frame.iloc[2].to_dict(), T) == ""


def test_nobody_to_set_beside(frame):
    empty = frame.assign(alumni=np.nan, employers=np.nan, difference=np.nan)
    drawn = beside(empty, ["Team", "Data", "Writing"], T, title="Mean")
    assert drawn.figure is None
    assert "no figure" in drawn.alt
