"""trends(): how a programme's difference from its benchmark moves from cohort to cohort.

The benchmark of a cohort is made of that cohort alone, so what hits everybody in a year (a weak
labour market, an earlier census) is in benchmark and programme alike. Where census date or source
changed the series is cut all the same: another instrument may not move all programmes equally.

The verdict is on the shift: the latest three cohorts of the unbroken run against its earliest three.
The slope stands beside it as evidence; a step, such as a changed curriculum makes, is not a line.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from yardstick.compare.catalogue import factor_set
from yardstick.compare.chance import Compared, null_counts
from yardstick.compare.cover import withheld
from yardstick.compare.pool import Pool
from yardstick.compare.released import approved
from yardstick.compare.series import Series, based, fitted, least, material_of, series, stand_of
from yardstick.inference.proportion import normal_quantile
from yardstick.inference.redraw import DRAWS, NullFlags
from yardstick.inference.standardise import (
    Standardised,
)
from yardstick.inference.verdict import Standing, call
from yardstick.measure import EVERYTHING, Filters, Reader, Reason
from yardstick.measure.remember import remembered
from yardstick.measure.visible import visible_programmes

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
    made = series(reader, outcome, filters, factors)
    if made.found is None:
        return Trends(
            outcome, made.wave, made.cohorts, made.cut,
            pd.DataFrame({c: [] for c in POINTS}), pd.DataFrame({c: [] for c in SLOPES}),
        )  # fmt: skip
    found, cohorts = made.found, made.cohorts
    stand = stand_of(made, made.total, made.squares)
    shown = visible_programmes(reader, filters, found.programmes, cohorts)
    slopes = _slopes(made, stand, material_of(made, materiality), reader)
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
    made = series(reader, outcome, (filters or Filters()).with_(cohorts=()), factors)
    if made.found is None:
        return None
    material = material_of(made, materiality)

    def changes(stand: Standardised) -> Compared:
        whole = fitted(made, stand, reader)
        return whole.shift.change, whole.shift.sd, whole.contribution, None

    rows = (made.each, made.cell, made.n)
    units = len(made.found.programmes) * len(made.cohorts)
    return null_counts(rows, made.total, made.squares, units, material, changes, draws)


def _points(made: Series, stand: Standardised, reader: Reader) -> pd.DataFrame:
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
    status, visible = based(made, stand.n, reader)
    return frame.where(visible[:, None] | frame.columns.isin(("programme", "cohort", "n"))).assign(
        cohort=frame["cohort"], status=status
    )


def _slopes(made: Series, stand: Standardised, material: float, reader: Reader) -> pd.DataFrame:
    whole = fitted(made, stand, reader)
    fit, moved = whole.trend, whole.shift
    status, _ = based(made, whole.base, reader)
    gone = whole.base < least(made, reader)
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
