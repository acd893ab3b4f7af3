"""A finished figure is plain values; plotly checks it where it is asked to."""

import json
import re

import numpy as np
import pandas as pd
import plotly.io
import pytest

from yardstick.figures.rows import LINE, NAMES, Row, lay_rows
from yardstick.figures.sketch import Sketch, plain


def test_values_become_what_json_knows():
    found = plain(
        {
            "array": np.array([1.5, np.nan]),
            "series": pd.Series([1, 2], index=[7, 8]),
            "mixed": ("a", None, float("nan"), np.int64(3), np.bool_(True)),
            "inner": {2024: [np.array(["x"], dtype=object)]},
        }
    )
    assert found == {
        "array": [1.5, None],
        "series": [1, 2],
        "mixed": ["a", None, None, 3, True],
        "inner": {"2024": [["x"]]},
    }
    json.dumps(found, allow_nan=False)


def test_a_picture_goes_to_the_browser_as_it_was_sketched():
    sketch = Sketch(200)
    sketch.trace("bar", x=np.array([0.5, np.nan]), y=[1, 2])
    sketch.note(x=0, y=1, text="note")
    picture = sketch.figure()
    sent = json.loads(plotly.io.to_json(picture.to_dict(), validate=False))
    assert sent["data"] == [{"type": "bar", "x": [0.5, None], "y": [1, 2]}]
    assert sent["layout"]["height"] == 200
    assert sent["layout"]["annotations"][0]["text"] == "note"
    assert sent["layout"]["template"]["layout"]["font"]["size"] == 13


def test_plotly_checks_a_picture_where_it_is_asked_to():
    sketch = Sketch(200)
    sketch.trace("bar", x=[1], y=[1])
    assert sketch.figure().checked().layout.height == 200
    sketch.set(heigth=300)
    with pytest.raises(ValueError, match="heigth"):
        sketch.figure().checked()


def test_a_title_wider_than_a_phone_takes_two_lines_and_room_for_them():
    long = "Against the benchmark; pay in percent, difference in percentage points"
    sketch = Sketch(300)
    sketch.set(xaxis={"title": {"text": long}})
    for _ in range(2):
        layout = sketch.figure().to_dict()["layout"]
        assert layout["xaxis"]["title"]["text"].replace("<br>", " ") == long
        assert (layout["height"], layout["margin"]["b"]) == (316, 24)
    short = Sketch(300)
    short.set(xaxis={"title": {"text": "Share of graduates"}})
    assert short.figure().to_dict()["layout"]["height"] == 300


def test_a_line_of_reference_runs_beside_the_marks_and_never_through_a_name():
    figure = Sketch(100)
    rows = [
        Row("Short"),
        Row("A name that is far too long for a single line of a phone", "12 of 30"),
    ]
    places = lay_rows(figure, rows, mark=14)
    figure.vertical(0.25, {"color": "black"}, layer="below")
    (line,) = figure.figure().layout.shapes
    parts = [[float(v) for v in re.findall(r"-?[\d.]+", one)] for one in line.path.split("M")[1:]]
    assert [x for x, _, _ in parts] == [0.25, 0.25]
    names = next(trace for trace in figure.traces if trace["name"] == NAMES)
    ends = [
        y - LINE * (1 + text.count("<br>"))
        for y, text in zip(names["y"], names["text"], strict=True)
    ]
    for (_, low, high), place, end in zip(parts, places, ends, strict=True):
        assert low < place - 7
        assert place + 7 < high < end
    assert parts[0][1] > names["y"][1]


def test_a_line_without_rows_runs_over_the_whole_height():
    figure = Sketch(100)
    figure.vertical(2020.5, {"color": "black"})
    (line,) = figure.figure().layout.shapes
    assert (line.x0, line.y0, line.y1, line.yref) == (2020.5, 0, 1, "y domain")
