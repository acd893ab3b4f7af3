"""Reads a text table (CSV, TSV): DuckDB does the reading, the bytes are looked at on the way."""

import codecs
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.problems import SourceError, SourceProblem
from pipelines.read import encoding as encodings
from pipelines.read import layout as layouts
from pipelines.read import remarks, sentences, table, tidy
from pipelines.read.filled import Filled
from pipelines.read.layout import Layout
from pipelines.read.model import FileSpec
from pipelines.read.scan import Scan, chunks_of, scan

SAMPLE = 1 << 20


@dataclass(frozen=True)
class Source:
    """The bytes to be read (the file, or its copy in UTF-8) and what a scan of them has shown."""

    path: Path
    scan: Scan
    encoding: str


def read_csv(
    con: duckdb.DuckDBPyConnection, path: Path, spec: FileSpec, raw_table: str, workplace: Path
) -> Filled:
    """Fill ``raw_table`` from a text file; ``workplace`` takes the copies that may be needed."""
    wanted = encodings.name_of(path.name, spec.encoding) if spec.encoding else None
    if wanted == encodings.GB18030:
        encodings.refuse_unicode(path)
    elif wanted == encodings.UTF8:
        encodings.refuse_wide(path)
    encoding = wanted or encodings.guess(path)
    original = scan(chunks_of(path))
    source = Source(path, original, encoding)
    if encoding not in ("utf-8", "utf-8-sig") or original.odd_newlines or original.inner_bom:
        source = _recoded(path, workplace, encoding, wanted is not None)
    _refuse_damage(path.name, source.scan)
    delimiter, layout = _look(path.name, source, spec)
    filled = _directly(con, path.name, source, raw_table, delimiter, layout, workplace)
    if filled is None and source.path == path:
        # The first megabyte may have been UTF-8 and the rest not: then the row is named here.
        source = _recoded(path, workplace, encoding, wanted is not None)
        delimiter, layout = _look(path.name, source, spec)
        filled = _directly(con, path.name, source, raw_table, delimiter, layout, workplace)
    suspects: tuple[SourceProblem, ...] = ()
    if filled is None:
        filled, suspects = _by_copy(con, path.name, source, raw_table, delimiter, layout, workplace)
    shown = encodings.shown(source.encoding)
    said = remarks.decided_csv(
        path.name,
        shown.upper(),
        sentences.DELIMITERS.get(delimiter, delimiter),
        layout.header_row,
    )
    return Filled(
        layout=layout,
        rows=filled,
        sha256=original.sha256,
        bytes=original.bytes,
        encoding=shown,
        delimiter=delimiter,
        notices=(said, *layout.notices),
        suspects=suspects,
    )


def _recoded(path: Path, workplace: Path, encoding: str, certain: bool) -> Source:
    copy = workplace / "recoded.csv"
    used = encodings.recode(path, copy, encoding, certain)
    return Source(copy, scan(chunks_of(copy)), used)


def _refuse_damage(file: str, seen: Scan) -> None:
    if seen.nul_row:
        raise SourceError(sentences.nul(file, seen.nul_row))
    if seen.conflict_row:
        raise SourceError(sentences.conflict(file, seen.conflict_row))
    if seen.too_long_row:
        raise SourceError(sentences.too_long(file, seen.too_long_row))


def _look(file: str, source: Source, spec: FileSpec) -> tuple[str, Layout]:
    with source.path.open("rb") as stream:
        piece = stream.read(SAMPLE)
        whole = not stream.read(1)
    text = codecs.getincrementaldecoder("utf-8-sig")("replace").decode(piece)
    delimiter = _delimiter(file, spec) or layouts.find_delimiter(text)
    rows = layouts.records(text, delimiter)
    if not whole and len(rows) > 1:
        rows.pop()
    layout = layouts.find_layout(file, rows, spec.header_row)
    if source.scan.last_filled <= layout.header_row and len(rows) <= layout.header_row:
        if source.scan.open_quote:
            raise SourceError(sentences.open_quote(file, source.scan.last_filled))
        raise SourceError(sentences.header_only(file, layout.header_row))
    return delimiter, layout


def _delimiter(file: str, spec: FileSpec) -> str | None:
    if spec.delimiter is None:
        return None
    named = {"\\t": "\t", "tab": "\t", "comma": ",", "semicolon": ";"}
    delimiter = named.get(spec.delimiter.lower(), spec.delimiter)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise SourceError(sentences.wrong_delimiter(file))
    return delimiter


def _directly(
    con: duckdb.DuckDBPyConnection,
    file: str,
    source: Source,
    raw_table: str,
    delimiter: str,
    layout: Layout,
    workplace: Path,
) -> int | None:
    """Rows read straight from the file; None where DuckDB refuses it or the counts disagree."""
    seen, header_row = source.scan, layout.header_row
    if layout.width > 1 and seen.blank_rows_from(header_row + 1):
        return None
    try:
        rows = table.fill(
            con,
            raw_table,
            table.plain_path(source.path, workplace),
            layout,
            delimiter,
            skip=header_row,
        )
    except duckdb.IOException:
        if source.path.exists():
            raise
        raise FileNotFoundError(source.path) from None
    except duckdb.InvalidInputException:
        return None
    # In a table of one column a blank line is a blank row, also at the end of the file.
    last = seen.records if layout.width == 1 else seen.last_filled
    if rows == last - header_row and _starts_alike(con, raw_table, source, delimiter, layout):
        return rows
    if seen.quoted and rows == tidy.count(source.path, delimiter) - header_row:
        return rows
    return None


def _starts_alike(
    con: duckdb.DuckDBPyConnection,
    raw_table: str,
    source: Source,
    delimiter: str,
    layout: Layout,
) -> bool:
    """The first row of the table is the one below the header: no row was skipped above it."""
    if source.scan.quoted:
        return True
    with source.path.open(encoding="utf-8-sig", newline="") as stream:
        for _ in range(layout.header_row):
            stream.readline()
        cells = stream.readline().rstrip("\r\n").split(delimiter)
    return table.first_row(con, raw_table) == cells[: layout.width]


def _by_copy(
    con: duckdb.DuckDBPyConnection,
    file: str,
    source: Source,
    raw_table: str,
    delimiter: str,
    layout: Layout,
    workplace: Path,
) -> tuple[int, tuple[SourceProblem, ...]]:
    copy = workplace / "tidy.csv"
    made = tidy.tidy(source.path, copy, file, delimiter, layout.header_row, layout.width)
    try:
        rows = table.fill(con, raw_table, copy, layout, ",", skip=0, longest=made.longest)
    except duckdb.InvalidInputException:
        raise SourceError(sentences.unread(file)) from None
    if rows != made.rows:
        raise SourceError(sentences.rows_lost(file, made.rows, rows))
    return rows, made.suspects
