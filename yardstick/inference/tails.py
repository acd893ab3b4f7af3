"""Tail probability of a standardised share from a small base, where the normal one misleads.

Difference D from the benchmark E with the null SD s carries as much as a binomial share with the
effective base m = E(1 - E)/s^2 (own share and mix are in s). With k = m (E + D) positives
P(K >= k) = I_r(k, m - k + 1) and P(K <= k) = I_{1-r}(m - k, k + 1), r the rate under the null and I
the regularised incomplete beta function: for a unit in one cell of a large reference exactly the
binomial tails, and defined for any m and k.

Source: Clopper and Pearson (1934), doi:10.1093/biomet/26.4.404.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc

#: Fewer expected either way, and the normal approximation is not relied on alone.
FEW = 5.0


def few_expected(sd: ArrayLike, expected: ArrayLike) -> NDArray[np.bool_]:
    """Are fewer than five positives, or negatives, expected on the effective base?"""
    sd, expected = np.asarray(sd, dtype=float), np.asarray(expected, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        base = expected * (1 - expected) / sd**2
        return base * np.minimum(expected, 1 - expected) < FEW


def binomial_tails(
    difference: ArrayLike, sd: ArrayLike, expected: ArrayLike, shift: ArrayLike = 0.0
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """P(at least so high) if the rate were expected + shift, P(at most so low) if expected - shift.

    All shares as fractions. NaN where the SD is 0 or anything is missing.
    """
    d, s, e, shift = np.broadcast_arrays(
        *(np.asarray(v, dtype=float) for v in (difference, sd, expected, shift))
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        base = np.where(s > 0, e * (1 - e) / s**2, np.nan)
    k = base * np.clip(e + d, 0, 1)
    up, down = np.clip(e + shift, 0, 1), np.clip(e - shift, 0, 1)
    # k = 0 (at least 0) and k = base (at most all) are certain; the function is not defined there.
    high = np.where(k > 0, betainc(np.where(k > 0, k, 1.0), base - k + 1, up), 1.0)
    room = base - k
    low = np.where(room > 0, betainc(np.where(room > 0, room, 1.0), k + 1, 1 - down), 1.0)
    missing = np.isnan(base) | np.isnan(k)
    return np.where(missing, np.nan, high), np.where(missing, np.nan, low)
