"""Mean of each group with Student's t interval, from a value histogram.

    m = sum c y / n      s^2 = sum c (y - m)^2 / (n - 1)      m -/+ t(n - 1) s / sqrt(n)

c is how often the value y occurs. Fewer than two values have no SD. Where all values are alike the
SD is 0 and there is no interval: that a handful agrees does not make their mean certain.

Source: Student (1908), doi:10.1093/biomet/6.1.1.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtr, stdtrit

from yardstick.inference.histogram import Histogram

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Mean:
    """One entry per group: base, mean, SD of one value, standard error and limits of the mean.

    ``value`` is NaN where nobody is counted, ``sd`` with fewer than two, the rest also where the
    SD is 0. In the unit of the values.
    """

    n: NDArray[np.int64]
    value: Floats
    sd: Floats
    se: Floats
    low: Floats
    high: Floats


def t_quantile(df: ArrayLike, confidence: float) -> Floats:
    """Two-sided quantile of Student's t; NaN where there are no degrees of freedom."""
    if not 0 < confidence < 1:
        raise ValueError(f"confidence {confidence} is not between 0 and 1")
    df = np.asarray(df, dtype=float)
    return np.where(df > 0, stdtrit(np.where(df > 0, df, 1.0), (1 + confidence) / 2), np.nan)


def mean(
    group: ArrayLike,
    value: ArrayLike,
    count: ArrayLike = 1,
    groups: int | None = None,
    confidence: float = 0.95,
) -> Mean:
    """Means of ``groups`` groups from the rows (group, value, count) of a histogram, in any order.

    Groups are numbered from 0; several keys make one number by ``np.ravel_multi_index``. Missing
    values are left out.
    """
    group, value, count = np.broadcast_arrays(group, value, count)
    histogram = Histogram.of(group, value, count, groups)
    n = histogram.sizes
    with np.errstate(divide="ignore", invalid="ignore"):
        # Counted from the first value rather than from 0, so that a large mean costs no digits.
        origin = histogram.value[0] if histogram.value.size else 0.0
        middle = _sums(histogram, histogram.value - origin) / n + origin
        spread = _sums(histogram, (histogram.value - middle[histogram.group]) ** 2)
        # What is left by rounding where all values are alike is no spread.
        tiny = n * (1e-12 * np.maximum(np.abs(middle), 1e-300)) ** 2
        spread = np.where(spread > tiny, spread, 0.0)
        sd = np.where(n > 1, np.sqrt(spread / (n - 1)), np.nan)
        se = np.where(sd > 0, sd / np.sqrt(n), np.nan)
    half = t_quantile(n - 1, confidence) * se
    return Mean(n=n, value=middle, sd=sd, se=se, low=middle - half, high=middle + half)


def _sums(histogram: Histogram, per_value: Floats) -> Floats:
    return np.bincount(
        histogram.group, weights=histogram.count * per_value, minlength=histogram.groups
    )


def p_beyond(value: ArrayLike, sd: ArrayLike, n: ArrayLike, margin: ArrayLike = 0.0) -> Floats:
    """p-value of a true mean no further from 0 than ``margin``; of paired differences their test.

        p = P(T >= (|m| - margin) / se) + P(T >= (|m| + margin) / se),   T with n - 1 degrees

    The null is an interval (Hodges and Lehmann 1954, doi:10.1111/j.2517-6161.1954.tb00169.x), and a
    mean as large is most likely at its end. With margin 0 it is the two-sided test of a mean of 0.
    NaN where there is no interval: such a mean counts in no family of comparisons. Raises ValueError
    for a negative margin.
    """
    value, sd, n, margin = np.broadcast_arrays(
        *(np.asarray(x, dtype=float) for x in (value, sd, n, margin))
    )
    if np.any(margin < 0):
        raise ValueError("a margin is not negative")
    known = (n > 1) & (sd > 0) & ~np.isnan(value)
    df = np.where(known, n - 1, 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        near, far = (
            np.where(known, (side * margin - np.abs(value)) * np.sqrt(n) / sd, 0.0)
            for side in (1, -1)
        )
    return np.where(known, np.minimum(stdtr(df, near) + stdtr(df, far), 1.0), np.nan)
