"""Themes of open comments by an editable dictionary, and the share of comments that speak of each.

A comment may speak of several themes or of none; empty answers are no comments. A theme says what a
comment speaks of, not whether it praises or blames. The dictionary (``data/themes``) is a list of
terms: it finds what it was told to look for, and the share without any theme says how much it
missed. The interval is Wilson's; people who write comments are no random sample of all who answered.
"""

import re
import tomllib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from yardstick.comments.answers import is_comment, plain
from yardstick.inference.proportion import wilson
from yardstick.places import DATA
from yardstick.text import Bilingual

FOLDER = DATA / "themes"
Floats = NDArray[np.float64]
_SENTENCE = re.compile(r"[.!?;\n。！？；]+")
_CHINESE = re.compile(r"[㐀-䶿一-鿿]")


@dataclass(frozen=True)
class Theme:
    """One theme: ``anywhere`` finds single terms, ``together`` terms that share a sentence."""

    id: str
    label: Bilingual
    anywhere: re.Pattern[str] | None
    together: tuple[tuple[re.Pattern[str], ...], ...]

    def in_text(self, text: str) -> bool:
        """Does a text, made plain already, speak of this theme?"""
        if self.anywhere and self.anywhere.search(text):
            return True
        return any(
            all(part.search(sentence) for part in parts)
            for parts in self.together
            for sentence in _SENTENCE.split(text)
        )


@dataclass(frozen=True)
class ThemeShares:
    """Per theme (k,): comments that speak of it, their share (fraction) and its limits.

    ``n`` is the number of comments, or of people where they were given; ``without`` those among
    them in which no theme was found. Shares add up to more than 1 where comments have several.
    """

    themes: tuple[str, ...]
    n: int
    count: NDArray[np.int64]
    share: Floats
    low: Floats
    high: Floats
    without: int


@cache
def load_themes(folder: Path = FOLDER) -> dict[str, Theme]:
    """Themes of all files of the folder, in their order, those of later files replacing earlier.

    Raises ValueError for a theme without id, label in both languages, or terms.
    """
    found: dict[str, Theme] = {}
    for path in sorted(folder.glob("*.toml")):
        for entry in tomllib.loads(path.read_text("utf-8")).get("theme", []):
            theme = _theme(entry, path.name)
            found[theme.id] = theme
    return found


def speak_of(
    texts: Sequence[str | None], themes: Mapping[str, Theme] | None = None
) -> NDArray[np.bool_]:
    """Which comment speaks of which theme: (comments, themes); empty answers speak of none."""
    known = list((load_themes() if themes is None else themes).values())
    found = np.zeros((len(texts), len(known)), dtype=bool)
    for k in np.flatnonzero(is_comment(texts)):
        text = plain(str(texts[k]))
        found[k] = [theme.in_text(text) for theme in known]
    return found


def theme_shares(
    texts: Sequence[str | None],
    person: Sequence[Hashable] | None = None,
    themes: Mapping[str, Theme] | None = None,
    confidence: float = 0.95,
) -> ThemeShares:
    """Share of comments per theme; of people who commented where ``person`` says who wrote what.

    Raises ValueError where texts and people differ in length.
    """
    if person is not None and len(person) != len(texts):
        raise ValueError("texts and people differ in length")
    known = load_themes() if themes is None else themes
    flags, said = speak_of(texts, known), is_comment(texts)
    flags = flags[said]
    if person is not None:
        who = [p for p, real in zip(person, said, strict=True) if real]
        number = {p: k for k, p in enumerate(dict.fromkeys(who))}
        merged = np.zeros((len(number), flags.shape[1]), dtype=bool)
        np.logical_or.at(merged, np.array([number[p] for p in who], dtype=np.int64), flags)
        flags = merged
    n, count = len(flags), flags.sum(axis=0)
    low, high = wilson(count, n, confidence)
    return ThemeShares(
        themes=tuple(known),
        n=n,
        count=count,
        share=count / n if n else np.full(len(known), np.nan),
        low=low,
        high=high,
        without=int((~flags.any(axis=1)).sum()),
    )


def _theme(entry: Mapping[str, object], where: str) -> Theme:
    name, label = entry.get("id"), entry.get("label")
    if not name or not isinstance(label, dict) or not (label.get("en") and label.get("zh")):
        raise ValueError(f"{where}: a theme needs an id and a label in both languages")
    terms = [*entry.get("en", []), *entry.get("zh", [])]
    if not terms or not all(isinstance(t, str) and t.strip(" +*") for t in terms):
        raise ValueError(f"{where}: theme {name} needs terms, and none of them empty")
    single = [_pattern(t) for t in terms if "+" not in t]
    return Theme(
        id=str(name),
        label=Bilingual.of(label),
        anywhere=re.compile("|".join(single)) if single else None,
        together=tuple(
            tuple(re.compile(_pattern(part)) for part in t.split("+") if part.strip())
            for t in terms
            if "+" in t
        ),
    )


def _pattern(term: str) -> str:
    """Chinese terms anywhere; others as whole words, spaces of any width, * for more letters."""
    text = plain(term).strip()
    if _CHINESE.search(text):
        return re.escape(text)
    parts = (re.escape(w).replace(r"\*", r"\w*").replace(r"\?", r"\w") for w in text.split())
    return r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)"
