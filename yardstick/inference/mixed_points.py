"""Effects of a random-intercept logistic model in share points, at each unit's own mix.

For a unit with graduates n_k in cells k the effect is the mean over its graduates of
p(e_k + b) - p(e_k): its predicted share less that of a unit with no effect of its own (b = 0) and
the same graduates.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit, ndtri

from yardstick.inference.design import Design, distinct
from yardstick.inference.mixed_result import Ended, MixedLogit

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Points:
    """All (U,), shares as fractions; NaN for a unit without graduates and without a fit.

    points: effect at the unit's own mix; low, high: its interval (NaN where the model finds no
    variance between units: it then knows no range, and a zero width would feign certainty);
    sd: the standard error behind it; predicted: share with the effect; expected: share without;
    shrunk: share of the unit's own difference (on the logit scale) that pooling takes away,
    1 / (1 + sigma^2 sum n p (1-p)) = conditional variance / sigma^2.
    conditional: whether the interval takes beta and sigma as known.
    """

    points: Array
    low: Array
    high: Array
    sd: Array
    predicted: Array
    expected: Array
    shrunk: Array
    confidence: float
    conditional: bool


def in_points(
    fit: MixedLogit,
    design: Design | ArrayLike,
    unit: ArrayLike,
    n: ArrayLike,
    confidence: float = 0.95,
    conditional: bool = False,
) -> Points:
    """Effect of each unit in share points, with the arguments of the fit.

    The interval is normal on the logit scale and then transformed, so it never leaves what a share
    can be. By default it holds the uncertainty of beta and sigma (delta method, with the movement
    of the effects: Kass and Steffey 1989, doi:10.1080/01621459.1989.10478825);
    ``conditional=True`` takes them as known. Being pooled it is an interval for the unit's true
    effect given that units vary as estimated; it is not the interval of the raw rate.
    """
    design = design if isinstance(design, Design) else distinct(design)
    unit, n = np.asarray(unit, dtype=np.int64), np.asarray(n, dtype=float)
    units = len(fit.effect)
    if not fit.converged:
        gap = np.full(units, np.nan)
        return Points(gap, gap, gap, gap, gap, gap, gap, confidence, conditional)
    used = n > 0
    unit, row, n = unit[used], design.row[used], n[used]
    base = np.bincount(unit, weights=n, minlength=units)
    known = ~np.isnan(fit.beta)
    fixed = (design.matrix[:, known] @ fit.beta[known])[row]

    def mean(values: Array) -> Array:
        with np.errstate(invalid="ignore"):
            return np.bincount(unit, weights=n * values, minlength=units) / base

    without = expit(fixed)
    expected = mean(without)

    def moved(effect: Array) -> Array:
        return mean(expit(fixed + effect[unit])) - expected

    p = expit(fixed + fit.effect[unit])
    gain = mean(p * (1 - p))  # points per unit of the effect
    points = moved(fit.effect)
    if conditional:
        sd = gain * fit.effect_sd
    else:
        change = p * (1 - p) - without * (1 - without)
        slope = gain[:, None] * fit.slope
        for j in np.flatnonzero(known):
            slope[:, j] += mean(change * design.matrix[row, j])
        places = np.append(np.flatnonzero(known), len(known))
        slope, joint = slope[:, places], fit.joint[np.ix_(places, places)]
        around = np.einsum("ij,jk,ik->i", slope, joint, slope, optimize=True)
        sd = np.sqrt((gain * fit.effect_sd) ** 2 + around)
    low = high = np.full(units, np.nan)
    if fit.status is Ended.CONVERGED:
        with np.errstate(invalid="ignore", divide="ignore"):
            half = ndtri(0.5 + confidence / 2) * np.where(gain > 0, sd / gain, np.nan)
        low, high = moved(fit.effect - half), moved(fit.effect + half)
    else:
        sd = np.full(units, np.nan)
    shrunk = np.where(base > 0, fit.shrunk, np.nan)
    return Points(
        points, low, high, sd, points + expected, expected, shrunk, confidence, conditional
    )
