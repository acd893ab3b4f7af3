"""Where the table lies in a file: the delimiter, the header row and the names of the columns."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from pipelines.problems import SourceError, SourceProblem
from pipelines.read import remarks, sentences
from pipelines.read.scan import LONGEST_RECORD

LOOK = 50
WIDEST = 10_000
CANDIDATES = (",", "\t", ";", "|")
# What a header is not: a decimal, a date, a long number, an e-mail address.
VALUE = re.compile(
    r"[-+]?\d+[.,]\d+%?|\d{5,}|\d+%|\d{4}[-/.年]\d{1,2}([-/.月]\d{0,2}日?)?|\S+@\S+\.\S+|-\d+"
)
NUMBER = re.compile(r"\d+")
YEAR = re.compile(r"(19|20)\d\d")
# DuckDB's own name for the number of a row.
RESERVED = frozenset({"rowid"})


@dataclass(frozen=True)
class Layout:
    """The header row (from 1), a name for every column, and which of them have a header text."""

    header_row: int
    names: tuple[str, ...]
    named: tuple[bool, ...]
    notices: tuple[SourceProblem, ...]
    #: Header texts that stand there more than once.
    doubled: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        return len(self.names)


def letter(index: int) -> str:
    """The name a spreadsheet gives to a column, counted from 0: A, B, ... Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def records(text: str, delimiter: str, most: int | None = None) -> list[list[str]]:
    """The first records of a piece of text; a quotation left open at its end is no problem here."""
    # Python's own limit on a cell would end in an error that no sentence tells.
    csv.field_size_limit(LONGEST_RECORD)
    return list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), most))


def find_delimiter(text: str) -> str:
    """The character that cuts the most rows into the same number of fields (at least two)."""
    best, best_score = ",", 0.0
    for candidate in CANDIDATES:
        try:
            widths = [len(row) for row in records(text, candidate, LOOK * 4) if row]
        except csv.Error:
            continue
        if not widths:
            continue
        width, rows = Counter(widths).most_common(1)[0]
        score = rows / len(widths) * min(width, 8) ** 0.25 if width > 1 else 0.0
        if score > best_score:
            best, best_score = candidate, score
    return best


def clean(cell: str) -> str:
    """A header text without line breaks, doubled blanks and invisible marks."""
    return " ".join(cell.replace("\ufeff", "").replace("\u200b", "").split())


def find_layout(file: str, rows: Sequence[Sequence[str]], header_row: int | None) -> Layout:
    """The layout of the first rows of a file, or the problem why there is none."""
    for number, row in enumerate(rows[:LOOK], 1):
        if len(row) > WIDEST:
            raise SourceError(sentences.too_wide(file, number, WIDEST))
    if header_row is None:
        header_row = _find_header(rows)
        if header_row is None:
            raise SourceError(sentences.no_header(file, min(len(rows), LOOK)))
    elif not 1 <= header_row <= len(rows) or not any(map(clean, rows[header_row - 1])):
        raise SourceError(sentences.no_such_header(file, header_row))
    header = [clean(cell) for cell in rows[header_row - 1]]
    found = name_columns(file, header, header_row)
    # A row of a person that the mapping takes for the header: nothing of it is quoted.
    return found if _may_be_header(header) else replace(found, notices=())


def _find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """The first row that fills more than half of the table's width with texts that may be names."""
    filled = [sum(1 for cell in row if clean(cell)) for row in rows[: LOOK * 2]]
    if not filled or not max(filled):
        return None
    usual = Counter(n for n in filled if n > max(filled) // 3).most_common(1)[0][0]
    needed = usual // 2 + 1
    for place, row in enumerate(rows[:LOOK]):
        if filled[place] >= needed:
            return place + 1 if _may_be_header([clean(cell) for cell in row]) else None
    return None


def _may_be_header(row: Sequence[str]) -> bool:
    cells = [cell for cell in row if cell]
    if any(VALUE.fullmatch(cell) for cell in cells):
        return False
    if NUMBER.fullmatch(cells[0]) and not YEAR.fullmatch(cells[0]):
        return False
    numbers = sum(1 for cell in cells if NUMBER.fullmatch(cell))
    return numbers < len(cells) and (len(set(cells)) * 2 > len(cells))


def name_columns(file: str, header: Sequence[str], header_row: int) -> Layout:
    names: list[str] = []
    taken = set(RESERVED)
    notices: list[SourceProblem] = []
    for index, text in enumerate(header):
        name, copy = text or f"column {letter(index)}", 1
        # DuckDB takes names that differ only in case for the same.
        while name.lower() in taken:
            copy += 1
            name = f"{text or letter(index)} ({copy})"
        taken.add(name.lower())
        names.append(name)
        if text and name != text and text.lower() not in RESERVED:
            notices.append(remarks.doubled_header(file, header_row, text, letter(index), name))
    doubled = tuple(text for text, n in Counter(header).items() if text and n > 1)
    return Layout(header_row, tuple(names), tuple(map(bool, header)), tuple(notices), doubled)
