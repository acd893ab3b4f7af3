"""Quantiles of a value histogram, with an interval by order statistics.

The estimate is Hyndman and Fan's type 7: with h = (n - 1) p it interpolates linearly between the
order statistics floor(h) + 1 and floor(h) + 2. The interval runs between two order statistics,
the closest ones that leave at most (1 - confidence) / 2 outside on either side by the binomial
distribution; it needs no assumption about the shape of the values and is conservative with ties.
Where the base is too small for such a pair that limit is NaN.

Sources: Hyndman and Fan (1996), doi:10.1080/00031305.1996.10473566; David and Nagaraja (2003),
Order Statistics, section 7.1, doi:10.1002/0471722162.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import bdtr, bdtrik

from yardstick.inference.histogram import Histogram


def quantile(values: Histogram, p: float) -> NDArray[np.float64]:
    """Type-7 quantile of each group; NaN for an empty group."""
    if not 0 <= p <= 1:
        raise ValueError(f"quantile {p} is not between 0 and 1")
    n = values.sizes
    h = (n - 1) * p
    lower = np.floor(h)
    below = values.order_statistic(lower + 1)
    above = values.order_statistic(np.minimum(lower + 2, n))
    return below + (h - lower) * (above - below)


def _tail_rank(n: NDArray[np.float64], p: float, tail: float) -> NDArray[np.float64]:
    """Largest k with P(B <= k) <= tail for B ~ Binomial(n, p); -1 where there is none."""
    safe = np.maximum(n, 1)
    whole = safe.astype(np.int64)
    with np.errstate(invalid="ignore"):
        k = np.floor(bdtrik(tail, safe, p))
    k = np.where(np.isnan(k), -1, np.clip(k, -1, safe))
    # The continuous inverse can be one off in either direction: settle it on the distribution.
    for _ in range(2):
        k = np.where((k + 1 < safe) & (bdtr(np.maximum(k + 1, 0), whole, p) <= tail), k + 1, k)
        k = np.where((k >= 0) & (bdtr(np.maximum(k, 0), whole, p) > tail), k - 1, k)
    return k


def order_ranks(
    n: ArrayLike, p: float = 0.5, confidence: float = 0.95
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Ranks of the two order statistics around quantile ``p``; NaN where a rank does not exist."""
    n = np.asarray(n, dtype=float)
    tail = (1 - confidence) / 2
    low = _tail_rank(n, p, tail) + 1
    high = n - _tail_rank(n, 1 - p, tail)
    return np.where((n > 0) & (low >= 1), low, np.nan), np.where(
        (n > 0) & (high <= n), high, np.nan
    )


def quantile_interval(
    values: Histogram, p: float, confidence: float = 0.95
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Order-statistic interval of quantile ``p`` in each group."""
    low, high = order_ranks(values.sizes, p, confidence)
    return values.order_statistic(low), values.order_statistic(high)
