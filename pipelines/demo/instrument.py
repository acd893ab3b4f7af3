"""The questionnaires of the demo: headers and answers as the mapping beside them describes them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from yardstick.places import DATA

FOLDER = DATA / "mappings"
ITEMS, SCALES = "demo_items.csv", "demo_scales.csv"


@dataclass(frozen=True)
class Question:
    """A question as it stands on the form, and the answers it offers, in Chinese."""

    header: str
    answers: tuple[str, ...]


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


@cache
def answers_of(scale: str) -> tuple[str, ...]:
    """The answers of a scale in their order; none of an open question."""
    return tuple(row["label_zh"] for row in _rows(SCALES) if row["scale"] == scale)


@cache
def questions(survey: str, version: str) -> Mapping[str, Question]:
    """The questions of one form in their order; of an item with versions the one that is named."""
    asked: dict[str, dict[str, str]] = {}
    for row in _rows(ITEMS):
        if row["survey"] == survey and (row["version"] == version or row["item"] not in asked):
            asked[row["item"]] = row
    return {item: Question(row["header"], answers_of(row["scale"])) for item, row in asked.items()}
