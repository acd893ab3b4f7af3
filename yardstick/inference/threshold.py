"""Absolute thresholds: how probable it is that a share lies below, and how often it did.

The share behind x of n has the posterior Beta(x + 1/2, n - x + 1/2) (Jeffreys), so that P(share <
t) = I_t(x + 1/2, n - x + 1/2), I the regularised incomplete beta function. A threshold is a layer
of its own: it knows nothing of the benchmark, and a benchmark excuses nothing.

Source: Jeffreys (1946), doi:10.1098/rspa.1946.0056; as an interval: Brown, Cai and DasGupta (2001),
doi:10.1214/ss/1009213286. The levels of evidence are numbers only; no official words are attached.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc

#: Levels of evidence a shaded bar tells apart.
LEVELS = (0.99, 0.95, 0.90, 0.75)


@dataclass(frozen=True)
class YearsBelow:
    """``run``: years below without a break, the latest included; ``met``: as many as asked for."""

    run: NDArray[np.int64]
    met: NDArray[np.bool_]


def probability_below(x: ArrayLike, n: ArrayLike, threshold: ArrayLike) -> NDArray[np.float64]:
    """P(share < threshold) given x of n, all as fractions; NaN without a base.

    ``x`` and ``n`` need not be whole (weighted rates pass an effective base). Raises ValueError
    where x lies outside 0 ... n or the threshold outside 0 ... 1.
    """
    x, n, threshold = np.broadcast_arrays(*(np.asarray(v, dtype=float) for v in (x, n, threshold)))
    if np.any((x < 0) | (x > n * (1 + 1e-12))):
        raise ValueError("the number of positives lies outside 0 ... base")
    if np.any((threshold < 0) | (threshold > 1)):
        raise ValueError("the threshold lies outside 0 ... 1")
    with np.errstate(invalid="ignore"):
        found = betainc(x + 0.5, np.maximum(n - x, 0) + 0.5, threshold)
    return np.where(n > 0, found, np.nan)


def level(probability: ArrayLike) -> NDArray[np.float64]:
    """Highest of the levels of evidence a probability reaches; 0 for none, NaN for NaN."""
    probability = np.asarray(probability, dtype=float)
    reached = np.select([probability >= v for v in LEVELS], LEVELS, 0.0)
    return np.where(np.isnan(probability), np.nan, reached)


def years_below(rates: ArrayLike, threshold: ArrayLike, k: int) -> YearsBelow:
    """Rates (units x years, oldest first) below a threshold for the latest k years in a row.

    A rate equal to the threshold is not below it. A year without a rate ends the run: nothing is
    known of it, so it is not counted as below. ``threshold`` may differ by unit or by year
    (anything that broadcasts). Raises ValueError for k < 1.
    """
    if k < 1:
        raise ValueError("at least one year is asked for")
    rates = np.atleast_2d(np.asarray(rates, dtype=float))
    with np.errstate(invalid="ignore"):
        below = rates < np.asarray(threshold, dtype=float)
    run = np.cumprod(below[:, ::-1], axis=1).sum(axis=1).astype(np.int64)
    return YearsBelow(run, run >= k)
