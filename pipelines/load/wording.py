"""Turns a sentence about a row into SQL that says it for every failing row, in both languages."""

from collections.abc import Mapping

from pipelines.problems import Message
from yardstick.text import LANGUAGES, mark, translator

ROW = "\x00row\x00"
VALUE = "\x00value\x00"
OTHER_ROW = "\x00other_row\x00"
OTHER_FILE = "\x00other_file\x00"
#: Stands where a value is not quoted because it may be personal.
NOT_SHOWN = "…"
#: What is no code must occur so often to be quoted, and so often on average the unmatched values of
#: a column that are no codes: people's names, repeated now and then, do not.
OFTEN = 3
OFTEN_ON_AVERAGE = 5
#: How a Chinese name looks, whatever its column: a common surname, then one or two characters.
#: Surnames: the hundred most frequent ones of the Ministry of Public Security's yearly name report.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
PERSON_LIKE = rf"[{SURNAMES}]\p{{Han}}{{1,2}}"
#: How a name in Latin letters looks: two to four words, each a capital and letters or an initial.
#: Many places and trades look the same and are not quoted either.
_WORD = r"\p{Lu}(?:\p{L}|['’\-])*\.?"
LATIN_PERSON_LIKE = rf"{_WORD}(?:,? {_WORD}){{1,3}}"
#: A word of letters alone may be a name; a code has a digit, or is as short as this.
WORD_LIKE = r"[\p{L}.'’\-]{4,}"
#: A code list has few values: of more different words than this in one column, which do not
#: repeat, none is quoted.
MOST_WORDS = 20
#: A birth date, a telephone or identity number, most student numbers; codes of trades and regions
#: have fewer digits.
PERSON_DIGITS = 8
#: What a code, and what a number or a date looks like, and how many digits it may have: fewer than
#: a telephone number, a birth date among codes, or the number of an identity card.
CODE_LIKE = (r"[A-Za-z0-9._;:%+/,\-]{1,12}", 5)
NUMBER_LIKE = (r"[0-9.,:%％+/\- 年月日]{1,24}", 8)


def literal(text: str) -> str:
    """``text`` as an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def name(text: str) -> str:
    """``text`` as a quoted SQL identifier."""
    return '"' + text.replace('"', '""') + '"'


def text_list(values: object) -> str:
    """Values as the inside of an SQL list of string literals."""
    return ", ".join(literal(str(v)) for v in values)


def impersonal(expression: str, number: bool) -> str:
    """SQL that is true where a text looks like a code, or in a column of numbers or dates like one
    of these: a name or telephone number that slipped into the column does not."""
    digits = f"length(regexp_replace({expression}, '[^0-9]', '', 'g'))"
    looks = [CODE_LIKE, NUMBER_LIKE] if number else [CODE_LIKE]
    return (
        "("
        + " OR ".join(
            f"(regexp_full_match({expression}, {literal(shape)}) AND {digits} <= {most})"
            for shape, most in looks
        )
        + ")"
    )


def person_like(expression: str) -> str:
    """SQL that is true where a text reads like a name, is an e-mail address or has as many digits
    as the number of a person: somebody's may stand in each of many rows about them."""
    digits = f"length(regexp_replace({expression}, '[^0-9]', '', 'g'))"
    return (
        f"(regexp_full_match({expression}, {literal(PERSON_LIKE)})"
        f" OR regexp_full_match({expression}, {literal(LATIN_PERSON_LIKE)})"
        f" OR {digits} >= {PERSON_DIGITS} OR contains({expression}, '@'))"
    )


def word_like(expression: str) -> str:
    """SQL that is true where a text is one word of letters, which may be somebody's name."""
    return f"regexp_full_match({expression}, {literal(WORD_LIKE)})"


def quoted(expression: str, number: bool) -> str:
    """SQL for a cell's text as a sentence quotes it: not where it may be personal."""
    return f"CASE WHEN {impersonal(expression, number)} THEN {expression} ELSE '{NOT_SHOWN}' END"


def spared(what: Message) -> Message:
    """What is wrong with a value whose row is kept without it."""
    return Message.of(mark("{what} The value was left out and the row was kept."), what=what)


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
