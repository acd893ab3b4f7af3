"""The catalogue: every indicator as data. It contains no SQL.

An indicator names one column of the mart, a base set and a positive set of that column's codes
(or a statistic of a numeric column), and says in both languages what it is, by which standard and
version, how unknowns are treated and where the definition comes from. Read from
``data/catalogue``; ``check`` refuses what does not hold together.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yardstick.catalogue_check import check
from yardstick.places import DATA
from yardstick.text import Bilingual

#: The table whose rows are counted where a column names no other: graduates, wave by wave.
GRADUATES = "mart_graduate_wave"
#: The table of what people wrote in their own words.
COMMENTS = "mart_comments"


@dataclass(frozen=True)
class DataColumn:
    """One column of the mart, and the cube made of it."""

    name: str
    kind: str
    codes: str | None
    dims: tuple[str, ...]
    without: tuple[str, ...]
    event: str | None
    unit: str | None
    needs: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    needs_meta: tuple[str, ...] = ()
    beyond_work: bool = False
    unplaced: tuple[str, ...] = ()
    weighted: bool = False
    #: Also counted by the factors a comparison holds constant.
    factors: bool = False
    #: Code list that may name a text's values.
    labels: str | None = None
    #: The table whose rows are counted, and the column's name there.
    mart: str = GRADUATES
    field: str = ""

    @property
    def of_answers(self) -> bool:
        """Whether it counts answers to the questions of a survey, and not graduates."""
        return self.mart != GRADUATES

    @property
    def of_comments(self) -> bool:
        """Whether it is made of what people wrote, which takes the base of quotations."""
        return self.mart == COMMENTS


@dataclass(frozen=True)
class Window:
    """Months after graduation in which an indicator may be measured, and the preferred one."""

    first: int
    last: int
    prefer: int


@dataclass(frozen=True)
class Indicator:
    """One indicator under one version of one standard."""

    id: str
    family: str
    standard: str
    version: str
    column: str
    kind: str
    label: Bilingual
    definition: Bilingual
    unknowns: Bilingual
    population: Bilingual
    base: tuple[str, ...]
    positive: tuple[str, ...]
    refuse: tuple[str, ...]
    bounded: tuple[str, ...]
    quantile: float | None
    scale: float
    window: Window | None
    complete: bool
    series: str
    polarity: str
    unit: str
    decimals: int
    interval: str
    confidence: float
    source: str
    evidence: str
    headline: bool
    component_of: str | None
    first_cohort: int | None = None
    last_cohort: int | None = None
    target: float | None = None
    benchmarks: tuple[str, ...] = ()
    #: Codes of the base that count by the estimated share of eligible, and those known to be none.
    part_of_base: tuple[str, ...] = ()
    out_of_scope: tuple[str, ...] = ()
    #: Of a share of a column of numbers: the values that are counted.
    at_least: float | None = None
    at_most: float | None = None
    #: Of a mean: what each range of values counts as; or where the ends of the scale are put.
    bands: tuple[tuple[float, float, float], ...] = ()
    rescale: tuple[float, float] | None = None
    #: Lowest and highest score of the only scales the definition is made for.
    scale_points: tuple[float, float] | None = None


@dataclass(frozen=True)
class Standard:
    """A family of definitions kept by one body."""

    id: str
    label: Bilingual
    note: Bilingual


@dataclass(frozen=True)
class Catalogue:
    """All columns, standards and indicators, in the order they are written."""

    columns: dict[str, DataColumn]
    standards: dict[str, Standard]
    indicators: dict[str, Indicator]
    families: dict[str, Bilingual]
    version: str

    def __getitem__(self, indicator_id: str) -> Indicator:
        try:
            return self.indicators[indicator_id]
        except KeyError:
            raise KeyError(f"the catalogue has no indicator {indicator_id!r}") from None

    def needs(self, indicator_id: str) -> tuple[str, ...]:
        """Contract columns the indicator is computed from, as ``table.column``."""
        return self.columns[self[indicator_id].column].needs


def _column(name: str, raw: dict) -> DataColumn:
    return DataColumn(
        name=name,
        kind=raw["kind"],
        codes=raw.get("codes"),
        dims=tuple(raw.get("dims", ())),
        without=tuple(raw.get("without", ())),
        event=raw.get("event"),
        unit=raw.get("unit"),
        needs=tuple(raw["needs"]),
        unknown=tuple(raw.get("unknown", ())),
        needs_meta=tuple(raw.get("needs_meta", ())),
        beyond_work=raw.get("beyond_work", False),
        unplaced=tuple(raw.get("unplaced", ())),
        weighted=raw.get("weighted", False),
        factors=raw.get("factors", False),
        labels=raw.get("labels"),
        mart=raw.get("mart", GRADUATES),
        field=raw.get("field", name),
    )


def _indicator(raw: dict) -> Indicator:
    window = raw.get("window")
    return Indicator(
        id=raw["id"],
        family=raw["family"],
        standard=raw["standard"],
        version=str(raw["version"]),
        column=raw["column"],
        kind=raw["kind"],
        label=Bilingual.of(raw["label"]),
        definition=Bilingual.of(raw["definition"]),
        unknowns=Bilingual.of(raw["unknowns"]),
        population=Bilingual.of(raw["population"]),
        base=tuple(raw.get("base", ())),
        positive=tuple(raw.get("positive", ())),
        refuse=tuple(raw.get("refuse", ())),
        bounded=tuple(raw.get("bounded", ())),
        quantile=raw.get("quantile"),
        scale=float(raw.get("scale", 1)),
        window=Window(window["first"], window["last"], window["prefer"]) if window else None,
        complete=raw.get("complete", False),
        series=raw.get("series", raw["id"]),
        polarity=raw["polarity"],
        unit=raw["unit"],
        decimals=raw["decimals"],
        interval=raw["interval"],
        confidence=float(raw.get("confidence", 0.95)),
        source=raw["source"],
        evidence=raw["evidence"],
        headline=raw.get("headline", False),
        component_of=raw.get("component_of"),
        first_cohort=raw.get("first_cohort"),
        last_cohort=raw.get("last_cohort"),
        target=raw.get("target"),
        benchmarks=tuple(raw.get("benchmarks", ())),
        part_of_base=tuple(raw.get("part_of_base", ())),
        out_of_scope=tuple(raw.get("out_of_scope", ())),
        at_least=raw.get("at_least"),
        at_most=raw.get("at_most"),
        bands=tuple((float(a), float(b), float(to)) for a, b, to in raw.get("bands", ())),
        rescale=_ends(raw.get("rescale")),
        scale_points=_ends(raw.get("scale_points")),
    )


def _ends(raw: list | None) -> tuple[float, float] | None:
    return (float(raw[0]), float(raw[1])) if raw else None


@cache
def data_columns(folder: Path = DATA / "catalogue") -> dict[str, DataColumn]:
    """The columns of the mart alone, by name."""
    columns = tomllib.loads((folder / "columns.toml").read_text(encoding="utf-8"))
    return {k: _column(k, v) for k, v in columns.items()}


@cache
def load_catalogue(folder: Path = DATA / "catalogue") -> Catalogue:
    """Read and check the catalogue. Raises ValueError naming every fault."""
    standards = tomllib.loads((folder / "standards.toml").read_text(encoding="utf-8"))
    families = tomllib.loads((folder / "families.toml").read_text(encoding="utf-8"))
    indicators: dict[str, Indicator] = {}
    for path in sorted((folder / "indicators").glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        for own in content["indicator"]:
            # What the indicators of one file share is written once, in its table ``shared``.
            raw = {**content.get("shared", {}), **own}
            if raw["id"] in indicators:
                raise ValueError(f"{path.name}: indicator {raw['id']} is defined twice")
            indicators[raw["id"]] = _indicator(raw)
    found = Catalogue(
        columns=data_columns(folder),
        standards={
            k: Standard(k, Bilingual.of(v["label"]), Bilingual.of(v["note"]))
            for k, v in standards.items()
            if k != "version"
        },
        indicators=indicators,
        families={k: Bilingual.of(v) for k, v in families.items()},
        version=str(standards["version"]),
    )
    if faults := check(found):
        raise ValueError("the catalogue does not hold together: " + "; ".join(faults))
    return found
