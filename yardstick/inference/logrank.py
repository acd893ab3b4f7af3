"""Log-rank test of equal survival in several groups, plain or stratified, from counts.

At each event time of a stratum r_g of r are at risk in group g and d of them have the event. Were
the groups alike, the events of group g there would be hypergeometric with mean d r_g / r and

    Cov(g, h) = d (r - d)/(r - 1) (r_g/r) (1[g = h] - r_h/r)

Observed less expected events are added up over times and strata, and so are the covariances V. The
statistic is (O - E)' V^- (O - E), chi-squared with as many degrees of freedom as V has rank: groups
less one, or fewer where strata hold groups that never meet (then each set of them less one). Each group's own z, (O - E)/sqrt(V_gg),
compares it with all others in its strata. Time 0 is valid.

Sources: Mantel (1966); Peto and Peto (1972), doi:10.2307/2344317; Kalbfleisch and Prentice (2002),
doi:10.1002/9781118032985.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class LogRank:
    """``observed`` and ``expected`` events and ``z`` per group; the covariance of O - E; the test.

    More events than expected means sooner than the others. With no two groups to compare the
    statistic is 0 on 0 degrees of freedom and the p-value NaN.
    """

    observed: Floats
    expected: Floats
    covariance: Floats
    z: Floats
    statistic: float
    degrees_of_freedom: int
    p_value: float


def log_rank(
    group: ArrayLike,
    time: ArrayLike,
    event: ArrayLike,
    count: ArrayLike,
    groups: int,
    stratum: ArrayLike | None = None,
) -> LogRank:
    """Test from long counts: group number from 0, time, event or last seen, how many.

    Rows without a time are left out. ``stratum`` (numbers or codes) keeps comparisons within it.
    Raises ValueError for a negative time or a group number outside 0 ... groups - 1.
    """
    group = np.asarray(group, dtype=np.int64)
    time = np.asarray(time, dtype=float)
    event = np.asarray(event, dtype=bool)
    count = np.asarray(count, dtype=float)
    layer = np.zeros(group.shape, dtype=np.int64)
    if stratum is not None:
        layer = np.unique(np.asarray(stratum), return_inverse=True)[1].reshape(group.shape)
    keep = ~np.isnan(time) & (count > 0)
    group, time, event, count, layer = (v[keep] for v in (group, time, event, count, layer))
    if np.any(time < 0):
        raise ValueError("a time before the start cannot be used")
    if group.size and not (group.min() >= 0 and group.max() < groups):
        raise ValueError("a group is not among the groups")
    observed = np.bincount(group, weights=count * event, minlength=groups)
    expected, covariance = np.zeros(groups), np.zeros((groups, groups))
    order = np.argsort(layer, kind="stable")
    starts = np.flatnonzero(np.diff(layer[order], prepend=-1))
    for rows in np.split(order, starts[1:]) if order.size else ():
        present, place = np.unique(group[rows], return_inverse=True)
        e, v = _one_stratum(place, time[rows], event[rows], count[rows], present.size)
        expected[present] += e
        covariance[np.ix_(present, present)] += v
    return _result(observed, expected, covariance)


def _one_stratum(
    group: NDArray, time: Floats, event: NDArray, count: Floats, groups: int
) -> tuple[Floats, Floats]:
    """Expected events and covariance of the groups present in one stratum."""
    grid, place = np.unique(time, return_inverse=True)
    seen, died = np.zeros((grid.size, groups)), np.zeros(grid.size)
    np.add.at(seen, (place, group), count)
    np.add.at(died, place[event], count[event])
    at_risk = np.cumsum(seen[::-1], axis=0)[::-1]
    happened = died > 0
    at_risk, died = at_risk[happened], died[happened]
    r = at_risk.sum(axis=1)
    part = at_risk / r[:, None]
    # The last one at risk has the event for certain: no variance, and 0/0 in the formula.
    spread = np.where(r > 1, died * (r - died) / np.maximum(r - 1, 1e-300), 0.0)
    scaled = part * np.sqrt(spread)[:, None]
    covariance = -scaled.T @ scaled
    covariance[np.diag_indices(groups)] += spread @ part
    return died @ part, covariance


def _result(observed: Floats, expected: Floats, covariance: Floats) -> LogRank:
    difference = observed - expected
    variance = np.diag(covariance)
    active = variance > 1e-12 * variance.max(initial=0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(active, difference / np.sqrt(variance), np.nan)
    # Within each set of groups that meet the differences add up to 0: one of them tells nothing.
    where = np.flatnonzero(active)
    told = where[_not_first(_meeting(covariance[np.ix_(where, where)]))]
    statistic, p_value = 0.0, float("nan")
    if told.size:
        d = difference[told]
        statistic = float(d @ np.linalg.solve(covariance[np.ix_(told, told)], d))
        p_value = float(chdtrc(told.size, statistic))
    return LogRank(observed, expected, covariance, z, statistic, int(told.size), p_value)


def _meeting(covariance: Floats) -> NDArray[np.int64]:
    """Number of the set each group belongs to; groups at risk together are in one set."""
    label = np.arange(len(covariance))
    joined = covariance != 0
    while label.size:
        lowest = np.where(joined, label, label.size).min(axis=1)
        if np.array_equal(lowest, label):
            break
        label = lowest
    return label


def _not_first(label: NDArray[np.int64]) -> NDArray[np.bool_]:
    first = np.zeros(label.size, dtype=bool)
    first[np.unique(label, return_index=True)[1]] = True
    return ~first
