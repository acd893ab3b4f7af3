"""Reads one source file of any kind into a table of text columns."""

import csv
import hashlib
from pathlib import Path

import duckdb
import python_calamine

from pipelines.read.model import FileSpec, Progress, RawFile


def read_file(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    spec: FileSpec,
    raw_table: str,
    progress: Progress | None = None,
) -> RawFile:
    """Create ``raw_table`` from the file: every column VARCHAR, blank cells NULL."""
    data = path.read_bytes()
    header_row = spec.header_row or 1
    if path.suffix.lower() == ".xlsx":
        book = python_calamine.CalamineWorkbook.from_path(path)
        sheet = spec.sheet or book.sheet_names[0]
        grid = [
            [str(cell) for cell in row]
            for row in book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        ]
        kind, encoding, delimiter = "xlsx", None, None
    else:
        kind, sheet = "csv", None
        encoding, delimiter = spec.encoding or "utf-8-sig", spec.delimiter or ","
        grid = list(csv.reader(data.decode(encoding).splitlines(), delimiter=delimiter))
    columns = tuple(grid[header_row - 1])
    rows = [[cell or None for cell in row] for row in grid[header_row:]]
    names = ", ".join('"' + name.replace('"', '""') + '" VARCHAR' for name in columns)
    con.execute(f'CREATE OR REPLACE TABLE "{raw_table}" ({names})')
    marks = ", ".join("?" for _ in columns)
    con.executemany(f'INSERT INTO "{raw_table}" VALUES ({marks})', rows)
    return RawFile(
        table=raw_table,
        path_name=path.name,
        format=kind,
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
        header_row=header_row,
        first_row=header_row + 1,
        columns=columns,
        rows=len(rows),
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
    )
