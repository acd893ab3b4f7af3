"""Reads a text file once, typed by the statement that reads it; the rows that are not plain apart.

The careful way (``reader.py``) keeps the text of every cell and looks at it again and again. Here
nothing is kept but the values. Where a cell is not plain, its row is read a second time as text,
for the careful rules; where the file as a whole is out of the ordinary, the careful way reads it.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.problems import Message, SourceError
from pipelines.read import sentences, table
from pipelines.read.content import Stamp, kind_of, open_or_refuse
from pipelines.read.csv_file import SAMPLE, Opened, agrees, open_csv
from pipelines.read.layout import Layout
from pipelines.read.layout import records as records_of
from pipelines.read.model import FileSpec, Progress, RawFile
from pipelines.read.suspects import LOOKED_AT, seldom_plain
from pipelines.read.table import quoted
from pipelines.read.workplace import workplace
from yardstick.text import mark


@dataclass(frozen=True)
class Plan:
    """SQL over the text cells of a row: its values by name, and whether it is not plain.

    A row without a single character must not be plain. ``closed`` are the headers in which every
    plain cell is a value of a known list or a number, so that it cannot be the word of a total.
    ``cells`` are the values that come from one cell each.
    """

    values: dict[str, str]
    odd: str
    closed: frozenset[str]
    cells: tuple[str, ...]


#: Makes a plan from the layout and the first records below the header; None: read it carefully.
Planner = Callable[[Layout, list[list[str]]], Plan | None]


def read_quickly(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    spec: FileSpec,
    name: str,
    planner: Planner,
    progress: Progress | None = None,
) -> RawFile | None:
    """Create table ``name`` with the planned values and ``_odd``, one row per record in the order
    of the file, and ``name_odd`` with ``_row`` and the text of the rows that are not plain.

    None where the file has to be read carefully; it then says why, or finds that all is well.
    """
    stamp = open_or_refuse(path)
    if kind_of(path, spec.format) != "csv":
        return None
    if progress:
        progress(
            Message.of(mark("reading {file}, {mb:.1f} MB"), file=path.name, mb=stamp.size / 1e6)
        )
    try:
        with workplace(con) as folder:
            opened = open_csv(path, spec, folder)
            rows = _fill(con, opened, name, planner, folder)
        changed = Stamp.of(path) != stamp
    except FileNotFoundError:
        raise SourceError(sentences.vanished(path.name)) from None
    if rows is None or changed:
        _drop(con, name)
        return None
    if progress:
        progress(Message.of(mark("{file}: {rows} rows"), file=path.name, rows=rows))
    layout = opened.layout
    return RawFile(
        table=name,
        path_name=path.name,
        format="csv",
        encoding=opened.shown,
        delimiter=opened.delimiter,
        sheet=None,
        header_row=layout.header_row,
        first_row=layout.header_row + 1,
        columns=layout.names,
        rows=rows,
        sha256=opened.original.sha256,
        bytes=opened.original.bytes,
        notices=(opened.notice(path.name), *layout.notices),
        doubled=layout.doubled,
    )


def _drop(con: duckdb.DuckDBPyConnection, name: str) -> None:
    for each in (name, f"{name}_odd"):
        con.execute(f"DROP TABLE IF EXISTS {quoted(each)}")


def _fill(
    con: duckdb.DuckDBPyConnection, opened: Opened, name: str, planner: Planner, folder: Path
) -> int | None:
    """Rows read; None where something about the file is out of the ordinary."""
    layout, source = opened.layout, opened.source
    if not all(layout.named) or (
        layout.width > 1 and source.scan.blank_rows_from(layout.header_row + 1)
    ):
        return None
    plan = planner(layout, _sample(opened))
    if plan is None:
        return None
    text = table.relation(
        table.plain_path(source.path, folder), layout, opened.delimiter, layout.header_row
    )
    values = ", ".join(f"{value} AS {quoted(n)}" for n, value in plan.values.items())
    open_cells = [n for n in layout.names[:LOOKED_AT] if n not in plan.closed]
    looks = seldom_plain(layout, open_cells)
    with suppress(duckdb.InvalidInputException), table.in_file_order(con):
        con.execute(
            f"CREATE OR REPLACE TABLE {quoted(name)} AS"
            f" SELECT {values}, {plan.odd} AS _odd, {looks} AS _look FROM {text}"
        )
        rows = table.count(con, name)
        if not agrees(source, opened.delimiter, layout, rows, table.first_row(con, text)):
            return None
        return rows if _ordinary(con, name, text, layout, rows, plan.cells) else None
    return None


def _ordinary(
    con: duckdb.DuckDBPyConnection,
    name: str,
    text: str,
    layout: Layout,
    rows: int,
    filled: tuple[str, ...],
) -> bool:
    """Set the odd rows apart; False where one may be no record (header, total, note, blank)."""
    odd, looks = con.execute(
        f"SELECT count(*) FILTER (_odd), count(*) FILTER (_look) FROM {quoted(name)}"
    ).fetchone()
    if looks or not rows or not _ends_filled(con, name, layout, rows, filled):
        return False
    cells = ", ".join(map(quoted, layout.names))
    numbered = f"(SELECT row_number() OVER () + {layout.header_row} AS _row, {cells} FROM {text})"
    mine = f"(SELECT rowid + {layout.header_row + 1} AS _row FROM {quoted(name)} WHERE _odd)"
    apart = quoted(f"{name}_odd")
    if not odd:
        texts = ", ".join(f"{quoted(n)} VARCHAR" for n in layout.names)
        con.execute(f"CREATE OR REPLACE TABLE {apart} (_row BIGINT, {texts})")
        return True
    con.execute(
        f"CREATE OR REPLACE TABLE {apart} AS SELECT n.* FROM {numbered} n SEMI JOIN {mine} m"
        " ON n._row = m._row"
    )
    found, suspicious = con.execute(
        f"SELECT count(*), count(*) FILTER (coalesce({cells}) IS NULL"
        f" OR {seldom_plain(layout, layout.names[:LOOKED_AT])}) FROM {apart}"
    ).fetchone()
    return found == odd and not suspicious


def _ends_filled(
    con: duckdb.DuckDBPyConnection, name: str, layout: Layout, rows: int, cells: tuple[str, ...]
) -> bool:
    """Whether the last row has too many cells filled to be a note below the table."""
    last = con.execute(
        f"SELECT {', '.join(map(quoted, cells))} FROM {quoted(name)} WHERE rowid = {rows - 1}"
    ).fetchone()
    return sum(value is not None for value in last) > max(1, layout.width // 4)


def _sample(opened: Opened) -> list[list[str]]:
    """The first records below the header."""
    with opened.source.path.open("rb") as stream:
        piece = stream.read(SAMPLE).decode("utf-8-sig", "replace")
    return records_of(piece, opened.delimiter)[opened.layout.header_row : -1]
