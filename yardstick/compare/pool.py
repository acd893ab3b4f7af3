"""Which cohorts are compared, at which wave, and which factors the data carry."""

from dataclasses import dataclass

from yardstick.catalogue import load_catalogue
from yardstick.compare.catalogue import ALWAYS, Factor, FactorSet, Outcome, load_factors
from yardstick.contracts import contracts
from yardstick.measure import Filters, Reader, Reason, breaks
from yardstick.measure.guard import NOT_PROVIDED, listed
from yardstick.measure.waves import wave_for
from yardstick.text import mark

#: One cohort of a programme is too small to show a difference of a few points.
POOLED = 3
NOT_VARYING = mark("All graduates compared are alike in it.")


@dataclass(frozen=True)
class Pool:
    """Cohorts (oldest first) and wave; ``notes``: reasons a series breaks inside the pool."""

    cohorts: tuple[int, ...]
    wave: int | None
    notes: tuple[Reason, ...]


def observed_cohorts(reader: Reader, outcome: Outcome, wave: int | None) -> tuple[int, ...]:
    """Cohorts of which the outcome's column says something at the wave, oldest first.

    The years in which a standard was in force do not matter here: one definition is applied to all.
    """
    i = load_catalogue()[outcome.indicator]
    presence = reader.snapshot.info().presence.get(i.column, {})
    return tuple(sorted(c for (c, w), n in presence.items() if n > 0 and w == wave))


def pool(reader: Reader, outcome: Outcome, filters: Filters) -> Pool:
    """The cohorts asked for, else the latest three that were observed at the outcome's wave."""
    i = load_catalogue()[outcome.indicator]
    wave = wave_for(reader.snapshot, load_catalogue().columns[i.column], i, filters)
    observed = observed_cohorts(reader, outcome, wave)
    chosen = tuple(c for c in observed if c in filters.cohorts) if filters.cohorts else observed
    chosen = chosen if filters.cohorts else chosen[-POOLED:]
    moved = breaks(reader, outcome.indicator, filters.with_(wave=wave))
    return Pool(chosen, wave, tuple(moved[c] for c in chosen[1:] if c in moved))


def carried(reader: Reader, asked: FactorSet) -> tuple[tuple[str, ...], dict[str, Reason]]:
    """Factors of the set that a source fills, and why the others are left out."""
    provided = reader.snapshot.info().provided
    used, left = [], {}
    for name in asked.factors:
        factor = load_factors().allowed[name]
        why = None if name in ALWAYS else _lacking(factor, provided)
        if why:
            left[name] = why
        else:
            used.append(name)
    return tuple(used), left


def _lacking(factor: Factor, provided: frozenset[str]) -> Reason | None:
    absent = []
    for need in factor.needs:
        table, _, column = need.partition(".")
        if need not in provided:
            absent.append(contracts()[table].column(column).description)
    return Reason(NOT_PROVIDED, (("columns", listed(absent)),)) if absent else None
