"""Shift: the latest cohorts of an unbroken run against its earliest, both pooled.

With the cohorts t of the last unbroken run that have a value d_t, its SD s_t and base n_t, the
k latest are pooled, and so are the k earliest; k is 3, and 2 where the run has only 4 or 5::

    late = sum n_t d_t / sum n_t         Var late = sum n_t^2 s_t^2 / (sum n_t)^2
    shift = late - early                 Var shift = Var late + Var early

A slope asks whether a series climbs evenly; a changed curriculum makes a step. Two pooled ends see
either, and both are pools of the size on which a programme's standing rests. Where the step lies
inside one of the pools, only a part of it is seen: a shift is no estimate of what a change did.

The size of the pools is a convention of this project.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from yardstick.inference.trend import series_start

Floats = NDArray[np.float64]
#: Cohorts in each pool, at most and at least.
MOST = 3
FEWEST = 2


@dataclass(frozen=True)
class Shift:
    """Per unit; NaN where the run has fewer than four cohorts with a value.

    ``n`` is the base of both pools; ``early_*`` and ``late_*`` name their first and last cohorts.
    """

    change: Floats
    sd: Floats
    n: Floats
    early_first: Floats
    early_last: Floats
    late_first: Floats
    late_last: Floats


def shift(
    cohort: ArrayLike, value: ArrayLike, sd: ArrayLike, n: ArrayLike, breaks: ArrayLike = ()
) -> Shift:
    """Latest against earliest cohorts of ``value`` (units x cohorts), pooled by ``n``.

    ``breaks`` names the cohorts with which a new series begins; nothing is taken from before the
    last. Cohorts without a value, base or SD are left out. Raises ValueError where shapes do not
    fit or cohorts are not in order.
    """
    cohort = np.asarray(cohort, dtype=float)
    y, s, m = np.broadcast_arrays(
        *(np.atleast_2d(np.asarray(v, dtype=float)) for v in (value, sd, n))
    )
    if cohort.ndim != 1 or y.shape[1:] != cohort.shape:
        raise ValueError("values and cohorts differ in length")
    if np.any(np.diff(cohort) <= 0):
        raise ValueError("cohorts are not in order")
    used = ~np.isnan(y) & (s > 0) & (m > 0) & (cohort >= series_start(cohort, breaks))
    known = used.sum(axis=1)
    size = np.where(known >= 2 * FEWEST, np.minimum(known // 2, MOST), 0)[:, None]
    before = np.cumsum(used, axis=1)
    after = np.cumsum(used[:, ::-1], axis=1)[:, ::-1]
    early, late = used & (before <= size), used & (after <= size)
    (a, a_var, a_n), (b, b_var, b_n) = (_pooled(k, y, s, m) for k in (early, late))
    return Shift(
        change=b - a,
        sd=np.sqrt(a_var + b_var),
        n=np.where(size[:, 0] > 0, a_n + b_n, np.nan),
        early_first=_end(early, cohort, np.min, np.inf),
        early_last=_end(early, cohort, np.max, -np.inf),
        late_first=_end(late, cohort, np.min, np.inf),
        late_last=_end(late, cohort, np.max, -np.inf),
    )


def _pooled(chosen: NDArray[np.bool_], y: Floats, s: Floats, m: Floats) -> tuple:
    """Mean by base, its variance, and the base."""
    weight = np.where(chosen, m, 0.0)
    total = weight.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(chosen, weight * y, 0.0).sum(axis=1) / total
        variance = np.where(chosen, (weight * s) ** 2, 0.0).sum(axis=1) / total**2
    return mean, variance, total


def _end(chosen: NDArray[np.bool_], cohort: Floats, end: np.ufunc, empty: float) -> Floats:
    """First or last chosen cohort of every unit; NaN where none is."""
    found = end(np.where(chosen, cohort, empty), axis=1, initial=empty)
    return np.where(np.isfinite(found), found, np.nan)
