"""What a reader says about the shape of a table: suspect rows and columns, and its own decisions."""

from pipelines.problems import Message, SourceProblem
from yardstick.text import mark

EXCLUDE = mark("Delete the row from the file, or exclude it in the mapping with a reason.")


def _say(file: str, row: int | None, what: str, todo: str, /, **values: object) -> SourceProblem:
    return SourceProblem(file, row, Message.of(what, **values), Message.of(todo, **values))


def second_header(file: str, row: int) -> SourceProblem:
    return _say(
        file,
        row,
        mark("the header is repeated here: two files seem to be pasted together."),
        EXCLUDE,
    )


def total_line(file: str, row: int) -> SourceProblem:
    return _say(file, row, mark("this looks like a total or average, not a record."), EXCLUDE)


def note(file: str, row: int) -> SourceProblem:
    return _say(file, row, mark("this looks like a note below the table, not a record."), EXCLUDE)


def too_few(file: str, row: int, found: int, expected: int, header_row: int) -> SourceProblem:
    return _say(
        file,
        row,
        mark("fields in this row: {found}; in the header in row {header_row}: {expected}."),
        mark(
            "Look for a line break inside a field without quotation marks; if it is no record, exclude it in the mapping with a reason."
        ),
        found=found,
        expected=expected,
        header_row=header_row,
    )


def too_many(file: str, row: int, found: int, expected: int, header_row: int) -> SourceProblem:
    return _say(
        file,
        row,
        mark("fields in this row: {found}; in the header in row {header_row}: {expected}."),
        mark(
            "Look for a delimiter inside a field without quotation marks, or for something written beside the table, and correct the file."
        ),
        found=found,
        expected=expected,
        header_row=header_row,
    )


def and_more(file: str, row: int, n: int) -> SourceProblem:
    return _say(
        file,
        row,
        mark("this is the first of many rows of the wrong shape (in all {n})."),
        mark("Check the delimiter, the quotation marks and header_row; export the file again."),
        n=n,
    )


def beside(file: str, row: int, column: str, n: int, header_row: int) -> SourceProblem:
    return _say(
        file,
        row,
        mark(
            "something is written in column {column} beside the table (cells from this row on: {n}), where the header in row {header_row} is blank."
        ),
        mark("Move it to another file, or give the column a header."),
        column=column,
        n=n,
        header_row=header_row,
    )


def doubled_header(file: str, row: int, name: str, column: str, called: str) -> SourceProblem:
    return _say(
        file,
        row,
        mark("the header “{name}” appears again in column {column}, which is read as “{called}”."),
        mark("Name the right one of them in the mapping."),
        name=name,
        column=column,
        called=called,
    )


def decided_csv(file: str, encoding: str, delimiter: Message, header_row: int) -> SourceProblem:
    return _say(
        file,
        None,
        mark("read as {encoding} text, separated by {delimiter}, with the header in row {row}."),
        mark("If that is wrong, say so in the mapping."),
        encoding=encoding,
        delimiter=delimiter,
        row=header_row,
    )


def decided_sheet(file: str, sheet: str, header_row: int) -> SourceProblem:
    return _say(
        file,
        None,
        mark("read from sheet “{sheet}”, with the header in row {row}."),
        mark("If that is wrong, say so in the mapping."),
        sheet=sheet,
        row=header_row,
    )


def other_sheets(file: str, sheets: str) -> SourceProblem:
    return _say(
        file,
        None,
        mark("these sheets were not read: {sheets}."),
        mark("If one of them is needed, add it to the mapping as a file of its own."),
        sheets=sheets,
    )


def merged(file: str, row: int, n: int) -> SourceProblem:
    return _say(
        file,
        row,
        mark(
            "cells merged over several rows were read into each of these rows (from this row on: {n})."
        ),
        mark("If that is wrong, unmerge them and fill in every row."),
        n=n,
    )


def blank_rows(file: str, n: int) -> SourceProblem:
    return _say(
        file,
        None,
        mark("blank rows inside the table: {n}."),
        mark("They hold no record; delete them if they are not meant."),
        n=n,
    )
