"""The columns of a comparison: what each method says of each programme, and whether they agree."""

import numpy as np
from numpy.typing import NDArray

from yardstick.compare.gather import Gathered
from yardstick.compare.pooled import Pooled
from yardstick.inference.funnel import Flag, Funnel, funnel, funnel_normal
from yardstick.inference.proportion import normal_quantile, wilson
from yardstick.inference.standardise import Standardised, indirect_means
from yardstick.inference.verdict import Called, Standing

CONFIDENCE = 0.95


def seen_by_funnel(
    unit: NDArray,
    n: NDArray,
    total: NDArray,
    stand: Standardised,
    squares: NDArray | None,
    units: int,
) -> Funnel:
    """The funnel over raw rates; over raw differences of mean log pay for pay."""
    if squares is None:
        return funnel(np.bincount(unit, weights=total, minlength=units), np.nan_to_num(stand.n))
    one = np.zeros(len(unit), dtype=np.int64)
    raw = indirect_means(unit, one, n, total, squares, units)
    return funnel_normal(raw.difference, raw.sd)


def columns(
    found: Gathered,
    stand: Standardised,
    called: Called,
    seen_from: Funnel,
    fitted: Pooled | None,
    total: NDArray,
    squares: NDArray | None,
) -> dict[str, NDArray]:
    """One array over all programmes per column."""
    units = len(found.programmes)
    z = normal_quantile(CONFIDENCE)
    observed, expected, left_out = stand.observed, stand.expected, stand.left_out_expected
    if squares is None:
        low, high = wilson(np.bincount(found.unit, weights=total, minlength=units), stand.n)
    else:
        spread = np.bincount(found.unit, weights=squares, minlength=units)
        with np.errstate(divide="ignore", invalid="ignore"):
            about = np.maximum(spread - stand.n * observed**2, 0.0) / (stand.n - 1)
            half = z * np.sqrt(about / stand.n)
        low, high = np.exp(observed - half), np.exp(observed + half)
        observed, expected, left_out = np.exp(observed), np.exp(expected), np.exp(left_out)
    gap = np.full(units, np.nan)
    effect, effect_low, effect_high, shrunk = gap, gap, gap, gap
    if fitted is not None:
        effect, effect_low, effect_high, shrunk = (
            fitted.effect, fitted.low, fitted.high, fitted.shrunk,
        )  # fmt: skip
    funnel_says = np.select(
        [
            np.isin(seen_from.flag, (Flag.LOW95.value, Flag.LOW998.value)),
            np.isin(seen_from.flag, (Flag.HIGH95.value, Flag.HIGH998.value)),
        ],
        [-1, 1],
        0,
    )
    pooled_says = np.where(effect_high < 0, -1, np.where(effect_low > 0, 1, 0))
    return {
        "n": stand.n,
        "population": np.bincount(found.unit, weights=found.population, minlength=units),
        "observed": observed,
        "observed_low": low,
        "observed_high": high,
        "expected": expected,
        "difference": stand.difference,
        "sd": stand.sd,
        "low": stand.difference - z * stand.sd,
        "high": stand.difference + z * stand.sd,
        "contribution": stand.contribution,
        "alone": stand.alone,
        "p_above": called.p_above,
        "p_below": called.p_below,
        "p_value": called.p_value,
        "q_value": called.q_value,
        "verdict": called.verdict,
        "needed": called.needed,
        "detectable": called.detectable,
        "left_out_expected": left_out,
        "left_out_difference": stand.left_out_difference,
        "left_out_low": stand.left_out_difference - z * stand.left_out_sd,
        "left_out_high": stand.left_out_difference + z * stand.left_out_sd,
        "pooled": effect,
        "pooled_low": effect_low,
        "pooled_high": effect_high,
        "shrunk": shrunk,
        "funnel_z": seen_from.z,
        "funnel_p_low": seen_from.p_low,
        "funnel_p_high": seen_from.p_high,
        "funnel_flag": seen_from.flag,
        "funnel_says": funnel_says,
        "pooled_says": pooled_says,
        "agree": agreement(called.verdict, funnel_says, pooled_says, fitted is not None),
    }


def agreement(
    verdict: NDArray, funnel_says: NDArray, pooled_says: NDArray, modelled: bool
) -> NDArray:
    """Do the verdict, the funnel plot and the model point the same way? Objects: True, False, None.

    They do not where two of them point in opposite directions, where a finding is not borne out by
    the model's interval, or where there is no finding although funnel and model point the same way.
    None where no verdict was given or no model fitted.
    """
    says = np.select([verdict == Standing.ABOVE, verdict == Standing.BELOW], [1, -1], 0)
    opposite = (says * funnel_says < 0) | (says * pooled_says < 0) | (funnel_says * pooled_says < 0)
    alone = (says != 0) & (pooled_says != says)
    missed = (says == 0) & (funnel_says != 0) & (funnel_says == pooled_says)
    told = modelled & np.isin(
        verdict, (Standing.ABOVE.value, Standing.BELOW.value, Standing.CANNOT_TELL.value)
    )
    found = np.full(verdict.shape, None, dtype=object)
    found[told] = ~(opposite | alone | missed)[told]
    return found
