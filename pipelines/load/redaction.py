"""Takes personal data out of comments before anything is written.

What is taken out: e-mail addresses, links and account handles, telephone numbers, numbers of
identity cards, passports, students and cards, and the names of a supplied list. What stands for
them says of which kind it was. The names of other people cannot be known; comments are therefore
shown at the minimum base only.
"""

import re
import unicodedata
from pathlib import Path

import duckdb

from pipelines.load.staff_names import WORD, Names, names_of
from pipelines.load.tables import SCRATCH
from pipelines.problems import Message, SourceError, SourceProblem
from yardstick.text import mark

MAIL, LINK, PHONE, NUMBER = "[e-mail]", "[link]", "[phone]", "[number]"
#: Wide forms of letters and digits, as the plain ones; what is not seen goes.
PLAIN: dict[int, int | None] = {
    c: c - 0xFEE0 for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
PLAIN |= dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))
#: Digits in circles and of other scripts, and Chinese ones where they stand in a row.
_STRANGE = re.compile(r"[^\x00-\x7f]")
_NUMERALS = re.compile(r"[〇零一二三四五六七八九幺两](?:[\s\-–—]?[〇零一二三四五六七八九幺两]){6,}")
#: Each run of characters is looked through once, whatever its length: a Chinese text is one run.
_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]++\s?(?:@|＠|\(at\)|（at）|\[at\]|#at#)\s?[\w-]+(?:\s?(?:[.．。]|\(dot\)|\[dot\])\s?[\w-]+)+",
    re.I,
)
_LINK = re.compile(r"(?:https?://|www\.)\S+|(?<![\w@])@[\w.-]{3,}", re.I)
#: Accounts of messengers, which follow their name: with a digit, or behind a colon and the like.
_MESSENGER = (
    r"(?:微信|薇信|v信|vx|wx|wechat|weixin|qq|扣扣|企鹅|抖音|小红书|微博|line|viber|whatsapp|"
    r"telegram|instagram|ig|fb|facebook)"
)
_ACCOUNT = re.compile(
    rf"((?<![A-Za-z]){_MESSENGER}(?:\s*(?:id|号码?|群|number|no\.?|账号|帐号))?\s*[:：=是为]?\s*)"
    r"([A-Za-z0-9_.-]{0,80}\d[A-Za-z0-9_.-]{3,})",
    re.I,
)
_HANDLE = re.compile(
    rf"((?<![A-Za-z]){_MESSENGER}\s*(?:(?:id|号码?|账号|帐号)\s*[:：=是为]?|[:：=])\s*)"
    r"([A-Za-z][A-Za-z0-9_.-]{5,19})(?![A-Za-z0-9_])",
    re.I,
)
#: Numbers that say what they are, however short.
_NAMED = re.compile(
    r"((?:学号|工号|考号|考生号|准考证号?|身份证号?码?|护照号?码?|"
    r"(?<![a-z])(?:student|employee|staff|passport|id)\s*(?:no\.?|number|id|#))\s*[:：#=是为]?\s*)"
    r"([A-Za-z]{0,4}\d[\dA-Za-z-]{2,})",
    re.I,
)
_GAP = r"[\s().\-–—－‐‑−/·•．_~～+]{0,3}"
#: Seven digits and more, however they are grouped, with a country code or without.
_DIGITS = re.compile(rf"[+＋]?\(?(?<!\d)\d(?:{_GAP}\d){{6,}}(?:[Xx](?!{WORD}))?(?!\d)")
#: A code of letters and digits with at least six digits: of a student, a passport, a card.
_CODE = re.compile(rf"(?<!{WORD})[A-Za-z]{{1,4}}-?\d{{2,}}+(?:-\d++)*[A-Za-z]?(?!{WORD})")
_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(rf"{_YEAR}(?:\s*[-–—/至到\s]\s*{_YEAR})+")
_DATE = re.compile(rf"{_YEAR}[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])")


def _number(found: re.Match[str]) -> str:
    """What stands for a run of digits: years and dates stay."""
    text = found.group()
    digits = re.sub(r"\D", "", text)
    if _YEARS.fullmatch(text.strip()) or _DATE.fullmatch(text.strip()):
        return text
    # A card has more digits than any telephone.
    return PHONE if len(digits) <= 13 else NUMBER


def _code(found: re.Match[str]) -> str:
    return NUMBER if sum(c.isdigit() for c in found.group()) >= 6 else found.group()


def _digit(found: re.Match[str]) -> str:
    """A digit of another script as the plain one."""
    value = unicodedata.digit(found.group(), None)
    return found.group() if value is None else str(value)


def redact(text: str, names: Names | None = None) -> str:
    """The text without personal data."""
    text = _STRANGE.sub(_digit, text.translate(PLAIN))
    if names is not None:
        text = names.remove(text)
    found = 1
    while found:
        # What follows an address without a blank between is seen once that one is gone.
        text, found = _MAIL.subn(MAIL, text)
    text = _LINK.sub(LINK, text)
    text = _ACCOUNT.sub(rf"\1{NUMBER}", text)
    text = _HANDLE.sub(rf"\1{NUMBER}", text)
    text = _NAMED.sub(rf"\1{NUMBER}", text)
    text = _CODE.sub(_code, text)
    text = _DIGITS.sub(_number, text)
    return _NUMERALS.sub(PHONE, text)


def read_names(path: Path) -> Names | None:
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
    return names_of(line.translate(PLAIN) for line in lines)


def redact_comments(con: duckdb.DuckDBPyConnection, target_id: int, names: Names | None) -> None:
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
