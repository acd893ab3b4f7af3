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
from pipelines.read.table import quoted

SAMPLE = 1 << 20


@dataclass(frozen=True)
class Source:
    """The bytes to be read (the file, or its copy in UTF-8) and what a scan of them has shown."""

    path: Path
    scan: Scan
    encoding: str


@dataclass(frozen=True)
class Opened:
    """A text file before its rows are read: what holds its bytes, and where the table lies."""

    source: Source
    original: Scan
    delimiter: str
    layout: Layout
    certain: bool

    @property
    def shown(self) -> str:
        """The encoding as the build reports it."""
        return encodings.shown(self.source.encoding)

    def notice(self, file: str) -> SourceProblem:
        """What was decided about the file, as a sentence."""
        shown = sentences.DELIMITERS.get(self.delimiter, self.delimiter)
        return remarks.decided_csv(file, self.shown.upper(), shown, self.layout.header_row)


def open_csv(path: Path, spec: FileSpec, workplace: Path) -> Opened:
    """Look through the bytes and find the table; ``workplace`` takes a copy where one is needed."""
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
    return Opened(source, original, delimiter, layout, wanted is not None)


def read_csv(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    spec: FileSpec,
    raw_table: str,
    workplace: Path,
    opened: Opened | None = None,
) -> Filled:
    """Fill ``raw_table`` from a text file; ``workplace`` takes the copies that may be needed."""
    opened = opened or open_csv(path, spec, workplace)
    source, delimiter, layout = opened.source, opened.delimiter, opened.layout
    filled = _directly(con, path.name, source, raw_table, delimiter, layout, workplace)
    if filled is None and source.path == path:
        # The first megabyte may have been UTF-8 and the rest not: then the row is named here.
        source = _recoded(path, workplace, source.encoding, opened.certain)
        delimiter, layout = _look(path.name, source, spec)
        opened = Opened(source, opened.original, delimiter, layout, opened.certain)
        filled = _directly(con, path.name, source, raw_table, delimiter, layout, workplace)
    suspects: tuple[SourceProblem, ...] = ()
    if filled is None:
        filled, suspects = _by_copy(con, path.name, source, raw_table, delimiter, layout, workplace)
    return Filled(
        layout=layout,
        rows=filled,
        sha256=opened.original.sha256,
        bytes=opened.original.bytes,
        encoding=opened.shown,
        delimiter=delimiter,
        notices=(opened.notice(path.name), *layout.notices),
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
    if source.scan.ancestor_row and delimiter != "|":
        raise SourceError(sentences.conflict(file, source.scan.ancestor_row))
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
    first = table.first_row(con, quoted(raw_table))
    return rows if agrees(source, delimiter, layout, rows, first) else None


def agrees(
    source: Source, delimiter: str, layout: Layout, rows: int, first: list[str] | None
) -> bool:
    """Whether DuckDB read as many rows as the bytes hold, and began with the right one."""
    seen = source.scan
    # In a table of one column a blank line is a blank row, also at the end of the file.
    last = seen.records if layout.width == 1 else seen.last_filled
    if rows == last - layout.header_row and _starts_alike(first, source, delimiter, layout):
        return True
    return seen.quoted and rows == tidy.count(source.path, delimiter) - layout.header_row


def _starts_alike(first: list[str] | None, source: Source, delimiter: str, layout: Layout) -> bool:
    """The first row of the table is the one below the header: no row was skipped above it."""
    if source.scan.quoted:
        return True
    with source.path.open(encoding="utf-8-sig", newline="") as stream:
        for _ in range(layout.header_row):
            stream.readline()
        cells = stream.readline().rstrip("\r\n").split(delimiter)
    return first == cells[: layout.width]


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
