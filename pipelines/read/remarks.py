"""What a reader says about the shape of a table: suspect rows and columns, and its own decisions."""

from collections.abc import Callable

from pipelines.problems import Message, SourceProblem
from yardstick.text import mark

EXCLUDE = mark("Delete the row from the file, or exclude it in the mapping with a reason.")
SAY_SO = mark("If that is wrong, say so in the mapping.")
FIELDS = mark("fields in this row: {found}; in the header in row {header_row}: {expected}.")

OfRow = Callable[..., SourceProblem]
OfFile = Callable[..., SourceProblem]


def _of_row(what: str, todo: str, *names: str) -> OfRow:
    """A remark on one row, made from its file, its row and the values of ``names`` in order."""

    def remark(file: str, row: int | None, *values: object) -> SourceProblem:
        given = dict(zip(names, values, strict=True))
        return SourceProblem(file, row, Message.of(what, **given), Message.of(todo, **given))

    return remark


def _of_file(what: str, todo: str, *names: str) -> OfFile:
    """A remark on a whole file, made from its name and the values of ``names`` in order."""
    remark = _of_row(what, todo, *names)
    return lambda file, *values: remark(file, None, *values)


second_header = _of_row(
    mark("the header is repeated here: two files seem to be pasted together."), EXCLUDE
)
total_line = _of_row(mark("this looks like a total or average, not a record."), EXCLUDE)
note = _of_row(mark("this looks like a note below the table, not a record."), EXCLUDE)
too_few = _of_row(
    FIELDS,
    mark(
        "Look for a line break inside a field without quotation marks; if it is no record, exclude it in the mapping with a reason."
    ),
    "found",
    "expected",
    "header_row",
)
too_many = _of_row(
    FIELDS,
    mark(
        "Look for a delimiter inside a field without quotation marks, or for something written beside the table, and correct the file."
    ),
    "found",
    "expected",
    "header_row",
)
and_more = _of_row(
    mark("this is the first of many rows of the wrong shape (in all {n})."),
    mark("Check the delimiter, the quotation marks and header_row; export the file again."),
    "n",
)
beside = _of_row(
    mark(
        "something is written in column {column} beside the table (cells from this row on: {n}), where the header in row {header_row} is blank."
    ),
    mark("Move it to another file, or give the column a header."),
    "column",
    "n",
    "header_row",
)
doubled_header = _of_row(
    mark("the header “{name}” appears again in column {column}, which is read as “{called}”."),
    mark("Name the right one of them in the mapping."),
    "name",
    "column",
    "called",
)
decided_csv = _of_file(
    mark("read as {encoding} text, separated by {delimiter}, with the header in row {row}."),
    SAY_SO,
    "encoding",
    "delimiter",
    "row",
)
decided_sheet = _of_file(
    mark("read from sheet “{sheet}”, with the header in row {row}."), SAY_SO, "sheet", "row"
)
other_sheets = _of_file(
    mark("these sheets were not read: {sheets}."),
    mark("If one of them is needed, add it to the mapping as a file of its own."),
    "sheets",
)
merged = _of_row(
    mark(
        "cells merged over several rows were read into each of these rows (from this row on: {n})."
    ),
    mark("If that is wrong, unmerge them and fill in every row."),
    "n",
)
uncomputed = _of_row(
    mark(
        "formulas whose results the workbook does not hold were read as blank cells (from this row"
        " on: {n})."
    ),
    mark("Open it in a spreadsheet program, save it there, then build again."),
    "n",
)
blank_rows = _of_file(
    mark("blank rows inside the table: {n}."),
    mark("They hold no record; delete them if they are not meant."),
    "n",
)
