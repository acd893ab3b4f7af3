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
#: Stands in place of a theme where a comment says something and none was found.
NO_THEME = "_none"
NO_THEME_LABEL = Bilingual("No theme found", "未归入任何主题")
Floats = NDArray[np.float64]
_SENTENCE = re.compile(r"[.!?;\n。！？；]+")
_CHINESE = re.compile(r"[㐀-䶿一-鿿]")
_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Theme:
    """One theme: ``anywhere`` holds single terms, ``together`` terms that share a sentence.

    Terms are runs of characters as they stand in a sentence laid out by ``_laid_out``.
    """

    id: str
    label: Bilingual
    anywhere: tuple[str, ...]
    together: tuple[tuple[str, ...], ...]

    def in_sentences(self, sentences: Sequence[str]) -> bool:
        """Does one of the sentences speak of this theme?"""
        for sentence in sentences:
            for term in self.anywhere:
                if term in sentence:
                    return True
            for parts in self.together:
                if all(part in sentence for part in parts):
                    return True
        return False


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
        for entry in tomllib.loads(path.read_text("utf-8-sig")).get("theme", []):
            theme = _theme(entry, path.name)
            found[theme.id] = theme
    return found


def speak_of(
    texts: Sequence[str | None],
    themes: Mapping[str, Theme] | None = None,
    said: NDArray[np.bool_] | None = None,
) -> NDArray[np.bool_]:
    """Which comment speaks of which theme: (comments, themes); empty answers speak of none.

    ``said`` is what ``is_comment`` says of the texts, for whoever has asked it already.
    """
    known = list((load_themes() if themes is None else themes).values())
    found = np.zeros((len(texts), len(known)), dtype=bool)
    for k in np.flatnonzero(is_comment(texts) if said is None else said):
        sentences = [_laid_out(part) for part in _SENTENCE.split(plain(str(texts[k])))]
        found[k] = [theme.in_sentences(sentences) for theme in known]
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
    said = is_comment(texts)
    flags = speak_of(texts, known, said)[said]
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
    if not terms or not all(isinstance(t, str) for t in terms):
        raise ValueError(f"{where}: theme {name} needs terms")
    try:
        parts = [tuple(_term(part) for part in t.split("+")) for t in terms]
    except ValueError as fault:
        raise ValueError(f"{where}: theme {name}: {fault}") from None
    return Theme(
        id=str(name),
        label=Bilingual.of(label),
        anywhere=tuple(p[0] for p in parts if len(p) == 1),
        together=tuple(p for p in parts if len(p) > 1),
    )


def _laid_out(text: str) -> str:
    """Words between single spaces, one before the first and after the last."""
    return f" {_BETWEEN.sub(' ', text).strip()} "


def _term(term: str) -> str:
    """A Chinese term as it is; another from word to word, and to its last letter if * ends it."""
    text = plain(term).strip()
    whole = _laid_out(text)
    if "*" in text.removesuffix("*") or not whole.strip():
        raise ValueError(f"the term {term!r} needs letters, and * only at its end")
    if _CHINESE.search(text):
        return whole.strip()
    return whole.rstrip() if text.endswith("*") else whole
