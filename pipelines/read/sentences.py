"""Everything a reader may have to say about a source file: what is wrong, and what to do."""

from pipelines.problems import Message, SourceProblem
from yardstick.text import mark

COMMA = Message(mark("comma"))
TAB = Message(mark("tab"))
SEMICOLON = Message(mark("semicolon"))
BAR = Message(mark("vertical bar"))
DELIMITERS: dict[str, Message] = {",": COMMA, "\t": TAB, ";": SEMICOLON, "|": BAR}


def _say(file: str, row: int | None, what: str, todo: str, /, **values: object) -> SourceProblem:
    return SourceProblem(file, row, Message.of(what, **values), Message.of(todo, **values))


def missing(file: str) -> SourceProblem:
    return _say(
        file,
        None,
        mark("there is no such file."),
        mark("Check the file name in the mapping and the source folder."),
    )


def folder(file: str) -> SourceProblem:
    return _say(
        file,
        None,
        mark("this is a folder, not a file."),
        mark("Name a file in the mapping."),
    )


def forbidden(file: str) -> SourceProblem:
    return _say(
        file,
        None,
        mark("the file cannot be opened: permission is denied."),
        mark("Let the account that runs the build read it, or close it in other programs."),
    )


def vanished(file: str) -> SourceProblem:
    return _say(
        file,
        None,
        mark("the file changed or disappeared while it was being read."),
        mark("Wait until it is completely written, then build again."),
    )


def empty(file: str) -> SourceProblem:
    return _say(
        file,
        None,
        mark("nothing is written in this file."),
        mark("Export it again; an unfinished download leaves such a file."),
    )


def header_only(file: str, header_row: int) -> SourceProblem:
    return _say(
        file,
        header_row,
        mark("this is the header, and no row follows it."),
        mark("Export the file again with its rows, or take it out of the mapping."),
    )


def other_content(file: str, found: Message, promised: Message, todo: Message) -> SourceProblem:
    what = Message.of(
        mark("by its name or mapping this is {promised}, by its content it is {found}."),
        promised=promised,
        found=found,
    )
    return SourceProblem(file, None, what, todo)


def damaged(file: str, promised: Message) -> SourceProblem:
    return _say(
        file,
        None,
        mark("this should be {promised}, but it is damaged and cannot be opened."),
        mark("Copy or export it again."),
        promised=promised,
    )


def undecodable(file: str, row: int, encoding: str) -> SourceProblem:
    return _say(
        file,
        row,
        mark("there are bytes here that are not {encoding} text."),
        mark(
            "Save the file as CSV UTF-8, or name its true encoding in the mapping (encoding = ...)."
        ),
        encoding=encoding,
    )


def unknown_encoding(file: str, encoding: str) -> SourceProblem:
    return _say(
        file,
        None,
        mark("the mapping names the encoding “{encoding}”, which does not exist."),
        mark("Write utf-8, gb18030 or utf-16, or leave it out."),
        encoding=encoding,
    )


def other_encoding(file: str, said: str, found: str) -> SourceProblem:
    return _say(
        file,
        None,
        mark("the mapping says the encoding is {said}, but the file is {found}."),
        mark("Correct the encoding in the mapping, or leave it out."),
        said=said,
        found=found,
    )


def wrong_delimiter(file: str) -> SourceProblem:
    return _say(
        file,
        None,
        mark("the mapping names a delimiter that is not one single character."),
        mark("Write one character or the word tab, or leave it out."),
    )


def conflict(file: str, row: int) -> SourceProblem:
    return _say(
        file,
        row,
        mark("a merge-conflict marker stands here: two versions of the file are mixed."),
        mark("Resolve the conflict in version control, then build again."),
    )


def nul(file: str, row: int) -> SourceProblem:
    return _say(
        file,
        row,
        mark("there is a NUL byte here, which no text contains: the file is damaged."),
        mark("Export or copy it again."),
    )


def too_long(file: str, row: int) -> SourceProblem:
    return _say(
        file,
        row,
        mark("this row does not end, or is longer than any table row can be."),
        mark("Look for a quotation mark that is never closed, or export the file again."),
    )


def too_wide(file: str, row: int, most: int) -> SourceProblem:
    return _say(
        file,
        row,
        mark("this row has more than {most} columns."),
        mark("Export one row per record, with its fields as columns."),
        most=most,
    )


def open_quote(file: str, row: int) -> SourceProblem:
    return _say(
        file,
        row,
        mark("a quotation mark is opened here and never closed."),
        mark("Close it, or double it where it belongs to the text."),
    )


def stray_quote(file: str, row: int) -> SourceProblem:
    return _say(
        file,
        row,
        mark("text goes on after a closing quotation mark."),
        mark("Double the quotation marks that belong to the text, or export the file again."),
    )


def no_header(file: str, looked: int) -> SourceProblem:
    return _say(
        file,
        None,
        mark("no header was found in the first {looked} rows."),
        mark("Name its row in the mapping (header_row = ...), or write a header above the table."),
        looked=looked,
    )


def no_such_header(file: str, header_row: int) -> SourceProblem:
    return _say(
        file,
        header_row,
        mark("the mapping says the header is here, but this row is blank or does not exist."),
        mark("Correct header_row in the mapping."),
    )


def no_sheet(file: str, sheet: str, sheets: str) -> SourceProblem:
    return _say(
        file,
        None,
        mark("there is no sheet “{sheet}”; the sheets are: {sheets}."),
        mark("Correct the sheet in the mapping."),
        sheet=sheet,
        sheets=sheets,
    )


def rows_lost(file: str, counted: int, read: int) -> SourceProblem:
    return _say(
        file,
        None,
        mark("rows counted in the file: {counted}; rows read: {read}."),
        mark("Save it again as CSV UTF-8 from a spreadsheet program; nothing was loaded."),
        counted=counted,
        read=read,
    )


def unread(file: str) -> SourceProblem:
    return _say(
        file,
        None,
        mark("the file could not be read as a table."),
        mark("Save it again as CSV UTF-8 from a spreadsheet program."),
    )


def not_taken(file: str, found: Message, todo: Message) -> SourceProblem:
    return SourceProblem(
        file, None, Message.of(mark("this is {found}, which cannot be read."), found=found), todo
    )
