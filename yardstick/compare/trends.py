"""trends(): how a programme's difference from its benchmark moves from cohort to cohort.

The benchmark of a cohort is made of that cohort alone, so what hits everybody in a year (a weak
labour market, an earlier census) is in benchmark and programme alike. Where census date or source
changed the series is cut all the same: another instrument may not move all programmes equally.

The verdict is on the shift: the latest three cohorts of the unbroken run against its earliest three.
The slope stands beside it as evidence; a step, such as a changed curriculum makes, is not a line.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from yardstick.catalogue import load_catalogue
from yardstick.compare.catalogue import Outcome, factor_set, load_factors, load_outcomes
from yardstick.compare.chance import Compared, null_counts
from yardstick.compare.coarsen import coarsen
from yardstick.compare.cover import withheld
from yardstick.compare.gather import Gathered, gather
from yardstick.compare.pool import Pool, carried, observed_cohorts
from yardstick.compare.released import approved
from yardstick.inference.proportion import normal_quantile
from yardstick.inference.redraw import DRAWS, NullFlags
from yardstick.inference.shift import Shift, shift
from yardstick.inference.standardise import (
    Standardised,
    indirect,
    indirect_means,
)
from yardstick.inference.trend import Trend, series_start, trend
from yardstick.inference.verdict import Standing, call
from yardstick.measure import EVERYTHING, Filters, Reader, Reason, breaks
from yardstick.measure.guard import base_status
from yardstick.measure.model import VISIBLE
from yardstick.measure.remember import remembered
from yardstick.measure.visible import visible_programmes
from yardstick.measure.waves import wave_for

#: The verdicts of a trend, for those of the rule.
DIRECTIONS = {Standing.ABOVE: "rising", Standing.BELOW: "falling"}
POINTS = (
    "programme", "cohort", "n", "observed", "expected", "difference", "sd", "low", "high", "status",
)  # fmt: skip
SLOPES = (
    "programme", "slope", "slope_low", "slope_high", "first", "last", "cohorts_used", "n",
    "early_first", "early_last", "late_first", "late_last", "change", "sd", "low", "high",
    "p_above", "p_below", "p_value", "q_value", "verdict", "status",
)  # fmt: skip


@dataclass(frozen=True)
class Trends:
    """``frame``: one row per programme and cohort (POINTS); ``slopes``: one per programme (SLOPES).

    Differences as in :class:`yardstick.compare.model.Comparison`; ``slope`` is per cohort
    from ``first`` to ``last``; ``change`` is that of the pooled late cohorts against the early ones
    (:mod:`yardstick.inference.shift`) and ``n`` the base of both. ``verdict``: rising, falling, cannot_tell,
    own_contribution or no_figure, by the one verdict rule on the change. ``breaks``: cohort -> why
    the series begins anew with it. ``factors_used`` are held constant. ``status`` is what the base of
    the cohort, or the smaller pool of the change, allows under the reader's profile: without a
    visible one there is no figure in the row.
    """

    outcome: str
    wave: int | None
    cohorts: tuple[int, ...]
    breaks: dict[int, Reason]
    frame: pd.DataFrame
    slopes: pd.DataFrame
    factors_used: tuple[str, ...] = ()


@remembered
def trends(
    reader: Reader,
    outcome: str,
    filters: Filters | None = None,
    factors: str = "intake",
    materiality: float | None = None,
) -> Trends:
    """Differences by cohort and their trend, for the programmes the reader may see.

    All cohorts that were observed are used, whatever the filters say of cohorts.
    """
    filters = (filters or Filters()).with_(cohorts=())
    made = _series(reader, outcome, filters, factors)
    if made.found is None:
        return Trends(
            outcome, made.wave, made.cohorts, made.cut,
            pd.DataFrame({c: [] for c in POINTS}), pd.DataFrame({c: [] for c in SLOPES}),
        )  # fmt: skip
    found, cohorts = made.found, made.cohorts
    stand = _stand(made, made.total, made.squares)
    shown = visible_programmes(reader, filters, found.programmes, cohorts)
    slopes = _slopes(made, stand, _material(made, materiality), reader)
    points = _points(made, stand, reader)
    released = np.tile(shown[:, None], (1, len(cohorts)))
    if reader.scope != EVERYTHING:
        outside = ~visible_programmes(reader, Filters(), found.programmes, cohorts)
        year = np.array(cohorts)[made.each % len(cohorts)]
        hidden = withheld(found.unit, made.cell, made.n, outside, year)
        released[:, np.isin(cohorts, year)] &= ~hidden
        at = Pool(cohorts, made.wave, ())
        if outside[found.unit].any() and approved(
            reader, made.outcome, factor_set(factors), "institution", filters.genders, at
        ):
            released[:] = False
    return Trends(
        outcome,
        made.wave,
        cohorts,
        made.cut,
        points[released.ravel() & (points["n"] > 0)].reset_index(drop=True),
        # A change of pools of which one cohort is withheld would give that cohort back.
        slopes[released.all(axis=1)].reset_index(drop=True),
        made.held,
    )


def null_trends(
    reader: Reader,
    outcome: str,
    filters: Filters | None = None,
    factors: str = "intake",
    materiality: float | None = None,
    draws: int = DRAWS,
) -> NullFlags | None:
    """How many trends chance alone would call: the same rule on null redraws. None without data."""
    made = _series(reader, outcome, (filters or Filters()).with_(cohorts=()), factors)
    if made.found is None:
        return None
    material = _material(made, materiality)

    def changes(stand: Standardised) -> Compared:
        whole = _fitted(made, stand, reader)
        return whole.shift.change, whole.shift.sd, whole.contribution, None

    rows = (made.each, made.cell, made.n)
    units = len(made.found.programmes) * len(made.cohorts)
    return null_counts(rows, made.total, made.squares, units, material, changes, draws)


@dataclass(frozen=True)
class _Series:
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


def _series(reader: Reader, outcome: str, filters: Filters, factors: str) -> _Series:
    asked = load_outcomes()[outcome]
    i = load_catalogue()[asked.indicator]
    wave = wave_for(reader.snapshot, load_catalogue().columns[i.column], i, filters)
    cohorts = observed_cohorts(reader, asked, wave)
    cut = breaks(reader, asked.indicator, filters.with_(wave=wave))
    nothing = _Series(asked, wave, cohorts, cut)
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
    return _Series(
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


def _stand(made: _Series, total: NDArray, squares: NDArray | None) -> Standardised:
    units = len(made.found.programmes) * len(made.cohorts)
    if squares is None:
        return indirect(made.each, made.cell, made.n, total, units, beside=False)
    return indirect_means(made.each, made.cell, made.n, total, squares, units, beside=False)


def _material(made: _Series, materiality: float | None) -> float:
    value = made.outcome.materiality if materiality is None else materiality
    return float(np.log1p(value)) if made.squares is not None else value


def _based(made: _Series, base: NDArray, reader: Reader) -> tuple[NDArray, NDArray]:
    """Status by the base, and whether a figure may be there."""
    share = made.squares is None
    status = [base_status(b, share, reader.profile)[0] for b in np.nan_to_num(base)]
    return np.array([str(s) for s in status], dtype=object), np.isin(status, list(VISIBLE))


def _points(made: _Series, stand: Standardised, reader: Reader) -> pd.DataFrame:
    half = normal_quantile(0.95) * stand.sd
    observed, expected = stand.observed, stand.expected
    if made.squares is not None:
        observed, expected = np.exp(observed), np.exp(expected)
    programmes = np.array(made.found.programmes, dtype=object)
    frame = pd.DataFrame(
        {
            "programme": np.repeat(programmes, len(made.cohorts)),
            "cohort": np.tile(np.array(made.cohorts), len(programmes)),
            "n": stand.n,
            "observed": observed,
            "expected": expected,
            "difference": stand.difference,
            "sd": stand.sd,
            "low": stand.difference - half,
            "high": stand.difference + half,
        }
    )
    status, visible = _based(made, stand.n, reader)
    return frame.where(visible[:, None] | frame.columns.isin(("programme", "cohort", "n"))).assign(
        cohort=frame["cohort"], status=status
    )


@dataclass(frozen=True)
class _Fitted:
    """Of every programme (of every draw, where there are several).

    ``base`` is that of the smaller pool; where a run is too short for pools, of its smallest cohort.
    """

    trend: Trend
    shift: Shift
    contribution: NDArray
    base: NDArray


def _fitted(made: _Series, stand: Standardised, reader: Reader) -> _Fitted:
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
    gone = base < _least(made, reader)
    change, spread = (np.where(gone, np.nan, v) for v in (moved.change, moved.sd))
    moved = replace(moved, change=change, sd=spread)
    return _Fitted(trend(cohorts, difference, sd, cut), moved, contribution, base)


def _least(made: _Series, reader: Reader) -> int:
    """The base below which a figure is suppressed under the reader's profile."""
    profile = reader.profile
    if made.squares is not None:
        return profile.average_base
    return profile.percent_base if profile.hides_percent else 0


