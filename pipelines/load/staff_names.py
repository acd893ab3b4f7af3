"""Finds the names of a supplied list in comments, however they are written, and surnames with a title.

Of a listed 王小明 also 王老师 is found, of Maria Cruz also Prof. Cruz and Cruz, Maria. A surname with
a title that no listed name has stays: who is not on the list is not known.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

#: Fewer letters are a name too often found inside other words.
SHORTEST_NAME = 2
#: A letter or digit of a script that puts blanks between words: Chinese has none there.
WORD = r"[^\W\u3400-\u9fff]"
NAME = "[name]"
_HAN = re.compile(r"[\u3400-\u9fff]{2,4}")
#: Surnames of two characters; of any other name the first one is the surname.
_TWO = (
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯",
    "宇文", "长孙", "轩辕", "端木", "南宫", "西门",
)  # fmt: skip
_TITLES_ZH = (
    "老师|教授|副教授|讲师|助教|导师|博导|院长|副院长|系主任|主任|副主任|书记|副书记|辅导员|"
    "班主任|博士|校长|副校长|处长|科长|工程师"
)
_TITLES = (
    r"prof(?:essor)?|dr|doctor|mr|mrs|ms|miss|mx|sir|ma['’]?am|madam|teacher|dean|engr|atty|coach|"
    r"instructor|lecturer"
)
_TITLE = re.compile(rf"(?:{_TITLES})\.?", re.I)


@dataclass(frozen=True)
class Names:
    """Patterns of the names of a list."""

    whole: re.Pattern[str]
    #: Surnames in Chinese before a title; words of a Latin name behind one.
    before_title: re.Pattern[str] | None
    behind_title: re.Pattern[str] | None

    def remove(self, text: str) -> str:
        """The text with NAME in place of each name."""
        text = self.whole.sub(NAME, text)
        if self.before_title is not None:
            text = self.before_title.sub(NAME, text)
        if self.behind_title is not None:
            text = self.behind_title.sub(rf"\1{NAME}", text)
        return text


def names_of(names: Iterable[str]) -> Names | None:
    """Patterns of all names, the longest first; None where there are none.

    A name in Latin script counts as a whole word only, in Chinese wherever it stands.
    """
    wanted = {" ".join(n.split()) for n in names if len(n.strip()) >= SHORTEST_NAME}
    if not wanted:
        return None
    written = sorted({form for n in wanted for form in _forms(n)}, key=lambda f: (-len(f), f))
    surnames = {_surname(n) for n in wanted if _HAN.fullmatch(n)}
    words = {w for n in wanted if not _HAN.search(n) for w in _words(n)}
    return Names(
        whole=re.compile("|".join(written), re.I),
        before_title=_any(surnames, "", rf"(?=(?:{_TITLES_ZH}))"),
        behind_title=_any(words, rf"((?<!{WORD})(?:{_TITLES})\.?\s+)", rf"(?!{WORD})"),
    )


def _any(choices: set[str], before: str, behind: str) -> re.Pattern[str] | None:
    if not choices:
        return None
    listed = "|".join(re.escape(c) for c in sorted(choices, key=lambda c: (-len(c), c)))
    return re.compile(rf"{before}(?:{listed}){behind}", re.I)


def _surname(name: str) -> str:
    return name[:2] if len(name) > 2 and name[:2] in _TWO else name[0]


def _words(name: str) -> list[str]:
    """Words of a Latin name without titles and initials."""
    words = [w.strip(".,") for w in name.split() if not _TITLE.fullmatch(w.strip(","))]
    return [w for w in words if len(w) >= SHORTEST_NAME]


def _forms(name: str) -> list[str]:
    """Patterns of one name: blanks within, a middle initial, the last name first."""
    if _HAN.fullmatch(name):
        return [r"\s?".join(name)]
    parts = name.split()
    between = r"\s+(?:[^\W\d_]\.?\s+)?" if len(parts) == 2 else r"\s+"
    found = [between.join(re.escape(w) for w in parts)]
    if len(parts) > 1 and not _TITLE.fullmatch(parts[0]):
        rest = r"\s+".join(re.escape(w) for w in parts[:-1])
        found.append(rf"{re.escape(parts[-1])}\s*,?\s*{rest}")
    latin = name[0].isascii() and name[-1].isascii()
    return [rf"(?<!{WORD})(?:{f})(?!{WORD})" if latin else f for f in found]
