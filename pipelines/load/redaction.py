"""Takes personal data out of comments before anything is written.

What is taken out: e-mail addresses, links and account handles, telephone numbers, numbers of
identity cards, passports, students and cards, and the names of a supplied list. What stands for
them says of which kind it was. The names of other people cannot be known; comments are therefore
shown at the minimum base only.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import duckdb

from pipelines.load.tables import SCRATCH
from pipelines.problems import Message, SourceError, SourceProblem
from yardstick.text import mark

MAIL, LINK, PHONE, NUMBER, NAME = "[e-mail]", "[link]", "[phone]", "[number]", "[name]"
#: Fewer letters are a name too often found inside other words.
SHORTEST_NAME = 2
#: A letter or digit of a script that puts blanks between words: Chinese has none there.
WORD = r"[^\W\u3400-\u9fff]"
#: Wide forms of letters and digits, as the plain ones.
PLAIN = {
    c: c - 0xFEE0 for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_MAIL = re.compile(r"[\w.+-]+\s?(?:@|＠|\(at\)|\[at\])\s?[\w-]+(?:\s?[.．][\w-]+)+", re.I)
_LINK = re.compile(r"(?:https?://|www\.)\S+|(?<![\w@])@\w{3,}", re.I)
#: Numbers of messengers and the like, which follow their name.
_ACCOUNT = re.compile(
    r"((?:微信|wechat|weixin|qq|wx|line|viber|whatsapp|telegram|fb|facebook)(?:\s*(?:id|号|number|no))?"
    r"\s*[:：是为]?\s*)([A-Za-z0-9_.-]*\d[A-Za-z0-9_.-]{3,})",
    re.I,
)
#: Seven digits and more, however they are grouped, with a country code or without.
_DIGITS = re.compile(rf"(?<!{WORD})[+＋]?\(?\d(?:[\s().\-–/]{{0,2}}\d){{6,}}[\dXx]?(?!{WORD})")
#: A code of letters and digits with at least six digits: of a student, a passport, a card.
_CODE = re.compile(rf"(?<!{WORD})[A-Za-z]{{1,4}}-?\d{{2,}}(?:-?\d+)*[A-Za-z]?(?!{WORD})")
_YEARS = re.compile(r"(?:19|20)\d\d\s*[-–/至到]\s*(?:19|20)\d\d")


def _number(found: re.Match[str]) -> str:
    """What stands for a run of digits: periods of years stay."""
    text = found.group()
    digits = re.sub(r"\D", "", text)
    if _YEARS.fullmatch(text.strip()):
        return text
    # A card has more digits than any telephone.
    return PHONE if len(digits) <= 13 else NUMBER


def _code(found: re.Match[str]) -> str:
    return NUMBER if sum(c.isdigit() for c in found.group()) >= 6 else found.group()


def pattern_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """One pattern for all names, the longest first; None where there are none.

    A name in Latin script counts as a whole word only, in Chinese wherever it stands.
    """
    wanted = sorted(
        {" ".join(n.split()) for n in names if len(n.strip()) >= SHORTEST_NAME},
        key=lambda n: (-len(n), n),
    )
    if not wanted:
        return None
    parts = []
    for one in wanted:
        text = r"\s+".join(re.escape(word) for word in one.split())
        latin = one[0].isascii() and one[-1].isascii()
        parts.append(rf"(?<!{WORD}){text}(?!{WORD})" if latin else text)
    return re.compile("|".join(parts), re.I)


def redact(text: str, names: re.Pattern[str] | None = None) -> str:
    """The text without personal data."""
    text = text.translate(PLAIN)
    if names is not None:
        text = names.sub(NAME, text)
    text = _MAIL.sub(MAIL, text)
    text = _LINK.sub(LINK, text)
    text = _ACCOUNT.sub(rf"\1{NUMBER}", text)
    text = _DIGITS.sub(_number, text)
    return _CODE.sub(_code, text)


def read_names(path: Path) -> re.Pattern[str] | None:
    """The names of a list, one a line; raises SourceError where there is no such file."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise SourceError(
            SourceProblem(
                path.name,
                None,
                Message.of(mark("the list of names cannot be read.")),
                Message.of(
                    mark("Put it into the source folder as a text file in UTF-8, one name a line.")
                ),
            )
        ) from None
    return pattern_of(lines)


def redact_comments(
    con: duckdb.DuckDBPyConnection, target_id: int, names: re.Pattern[str] | None
) -> None:
    """Replace the texts of one target in the staged comments."""
    texts = con.execute(
        f"SELECT DISTINCT text FROM stg_comments WHERE _target = {target_id}"
    ).fetchall()
    changed = [(t, clean) for (t,) in texts if t is not None and (clean := redact(t, names)) != t]
    if not changed:
        return
    con.execute(
        f"CREATE OR REPLACE TABLE {SCRATCH}.redacted AS"
        " SELECT unnest(?::VARCHAR[]) AS told, unnest(?::VARCHAR[]) AS kept",
        [list(column) for column in zip(*changed, strict=True)],
    )
    con.execute(
        f"UPDATE stg_comments SET text = r.kept FROM {SCRATCH}.redacted AS r"
        f" WHERE text = r.told AND _target = {target_id}"
    )
    con.execute(f"DROP TABLE {SCRATCH}.redacted")
