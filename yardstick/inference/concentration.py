"""How concentrated counts are: Herfindahl-Hirschman index and the share of the largest.

Few people look concentrated because they are few: with n of them the index is too high by about
(1 - H)/n. What is compared between groups of different size is therefore Simpson's estimate, the
chance that two of them drawn at random are in the same category::

    H = sum c (c - 1) / (n (n - 1))
    Var H = [4 n (n-1)(n-2) sum p^3 + 2 n (n-1) sum p^2 - 2 n (n-1)(2n-3)(sum p^2)^2] / (n (n-1))^2

Sources: Rhoades (1993), The Herfindahl-Hirschman Index, Federal Reserve Bulletin 79, 188-189;
effective number after Hill (1973), doi:10.2307/1934352; estimate and variance: Simpson (1949),
doi:10.1038/163688a0.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from yardstick.inference.proportion import normal_quantile

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Concentrated:
    """One entry per group: ``index`` is Simpson's estimate with its standard error and limits.

    ``equal`` is the number of equally large categories that would be as concentrated, with limits
    (infinite where the index may be 0). NaN with fewer than two people; the error is NaN where all
    are in one category.
    """

    n: Floats
    index: Floats
    se: Floats
    low: Floats
    high: Floats
    equal: Floats
    equal_low: Floats
    equal_high: Floats


def concentrated(counts: ArrayLike, confidence: float = 0.95) -> Concentrated:
    """Of a table groups x categories of counts. Raises ValueError for a negative count."""
    c = np.atleast_2d(np.asarray(counts, dtype=float))
    if np.any(c < 0):
        raise ValueError("a count cannot be negative")
    n = c.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        pairs = n * (n - 1)
        index = np.where(n > 1, (c * (c - 1)).sum(axis=1) / pairs, np.nan)
        p = c / n[:, None]
        two, three = (p**2).sum(axis=1), (p**3).sum(axis=1)
        variance = (
            4 * pairs * (n - 2) * three + 2 * pairs * two - 2 * pairs * (2 * n - 3) * two**2
        ) / pairs**2
        # What is left by rounding where all are in one category is no spread.
        se = np.sqrt(np.where((n > 1) & (variance > 1e-15), variance, np.nan))
        half = normal_quantile(confidence) * se
        low, high = np.clip(index - half, 0, 1), np.clip(index + half, 0, 1)
        return Concentrated(n, index, se, low, high, 1 / index, 1 / high, 1 / low)


def _shares(counts: ArrayLike) -> np.ndarray:
    counts = np.asarray(counts, dtype=float)
    if np.any(counts < 0):
        raise ValueError("a count cannot be negative")
    total = counts.sum()
    return counts / total if total > 0 else np.empty(0)


def herfindahl(counts: ArrayLike) -> float:
    """Sum of squared shares, from 1/k (spread evenly over k) to 1 (all in one); NaN for nothing."""
    shares = _shares(counts)
    return float((shares**2).sum()) if shares.size else float("nan")


def effective_number(counts: ArrayLike) -> float:
    """Number of equally large categories that would be as concentrated: 1 / HHI."""
    return 1 / herfindahl(counts)


def top_share(counts: ArrayLike, k: int = 1) -> float:
    """Share of the ``k`` largest categories; NaN for nothing."""
    if k < 1:
        raise ValueError("the number of categories must be 1 or more")
    shares = np.sort(_shares(counts))[::-1]
    return float(shares[:k].sum()) if shares.size else float("nan")
