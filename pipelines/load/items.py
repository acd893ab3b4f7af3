"""Finds the column of every item of a survey in an export."""

import difflib
import re
from collections import defaultdict
from dataclasses import dataclass

import duckdb

from pipelines.load.answers import Answers, answers_of
from pipelines.mapping_model import Target
from pipelines.problems import Message, SourceError, SourceProblem
from pipelines.read.layout import clean
from yardstick.text import mark

ANYTHING = "*"


@dataclass(frozen=True)
class Item:
    """One row of an items file, as far as the load needs it."""

    survey: str
    item: str
    version: str
    kind: str
    scale: str | None
    header: str | None
    separator: str | None
    row: int

    @property
    def called(self) -> str:
        return f"{self.item} ({self.version})"


def items_in(con: duckdb.DuckDBPyConnection, file_id: int) -> list[Item]:
    """The items of one items file that is loaded already."""
    rows = con.execute(
        "SELECT survey, item, coalesce(version, '1'), kind::VARCHAR, scale, header, separator, _row"
        " FROM stg_items WHERE _file = ? ORDER BY _row",
        [file_id],
    ).fetchall()
    return [Item(*row) for row in rows]


def scales_in(con: duckdb.DuckDBPyConnection) -> dict[str, Answers]:
    """The answers of every scale that is loaded already."""
    names = ("scale", "code", "label_en", "label_zh", "says")
    rows = con.execute(f"SELECT {', '.join(names)} FROM stg_scales ORDER BY _file, _row").fetchall()
    return answers_of(dict(zip(names, row, strict=True)) for row in rows)


def _matching(item: Item, headers: dict[str, str]) -> list[str]:
    """The headers (by their tidy text) that are the item's, a star standing for any text."""
    wanted = clean(item.header or "")
    pieces = wanted.split(ANYTHING)
    if len(pieces) == 1:
        return [headers[wanted]] if wanted in headers else []
    pattern = re.compile(".*".join(map(re.escape, pieces)))
    return [header for tidy, header in headers.items() if pattern.fullmatch(tidy)]


def columns_of(
    items: list[Item], target: Target, headers: tuple[str, ...], file: str, listed: str
) -> dict[str, Item]:
    """The item behind each column, in the order of the items; raises SourceError for what is odd.

    ``headers`` are those of the export (``file``), ``listed`` is the name of the items file.
    """
    kinds = ("comment",) if target.table == "comments" else ("scale", "multi")
    survey = target.columns.get("survey")
    version = target.columns.get("version")
    asked = [
        i
        for i in items
        if i.kind in kinds
        and i.header
        and i.item not in target.without
        and (survey is None or survey.constant in (None, i.survey))
    ]
    wanted = version.constant if version else None
    found: dict[str, Item] = {}
    missing: list[Item] = []
    problems: list[SourceProblem] = []
    editions: dict[tuple[str, str], list[tuple[Item, list[str]]]] = defaultdict(list)
    tidy = {clean(header): header for header in headers}
    for item in asked:
        editions[item.survey, item.item].append((item, _matching(item, tidy)))
    for candidates in editions.values():
        there = [(i, h) for i, h in candidates if h]
        if len(there) > 1:
            there = [(i, h) for i, h in there if i.version == wanted] or there
        if not there:
            missing.append(candidates[-1][0])
            continue
        if len(there) > 1:
            problems.append(_versions(listed, [i for i, _ in there]))
            continue
        item, matched = there[0]
        if len(matched) > 1:
            problems.append(_several(listed, item, matched))
        elif matched[0] in found:
            problems.append(_one_header(listed, item, found[matched[0]]))
        else:
            found[matched[0]] = item
    problems += [_unknown(file, listed, item, headers) for item in missing]
    if not asked:
        problems.append(_nothing(listed, target.table))
    if problems:
        raise SourceError(problems)
    return found


def _unknown(file: str, listed: str, item: Item, headers: tuple[str, ...]) -> SourceProblem:
    near = difflib.get_close_matches(clean(item.header or ""), headers, 1)
    return SourceProblem(
        listed,
        item.row,
        Message.of(
            mark("no column of {file} has the header '{header}' of the item {item}."),
            file=file,
            header=item.header,
            item=item.called,
        ),
        Message.of(mark("Is it called '{near}' now? Correct the header."), near=near[0])
        if near
        else Message.of(
            mark("Correct the header, or list the item under without if this export lacks it.")
        ),
    )


def _several(listed: str, item: Item, matched: list[str]) -> SourceProblem:
    return SourceProblem(
        listed,
        item.row,
        Message.of(
            mark("the header '{header}' of the item {item} fits {n} columns."),
            header=item.header,
            item=item.called,
            n=len(matched),
        ),
        Message.of(mark("Write as much of the header as tells the columns apart.")),
    )


def _one_header(listed: str, item: Item, other: Item) -> SourceProblem:
    return SourceProblem(
        listed,
        item.row,
        Message.of(
            mark("the items {item} and {other} name the same column by '{header}'."),
            item=item.called,
            other=other.called,
            header=item.header,
        ),
        Message.of(mark("Give each item the header of its own column.")),
    )


def _versions(listed: str, items: list[Item]) -> SourceProblem:
    return SourceProblem(
        listed,
        items[-1].row,
        Message.of(
            mark("the versions {versions} of the item {item} are all in the export."),
            versions=", ".join(i.version for i in items),
            item=items[0].item,
        ),
        Message.of(mark("Say which it holds by a constant for version in the mapping.")),
    )


def _nothing(listed: str, table: str) -> SourceProblem:
    return SourceProblem(
        listed,
        None,
        Message.of(mark("it has no item with a header whose answers go to {table}."), table=table),
        Message.of(mark("Give the items their headers, or take items out of this target.")),
    )
