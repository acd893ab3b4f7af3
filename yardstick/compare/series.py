"""What a trend rests on: counts by programme, cohort and cell, and each programme's movement.

Each cohort is standardised by itself; ``fitted`` then puts a programme's cohorts together.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from yardstick.catalogue import load_catalogue
from yardstick.compare.catalogue import Outcome, factor_set, load_factors, load_outcomes
from yardstick.compare.coarsen import coarsen
from yardstick.compare.gather import Gathered, gather
from yardstick.compare.pool import carried, observed_cohorts
from yardstick.inference.shift import Shift, shift
from yardstick.inference.standardise import Standardised, indirect, indirect_means
from yardstick.inference.trend import Trend, series_start, trend
from yardstick.measure import Filters, Reader, Reason, breaks
from yardstick.measure.guard import base_status
from yardstick.measure.model import VISIBLE
from yardstick.measure.waves import wave_for


@dataclass(frozen=True)
class Series:
    """Counts by programme, cohort and cell; ``each`` numbers programme and cohort together."""

    outcome: Outcome
    wave: int | None
    cohorts: tuple[int, ...]
    cut: dict[int, Reason]
    found: Gathered | None = None
    each: NDArray | None = None
    cell: NDArray | None = None
    n: NDArray | None = None
    total: NDArray | None = None
    squares: NDArray | None = None
    held: tuple[str, ...] = ()


def series(reader: Reader, outcome: str, filters: Filters, factors: str) -> Series:
    """The counts of an outcome over all cohorts observed; without ``found`` where nothing is usable."""
    asked = load_outcomes()[outcome]
    i = load_catalogue()[asked.indicator]
    wave = wave_for(reader.snapshot, load_catalogue().columns[i.column], i, filters)
    cohorts = observed_cohorts(reader, asked, wave)
    cut = breaks(reader, asked.indicator, filters.with_(wave=wave))
    nothing = Series(asked, wave, cohorts, cut)
    if not cohorts:
        return nothing
    wanted = factor_set(factors)
    used, _ = carried(reader, wanted)
    dimension = {f: load_factors().allowed[f].dimension or f for f in used}
    found = gather(reader, asked, tuple(dimension.values()), cohorts, wave, filters.genders)
    if not found.usable.any():
        return nothing
    n = np.where(found.usable[found.unit], found.n, 0.0)
    held = {f: found.keys[d] for f, d in dimension.items()}
    made = coarsen(held, n, [f for f in wanted.coarsen if f in held])
    column = {str(c): k for k, c in enumerate(cohorts)}
    year = np.array([column[c] for c in found.keys["cohort"]])
    return Series(
        asked,
        wave,
        cohorts,
        cut,
        found,
        found.unit * len(cohorts) + year,
        made.cell,
        n,
        np.where(n > 0, found.total, 0.0),
        None if found.squares is None else np.where(n > 0, found.squares, 0.0),
        used,
    )


def stand_of(made: Series, total: NDArray, squares: NDArray | None) -> Standardised:
    """Every programme and cohort against the benchmark of that cohort; ``squares`` None: shares."""
    units = len(made.found.programmes) * len(made.cohorts)
    if squares is None:
        return indirect(made.each, made.cell, made.n, total, units, beside=False)
    return indirect_means(made.each, made.cell, made.n, total, squares, units, beside=False)


def material_of(made: Series, materiality: float | None) -> float:
    """The smallest change worth acting on, on the scale of the differences."""
    value = made.outcome.materiality if materiality is None else materiality
    return float(np.log1p(value)) if made.squares is not None else value


def based(made: Series, base: NDArray, reader: Reader) -> tuple[NDArray, NDArray]:
    """Status by the base, and whether a figure may be there."""
    share = made.squares is None
    status = [base_status(b, share, reader.profile)[0] for b in np.nan_to_num(base)]
    return np.array([str(s) for s in status], dtype=object), np.isin(status, list(VISIBLE))


@dataclass(frozen=True)
class Fitted:
    """Of every programme (of every draw, where there are several).

    ``base`` is that of the smaller pool; where a run is too short for pools, of its smallest cohort.
    """

    trend: Trend
    shift: Shift
    contribution: NDArray
    base: NDArray


def fitted(made: Series, stand: Standardised, reader: Reader) -> Fitted:
    """The programme's share in its benchmark is that over the two pools that are compared."""
    shape = (-1, len(made.cohorts))
    n = stand.n.reshape(shape)
    cohorts, cut = np.array(made.cohorts), list(made.cut)
    difference, sd = stand.difference.reshape(shape), stand.sd.reshape(shape)
    own = np.where(np.isnan(stand.contribution), 0.0, stand.contribution).reshape(shape)
    moved = shift(cohorts, difference, sd, n, cut)
    known = ~np.isnan(difference) & (sd > 0) & (n > 0)
    early, late = (
        np.where(known & (cohorts >= first[:, None]) & (cohorts <= last[:, None]), n, 0.0)
        for first, last in (
            (moved.early_first, moved.early_last),
            (moved.late_first, moved.late_last),
        )
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        contribution = (own * (early + late)).sum(axis=1) / (early + late).sum(axis=1)
    run = known & (cohorts >= series_start(cohorts, cut))
    shortest = np.where(run, n, np.inf).min(axis=1)
    smaller = np.minimum(early.sum(axis=1), late.sum(axis=1))
    base = np.where(smaller > 0, smaller, np.where(np.isfinite(shortest), shortest, 0.0))
    gone = base < least(made, reader)
    change, spread = (np.where(gone, np.nan, v) for v in (moved.change, moved.sd))
    moved = replace(moved, change=change, sd=spread)
    return Fitted(trend(cohorts, difference, sd, cut), moved, contribution, base)


def least(made: Series, reader: Reader) -> int:
    """The base below which a figure is suppressed under the reader's profile."""
    profile = reader.profile
    if made.squares is not None:
        return profile.average_base
    return profile.percent_base if profile.hides_percent else 0
