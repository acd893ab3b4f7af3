"""A raw table as one of the readers has filled it."""

from dataclasses import dataclass

from pipelines.problems import SourceProblem
from pipelines.read.layout import Layout


@dataclass(frozen=True)
class Filled:
    """The layout and extent of the table, and what was seen on the way."""

    layout: Layout
    rows: int
    sha256: str
    bytes: int
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    notices: tuple[SourceProblem, ...] = ()
    suspects: tuple[SourceProblem, ...] = ()
