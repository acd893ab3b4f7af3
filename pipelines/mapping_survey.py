"""The keys of a target that is filled from the answers of a survey: items, scales, names."""

from dataclasses import dataclass
from typing import Any

from pipelines.mapping_check import Check
from pipelines.problems import Message
from yardstick.text import mark

#: For each table with a row per item: the column that the cell of an item fills.
CELLS = {"responses": "code", "comments": "text"}


@dataclass(frozen=True)
class SurveyKeys:
    """What a target says of a survey, and the contract columns that follow from it."""

    items: str | None
    scales: str | None
    without: tuple[str, ...]
    names: str | None
    filled: tuple[str, ...]


def survey_keys(raw: dict[str, Any], table: str, where: str, check: Check) -> SurveyKeys:
    """Read the keys; those that do not belong to the table of the target are reported."""
    for key, tables in (
        ("items", tuple(CELLS)),
        ("scales", ("responses",)),
        ("without", tuple(CELLS)),
        ("names", ("comments",)),
    ):
        if raw.get(key) and table not in tables:
            check.add(
                Message.of(
                    mark("{where} has the key '{key}', which is for the table {tables}."),
                    where=where,
                    key=key,
                    tables=", ".join(tables),
                ),
                Message.of(mark("Move it there; docs/mapping.md describes it.")),
            )
    items = raw.get("items")
    for key in ("long", "count", "distinct"):
        if items and raw.get(key):
            check.add(
                Message.of(
                    mark("{where} combines items and {key}."),
                    where=where,
                    key=key,
                ),
                Message.of(
                    mark("With items every item is a row already; take {key} out."), key=key
                ),
            )
    if items and table == "responses" and not raw.get("scales"):
        check.add(
            Message.of(mark("{where} names items and no scales."), where=where),
            Message.of(mark("Name the file of their scales, which reads answers as codes.")),
        )
    cell = CELLS.get(table)
    return SurveyKeys(
        items=items,
        scales=raw.get("scales"),
        without=tuple(str(item) for item in raw.get("without", ())),
        names=raw.get("names"),
        filled=("survey", "item", cell) if items and cell else (),
    )
