"""Rows as dictionaries: what pandas gives, value by value."""

import numpy as np
import pandas as pd

from yardstick.records import plain_columns, plain_rows, records


def test_rows_are_those_of_pandas_with_plain_values():
    frame = pd.DataFrame(
        {
            "name": ["a", None, "c"],
            "n": [1, 2, 3],
            "share": [0.5, np.nan, 1.0],
            "seen": [True, False, True],
            "any": pd.Series([1, None, "x"], dtype=object),
            "day": pd.to_datetime(["2026-01-02", None, "2026-03-04"]),
        },
        index=[7, 3, 5],
    )
    found = records(frame)
    assert repr(found) == repr(frame.to_dict("records"))
    assert {type(r["n"]) for r in found} == {int}
    assert type(found[0]["seen"]) is bool


def test_a_frame_without_rows_or_columns_has_no_records():
    assert records(pd.DataFrame({"a": []})) == records(pd.DataFrame()) == []


def test_rows_and_columns_hold_the_same_plain_values():
    frame = pd.DataFrame({"n": [1, 2], "share": [0.5, np.nan], "name": ["a", "b"]}, index=[4, 9])
    rows, columns = plain_rows(frame), plain_columns(frame)
    assert repr(rows) == "[[1, 0.5, 'a'], [2, nan, 'b']]"
    assert list(columns) == ["n", "share", "name"]
    assert repr(columns["share"]) == "[0.5, nan]"
    assert columns["name"] == ["a", "b"]
    assert plain_columns(frame.head(0)) == {"n": [], "share": [], "name": []}
    assert plain_columns(pd.DataFrame()) == {}
