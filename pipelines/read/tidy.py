"""A tidy copy of a text table that DuckDB's strict reader refuses: every record, one width.

Short rows are filled up, long rows cut, and both are reported as suspects; blank lines become
blank rows, so that row numbers stay true.
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from pipelines.problems import SourceError, SourceProblem
from pipelines.read import remarks, sentences
from pipelines.read.scan import LONGEST_RECORD

MOST_SUSPECTS = 1000


@dataclass(frozen=True)
class Tidy:
    """What the copy holds and which rows had the wrong number of fields."""

    rows: int
    longest: int
    suspects: tuple[SourceProblem, ...]


def tidy(
    source: Path, target: Path, file: str, delimiter: str, header_row: int, width: int
) -> Tidy:
    """Write the records below the header to ``target``, comma-separated, without a header."""
    suspects: list[SourceProblem] = []
    longest = wrong = row_number = last_filled = pending = 0
    with _reading(source) as lines, target.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, lineterminator="\n").writerow
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            for row_number, cells in enumerate(reader, 1):
                if row_number <= header_row:
                    continue
                if not any(cells):
                    pending += 1
                    continue
                for _ in range(pending):
                    write([""] * width)
                pending = 0
                last_filled = row_number
                found = len(cells)
                if found != width and (found < width or any(cells[width:])):
                    wrong += 1
                    if wrong <= MOST_SUSPECTS:
                        say = remarks.too_few if found < width else remarks.too_many
                        suspects.append(say(file, row_number, found, width, header_row))
                write((cells + [""] * (width - found))[:width])
                longest = max(longest, sum(map(len, cells)) * 4 + width)
        except csv.Error as problem:
            raise SourceError(_named(file, row_number + 1, str(problem))) from None
    if wrong > MOST_SUSPECTS:
        raise SourceError((*suspects[:5], remarks.and_more(file, suspects[0].row, wrong)))
    return Tidy(max(0, last_filled - header_row), longest, tuple(suspects))


def count(source: Path, delimiter: str) -> int:
    """Records of a file up to its last one that is not blank, counted one by one."""
    last = 0
    with _reading(source) as lines:
        try:
            for row_number, cells in enumerate(csv.reader(lines, delimiter=delimiter), 1):
                if cells:
                    last = row_number
        except csv.Error:
            return -1
    return last


def _reading(source: Path) -> TextIO:
    csv.field_size_limit(LONGEST_RECORD)
    return source.open(encoding="utf-8-sig", newline="")


def _named(file: str, row: int, problem: str) -> SourceProblem:
    if "unexpected end" in problem:
        return sentences.open_quote(file, row)
    if "field larger" in problem:
        return sentences.too_long(file, row)
    return sentences.stray_quote(file, row)
