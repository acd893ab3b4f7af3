"""Words of a comment, English and Chinese in the same text.

Words in letters are cut by a few lines here; runs of Chinese characters by jieba's dictionary and
model (package rjieba, loaded at first use). Left out are stop words (``data/text``), single
characters and letters, digits, and what stands in short square brackets, where personal data were.
"""

import re
from functools import cache
from typing import Any

from yardstick.comments.answers import FOLDER, MARKS, lines, plain

_LETTERS = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CHINESE = re.compile(r"[㐀-䶿一-鿿]+")


def words(text: str) -> list[str]:
    """Words in the order in which they stand, repeated as often as they occur."""
    found: list[str] = []
    text = MARKS.sub(" ", plain(text))
    end = 0
    for run in _CHINESE.finditer(text):
        found += _in_letters(text[end : run.start()])
        found += [w for w in _cutter().cut(run.group()) if len(w) > 1 and w not in _stops("zh")]
        end = run.end()
    return found + _in_letters(text[end:])


def _in_letters(text: str) -> list[str]:
    cut = (w.removesuffix("'s") for w in _LETTERS.findall(text))
    return [w for w in cut if len(w) > 1 and w not in _stops("en")]


@cache
def _cutter() -> Any:
    import rjieba  # a dictionary of some megabytes that most pages never need

    return rjieba.Jieba()


@cache
def _stops(language: str) -> frozenset[str]:
    return lines(FOLDER / f"stopwords_{language}.txt")
