"""Contracts: what each source table must and may carry, read from ``data/contracts``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yardstick.places import DATA
from yardstick.text import Bilingual

TYPES = ("id", "text", "integer", "number", "date", "code")


@dataclass(frozen=True)
class Column:
    """One column of a contract."""

    name: str
    type: str
    required: bool
    codes: str | None
    many: bool
    min: float | None
    max: float | None
    unit: str | None
    example: str
    description: Bilingual


@dataclass(frozen=True)
class Contract:
    """One source table."""

    table: str
    grain: Bilingual
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        for c in self.columns:
            if c.name == name:
                return c
        raise KeyError(f"table {self.table} has no column {name!r}")

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns if c.required)


def _column(raw: dict) -> Column:
    if raw["type"] not in TYPES:
        raise ValueError(f"column {raw['name']}: type {raw['type']!r} is not one of {TYPES}")
    return Column(
        name=raw["name"],
        type=raw["type"],
        required=raw.get("required", False),
        codes=raw.get("codes"),
        many=raw.get("many", False),
        min=raw.get("min"),
        max=raw.get("max"),
        unit=raw.get("unit"),
        example=raw["example"],
        description=Bilingual.of(raw),
    )


@cache
def contracts(folder: Path = DATA / "contracts") -> dict[str, Contract]:
    """All contracts by table name, in alphabetical order."""
    found = {}
    for path in sorted(folder.glob("*.toml")):
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        found[raw["table"]] = Contract(
            table=raw["table"],
            grain=Bilingual.of(raw["grain"]),
            key=tuple(raw["key"]),
            columns=tuple(_column(c) for c in raw["column"]),
        )
    return found
