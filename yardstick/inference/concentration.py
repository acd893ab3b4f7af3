"""How concentrated counts are: Herfindahl-Hirschman index and the share of the largest.

Sources: Rhoades (1993), The Herfindahl-Hirschman Index, Federal Reserve Bulletin 79, 188-189;
effective number after Hill (1973), doi:10.2307/1934352.
"""

import numpy as np
from numpy.typing import ArrayLike


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
