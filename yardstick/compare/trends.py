"""trends(): how a programme's difference from its benchmark moves from cohort to cohort.

The benchmark of a cohort is made of that cohort alone, so what hits everybody in a year (a weak
labour market, an earlier census) is in benchmark and programme alike. Where census date or source
changed the series is cut all the same: another instrument may not move all programmes equally.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from yardstick.catalogue import load_catalogue
from yardstick.compare.catalogue import factor_set, load_factors, load_outcomes
from yardstick.compare.coarsen import coarsen
from yardstick.compare.gather import gather
from yardstick.compare.pool import carried, observed_cohorts
from yardstick.compare.rows import dominated, seen
from yardstick.inference.proportion import normal_quantile
from yardstick.inference.standardise import Standardised, indirect, indirect_means
from yardstick.inference.trend import trend
from yardstick.inference.verdict import Standing, call
from yardstick.measure import EVERYTHING, Filters, Reader, Reason, breaks
from yardstick.measure.remember import remembered
from yardstick.measure.waves import wave_for

#: The verdicts of a trend, for those of the rule.
DIRECTIONS = {Standing.ABOVE: "rising", Standing.BELOW: "falling"}
POINTS = ("programme", "cohort", "n", "observed", "expected", "difference", "sd", "low", "high")
SLOPES = (
    "programme", "slope", "slope_low", "slope_high", "first", "last", "cohorts_used", "n",
    "change", "sd", "low", "high", "p_above", "p_below", "p_value", "q_value", "verdict",
)  # fmt: skip


@dataclass(frozen=True)
class Trends:
    """``frame``: one row per programme and cohort (POINTS); ``slopes``: one per programme (SLOPES).

    Differences as in :class:`yardstick.compare.model.Comparison`; ``slope`` is per cohort,
    ``change`` from the first to the last cohort used. ``verdict``: rising, falling, cannot_tell,
    own_contribution or no_figure, by the one verdict rule on the change. ``breaks``: cohort -> why
    the series begins anew with it.
    """

    outcome: str
    wave: int | None
    cohorts: tuple[int, ...]
    breaks: dict[int, Reason]
    frame: pd.DataFrame
    slopes: pd.DataFrame


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
    asked = load_outcomes()[outcome]
    filters = (filters or Filters()).with_(cohorts=())
    i = load_catalogue()[asked.indicator]
    wave = wave_for(reader.snapshot, load_catalogue().columns[i.column], i, filters)
    cohorts = observed_cohorts(reader, asked, wave)
    cut = breaks(reader, asked.indicator, filters.with_(wave=wave))
    empty = pd.DataFrame({c: [] for c in POINTS}), pd.DataFrame({c: [] for c in SLOPES})
    if not cohorts:
        return Trends(outcome, wave, (), cut, *empty)
    wanted = factor_set(factors)
    used, _ = carried(reader, wanted)
    dimension = {f: load_factors().allowed[f].dimension or f for f in used}
    found = gather(reader, asked, tuple(dimension.values()), cohorts, wave, filters.genders)
    units = len(found.programmes)
    usable = found.usable
    if not usable.any():
        return Trends(outcome, wave, cohorts, cut, *empty)
    n = np.where(usable[found.unit], found.n, 0.0)
    held = {f: found.keys[d] for f, d in dimension.items()}
    made = coarsen(held, n, [f for f in wanted.coarsen if f in held])
    column = {str(c): k for k, c in enumerate(cohorts)}
    year = np.array([column[c] for c in found.keys["cohort"]])
    each = found.unit * len(cohorts) + year
    total = np.where(n > 0, found.total, 0.0)
    if found.squares is None:
        stand = indirect(each, made.cell, n, total, units * len(cohorts), beside=False)
    else:
        squares = np.where(n > 0, found.squares, 0.0)
        stand = indirect_means(
            each, made.cell, n, total, squares, units * len(cohorts), beside=False
        )
    shown = seen(reader, filters, found.programmes, cohorts)
    if reader.scope != EVERYTHING:
        outside = ~seen(reader, Filters(), found.programmes, cohorts)
        shown &= ~dominated(found.unit, made.cell, n, outside)
    log = found.squares is not None
    material = asked.materiality if materiality is None else materiality
    slopes = _slopes(found.programmes, cohorts, stand, np.log1p(material) if log else material, cut)
    points = _points(found.programmes, cohorts, stand, log)
    keep = {p for p, s in zip(found.programmes, shown, strict=True) if s}
    return Trends(
        outcome,
        wave,
        cohorts,
        cut,
        points[points["programme"].isin(keep)].reset_index(drop=True),
        slopes[slopes["programme"].isin(keep)].reset_index(drop=True),
    )


def _points(
    programmes: tuple[str, ...], cohorts: tuple[int, ...], stand: Standardised, log: bool
) -> pd.DataFrame:
    half = normal_quantile(0.95) * stand.sd
    observed, expected = stand.observed, stand.expected
    if log:
        observed, expected = np.exp(observed), np.exp(expected)
    frame = pd.DataFrame(
        {
            "programme": np.repeat(np.array(programmes, dtype=object), len(cohorts)),
            "cohort": np.tile(np.array(cohorts), len(programmes)),
            "n": stand.n,
            "observed": observed,
            "expected": expected,
            "difference": stand.difference,
            "sd": stand.sd,
            "low": stand.difference - half,
            "high": stand.difference + half,
        }
    )
    return frame[frame["n"] > 0]


def _slopes(
    programmes: tuple[str, ...],
    cohorts: tuple[int, ...],
    stand: Standardised,
    material: float,
    cut: dict[int, Reason],
) -> pd.DataFrame:
    shape = (len(programmes), len(cohorts))
    n = stand.n.reshape(shape)
    fit = trend(
        np.array(cohorts), stand.difference.reshape(shape), stand.sd.reshape(shape), list(cut)
    )
    years = fit.last - fit.first
    change, sd = fit.slope * years, fit.se * years
    own = np.where(np.isnan(stand.contribution), 0.0, stand.contribution).reshape(shape)
    with np.errstate(invalid="ignore", divide="ignore"):
        contribution = (own * n).sum(axis=1) / n.sum(axis=1)
    called = call(change, sd, contribution, material)
    within = (np.array(cohorts)[None, :] >= fit.first[:, None]) & (
        np.array(cohorts)[None, :] <= fit.last[:, None]
    )
    half = normal_quantile(0.95) * sd
    return pd.DataFrame(
        {
            "programme": np.array(programmes, dtype=object),
            "slope": fit.slope,
            "slope_low": fit.low,
            "slope_high": fit.high,
            "first": fit.first,
            "last": fit.last,
            "cohorts_used": fit.cohorts_used,
            "n": np.where(within, n, 0).sum(axis=1),
            "change": change,
            "sd": sd,
            "low": change - half,
            "high": change + half,
            "p_above": called.p_above,
            "p_below": called.p_below,
            "p_value": called.p_value,
            "q_value": called.q_value,
            "verdict": [DIRECTIONS.get(Standing(v), v) for v in called.verdict],
        }
    )
