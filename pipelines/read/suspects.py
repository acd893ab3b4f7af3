"""Rows of a raw table that do not look like records, and which of them the mapping left in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import duckdb

from pipelines.problems import SourceProblem
from pipelines.read import remarks
from pipelines.read.layout import Layout
from pipelines.read.model import RawFile
from pipelines.read.table import literal, quoted

# Words of a total line, as its first cell; blanks inside and a colon behind are overlooked.
TOTALS = (
    *("合计", "总计", "小计", "共计", "总和", "累计", "平均", "平均值"),
    *("subtotal", "sub-total", "grandtotal"),
)
# These are also names of firms or people's words: a total only where nothing stands before them.
FIRST_CELL_TOTALS = ("total", "totals", "average")
# Group columns that may stand before the word of a subtotal.
GROUP_COLUMNS = 4
# How far up from the end of the table notes are looked for.
TAIL = 200
NOTE = r"^\s*(\*|※|#|注|备注|说明|资料来源|数据来源|来源|制表|填表|审核|notes?\b|source\b|prepared\b|remarks?\b)|[:：]"
PROSE = 25


@dataclass(frozen=True)
class Inspection:
    """What was found in a filled raw table."""

    suspects: tuple[SourceProblem, ...]
    blank_rows: int


def unresolved(raw: RawFile, excluded: Collection[int] = ()) -> tuple[SourceProblem, ...]:
    """The suspect rows that the mapping's exclusions (source row numbers) did not take out."""
    return tuple(problem for problem in raw.suspects if problem.row not in excluded)


def inspect(
    con: duckdb.DuckDBPyConnection,
    table: str,
    file: str,
    layout: Layout,
    first_row: int,
    rows: int,
    known: Sequence[SourceProblem] = (),
) -> Inspection:
    """Look through a raw table for repeated headers, totals and notes; blank rows are counted.

    ``known`` are rows already found to have the wrong number of fields; where one of them is
    recognised as a total or a note, that is the better sentence.
    """
    headers, totals, blanks = _scan(con, table, layout)
    by_row = {problem.row: problem for problem in known}
    by_row.update((first_row + at, remarks.total_line(file, first_row + at)) for at in totals)
    for at in _notes(con, table, layout.names, rows):
        by_row[first_row + at] = remarks.note(file, first_row + at)
    by_row.update((first_row + at, remarks.second_header(file, first_row + at)) for at in headers)
    return Inspection(tuple(by_row[row] for row in sorted(by_row)), blanks)


def _scan(
    con: duckdb.DuckDBPyConnection, table: str, layout: Layout
) -> tuple[list[int], list[int], int]:
    columns = list(map(quoted, layout.names))
    named = [name for name, has_text in zip(layout.names, layout.named, strict=True) if has_text]
    header_texts = f"({', '.join(map(literal, named))})"
    lead = " OR ".join(f"{quoted(name)} IN {header_texts}" for name in named[:3])
    alike = " + ".join(
        f"coalesce(trim({quoted(name)}) IN {header_texts}, false)::INT" for name in named
    )
    needed = max(min(2, len(named)), (len(named) + 1) // 2)
    first = f"coalesce({', '.join(columns)}, NULL)"
    is_total = _any_total(first, columns) if len(columns) > 1 else "false"
    headers, totals, blanks = con.execute(
        f"SELECT list(rowid) FILTER (WHERE ({lead}) AND {alike} >= {needed}), "
        f"list(rowid) FILTER (WHERE {is_total}), count(*) FILTER (WHERE {first} IS NULL) "
        f"FROM {quoted(table)}"
    ).fetchone()
    return headers or [], totals or [], blanks


def _any_total(first: str, columns: Sequence[str]) -> str:
    tests = [_is_one_of(first, TOTALS + FIRST_CELL_TOTALS)]
    tests += [_is_one_of(column, TOTALS) for column in columns[1:GROUP_COLUMNS]]
    return " OR ".join(tests)


def _is_one_of(cell: str, words: Sequence[str]) -> str:
    plain = f"rtrim(replace(replace(lower({cell}), ' ', ''), '　', ''), ':：')"
    return f"(length({cell}) <= 16 AND {plain} IN ({', '.join(map(literal, words))}))"


def _notes(
    con: duckdb.DuckDBPyConnection, table: str, names: Sequence[str], rows: int
) -> list[int]:
    """Rows at the end with hardly a cell filled that read like a note or stand apart."""
    width = len(names)
    if width < 3:
        return []
    columns = list(map(quoted, names))
    filled = " + ".join(f"({column} IS NOT NULL)::INT" for column in columns)
    first = f"coalesce({', '.join(columns)})"
    tail = con.execute(
        f"SELECT rowid, {filled}, "
        f"coalesce(regexp_matches(lower({first}), {literal(NOTE)}) OR "
        f"length({first}) > {PROSE}, false) "
        f"FROM {quoted(table)} WHERE rowid >= {rows - TAIL} ORDER BY rowid DESC"
    ).fetchall()
    found: list[int] = []
    waiting: list[int] = []
    for at, cells, reads_like_note in tail:
        if cells == 0:
            found += waiting
            waiting = []
        elif cells > max(1, width // 4):
            break
        elif reads_like_note and cells == 1:
            found.append(at)
        else:
            waiting.append(at)
    return found
