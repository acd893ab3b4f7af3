"""Factors, outcomes and thresholds as data, read from ``data/catalogue`` and checked."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yardstick.catalogue import load_catalogue
from yardstick.catalogue_check import EVIDENCE, POLARITIES
from yardstick.contracts import contracts
from yardstick.measure.model import DIMENSIONS
from yardstick.places import DATA
from yardstick.text import Bilingual, mark

OUTCOME_KINDS = ("share", "log_pay", "time")
FORBIDDEN = mark("{factor} cannot be held constant: {reason}")
#: Always held constant, by name of the factor.
ALWAYS = ("cohort", "level")


@dataclass(frozen=True)
class Factor:
    """What may be held constant. ``dimension`` is None for figures only a model can use."""

    id: str
    dimension: str | None
    needs: tuple[str, ...]
    label: Bilingual
    reason: Bilingual
    source: Bilingual
    evidence: str


@dataclass(frozen=True)
class Forbidden:
    """What may not be held constant, and why."""

    id: str
    label: Bilingual
    reason: Bilingual


@dataclass(frozen=True)
class FactorSet:
    """Factors held constant together, and the order in which sparse cells let go of them."""

    id: str
    factors: tuple[str, ...]
    coarsen: tuple[str, ...]
    label: Bilingual


@dataclass(frozen=True)
class Factors:
    """Everything that ``factors.toml`` says."""

    allowed: dict[str, Factor]
    forbidden: dict[str, Forbidden]
    sets: dict[str, FactorSet]


@dataclass(frozen=True)
class Outcome:
    """One thing programmes are compared on; ``within`` is in months (kind time)."""

    id: str
    indicator: str
    kind: str
    materiality: float
    polarity: str
    label: Bilingual
    within: float | None = None


@dataclass(frozen=True)
class Threshold:
    """An absolute threshold by level, over so many cohorts in a row."""

    id: str
    indicator: str
    cohorts: int
    value: dict[str, float]
    label: Bilingual
    note: Bilingual
    source: Bilingual
    evidence: str


class ForbiddenFactorError(ValueError):
    """A factor that follows the outcome was asked for. ``message`` is a message id."""

    def __init__(self, factor: Forbidden) -> None:
        self.message = FORBIDDEN
        self.values = (("factor", factor.label), ("reason", factor.reason))
        super().__init__(FORBIDDEN.format(factor=factor.label.en, reason=factor.reason.en))


def _read(name: str, folder: Path) -> dict:
    return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def load_factors(folder: Path = DATA / "catalogue") -> Factors:
    """Read and check the factors. Raises ValueError naming every fault."""
    raw = _read("factors", folder)
    found = Factors(
        allowed={
            k: Factor(
                k,
                v.get("dimension"),
                tuple(v["needs"]),
                Bilingual.of(v["label"]),
                Bilingual.of(v["reason"]),
                Bilingual.of(v["source"]),
                v["evidence"],
            )
            for k, v in raw["factor"].items()
        },
        forbidden={
            k: Forbidden(k, Bilingual.of(v["label"]), Bilingual.of(v["reason"]))
            for k, v in raw["forbidden"].items()
        },
        sets={
            k: FactorSet(k, tuple(v["factors"]), tuple(v["coarsen"]), Bilingual.of(v["label"]))
            for k, v in raw["set"].items()
        },
    )
    if faults := _faults(found):
        raise ValueError("the factors do not hold together: " + "; ".join(faults))
    return found


def _faults(found: Factors) -> list[str]:
    faults = []
    tables = contracts()
    for f in found.allowed.values():
        if f.dimension is not None and f.dimension not in DIMENSIONS:
            faults.append(f"{f.id}: no dimension {f.dimension}")
        if f.evidence not in EVIDENCE:
            faults.append(f"{f.id}: evidence {f.evidence!r}")
        for need in f.needs:
            table, _, name = need.partition(".")
            if table not in tables or name not in [c.name for c in tables[table].columns]:
                faults.append(f"{f.id} needs {need}, which no contract has")
    if both := set(found.allowed) & set(found.forbidden):
        faults.append(f"allowed and forbidden at once: {', '.join(sorted(both))}")
    for s in found.sets.values():
        if any(x not in found.allowed or found.allowed[x].dimension is None for x in s.factors):
            faults.append(f"set {s.id} has a factor that cells cannot be split by")
        if set(s.coarsen) != set(s.factors) - set(ALWAYS) or set(ALWAYS) - set(s.factors):
            faults.append(f"set {s.id}: all but cohort and level must be in coarsen, once")
    return faults


def factor_set(asked: str | Sequence[str]) -> FactorSet:
    """A named set, or one of the given factors (cohort and level are added).

    Sparse cells of an unnamed set let go of the factor named last first. Raises
    ForbiddenFactorError for a factor that may not be held constant, KeyError for an unknown name.
    """
    known = load_factors()
    if isinstance(asked, str):
        if asked in known.sets:
            return known.sets[asked]
        asked = (asked,)
    for name in asked:
        if name in known.forbidden:
            raise ForbiddenFactorError(known.forbidden[name])
        if name not in known.allowed or known.allowed[name].dimension is None:
            raise KeyError(f"there is no factor or set of factors {name!r}")
    chosen = (*ALWAYS, *(x for x in dict.fromkeys(asked) if x not in ALWAYS))
    labels = [known.allowed[x].label for x in chosen]
    return FactorSet(
        id="+".join(chosen),
        factors=chosen,
        coarsen=tuple(reversed(chosen[len(ALWAYS) :])),
        label=Bilingual(", ".join(x.en for x in labels), "、".join(x.zh for x in labels)),
    )


@cache
def load_outcomes(folder: Path = DATA / "catalogue") -> dict[str, Outcome]:
    """The outcomes in the order they are written. Raises ValueError naming the first fault."""
    found = {
        k: Outcome(
            k,
            v["indicator"],
            v["kind"],
            float(v["materiality"]),
            v["polarity"],
            Bilingual.of(v["label"]),
            v.get("within"),
        )
        for k, v in _read("outcomes", folder).items()
    }
    catalogue = load_catalogue()
    for o in found.values():
        i = catalogue[o.indicator]
        fits = {"share": "share", "log_pay": "quantile", "time": "survival"}
        if o.kind not in OUTCOME_KINDS or i.kind != fits[o.kind] or o.polarity not in POLARITIES:
            raise ValueError(f"outcome {o.id} does not fit its indicator {o.indicator}")
        if not catalogue.columns[i.column].factors:
            raise ValueError(f"outcome {o.id}: {i.column} is not counted by factors")
        if (o.kind == "time") != (o.within is not None) or o.materiality < 0:
            raise ValueError(f"outcome {o.id}: within or materiality is wrong")
    return found


@cache
def load_thresholds(folder: Path = DATA / "catalogue") -> dict[str, Threshold]:
    """The absolute thresholds. Raises ValueError or KeyError where one does not hold together."""
    found = {
        k: Threshold(
            k,
            v["indicator"],
            v["cohorts"],
            dict(v["value"]),
            Bilingual.of(v["label"]),
            Bilingual.of(v["note"]),
            Bilingual.of(v["source"]),
            v["evidence"],
        )
        for k, v in _read("thresholds", folder).items()
    }
    for t in found.values():
        if load_catalogue()[t.indicator].kind != "share" or t.cohorts < 1:
            raise ValueError(f"threshold {t.id} does not fit its indicator {t.indicator}")
        if t.evidence not in EVIDENCE or not all(0 < v < 1 for v in t.value.values()):
            raise ValueError(f"threshold {t.id}: evidence or value is wrong")
    return found
