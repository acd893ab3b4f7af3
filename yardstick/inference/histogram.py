"""A value histogram per group: the sufficient statistic the estimates are computed from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Histogram:
    """Values of ``groups`` groups in long form, sorted by group and value.

    ``group`` is the group's number (0 ... groups - 1), ``count`` how often the value occurs there.
    ``reached`` is the running total of counts over all rows.
    """

    groups: int
    group: NDArray[np.int64]
    value: NDArray[np.float64]
    count: NDArray[np.int64]
    reached: NDArray[np.int64]

    @classmethod
    def of(
        cls, group: ArrayLike, value: ArrayLike, count: ArrayLike, groups: int | None = None
    ) -> "Histogram":
        """Sort rows into a histogram. Missing values are left out."""
        group = np.asarray(group, dtype=np.int64)
        value = np.asarray(value, dtype=float)
        count = np.asarray(count, dtype=np.int64)
        keep = ~np.isnan(value) & (count > 0)
        group, value, count = group[keep], value[keep], count[keep]
        order = np.lexsort((value, group))
        group, value, count = group[order], value[order], count[order]
        if groups is None:
            groups = int(group.max()) + 1 if group.size else 0
        return cls(groups, group, value, count, np.cumsum(count))

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Number of values in each group."""
        return np.bincount(self.group, weights=self.count, minlength=self.groups).astype(np.int64)

    def order_statistic(self, rank: ArrayLike) -> NDArray[np.float64]:
        """Value of the given rank (1 = smallest) in each group; NaN where there is no such rank."""
        sizes = self.sizes
        rank = np.asarray(rank, dtype=float)
        before = np.cumsum(sizes) - sizes
        valid = (rank >= 1) & (rank <= sizes)
        if not self.value.size:
            return np.full(self.groups, np.nan)
        place = np.searchsorted(self.reached, before + np.where(valid, rank, 1), side="left")
        found = self.value[np.minimum(place, self.value.size - 1)]
        return np.where(valid, found, np.nan)
