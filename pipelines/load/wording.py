"""Turns a sentence about a row into SQL that says it for every failing row, in both languages."""

from collections.abc import Mapping

from pipelines.problems import Message
from yardstick.text import LANGUAGES, mark, translator

ROW = "\x00row\x00"
VALUE = "\x00value\x00"
OTHER_ROW = "\x00other_row\x00"
OTHER_FILE = "\x00other_file\x00"
LONGEST = 40


def literal(text: str) -> str:
    """``text`` as an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def name(text: str) -> str:
    """``text`` as a quoted SQL identifier."""
    return '"' + text.replace('"', '""') + '"'


def text_list(values: object) -> str:
    """Values as the inside of an SQL list of string literals."""
    return ", ".join(literal(str(v)) for v in values)


def shortened(expression: str) -> str:
    """SQL for a cell's text as a sentence quotes it: its first characters."""
    return (
        f"CASE WHEN length({expression}) > {LONGEST}"
        f" THEN left({expression}, {LONGEST}) || '…' ELSE {expression} END"
    )


def sentence_sql(file: str, what: Message, todo: Message, found: Mapping[str, str]) -> list[str]:
    """One SQL text expression per language for the whole sentence.

    The placeholders ROW, VALUE, OTHER_ROW and OTHER_FILE stand for the SQL expressions in
    ``found``.
    """
    frame = Message.of(
        mark("{file}, row {row}: {what} {todo}"), file=file, row=ROW, what=what, todo=todo
    )
    return [_interleave(frame.say(translator(lang)), found) for lang in LANGUAGES]


def _interleave(sentence: str, found: Mapping[str, str]) -> str:
    parts = []
    for i, piece in enumerate(sentence.split("\x00")):
        if i % 2:
            expression = found["\x00" + piece + "\x00"]
            parts.append(f"coalesce(({expression})::VARCHAR, '')")
        elif piece:
            parts.append(literal(piece))
    return " || ".join(parts)
