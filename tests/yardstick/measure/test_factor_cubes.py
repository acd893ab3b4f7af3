"""Entry bands and origin: how graduates are sorted, and that the fine counts are the same people."""

import numpy as np
import pytest

from tests.yardstick.measure.worlds import graduates, world
from yardstick.catalogue import data_columns
from yardstick.measure import Filters
from yardstick.measure.cells import cells

SCORES = {
    0: "p00_20", 19.99: "p00_20", 20: "p20_40", 40: "p40_60", 59.9: "p40_60", 60: "p60_80",
    80: "p80_100", 100: "p80_100", None: "not_recorded",
}  # fmt: skip
PLACES = {"50": "served", "11": "elsewhere", "99": "abroad", None: "not_recorded"}


def groups(reader, dimension: str) -> dict[str, int]:
    found = cells(reader.snapshot, data_columns()["cn_2024"], (dimension,), Filters(wave=6))
    sizes = np.bincount(found.group, weights=found.count, minlength=found.groups)
    return {k: int(n) for k, n in zip(found.keys[dimension], sizes, strict=True)}


def test_graduates_are_sorted_into_fifths_and_places(tmp_path):
    people = graduates(len(SCORES))
    for row, score in zip(people, SCORES, strict=True):
        row["entry_percentile"] = score
        row["origin_region"] = [*PLACES][int(row["graduate_id"]) % len(PLACES)]
    outcomes = [{"graduate_id": r["graduate_id"], "destination_code": "10"} for r in people]
    reader = world(tmp_path, {"graduates": people, "outcomes": outcomes})
    bands = list(SCORES.values())
    assert groups(reader, "entry_band") == {b: bands.count(b) for b in dict.fromkeys(bands)}
    drawn = [PLACES[r["origin_region"]] for r in people]
    assert groups(reader, "origin") == {p: drawn.count(p) for p in PLACES.values()}


@pytest.mark.parametrize("name", [n for n, c in data_columns().items() if c.factors])
def test_fine_counts_add_up_to_the_histogram(reader, name):
    column = data_columns()[name]
    coarse = cells(reader.snapshot, column, ("programme", "wave"))
    fine = cells(reader.snapshot, column, ("programme", "wave", "entry_band", "origin"))
    assert fine.groups > coarse.groups
    assert fine.count.sum() == coarse.count.sum() > 0
    if column.event:
        assert fine.count[fine.event].sum() == coarse.count[coarse.event].sum()
