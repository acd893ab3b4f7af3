"""Code lists: the closed vocabularies of the contracts, one CSV file each in ``data/codes``."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yardstick.places import DATA
from yardstick.text import Bilingual


@dataclass(frozen=True)
class Code:
    """One code: its labels, and what else its list says of it (its place in each standard)."""

    code: str
    label: Bilingual
    extra: dict[str, str]


@dataclass(frozen=True)
class CodeList:
    """A named list of codes in the order they are shown."""

    name: str
    codes: tuple[Code, ...]

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __contains__(self, code: object) -> bool:
        return any(c.code == code for c in self.codes)

    def keys(self) -> list[str]:
        return [c.code for c in self.codes]

    def label(self, code: str, lang: str) -> str:
        """Label of ``code``; the code itself where the list does not have it."""
        for c in self.codes:
            if c.code == code:
                return c.label(lang)
        return code


@cache
def code_list(name: str, folder: Path = DATA / "codes") -> CodeList:
    """Read one code list. Raises KeyError where there is no such list."""
    path = folder / f"{name}.csv"
    if not path.exists():
        raise KeyError(f"no code list {name!r} in {folder}")
    with path.open(encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    return CodeList(
        name,
        tuple(
            Code(
                r["code"],
                Bilingual(r["en"], r["zh"]),
                {k: v for k, v in r.items() if k not in ("code", "en", "zh")},
            )
            for r in rows
        ),
    )


@cache
def code_list_names(folder: Path = DATA / "codes") -> tuple[str, ...]:
    return tuple(sorted(p.stem for p in folder.glob("*.csv")))
