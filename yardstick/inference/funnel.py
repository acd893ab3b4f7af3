"""Funnel plot: which units lie further out than their size explains.

z_i = (y_i - target) / s_i with s_i^2 = target (1 - target)/n_i. Overdispersion: the z are
winsorised at their 10 % and 90 % quantiles (type 7: values beyond are set to the quantile itself),
phi = mean of their squares, and the units are taken to differ by a variance of their own::

    tau^2 = (I phi - (I - 1)) / (sum w - sum w^2 / sum w),  w_i = 1/s_i^2;  0 if I phi < I - 1

Limits are additive: target +- z sqrt(s_i^2 + tau^2). They are there to be drawn. A unit is flagged
by its tail probability, P(at least x) or P(at most x), at 2.5 % and 0.1 %: limits read off or
interpolated flag three of three as far too good. Without overdispersion the tail is the binomial
one; with it the beta-binomial one whose rates have mean ``target`` and variance tau^2.

Source: Spiegelhalter (2005), doi:10.1002/sim.1970; the beta-binomial: Skellam (1948),
doi:10.1111/j.2517-6161.1948.tb00014.x.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import bdtr, bdtrc, gammaln, ndtr

from yardstick.inference.proportion import normal_quantile
from yardstick.inference.tails import binomial_tails, few_expected

Floats = NDArray[np.float64]
#: One-sided tail probabilities that stand for the 95 % and the 99.8 % limits.
OUTER, FAR = 0.025, 0.001
#: Terms of the beta-binomial distribution held in memory at a time.
_CHUNK = 2_000_000


class Flag(StrEnum):
    """Beyond which limit a unit lies; empty: within."""

    NONE = ""
    LOW95 = "low95"
    LOW998 = "low998"
    HIGH95 = "high95"
    HIGH998 = "high998"


@dataclass(frozen=True)
class Funnel:
    """``target``, ``phi`` and ``tau2`` of the plot; the rest per unit, NaN where nothing is known.

    ``z`` leaves overdispersion aside; ``p_low`` and ``p_high`` have it in.
    """

    target: float
    z: Floats
    phi: float
    tau2: float
    p_low: Floats
    p_high: Floats
    flag: NDArray[np.str_]


def overdispersion(z: ArrayLike, variance: ArrayLike, tail: float = 0.1) -> tuple[float, float]:
    """phi and tau^2 of I units with the given z and sampling variances; NaN phi without units."""
    z, variance = np.asarray(z, dtype=float), np.asarray(variance, dtype=float)
    known = ~np.isnan(z) & (variance > 0)
    z, variance = z[known], variance[known]
    if not z.size:
        return float("nan"), 0.0
    low, high = np.quantile(z, [tail, 1 - tail])
    phi = float(np.mean(np.clip(z, low, high) ** 2))
    weight = 1 / variance
    scale = weight.sum() - (weight**2).sum() / weight.sum()
    excess = z.size * phi - (z.size - 1)
    # One unit, or one unit with nearly all the weight, says nothing about differences between units.
    usable = excess > 0 and scale > 1e-9 * weight.sum()
    return phi, float(excess / scale) if usable else 0.0


def limits(
    target: float, n: ArrayLike, tau2: float = 0.0, coverage: float = 0.95
) -> tuple[Floats, Floats]:
    """Additive limits for shares with base ``n``, cut at 0 and 1; for drawing, not for flagging."""
    n = np.asarray(n, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.where(n > 0, target * (1 - target) / n, np.nan)
    half = normal_quantile(coverage) * np.sqrt(variance + tau2)
    return np.clip(target - half, 0, 1), np.clip(target + half, 0, 1)


def funnel(
    x: ArrayLike,
    n: ArrayLike,
    target: float | None = None,
    overdispersed: bool = True,
) -> Funnel:
    """Shares x of n, one per unit; ``target`` is the overall share unless given.

    Units with n = 0 stay without values. Raises ValueError for counts that are not whole or x
    outside 0 ... n. Where the target is 0 or 1 no z exists and nobody is flagged unless impossible.
    """
    x, n = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    if np.any((x < 0) | (x > n)):
        raise ValueError("the number of positives lies outside 0 ... base")
    if np.any(x != np.rint(x)) or np.any(n != np.rint(n)):
        raise ValueError("exact tails need whole counts")
    if target is None:
        target = float(x.sum() / n.sum()) if n.sum() else float("nan")
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.where(n > 0, target * (1 - target) / n, np.nan)
        z = np.where(variance > 0, (x / n - target) / np.sqrt(variance), np.nan)
    phi, tau2 = overdispersion(z, variance)
    if not overdispersed:
        tau2 = 0.0
    p_low, p_high = tails(x, n, target, tau2)
    return Funnel(target, z, phi, tau2, p_low, p_high, flags(p_low, p_high))


def funnel_normal(
    difference: ArrayLike,
    sd: ArrayLike,
    overdispersed: bool = True,
    expected: ArrayLike | None = None,
) -> Funnel:
    """Differences from a benchmark with their null SD, around 0: standardised shares, or means.

    Tails are normal with variance sd^2 + tau^2. For shares give ``expected`` (fractions): where
    fewer than five are expected either way, the larger of the normal and the binomial tail counts.
    """
    d, s = np.asarray(difference, dtype=float), np.asarray(sd, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(s > 0, d / s, np.nan)
    phi, tau2 = overdispersion(z, s**2)
    if not overdispersed:
        tau2 = 0.0
    total = np.where(np.isnan(z), np.nan, np.sqrt(s**2 + tau2))
    p_low, p_high = ndtr(d / total), ndtr(-d / total)
    if expected is not None:
        few = few_expected(total, expected)
        high, low = binomial_tails(d, total, expected)
        p_low = np.where(few, np.fmax(p_low, low), p_low)
        p_high = np.where(few, np.fmax(p_high, high), p_high)
    return Funnel(0.0, z, phi, tau2, p_low, p_high, flags(p_low, p_high))


def flags(p_low: ArrayLike, p_high: ArrayLike) -> NDArray[np.str_]:
    """Flag per unit from its two tail probabilities."""
    low, high = np.asarray(p_low, dtype=float), np.asarray(p_high, dtype=float)
    return np.select(
        [low <= FAR, high <= FAR, low <= OUTER, high <= OUTER],
        [Flag.LOW998, Flag.HIGH998, Flag.LOW95, Flag.HIGH95],
        Flag.NONE,
    ).astype(str)


def tails(x: ArrayLike, n: ArrayLike, target: float, tau2: float = 0.0) -> tuple[Floats, Floats]:
    """P(at most x) and P(at least x) of n: binomial, or beta-binomial where tau2 > 0."""
    x, n = np.broadcast_arrays(np.asarray(x, dtype=float), np.asarray(n, dtype=float))
    low, high = np.full(x.shape, np.nan), np.full(x.shape, np.nan)
    known = (n > 0) & ~np.isnan(target)
    k, m = x[known], n[known]
    if tau2 > 0 and 0 < target < 1:
        low[known], high[known] = _beta_binomial(k.astype(int), m.astype(int), target, tau2)
    else:
        low[known] = bdtr(k, m.astype(int), target)
        high[known] = np.where(k > 0, bdtrc(np.maximum(k - 1, 0), m.astype(int), target), 1.0)
    return low, high


def _beta_binomial(x: NDArray, n: NDArray, mean: float, tau2: float) -> tuple[Floats, Floats]:
    """Both tails by summing the probabilities, some units at a time."""
    # A variance of mean(1 - mean) would put every unit at 0 or 1; none of them stands out then.
    related = min(tau2 / (mean * (1 - mean)), 0.999)
    a, b = mean * (1 / related - 1), (1 - mean) * (1 / related - 1)
    # Logarithms of the gamma function are the costly part: one table for all units.
    whole = np.arange(n.max() + 1 if n.size else 0)
    chosen, plus_a, plus_b, plus_ab = (gammaln(whole + v) for v in (1.0, a, b, a + b))
    base = gammaln(a + b) - gammaln(a) - gammaln(b)
    low, high = np.empty(x.size), np.empty(x.size)
    part = np.cumsum(n + 1) // _CHUNK
    for chunk in np.unique(part):
        at = np.flatnonzero(part == chunk)
        length = n[at] + 1
        start = np.cumsum(length) - length
        size = np.repeat(n[at], length)
        k = np.arange(length.sum()) - np.repeat(start, length)
        log = np.repeat(chosen[n[at]] - plus_ab[n[at]] + base, length)
        log += plus_a[k] - chosen[k] + plus_b[size - k] - chosen[size - k]
        mass = np.exp(log)
        below = k <= np.repeat(x[at], length)
        low[at] = np.add.reduceat(np.where(below, mass, 0.0), start)
        at_x = mass[start + x[at]]
        high[at] = np.add.reduceat(np.where(below, 0.0, mass), start) + at_x
    return np.minimum(low, 1.0), np.minimum(high, 1.0)
