"""Reads a Parquet file: every column becomes text, whole numbers kept without decimals."""

import hashlib
from pathlib import Path

import duckdb

from pipelines.problems import SourceError
from pipelines.read import layout as layouts
from pipelines.read import sentences, table
from pipelines.read.content import PARQUET
from pipelines.read.filled import Filled
from pipelines.read.model import FileSpec
from pipelines.read.scan import chunks_of
from pipelines.read.table import literal, quoted


def read_parquet(
    con: duckdb.DuckDBPyConnection, path: Path, spec: FileSpec, raw_table: str, workplace: Path
) -> Filled:
    """Fill ``raw_table`` from a Parquet file, whose column names are its header (row 0)."""
    digest, size = hashlib.sha256(), 0
    for piece in chunks_of(path):
        digest.update(piece)
        size += len(piece)
    file = literal(str(table.plain_path(path, workplace)))
    relation = f"read_parquet({file}, hive_partitioning=false)"
    try:
        shape = con.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()
        layout = layouts.name_columns(path.name, [column[0] for column in shape], 0)
        cells = ", ".join(
            f"{_as_text(column[0], column[1])} AS {quoted(name)}"
            for column, name in zip(shape, layout.names, strict=True)
        )
        with table.in_file_order(con):
            con.execute(
                f"CREATE OR REPLACE TABLE {quoted(raw_table)} AS SELECT {cells} FROM {relation}"
            )
        (counted,) = con.execute(
            f"SELECT sum(num_rows) FROM parquet_file_metadata({file})"
        ).fetchone()
    except duckdb.Error as problem:
        if isinstance(problem, duckdb.OutOfMemoryException):
            raise
        if not path.exists():
            raise FileNotFoundError(path) from None
        raise SourceError(sentences.damaged(path.name, PARQUET)) from None
    rows = table.count(con, raw_table)
    if rows != counted:
        raise SourceError(sentences.rows_lost(path.name, counted, rows))
    if not rows:
        raise SourceError(sentences.header_only(path.name, 0))
    return Filled(
        layout=layout, rows=rows, sha256=digest.hexdigest(), bytes=size, notices=layout.notices
    )


def _as_text(name: str, kind: str) -> str:
    column = quoted(name)
    text = f"CAST({column} AS VARCHAR)"
    if kind in ("FLOAT", "DOUBLE"):
        # Tools write whole numbers with gaps as floating point: 3 must not become '3.0'.
        text = f"regexp_replace({text}, '\\.0$', '')"
    return f"nullif({text}, '')"
