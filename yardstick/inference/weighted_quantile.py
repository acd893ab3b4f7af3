"""Weighted quantiles by the inverse distribution function, with Woodruff's interval.

The estimate is the smallest value at which the weighted share of values up to it reaches p (Hyndman
and Fan's type 1; the unweighted quantiles of this house are of type 7 and interpolate). The interval
turns one for the share into one for the value: with

    se^2 = n / (n - 1) * sum (w (1[y <= q] - p))^2 / W^2

it runs from the quantile at p - z se to that at p + z se. Deviations are taken from p and not from
the share reached: with heaped answers that share may lie far above p, and where all answers are one
and the same se would be 0. Where p -+ z se leaves 0 ... 1 that limit is NaN, and so are both where
there is only one value: no interval is zero wide for want of information.

Sources: Woodruff (1952), doi:10.1080/01621459.1952.10483443; Francisco and Fuller (1991),
doi:10.1214/aos/1176347993; Hyndman and Fan (1996), doi:10.1080/00031305.1996.10473566.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from yardstick.inference.proportion import normal_quantile
from yardstick.inference.weighted import Kish, kish, linearised_se

Array = NDArray[np.float64]


@dataclass(frozen=True)
class WeightedHistogram:
    """Values of ``groups`` groups, sorted by group and value, each group's values once.

    ``n`` respondents, ``w`` sum of weights and ``w2`` sum of squared weights of each value;
    ``reached`` is the running total of weights within the group.
    """

    groups: int
    group: NDArray[np.int64]
    value: Array
    n: Array
    w: Array
    w2: Array
    reached: Array

    @classmethod
    def of(
        cls,
        group: ArrayLike,
        value: ArrayLike,
        n: ArrayLike,
        w: ArrayLike,
        w2: ArrayLike,
        groups: int,
    ) -> "WeightedHistogram":
        """From rows in any order. Rows without a value or a weight are left out."""
        group, value = np.asarray(group, dtype=np.int64), np.asarray(value, dtype=float)
        n, w, w2 = (np.asarray(v, dtype=float) for v in (n, w, w2))
        keep = ~np.isnan(value) & (w > 0)
        order = np.lexsort((value[keep], group[keep]))
        group, value = group[keep][order], value[keep][order]
        n, w, w2 = n[keep][order], w[keep][order], w2[keep][order]
        if group.size:
            new = np.r_[True, (np.diff(group) != 0) | (np.diff(value) != 0)]
            start = np.flatnonzero(new)
            group, value = group[start], value[start]
            n, w, w2 = (np.add.reduceat(v, start) for v in (n, w, w2))
        running = np.cumsum(w)
        first = np.searchsorted(group, np.arange(groups), side="left")
        before = np.r_[0.0, running][first]
        return cls(groups, group, value, n, w, w2, running - before[group])

    def _added(self, per_row: Array) -> Array:
        return np.bincount(self.group, weights=per_row, minlength=self.groups)

    @property
    def sizes(self) -> Array:
        """Respondents with a value, by group."""
        return self._added(self.n)

    @property
    def totals(self) -> Array:
        """Sum of weights by group."""
        return self._added(self.w)

    @property
    def kish(self) -> Kish:
        return kish(self.sizes, self.totals, self._added(self.w2))

    def inverse(self, share: ArrayLike) -> Array:
        """Smallest value at which the weighted share reaches ``share`` (one number per group).

        NaN for an empty group and outside 0 ... 1.
        """
        share = np.broadcast_to(np.asarray(share, dtype=float), (self.groups,))
        total = self.totals
        # Sums of weights are rounded: a share reached but for the last digits is reached.
        wanted = share * total * (1 - 1e-12)
        valid = (total > 0) & (share >= 0) & (share <= 1)
        if not self.value.size:
            return np.full(self.groups, np.nan)
        short = self._added((self.reached < wanted[self.group]).astype(float)).astype(np.int64)
        first = np.searchsorted(self.group, np.arange(self.groups), side="left")
        last = np.searchsorted(self.group, np.arange(self.groups), side="right") - 1
        place = np.clip(np.minimum(first + short, last), 0, self.value.size - 1)
        return np.where(valid, self.value[place], np.nan)


@dataclass(frozen=True)
class WeightedQuantile:
    """Quantile and limits per group; ``se`` is that of the share, not of the value."""

    value: Array
    low: Array
    high: Array
    se: Array


def weighted_quantile(
    values: WeightedHistogram,
    p: float,
    respondents: ArrayLike,
    population: ArrayLike | None = None,
    confidence: float = 0.95,
) -> WeightedQuantile:
    """Quantile ``p`` of each group with Woodruff's interval.

    ``respondents`` and ``population`` of the whole survey, as in
    :func:`yardstick.inference.weighted.linearised_se`. Raises ValueError for p outside 0 ... 1.
    """
    if not 0 < p < 1:
        raise ValueError(f"quantile {p} is not between 0 and 1")
    found = values.inverse(p)
    below = (values.value <= found[values.group]).astype(float)
    spread = values._added(values.w2 * (below - p) ** 2)
    se = linearised_se(spread, values.totals, respondents, population)
    z = normal_quantile(confidence)
    kinds = np.bincount(values.group, minlength=values.groups)
    with np.errstate(invalid="ignore"):
        low, high = values.inverse(p - z * se), values.inverse(p + z * se)
    several = kinds > 1
    return WeightedQuantile(
        found, np.where(several, low, np.nan), np.where(several, high, np.nan), se
    )
