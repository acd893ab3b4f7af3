"""Kaplan-Meier curve and median from counts, with right censoring.

Counts per group and time: how many had the event there, how many were last seen there without it.
S(t) is the product of 1 - d/r over the event times up to t, r at risk just before. Its variance is
Greenwood's, its interval the log(-log) one, which stays between 0 and 1; there is none where S is
1 or 0. Time 0 is valid (the event happened before the clock started). Nothing is said beyond the
last observation, and a median that was not reached is NaN.

The median is the first time with S below one half; where S equals one half exactly from one event
time to the next, the middle of the two, as R's ``survfit`` has it. Its limits are read off the
limits of the curve in the same way (Brookmeyer and Crowley).

Sources: Kaplan and Meier (1958), doi:10.1080/01621459.1958.10501452; Kalbfleisch and Prentice
(2002), doi:10.1002/9781118032985; Brookmeyer and Crowley (1982), doi:10.2307/2530286.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from yardstick.inference.proportion import normal_quantile

_TIE = 1e-9


@dataclass(frozen=True)
class Survival:
    """Curves of all groups on one grid of times (groups x times).

    Beyond a group's last observation everything is NaN (``at_risk`` and ``events`` are 0).
    """

    time: NDArray[np.float64]
    at_risk: NDArray[np.int64]
    events: NDArray[np.int64]
    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def kaplan_meier(
    group: ArrayLike,
    time: ArrayLike,
    event: ArrayLike,
    count: ArrayLike,
    groups: int,
    confidence: float = 0.95,
) -> Survival:
    """Curves from long counts. Rows without a time are left out. Raises on a negative time."""
    group = np.asarray(group, dtype=np.int64)
    time = np.asarray(time, dtype=float)
    event = np.asarray(event, dtype=bool)
    count = np.asarray(count, dtype=np.int64)
    keep = ~np.isnan(time) & (count > 0)
    group, time, event, count = group[keep], time[keep], event[keep], count[keep]
    if np.any(time < 0):
        raise ValueError("a time before the start cannot be used")
    grid, place = np.unique(time, return_inverse=True)
    shape = (groups, grid.size)
    died, left = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    np.add.at(died, (group[event], place[event]), count[event])
    np.add.at(left, (group[~event], place[~event]), count[~event])
    at_risk = np.cumsum((died + left)[:, ::-1], axis=1)[:, ::-1]
    seen = at_risk > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.cumprod(np.where(seen, 1 - died / at_risk, 1.0), axis=1)
        spread = np.cumsum(np.where(seen, died / (at_risk * (at_risk - died)), 0.0), axis=1)
        shift = normal_quantile(confidence) * np.sqrt(spread) / np.abs(np.log(value))
        low = value ** np.exp(shift)
        high = value ** np.exp(-shift)
    inner = seen & (value > 0) & (value < 1)
    return Survival(
        time=grid,
        at_risk=at_risk,
        events=died,
        value=np.where(seen, value, np.nan),
        low=np.where(inner, low, np.nan),
        high=np.where(inner, high, np.nan),
    )


def time_at(curves: Survival, surviving: float = 0.5) -> tuple[NDArray, NDArray, NDArray]:
    """Time by which the curve falls to ``surviving``, and its limits; NaN where it does not."""
    estimate, low, high = (
        np.array(
            [
                _crossing(curves.time, curve, risk > 0, surviving)
                for curve, risk in zip(line, curves.at_risk, strict=True)
            ]
        )
        for line in (curves.value, curves.low, curves.high)
    )
    return estimate, low, high


def _crossing(time: NDArray, curve: NDArray, seen: NDArray, level: float) -> float:
    """First time the step function falls below ``level``; the middle of a step that equals it."""
    valid = seen & ~np.isnan(curve)
    equal = valid & (np.abs(curve - level) < _TIE)
    below = valid & (curve < level - _TIE)
    first_below = time[below][0] if below.any() else np.nan
    if not equal.any():
        return float(first_below)
    start = time[equal][0]
    end = first_below if below.any() else time[seen][-1]
    return float((start + end) / 2)
