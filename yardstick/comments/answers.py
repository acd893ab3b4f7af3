"""Tells a comment from an empty answer such as "None", "N/A" or a full stop.

What counts as empty is data: ``data/text/empty_answers.txt``, one answer a line, compared without
case, punctuation and spaces at the ends.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from yardstick.places import DATA

FOLDER = DATA / "text"
#: What stands where personal data were: [name], [phone].
MARKS = re.compile(r"\[[^\[\]]{0,24}\]")
_SIGNS = re.compile(r"[^\w\s]|_")
_LETTER = re.compile(r"[^\W\d_]")


def plain(text: str) -> str:
    """Compatibility forms made one, without case; curly apostrophes straight."""
    return unicodedata.normalize("NFKC", text).casefold().replace("’", "'")


def lines(path: Path) -> frozenset[str]:
    """Entries of a word list: one a line, blank lines and lines that begin with # left out."""
    rows = (row.strip() for row in path.read_text("utf-8").splitlines())
    return frozenset(plain(row) for row in rows if row and not row.startswith("#"))


def is_comment(texts: Iterable[str | None]) -> NDArray[np.bool_]:
    """Does each text say something? Not what is missing, has no letters, or is listed as empty."""
    empty = _empty()
    return np.array([bool(bare := _bare(text)) and bare not in empty for text in texts], dtype=bool)


def _bare(text: object) -> str:
    """Letters, digits and single spaces; nothing where there is no letter."""
    if not isinstance(text, str):
        return ""
    kept = " ".join(_SIGNS.sub("", MARKS.sub(" ", plain(text))).split())
    return kept if _LETTER.search(kept) else ""


@cache
def _empty() -> frozenset[str]:
    return frozenset(_bare(row) for row in lines(FOLDER / "empty_answers.txt"))
