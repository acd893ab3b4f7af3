"""Cuts one cell of an export into the answers chosen in it, and reads answers as codes of a scale.

Answers are compared without regard to case, blanks and a number in front ("4.  Often"). A separator
inside a label does not cut it: of the labels that may stand at a place the longest counts.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

#: In ``says`` of a scale: this code stands for every other text.
ANY_OTHER = "*"
SPACE = re.compile(r"\s+")
NUMBER = re.compile(r"^\(?\d{1,3}\s*[.)、．]\s*")
EDGES = " \t\r\n.,;，、；。"


def folded(text: str) -> str:
    """A text as answers are compared."""
    return SPACE.sub(" ", text).strip().casefold()


def without_number(text: str) -> str:
    """A text without the number of an enumeration in front of it."""
    return NUMBER.sub("", text, count=1)


@dataclass
class Answers:
    """The answers a scale has, by every spelling they are known under."""

    codes: dict[str, str] = field(default_factory=dict)
    other: str | None = None
    #: Spellings that stand for two codes: (spelling, code, other code).
    doubled: list[tuple[str, str, str]] = field(default_factory=list)
    _parts: dict[str, int] = field(default_factory=dict)

    def add(self, code: str, spellings: Iterable[str | None]) -> None:
        """Take in one code with its labels and other spellings."""
        for spelling in (code, *spellings):
            text = folded(spelling or "")
            if text == ANY_OTHER:
                self.other = code
            elif text and self.codes.setdefault(text, code) != code:
                self.doubled.append((text, self.codes[text], code))

    def parts(self, separator: str) -> int:
        """Into how many parts a separator cuts an answer at most, with a number in front of it."""
        if separator not in self._parts:
            mark = folded(separator)
            found = max((text.count(mark) for text in self.codes), default=0)
            # Of "(3)." both marks may be the separator.
            self._parts[separator] = found + 3
        return self._parts[separator]

    def code(self, text: str) -> str | None:
        """The code of one answer; None where no spelling is the text."""
        for form in (text, without_number(text.strip())):
            if (found := self.codes.get(folded(form))) is not None:
                return found
        return self.other if folded(text) else None


def answers_of(rows: Iterable[Mapping[str, str | None]]) -> dict[str, Answers]:
    """The answers of each scale, from rows of the table ``scales``."""
    found: dict[str, Answers] = {}
    for row in rows:
        says = (row.get("says") or "").split("|")
        found.setdefault(row["scale"] or "", Answers()).add(
            row["code"] or "", (row.get("label_en"), row.get("label_zh"), *says)
        )
    return found


def cut(text: str, separator: str, answers: Answers) -> list[str]:
    """The answers chosen in one cell, each once: codes, and what is no answer as it stands.

    Texts that no spelling knows stay together up to the next answer that one does.
    """
    parts = text.split(separator)
    found: list[str] = []
    unknown: list[str] = []

    def leave() -> None:
        rest = separator.join(unknown)
        unknown.clear()
        if rest.strip(EDGES):
            found.append(answers.other or rest.strip())

    place, reach = 0, answers.parts(separator)
    while place < len(parts):
        for end in range(min(len(parts), place + reach), place, -1):
            code = _known(separator.join(parts[place:end]), answers)
            if code is not None:
                leave()
                found.append(code)
                place = end
                break
        else:
            unknown.append(parts[place])
            place += 1
    leave()
    return list(dict.fromkeys(found))


def _known(text: str, answers: Answers) -> str | None:
    for form in (text, without_number(text.strip())):
        if (code := answers.codes.get(folded(form))) is not None:
            return code
    return None
