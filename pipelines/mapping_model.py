"""The shape of a mapping: how the files of one feed become the tables of the contracts.

The values here are what :mod:`pipelines.mapping` makes of a TOML file, checked against the
contracts. The format is described in ``docs/mapping.md``.
"""

from dataclasses import dataclass, field
from pathlib import Path

from yardstick.text import Bilingual

POPULATIONS = ("all_graduates", "with_destination", "employed_only", "respondents")
PRECEDENCE = ("registry", "employer", "survey", "network", "other")
MAX_REJECTED = 0.05

# Factor from the file's unit to the contract's; share units are handled apart, by ``%``.
UNITS: dict[str, float] = {
    "thousand": 1_000.0,
    "ten_thousand": 10_000.0,
    "per_year": 1 / 12,
    "per_week": 52 / 12,
    "years_to_months": 12.0,
    "weeks_to_months": 12 / 52,
    "days_to_months": 12 / 365.25,
}
SHARE_UNITS = ("percent", "fraction")


@dataclass(frozen=True)
class Institution:
    """Whose graduates these are."""

    name: Bilingual
    currency: str
    served_regions: tuple[str, ...]
    precedence: tuple[str, ...]
    census_note: Bilingual | None


@dataclass(frozen=True)
class ExtraCode:
    """A code that a mapping adds to a code list."""

    list: str
    code: str
    label: Bilingual


@dataclass(frozen=True)
class When:
    """A condition on another column of the same row."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class ColumnMap:
    """Where the values of one contract column come from. Exactly one origin is given."""

    header: str | None = None
    constant: str | None = None
    template: str | None = None
    artificial: bool = False
    cell: bool = False
    recode: str | None = None
    fold: bool = False
    units: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    strip: str | None = None
    date_format: str | None = None
    separator: str = ";"
    when: When | None = None


@dataclass(frozen=True)
class LongCell:
    """One wide column that becomes a row of its own."""

    header: str
    units: tuple[str, ...]
    constants: dict[str, str]


@dataclass(frozen=True)
class Exclude:
    """Rows that do not belong, and why."""

    column: str
    values: tuple[str, ...]
    blank: bool
    reason: Bilingual


@dataclass(frozen=True)
class Target:
    """One contract table filled from one file."""

    table: str
    columns: dict[str, ColumnMap]
    same_names: bool = False
    count: str | None = None
    distinct: bool = False
    sql: str | None = None
    long: tuple[LongCell, ...] = ()
    max_rejected: float = MAX_REJECTED
    #: Files beside the mapping: the items whose columns become rows, and their scales.
    items: str | None = None
    scales: str | None = None
    #: Items that this export leaves out.
    without: tuple[str, ...] = ()
    #: A file in the source folder: names to take out of comments, one a line.
    names: str | None = None


@dataclass(frozen=True)
class FileMap:
    """One file, or the files a pattern finds."""

    path: str
    population: str
    targets: tuple[Target, ...]
    format: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    delimiter: str | None = None
    missing: tuple[str, ...] = ()
    excludes: tuple[Exclude, ...] = ()


@dataclass(frozen=True)
class Mapping:
    """A whole mapping."""

    path: Path
    name: str
    title: Bilingual
    demo: bool
    institution: Institution | None
    files: tuple[FileMap, ...]
    recodes: dict[str, dict[str, str]] = field(default_factory=dict)
    codes: tuple[ExtraCode, ...] = ()

    @property
    def file_name(self) -> str:
        return self.path.name
