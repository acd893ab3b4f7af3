"""Reads one source file of any kind into a table of text columns."""

from pathlib import Path

import duckdb

from pipelines.problems import Message, SourceError, SourceProblem
from pipelines.read import remarks, sentences, table
from pipelines.read.content import Stamp, kind_of, open_or_refuse
from pipelines.read.csv_file import read_csv
from pipelines.read.layout import Layout, letter
from pipelines.read.model import FileSpec, Progress, RawFile
from pipelines.read.parquet_file import read_parquet
from pipelines.read.sav_file import read_sav
from pipelines.read.suspects import inspect
from pipelines.read.table import quoted
from pipelines.read.workplace import workplace
from pipelines.read.xlsx_file import read_xlsx
from yardstick.text import mark

READERS = {"csv": read_csv, "xlsx": read_xlsx, "parquet": read_parquet, "sav": read_sav}
#: So many columns are dropped one by one, without a copy of the others.
FEW = 16


def read_file(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    spec: FileSpec,
    raw_table: str,
    progress: Progress | None = None,
) -> RawFile:
    """Create ``raw_table`` from the file: every column VARCHAR, blank cells NULL.

    Raises SourceError where the file cannot be read as it is; rows that only look wrong come back
    as ``suspects`` (see :class:`RawFile`).
    """
    path = Path(path)
    stamp = open_or_refuse(path)
    if progress:
        progress(
            Message.of(mark("reading {file}, {mb:.1f} MB"), file=path.name, mb=stamp.size / 1e6)
        )
    try:
        kind = kind_of(path, spec.format)
        with workplace(con) as folder:
            filled = READERS[kind](con, path, spec, raw_table, folder)
        changed = Stamp.of(path) != stamp
    except FileNotFoundError:
        changed = True
    if changed:
        raise SourceError(sentences.vanished(path.name))
    layout = _without_blank_columns(con, raw_table, path.name, filled.layout)
    rows = table.trim(con, raw_table, layout.names, filled.rows)
    if not rows:
        raise SourceError(sentences.header_only(path.name, layout.header_row))
    first_row = layout.header_row + 1
    found = inspect(con, raw_table, path.name, layout, first_row, rows, filled.suspects)
    blanks = (remarks.blank_rows(path.name, found.blank_rows),) if found.blank_rows else ()
    if progress:
        progress(Message.of(mark("{file}: {rows} rows"), file=path.name, rows=rows))
    return RawFile(
        table=raw_table,
        path_name=path.name,
        format=kind,
        encoding=filled.encoding,
        delimiter=filled.delimiter,
        sheet=filled.sheet,
        header_row=layout.header_row,
        first_row=first_row,
        columns=layout.names,
        rows=rows,
        sha256=filled.sha256,
        bytes=filled.bytes,
        notices=(*filled.notices, *blanks),
        suspects=found.suspects,
        blank_rows=found.blank_rows,
        doubled=layout.doubled,
    )


def _without_blank_columns(
    con: duckdb.DuckDBPyConnection, raw_table: str, file: str, layout: Layout
) -> Layout:
    """Drop the columns with neither header nor content; content without a header is refused."""
    unnamed = [index for index, named in enumerate(layout.named) if not named]
    if not unnamed:
        return layout
    _refuse_beside(con, raw_table, file, layout, unnamed)
    _drop_columns(con, raw_table, layout, unnamed)
    names = tuple(name for name, named in zip(layout.names, layout.named, strict=True) if named)
    return Layout(layout.header_row, names, (True,) * len(names), layout.notices, layout.doubled)


def _refuse_beside(
    con: duckdb.DuckDBPyConnection, raw_table: str, file: str, layout: Layout, unnamed: list[int]
) -> None:
    """Raise SourceError for every one of these columns in which something is written."""
    table_name = quoted(raw_table)
    columns = [quoted(layout.names[index]) for index in unnamed]
    counts = ", ".join(f"count({column})" for column in columns)
    filled = con.execute(f"SELECT {counts} FROM {table_name}").fetchone()
    problems: list[SourceProblem] = []
    for index, column, cells in zip(unnamed, columns, filled, strict=True):
        if not cells:
            continue
        n, first = con.execute(
            f"SELECT count(*), min(rowid) FROM {table_name} "
            f"WHERE nullif(trim({column}), '') IS NOT NULL"
        ).fetchone()
        if n:
            row = layout.header_row + 1 + first
            problems.append(remarks.beside(file, row, letter(index), n, layout.header_row))
    if problems:
        raise SourceError(problems)


def _drop_columns(
    con: duckdb.DuckDBPyConnection, raw_table: str, layout: Layout, unnamed: list[int]
) -> None:
    """Take columns away; each statement costs as much as the table is wide, so many at once."""
    name = quoted(raw_table)
    if len(unnamed) <= FEW:
        for index in unnamed:
            con.execute(f"ALTER TABLE {name} DROP COLUMN {quoted(layout.names[index])}")
        return
    kept = ", ".join(quoted(n) for n, has in zip(layout.names, layout.named, strict=True) if has)
    with table.in_file_order(con):
        con.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT {kept} FROM {name}")
