"""Reads an SPSS data file: variable names are the header, value labels stand for their values."""

import csv
import hashlib
from pathlib import Path

import duckdb

from pipelines.problems import SourceError
from pipelines.read import layout as layouts
from pipelines.read import sentences, table
from pipelines.read.content import SAV
from pipelines.read.filled import Filled
from pipelines.read.model import FileSpec
from pipelines.read.xlsx_file import as_text


def read_sav(
    con: duckdb.DuckDBPyConnection, path: Path, spec: FileSpec, raw_table: str, workplace: Path
) -> Filled:
    """Fill ``raw_table`` from a data file, by way of a UTF-8 copy; case 1 is row 1.

    A value with a label becomes the label, a value declared as missing a blank cell.
    """
    # Only such files need the library, which takes a while to import.
    import pyreadstat

    data = path.read_bytes()
    try:
        columns, meta = pyreadstat.read_sav(str(path), output_format="dict", encoding=spec.encoding)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, UnicodeError):
        raise SourceError(sentences.damaged(path.name, SAV)) from None
    names = list(meta.column_names)
    layout = layouts.name_columns(path.name, names, 0)
    cells = [_texts(columns[n], meta.variable_value_labels.get(n, {})) for n in names]
    rows = list(zip(*cells, strict=True))
    if not rows:
        raise SourceError(sentences.header_only(path.name, 0))
    copy = workplace / "cases.csv"
    with copy.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)
    longest = max(sum(map(len, row)) * 4 + len(row) for row in rows)
    filled = table.fill(con, raw_table, copy, layout, ",", skip=0, longest=longest)
    if filled != len(rows):
        raise SourceError(sentences.rows_lost(path.name, len(rows), filled))
    return Filled(
        layout=layout,
        rows=filled,
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
        encoding=meta.file_encoding,
        notices=layout.notices,
    )


def _texts(values: object, labels: dict[object, str]) -> list[str]:
    """The cells of one variable as text."""
    return [labels.get(value) or _text(value) for value in values]


def _text(value: object) -> str:
    # Neither a missing number nor a missing date equals itself.
    return "" if value is None or value != value else as_text(value)
