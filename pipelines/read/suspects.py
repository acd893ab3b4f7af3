"""Rows of a raw table that do not look like records, and which of them the mapping left in."""

from collections.abc import Collection

from pipelines.problems import SourceProblem
from pipelines.read.model import RawFile


def unresolved(raw: RawFile, excluded: Collection[int] = ()) -> tuple[SourceProblem, ...]:
    """The suspect rows that the mapping's exclusions (source row numbers) did not take out."""
    return tuple(problem for problem in raw.suspects if problem.row not in excluded)