def _slopes(made: _Series, stand: Standardised, material: float, reader: Reader) -> pd.DataFrame:
    whole = _fitted(made, stand, reader)
    fit, moved = whole.trend, whole.shift
    status, _ = _based(made, whole.base, reader)
    gone = whole.base < _least(made, reader)
    slope, slope_low, slope_high = (
        np.where(gone, np.nan, v) for v in (fit.slope, fit.low, fit.high)
    )
    change, sd = moved.change, moved.sd
    called = call(change, sd, whole.contribution, material)
    half = normal_quantile(0.95) * sd
    return pd.DataFrame(
        {
            "programme": np.array(made.found.programmes, dtype=object),
            "slope": slope,
            "slope_low": slope_low,
            "slope_high": slope_high,
            "first": fit.first,
            "last": fit.last,
            "cohorts_used": fit.cohorts_used,
            "n": moved.n,
            "early_first": moved.early_first,
            "early_last": moved.early_last,
            "late_first": moved.late_first,
            "late_last": moved.late_last,
            "change": change,
            "sd": sd,
            "low": change - half,
            "high": change + half,
            "p_above": called.p_above,
            "p_below": called.p_below,
            "p_value": called.p_value,
            "q_value": called.q_value,
            "verdict": [DIRECTIONS.get(Standing(v), v) for v in called.verdict],
            "status": status,
        }
    )
