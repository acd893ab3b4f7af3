"""Intervals for a proportion: Wilson, Agresti-Coull, and both for a finite population.

All functions take arrays (or numbers) of equal or broadcastable shape and return two float arrays,
the lower and the upper limit, between 0 and 1. ``x`` is the number of positives and ``n`` the
base; neither needs to be whole (weighted rates pass an effective base). Where there is nothing to
estimate (n = 0, or a census: n = N) both limits are NaN: a missing interval is never zero wide.

Sources: Wilson (1927), doi:10.1080/01621459.1927.10502953; Agresti and Coull (1998),
doi:10.1080/00031305.1998.10480550; Brown, Cai and DasGupta (2001), doi:10.1214/ss/1009213286.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

#: QILT prints its multiplier as 1.645; its published limits follow from the rounded number.
QILT_Z = 1.645

Limits = tuple[NDArray[np.float64], NDArray[np.float64]]


def normal_quantile(confidence: float) -> float:
    """Two-sided standard normal quantile: 1.96 for 0.95."""
    if not 0 < confidence < 1:
        raise ValueError(f"confidence {confidence} is not between 0 and 1")
    return float(ndtri((1 + confidence) / 2))


def _counts(x: ArrayLike, n: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    x, n = np.broadcast_arrays(np.asarray(x, dtype=float), np.asarray(n, dtype=float))
    if np.any((x < 0) | (x > n * (1 + 1e-12))):
        raise ValueError("the number of positives lies outside 0 ... base")
    return x, n


def effective_base(n: ArrayLike, population: ArrayLike) -> NDArray[np.float64]:
    """Base that carries as much as ``n`` drawn without replacement: n (N - 1) / (N - n).

    Infinite for a census (n = N) and equal to ``n`` where N is infinite. Raises ValueError where
    the base is larger than the population.
    """
    n, population = np.broadcast_arrays(
        np.asarray(n, dtype=float), np.asarray(population, dtype=float)
    )
    if np.any(n > population * (1 + 1e-12)):
        raise ValueError("the base is larger than its population")
    with np.errstate(divide="ignore", invalid="ignore"):
        effective = n * (population - 1) / (population - n)
    effective = np.where(np.isinf(population), n, effective)
    effective = np.where((n > 0) & (n >= population), np.inf, effective)
    return np.where(n == 0, 0.0, effective)


def wilson(x: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Limits:
    """Wilson score interval. Exactly 0 below no positives and exactly 1 above only positives."""
    x, n = _counts(x, n)
    z = normal_quantile(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = x / n
        centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return _trim(centre - half, centre + half, x, n)


def wilson_fpc(
    x: ArrayLike, n: ArrayLike, population: ArrayLike, confidence: float = 0.95
) -> Limits:
    """Wilson interval of ``n`` respondents out of a finite population, by the effective base."""
    x, n = _counts(x, n)
    effective = effective_base(n, population)
    census = np.isinf(effective)
    scaled = np.where(census | (n == 0), 1.0, effective)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.where(n > 0, x / n, 0.0)
    low, high = wilson(p * scaled, scaled, confidence)
    missing = census | (n == 0)
    low = np.where(x == 0, 0.0, low)
    high = np.where(x == n, 1.0, high)
    return np.where(missing, np.nan, low), np.where(missing, np.nan, high)


def agresti_coull_fpc(
    x: ArrayLike, n: ArrayLike, population: ArrayLike = np.inf, confidence: float = 0.90
) -> Limits:
    """Agresti-Coull interval with sqrt((N - n) / (N - 1)) on the half width, as QILT publishes.

    The interval is centred on (x + z^2/2) / (n + z^2); the estimate shown beside it stays x / n.
    """
    x, n = _counts(x, n)
    population = np.broadcast_to(np.asarray(population, dtype=float), n.shape)
    effective_base(n, population)  # refuses a base larger than the population
    z = QILT_Z if confidence == 0.90 else normal_quantile(confidence)
    centre = (x + z * z / 2) / (n + z * z)
    with np.errstate(divide="ignore", invalid="ignore"):
        correction = np.where(
            np.isinf(population), 1.0, np.sqrt((population - n) / (population - 1))
        )
        half = z * np.sqrt(centre * (1 - centre) / (n + z * z)) * correction
    missing = (n == 0) | (n >= population)
    low = np.clip(centre - half, 0, 1)
    high = np.clip(centre + half, 0, 1)
    return np.where(missing, np.nan, low), np.where(missing, np.nan, high)


def _trim(low: NDArray, high: NDArray, x: NDArray, n: NDArray) -> Limits:
    """The ends that are known exactly, and nothing where there is no base."""
    low = np.where(x == 0, 0.0, np.clip(low, 0, 1))
    high = np.where(x == n, 1.0, np.clip(high, 0, 1))
    return np.where(n > 0, low, np.nan), np.where(n > 0, high, np.nan)
