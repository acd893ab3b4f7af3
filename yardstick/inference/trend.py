"""Trend over cohorts: the slope of the last unbroken run, with its interval.

Weighted least squares of the value y_t on the cohort t with weights w_t = 1/s_t^2, s_t the known
SDs of independent cohorts::

    slope = sum w (t - t_w)(y - y_w) / sum w (t - t_w)^2      t_w, y_w weighted means
    se    = max(1, sigma) / sqrt(sum w (t - t_w)^2)           sigma^2 = sum w residual^2 / (k - 2)

The SDs are known, so points that happen to lie on a line do not make the slope surer than they
allow; points that scatter more than their SDs explain (sigma > 1) make it less sure. Interval and
p-value are normal, in units of the value per cohort.

A series breaks where definition, census date or instrument changes. Only what follows the last
break is used; nothing is joined across one.

Sources: weighted least squares: Aitken (1936), doi:10.1017/S0370164600014346; the factor sigma:
Birge (1932), doi:10.1103/PhysRev.40.207.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

from yardstick.inference.proportion import normal_quantile

Floats = NDArray[np.float64]
#: Two points always lie on a line.
FEWEST = 3


@dataclass(frozen=True)
class Trend:
    """Per unit; NaN where too few cohorts are known. ``scatter`` is sigma, ``se`` has it in.

    ``cohorts_used`` counts the cohorts with a value in the run, ``first`` and ``last`` name them.
    """

    slope: Floats
    se: Floats
    low: Floats
    high: Floats
    p_value: Floats
    scatter: Floats
    cohorts_used: NDArray[np.int64]
    first: Floats
    last: Floats


def trend(
    cohort: ArrayLike,
    value: ArrayLike,
    sd: ArrayLike,
    breaks: ArrayLike = (),
    confidence: float = 0.95,
    fewest: int = FEWEST,
) -> Trend:
    """Slopes of ``value`` (units x cohorts, or one unit's cohorts) on ``cohort``.

    ``breaks`` names the cohorts with which a new series begins. Cohorts without a value or with an
    SD of 0 are left out; that is no break. Raises ValueError where shapes do not fit, a cohort
    comes twice, or an SD is negative.
    """
    cohort = np.asarray(cohort, dtype=float)
    y, s = np.broadcast_arrays(
        np.atleast_2d(np.asarray(value, dtype=float)), np.asarray(sd, dtype=float)
    )
    if cohort.ndim != 1 or y.shape[1:] != cohort.shape:
        raise ValueError("values and cohorts differ in length")
    if np.unique(cohort).size != cohort.size:
        raise ValueError("a cohort comes twice")
    if np.any(s < 0):
        raise ValueError("an SD is not negative")
    if fewest < FEWEST:
        raise ValueError("two points always lie on a line")
    used = ~np.isnan(y) & (s > 0) & (cohort >= series_start(cohort, breaks))
    k = used.sum(axis=1)
    weight = np.where(used, 1 / np.where(used, s, 1.0) ** 2, 0.0)
    y = np.where(used, y, 0.0)
    enough = k >= fewest
    with np.errstate(divide="ignore", invalid="ignore"):
        total = weight.sum(axis=1, keepdims=True)
        t = cohort - (weight * cohort).sum(axis=1, keepdims=True) / total
        y = y - (weight * y).sum(axis=1, keepdims=True) / total
        across = np.where(enough, (weight * t**2).sum(axis=1), np.nan)
        slope = (weight * t * y).sum(axis=1) / across
        residual = y - slope[:, None] * t
        scatter = np.sqrt((weight * residual**2).sum(axis=1) / (k - 2))
        se = np.maximum(scatter, 1.0) / np.sqrt(across)
        half = normal_quantile(confidence) * se
        p_value = 2 * ndtr(-np.abs(slope) / se)
    return Trend(
        slope=slope,
        se=se,
        low=slope - half,
        high=slope + half,
        p_value=p_value,
        scatter=np.where(enough, scatter, np.nan),
        cohorts_used=k,
        first=_end(np.where(used, cohort, np.inf).min(axis=1, initial=np.inf)),
        last=_end(np.where(used, cohort, -np.inf).max(axis=1, initial=-np.inf)),
    )


def series_start(cohort: Floats, breaks: ArrayLike) -> float:
    """First cohort of the last series; a break after the last cohort has not happened yet."""
    breaks = np.atleast_1d(np.asarray(breaks, dtype=float))
    happened = breaks[breaks <= cohort.max()] if cohort.size else breaks[:0]
    return float(happened.max()) if happened.size else -np.inf


def _end(cohort: Floats) -> Floats:
    return np.where(np.isfinite(cohort), cohort, np.nan)
