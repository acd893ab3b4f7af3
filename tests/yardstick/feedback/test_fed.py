"""Streams into industries and regions: everybody counted once, small ones put together."""

import pytest

from tests.yardstick.measure.worlds import graduates, world
from yardstick.feedback.fed import LAYERS, MOST, by_programme, fed
from yardstick.measure import Filters, Reader, Scope
from yardstick.measure.model import REST

INDUSTRIES = "ABCDEFGHI"


def employed(k: int) -> dict:
    """Larger industries first: A nine times as often as I."""
    code = "".join(x * (len(INDUSTRIES) - i) for i, x in enumerate(INDUSTRIES))[k]
    return {
        "graduate_id": k + 1,
        "destination_code": "10",
        "industry": code,
        "region": "50" if k % 3 else None,
    }


def test_largest_industries_keep_their_names_and_nobody_is_lost(tmp_path):
    n = sum(range(1, len(INDUSTRIES) + 1))
    reader = world(
        tmp_path, {"graduates": graduates(n), "outcomes": [employed(k) for k in range(n)]}
    )
    found = fed(reader)
    frame = found.frame
    assert found.layers == LAYERS
    assert list(frame.columns) == [*LAYERS, "n"]
    # Every third has no region on record and is in no stream.
    assert frame["n"].sum() == sum(1 for k in range(n) if k % 3)
    assert set(frame["industry"]) == {*INDUSTRIES[: MOST["industry"]], REST}
    nobody = Reader(reader.snapshot, Scope(programmes=()))
    assert fed(nobody).frame.empty


def test_schools_stand_where_the_largest_programmes_are_a_small_part(tmp_path):
    codes = [f"P{k:02d}" for k in range(20)]
    people = [
        {"graduate_id": k + 1, "programme_code": codes[k % 20], "cohort": 2024} for k in range(100)
    ]
    tables = {
        "programmes": [{"programme_code": c, "school_code": f"S{c[2]}"} for c in codes],
        "graduates": people,
        "outcomes": [employed(k % 45) for k in range(100)],
    }
    for k, row in enumerate(tables["outcomes"]):
        row |= {"graduate_id": k + 1, "region": "50"}
    reader = world(tmp_path, tables)
    found = fed(reader)
    assert found.layers == ("school", "industry", "region")
    assert found.frame["n"].sum() == 100
    assert set(found.frame["school"]) == {*(f"S{d}" for d in range(10))} or REST in set(
        found.frame["school"]
    )
    # One school chosen: its programmes again.
    assert fed(reader, Filters(schools=("S1",))).layers == LAYERS


def test_programmes_by_how_few_industries_they_feed(tmp_path):
    industry = ["A"] * 10 + ["A", "B", "C", "D", "E"] * 2
    reader = world(
        tmp_path,
        {
            "programmes": [{"programme_code": "P"}, {"programme_code": "Q"}],
            "graduates": [
                {"graduate_id": k + 1, "programme_code": "P" if k < 10 else "Q"} for k in range(20)
            ],
            "outcomes": [
                {"graduate_id": k + 1, "destination_code": "10", "industry": x}
                for k, x in enumerate(industry)
            ],
        },
    )
    frame, _ = by_programme(reader, "industry")
    assert frame["programme"].tolist() == ["P", "Q"]
    assert frame["equal"][0] == 1
    # Two each of five: 10 pairs of 90 are alike.
    assert frame["equal"][1] == pytest.approx(9)
    assert frame["largest"][0] == [("A", 1.0)]
