"""Rows of a raw table that do not look like records, and which of them the mapping left in."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import itemgetter

import duckdb

from pipelines.problems import SourceProblem
from pipelines.read import remarks
from pipelines.read.layout import Layout, clean
from pipelines.read.model import RawFile
from pipelines.read.table import literal, quoted

# Words of a total line, as its first cell.
TOTALS = (
    *("合计", "总计", "小计", "共计", "总和", "累计", "平均", "平均值"),
    *("subtotal", "sub-total", "sub total", "grand total"),
)
# These are also names of firms or people's words: a total only where nothing stands before them.
FIRST_CELL_TOTALS = ("total", "totals", "average")
ALL_TOTALS = TOTALS + FIRST_CELL_TOTALS
# Group columns that may stand before the word of a subtotal.
GROUP_COLUMNS = 4
#: In how many cells from the left such a word, or a header text, is looked for at most.
LOOKED_AT = GROUP_COLUMNS
# How far up from the end of the table notes are looked for.
TAIL = 200
NOTE = re.compile(
    r"^\s*(\*|※|#|注|备注|说明|资料来源|数据来源|来源|制表|填表|审核"
    r"|notes?\b|source\b|prepared\b|remarks?\b)|[:：]",
    re.IGNORECASE,
)
PROSE = 25
# What may stand around a cell without being seen.
BLANKS = " \t\r\n\u00a0\u3000\ufeff\u200b"


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
    """Rows (from 0) of repeated headers and of totals, and the number of blank rows."""
    columns = list(map(quoted, layout.names))
    name = quoted(table)
    (blanks,) = con.execute(
        f"SELECT count(*) FROM {name} WHERE coalesce({', '.join(columns)}, NULL) IS NULL"
    ).fetchone()
    # Hardly a row has either: both are looked for in one pass, and only such rows are fetched.
    total = _any_total(columns) if len(columns) > 1 else "false"
    lead = _starts_like_header(layout)
    odd = con.execute(
        f"SELECT * FROM (SELECT rowid AS at, coalesce({total}, false) AS total,"
        f" coalesce({lead}, false) AS lead FROM {name}) WHERE total OR lead ORDER BY 1"
    ).fetchnumpy()
    headers = _repeated_headers(con, table, layout) if odd["lead"].any() else []
    return headers, odd["at"][odd["total"]].tolist(), blanks


def _header_texts(layout: Layout) -> list[str]:
    """Names of the columns that have a header text."""
    return [name for name, has_text in zip(layout.names, layout.named, strict=True) if has_text]


def _folded_texts(layout: Layout) -> list[str]:
    return sorted({name.lower() for name in _header_texts(layout)})


def _folded(column: str) -> str:
    """SQL for a cell as a header text is compared: without blanks around it, in small letters.

    Taking off blanks other than spaces is a hundred times slower, so it is done where a cell
    begins with one.
    """
    other_blank = f"({column} < ' ' OR ({column} >= '\u3000' AND {column} < '\u3001'))"
    bare = f"CASE WHEN {other_blank} THEN trim({column}, {literal(BLANKS)}) ELSE trim({column}) END"
    return f"lower({bare})"


def _is_one_of(column: str, texts: Sequence[str]) -> str:
    """SQL that is true where a cell is one of these texts, which are in small letters."""
    longest = max((len(text.encode()) for text in texts), default=0) + len(BLANKS)
    listed = f"[{', '.join(map(literal, texts))}]"
    return (
        f"CASE WHEN strlen({column}) <= {longest}"
        f" THEN list_contains({listed}, {_folded(column)}) ELSE FALSE END"
    )


def _starts_like_header(layout: Layout) -> str:
    """SQL that is true where one of the first cells is a header text, however it is spaced or
    capitalised: a second export of the same table may write its header in another way."""
    named = _header_texts(layout)
    texts = _folded_texts(layout)
    return "(" + " OR ".join(_is_one_of(quoted(name), texts) for name in named[:3]) + ")"


def _repeated_headers(con: duckdb.DuckDBPyConnection, table: str, layout: Layout) -> list[int]:
    """Rows at least half of whose cells are header texts; the order of the columns may differ."""
    named = _header_texts(layout)
    rows = con.execute(
        f"SELECT rowid, {', '.join(map(quoted, named))} FROM {quoted(table)} "
        f"WHERE {_starts_like_header(layout)}"
    )
    known = set(_folded_texts(layout))
    needed = max(min(2, len(named)), (len(named) + 1) // 2)
    found: list[int] = []
    while some := rows.fetchmany(1000):
        found += [
            at
            for at, *cells in some
            if sum(clean(c).lower() in known for c in cells if c) >= needed
        ]
    return found


def seldom_plain(layout: Layout, columns: Sequence[str]) -> str:
    """SQL that is true where one of these cells, or the first cell of a row that begins blank, is
    the word of a total line or a header text: true of every row the scan above would look at.

    Numbers and most codes sort before every such word (in capitals, which sort first) and are not
    compared with each of them; what begins with a blank sorts before numbers, and is.
    """
    words = sorted({*(way.strip().lower() for way in _ways(ALL_TOTALS)), *_folded_texts(layout)})
    lowest = literal(min(way for word in words for way in (word, word.upper())))
    first, *others = map(quoted, layout.names)
    tests = [
        f"CASE WHEN {column} >= {lowest} OR {column} < '!'"
        f" THEN {_is_one_of(column, words)} ELSE FALSE END"
        for column in map(quoted, columns)
    ]
    if others:
        leading = _is_one_of(f"coalesce({', '.join(others)})", words)
        tests.append(f"CASE WHEN {first} IS NULL THEN coalesce({leading}, FALSE) ELSE FALSE END")
    return f"({' OR '.join(tests) or 'FALSE'})"


def _any_total(columns: Sequence[str]) -> str:
    alone, anywhere = _writings(ALL_TOTALS), _writings(TOTALS)
    first, *others = columns
    tests = [
        f"{first} IN {alone}",
        f"({first} IS NULL AND coalesce({', '.join(others)}, NULL) IN {alone})",
        *(f"{column} IN {anywhere}" for column in others[: GROUP_COLUMNS - 1]),
    ]
    return "(" + " OR ".join(tests) + ")"


def _writings(words: Sequence[str]) -> str:
    """The ways of writing as SQL: a list of texts to compare with is several times faster than
    functions over every cell."""
    return f"({', '.join(map(literal, sorted(_ways(words))))})"


def _ways(words: Sequence[str]) -> set[str]:
    """The ways a word of a total line is written: case, blanks inside, a colon behind."""
    ways = {way for word in words for way in (word, word.upper(), word.capitalize(), word.title())}
    ways |= {word[0] + gap + word[1:] for word in words for gap in (" ", "　") if word > "\x7f"}
    return ways | {way + end for way in ways for end in (" ", ":", "：")}


def _notes(
    con: duckdb.DuckDBPyConnection, table: str, names: Sequence[str], rows: int
) -> list[int]:
    """Rows at the end with hardly a cell filled that read like a note or stand apart."""
    width = len(names)
    if width < 3:
        return []
    # A list and no sum: a sum over a thousand columns is too deep for the parser. Sorted here: to
    # sort so wide a table takes longer than to read it.
    tail = con.execute(
        f"SELECT rowid, [{', '.join(map(quoted, names))}] FROM {quoted(table)} "
        f"WHERE rowid >= {rows - TAIL}"
    ).fetchall()
    found: list[int] = []
    waiting: list[int] = []
    for at, row in sorted(tail, key=itemgetter(0), reverse=True):
        written = [cell for cell in row if cell is not None]
        cells = len(written)
        if cells == 0:
            found += waiting
            waiting = []
        elif cells > max(1, width // 4):
            break
        elif cells == 1 and _reads_like_note(written[0]):
            found.append(at)
        else:
            waiting.append(at)
    return found


def _reads_like_note(text: str) -> bool:
    return len(text) > PROSE or bool(NOTE.search(text))
