"""Weighted shares and means from a weighted value histogram, with their uncertainty.

Everything needs three numbers per group and value: respondents, sum of weights, sum of squared
weights. With W the sum of weights of the group and m = sum w y / W:

    linearised standard error   sqrt(n / (n - 1) * sum (w (y - m) / W)^2)

over all n respondents of the survey; those outside the group or without an answer contribute 0, so
a subgroup is estimated as a domain. With a finite population of N it is multiplied by
sqrt(1 - n / N). Weights count as given: that they were fitted to margins is not credited, which
makes the standard error rather too large than too small.

    Kish design effect   k sum w^2 / (sum w)^2, effective base   (sum w)^2 / sum w^2

over the k respondents of the group. The interval of a share is Wilson's with the effective base. It
has a width even where all answered alike and the standard error is 0. With a finite population the
effective base e becomes e (N - 1) / (N - n): the fraction drawn is that of the respondents counted
by heads, not of the effective base; with equal weights it is the unweighted interval.

Sources: Sarndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, section 5.7,
doi:10.1007/978-1-4612-4378-6; Kish (1965), Survey Sampling; Kish (1992), Weighting for unequal Pi,
Journal of Official Statistics 8(2), 183-200.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from yardstick.inference.proportion import Limits, effective_base, wilson

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Kish:
    """Design effect and effective base, one entry per group; NaN where nobody has a weight."""

    deff: Array
    effective: Array


@dataclass(frozen=True)
class WeightedMean:
    """Weighted mean per group with its linearised standard error; NaN where nobody answered.

    ``n`` respondents, ``total`` sum of their weights, ``kish`` design effect and effective base.
    """

    n: Array
    total: Array
    value: Array
    se: Array
    kish: Kish


def kish(n: ArrayLike, w: ArrayLike, w2: ArrayLike) -> Kish:
    """From the number of respondents, the sum of their weights and the sum of their squares."""
    n, w, w2 = (np.asarray(v, dtype=float) for v in (n, w, w2))
    with np.errstate(divide="ignore", invalid="ignore"):
        effective = np.where(w2 > 0, w * w / w2, np.nan)
        # Equal weights have an effective base of exactly n; rounding must not exceed it.
        effective = np.minimum(effective, np.where(n > 0, n, np.nan))
        return Kish(n / effective, effective)


def linearised_se(
    spread: ArrayLike,
    total: ArrayLike,
    respondents: ArrayLike,
    population: ArrayLike | None = None,
) -> Array:
    """Standard error from ``spread`` = sum w^2 (y - m)^2 and ``total`` = sum w of the group.

    ``respondents`` are all of the survey, not of the group; NaN for fewer than two. With
    ``population`` the finite-population factor is applied. Raises ValueError where there are more
    respondents than population.
    """
    spread, total, n = (np.asarray(v, dtype=float) for v in (spread, total, respondents))
    with np.errstate(divide="ignore", invalid="ignore"):
        se = np.sqrt(np.where(n > 1, n / (n - 1), np.nan) * spread) / total
    se = np.where(total > 0, se, np.nan)
    if population is None:
        return se
    whole = np.asarray(population, dtype=float)
    if np.any(n > whole):
        raise ValueError("there are more respondents than population")
    with np.errstate(divide="ignore", invalid="ignore"):
        return se * np.sqrt(1 - n / whole)


def weighted_mean(
    group: ArrayLike,
    value: ArrayLike,
    n: ArrayLike,
    w: ArrayLike,
    w2: ArrayLike,
    groups: int,
    respondents: ArrayLike,
    population: ArrayLike | None = None,
) -> WeightedMean:
    """Mean of ``value`` in each of ``groups`` groups, from histogram rows of equal length.

    Rows with a missing value are item non-response and left out of the mean. ``respondents`` and
    ``population`` of the survey: one number, or one per group.
    """
    group, value = np.asarray(group, dtype=np.int64), np.asarray(value, dtype=float)
    known = ~np.isnan(value)
    group, y = group[known], value[known]
    n, w, w2 = (np.asarray(v, dtype=float)[known] for v in (n, w, w2))

    def added(per_row: Array) -> Array:
        return np.bincount(group, weights=per_row, minlength=groups)

    total, count, squares = added(w), added(n), added(w2)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(total > 0, added(w * y) / total, np.nan)
    spread = added(w2 * (y - np.nan_to_num(mean)[group]) ** 2)
    return WeightedMean(
        n=count,
        total=total,
        value=mean,
        se=linearised_se(spread, total, respondents, population),
        kish=kish(count, total, squares),
    )


@dataclass(frozen=True)
class WeightedShare:
    """Weighted share per group: ``positive`` and ``base`` are unweighted counts.

    ``low`` and ``high`` are Wilson's limits with the effective base; NaN where the base is empty.
    """

    positive: Array
    base: Array
    value: Array
    se: Array
    kish: Kish
    low: Array
    high: Array


def weighted_share(
    positive: tuple[ArrayLike, ArrayLike, ArrayLike],
    base: tuple[ArrayLike, ArrayLike, ArrayLike],
    respondents: ArrayLike,
    population: ArrayLike | None = None,
    confidence: float = 0.95,
    group_population: ArrayLike = np.inf,
) -> WeightedShare:
    """Share of the positives in the base of each group.

    ``positive`` and ``base`` are (respondents, sum of weights, sum of squared weights) by group,
    the positives being part of the base. ``population`` is of the survey and for the standard
    error, ``group_population`` the graduates behind each base, for the interval. Raises ValueError
    where the positives are not part of the base, or a population is smaller than who answered.
    """
    xn, xw, x2 = (np.asarray(v, dtype=float) for v in positive)
    bn, bw, b2 = (np.asarray(v, dtype=float) for v in base)
    if np.any(xn > bn):
        raise ValueError("there are more positives than base")
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.where(bw > 0, np.clip(xw / bw, 0, 1), np.nan)
    # Nobody and everybody are known from the counts, not from a rounded division.
    p = np.where((bn > 0) & (xn == 0), 0.0, np.where((bn > 0) & (xn == bn), 1.0, p))
    spread = x2 * (1 - p) ** 2 + np.maximum(b2 - x2, 0) * p**2
    found = kish(bn, bw, b2)
    low, high = wilson_kish(p, found.effective, confidence, bn, group_population)
    return WeightedShare(
        positive=xn,
        base=bn,
        value=p,
        se=linearised_se(np.nan_to_num(spread), bw, respondents, population),
        kish=found,
        low=low,
        high=high,
    )


def wilson_kish(
    share: ArrayLike,
    effective: ArrayLike,
    confidence: float = 0.95,
    respondents: ArrayLike = 0.0,
    population: ArrayLike = np.inf,
) -> Limits:
    """Wilson's interval of a weighted share with Kish's effective base.

    With a ``population`` the base is corrected for ``respondents`` of them having answered. NaN
    without a base, and where all of the population answered.
    """
    share, effective, n, population = np.broadcast_arrays(
        *(np.asarray(v, dtype=float) for v in (share, effective, respondents, population))
    )
    there = np.isfinite(share) & (effective > 0)
    corrected = effective_base(n, population)
    with np.errstate(divide="ignore", invalid="ignore"):
        larger = np.where(n > 0, corrected / n, 1.0)
    there &= np.isfinite(larger)
    base = np.where(there, effective * larger, 0.0)
    return wilson(np.where(there, share, 0.0) * base, base, confidence)
