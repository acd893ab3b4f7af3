"""What a reader sees, in the reader's language.

Two kinds of text exist. Sentences written in code are English message ids, translated through the
gettext catalogues in ``yardstick/locale``. Texts that belong to data (indicator definitions, code
labels, column descriptions) carry both languages side by side and are a :class:`Bilingual`.
"""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yardstick.places import LOCALE

LANGUAGES: tuple[str, ...] = ("en", "zh")
DOMAINS: tuple[str, ...] = ("library", "screen", "pipelines")


@dataclass(frozen=True)
class Bilingual:
    """One text in English and Chinese. Names from data may lack one of the two."""

    en: str
    zh: str

    @classmethod
    def of(cls, table: Mapping[str, str]) -> "Bilingual":
        return cls(en=str(table["en"]), zh=str(table["zh"]))

    def __call__(self, lang: str) -> str:
        """The text in ``lang``; the other language where this one is missing."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)


class Translator:
    """``t("English sentence {n}", n=3)`` in one language; stateless, safe to share between threads."""

    def __init__(self, lang: str, folder: Path = LOCALE) -> None:
        if lang not in LANGUAGES:
            raise ValueError(f"language {lang!r} is not one of {', '.join(LANGUAGES)}")
        self.lang = lang
        self._catalogues = [
            gettext.translation(domain, folder, languages=[lang], fallback=True)
            for domain in DOMAINS
        ]

    def __call__(self, message: str, /, **values: object) -> str:
        text = message
        if self.lang != "en":
            for catalogue in self._catalogues:
                text = catalogue.gettext(message)
                if text != message:
                    break
        return text.format(**values) if values else text


@cache
def translator(lang: str) -> Translator:
    """The shared translator of one language."""
    return Translator(lang)


def plural(n: float, one: str, many: str) -> str:
    """The message id a number asks for: ``one`` for 1, ``many`` for anything else, 0 too.

    Both are marked and translated, also into a language that has one form for all numbers.
    """
    return one if n == 1 else many


def mark(message: str) -> str:
    """Mark a message id for extraction where it is translated later."""
    return message
