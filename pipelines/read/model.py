"""What a reader is told about a source file, and what it tells about the file it has read."""

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.problems import Message, SourceProblem

Progress = Callable[[Message], None]


@dataclass(frozen=True)
class FileSpec:
    """What the mapping says about a file; what it leaves out is found in the file itself."""

    path: str
    format: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    delimiter: str | None = None


@dataclass(frozen=True)
class RawFile:
    """A file as it now stands in a table of text columns.

    A row of the table is row ``rowid + first_row`` of the file, as a spreadsheet numbers it.
    ``notices`` say what the reader decided on its own. ``suspects`` are rows that do not look like
    records (a total line, a second header, notes below the table): the load refuses the file
    unless the mapping excludes each of them, see :func:`pipelines.read.unresolved`.
    ``doubled`` are headers that stand there more than once; the first column keeps the name.
    Rows in which every cell is blank stay in the table, so that row numbers stay true.
    """

    table: str
    path_name: str
    format: str
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    header_row: int
    first_row: int
    columns: tuple[str, ...]
    rows: int
    sha256: str
    bytes: int
    notices: tuple[SourceProblem, ...] = ()
    suspects: tuple[SourceProblem, ...] = ()
    blank_rows: int = 0
    doubled: tuple[str, ...] = ()
