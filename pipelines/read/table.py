"""Fills a raw table from a UTF-8 text file with DuckDB's own reader."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipelines.read.layout import Layout

GLOB = frozenset("*?[{")
USUAL_LINE = 2_000_000
OPTIMISERS = "disabled_optimizers"


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


@contextmanager
def in_file_order(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Rows get their numbers in the order of the file, whatever the connection was set to.

    The optimiser would turn a look into a list of constants into a join, after which the rows of a
    file that several threads read do not come in its order any more.
    """
    kept = {name: _setting(con, name) for name in ("preserve_insertion_order", OPTIMISERS)}
    con.execute("SET preserve_insertion_order = true")
    off = [o for o in kept[OPTIMISERS].split(",") if o]
    con.execute(f"SET {OPTIMISERS} = '{','.join(dict.fromkeys([*off, 'in_clause']))}'")
    try:
        yield
    finally:
        for name, value in kept.items():
            con.execute(f"SET {name} = '{value}'")


def _setting(con: duckdb.DuckDBPyConnection, name: str) -> str:
    return str(con.execute(f"SELECT current_setting('{name}')").fetchone()[0]).lower()


def plain_path(path: Path, workplace: Path) -> Path:
    """A path to the same file without the characters that DuckDB takes for wildcards."""
    path = path.resolve()
    if not GLOB & set(str(path)):
        return path
    link = workplace / f"source{path.suffix}"
    if not link.exists():
        try:
            os.symlink(path, link)
        except OSError:  # Windows asks for a privilege
            shutil.copyfile(path, link)
    return link


def relation(source: Path, layout: Layout, delimiter: str, skip: int, longest: int = 0) -> str:
    """SQL for the records below the first ``skip`` ones, every column VARCHAR, blank cells NULL.

    Strict: a row with too few or too many fields is an error, not a guess.
    """
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in layout.names)
    size = f", max_line_size={longest + 1024}" if longest > USUAL_LINE else ""
    return (
        f"read_csv({literal(str(source))}, columns={{{columns}}}, auto_detect=false,"
        f" header=false, skip={skip}, delim={literal(delimiter)}, quote='\"', escape='\"',"
        " nullstr='', strict_mode=true, null_padding=false, ignore_errors=false,"
        f" compression='none', hive_partitioning=false{size})"
    )


def fill(
    con: duckdb.DuckDBPyConnection,
    table: str,
    source: Path,
    layout: Layout,
    delimiter: str,
    skip: int,
    longest: int = 0,
) -> int:
    """Create ``table`` from the records below the first ``skip`` ones; return their number."""
    source_sql = relation(source, layout, delimiter, skip, longest)
    with in_file_order(con):
        con.execute(f"CREATE OR REPLACE TABLE {quoted(table)} AS SELECT * FROM {source_sql}")
    return count(con, table)


def count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    """Rows of a table."""
    return con.execute(f"SELECT count(*) FROM {quoted(table)}").fetchone()[0]


def first_row(con: duckdb.DuckDBPyConnection, rows: str) -> list[str] | None:
    """The cells of the first row of a relation in file order, blank ones as empty text."""
    with in_file_order(con):
        row = con.execute(f"SELECT * FROM {rows} LIMIT 1").fetchone()
    return None if row is None else [cell or "" for cell in row]


def trim(con: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...], rows: int) -> int:
    """Drop the blank rows a spreadsheet leaves at the end; return how many rows remain."""
    anything = f"coalesce({', '.join(map(quoted, columns))}, NULL) IS NOT NULL"
    name = quoted(table)
    tail = f"SELECT count(*) FROM {name} WHERE rowid = {rows - 1} AND {anything}"
    if rows == 0 or con.execute(tail).fetchone()[0]:
        return rows
    last = con.execute(f"SELECT max(rowid) FROM {name} WHERE {anything}").fetchone()[0]
    kept = 0 if last is None else last + 1
    with in_file_order(con):
        con.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM {name} WHERE rowid < {kept}")
    return kept
