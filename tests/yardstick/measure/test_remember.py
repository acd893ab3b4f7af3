"""Answers are kept on the snapshot, and no two readers share one who may see different things."""

from dataclasses import replace
from itertools import combinations

import pandas as pd
import pytest

from yardstick.figures.sketch import Picture
from yardstick.measure import INTERNAL, Filters, Scope, Snapshot, distribution, measure
from yardstick.measure.change import changes
from yardstick.measure.remember import CELL, weight

RATE = "cn2024.destination_rate"
STRICT = replace(INTERNAL, name="strict", percent_base=10_000, hides_percent=True)


@pytest.fixture
def own(reader):
    """A reader of the same file with nothing kept."""
    snapshot = reader.snapshot
    return replace(reader, snapshot=Snapshot(snapshot.path, snapshot.build_id))


def queries(reader, monkeypatch):
    """The statements asked from here on."""
    asked, plain = [], reader.snapshot.arrays
    monkeypatch.setattr(
        reader.snapshot, "arrays", lambda sql, *rest: asked.append(sql) or plain(sql, *rest)
    )
    return asked


def test_the_same_question_is_read_once(own, monkeypatch):
    asked = queries(own, monkeypatch)
    first = measure(own, [RATE], ["school"], Filters())
    again = measure(own, (RATE,), ("school",), Filters())
    assert len(asked) == 1
    assert first.frame.equals(again.frame)
    measure(own, [RATE], ["school"], Filters(genders=("female",)))
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    list(
        combinations(
            [
                {},
                {"scope": Scope(schools=("ENG",))},
                {"scope": Scope(schools=("HUM",))},
                {"scope": Scope(schools=())},
                {"scope": Scope(programmes=("080901",))},
                {"profile": STRICT},
            ],
            2,
        )
    ),
)
def test_readers_who_may_see_different_things_share_nothing(own, one, other):
    for who in (one, other):
        reader = replace(own, **who)
        for ask in (
            lambda r: measure(r, [RATE], ["school"]).frame,
            lambda r: distribution(r, "cn_2024", ("school",)).frame,
            lambda r: changes(r, [RATE], ("school",)),
        ):
            kept = ask(reader)
            fresh = replace(reader, snapshot=Snapshot(own.snapshot.path, own.snapshot.build_id))
            assert kept.equals(ask(fresh))
    assert len(own.snapshot.kept) >= 6


def test_nobody_writes_into_what_is_kept(own):
    first = measure(own, RATE, ("school",))
    first.frame["value"] = 0.0
    first.frame.loc[0, "status"] = "spoilt"
    again = measure(own, RATE, ("school",)).frame
    assert again["value"].max() > 0
    assert "spoilt" not in set(again["status"])


def test_the_weight_of_a_figure_is_that_of_its_data_without_the_shared_look():
    small, large = (
        Picture({"data": [{"x": list(range(n))}], "layout": {"template": list(range(9999))}})
        for n in (10, 1000)
    )
    assert weight(large) - weight(small) == 990 * CELL
    assert weight(small) < 9999 * CELL
    assert weight(pd.Series(range(100))) == weight(pd.DataFrame({"a": range(100)}))
