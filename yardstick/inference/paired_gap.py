"""Gap between two answers of the same people: importance less attainment, required less acquired.

Only who gave both answers counts (pairwise deletion), so the gap is the mean of the differences
d = importance - attainment of one person, never the difference of two means of different people:

    gap = sum c d / n      t = gap / (s / sqrt(n))      n - 1 degrees of freedom

Positive is a shortage. ``short`` and ``over`` are the shares of people with d >= step and
d <= -step: a mean of 0 may hide as many with too little as with too much. A gap goes with a
programme; it does not say what made it.

With many answers a gap of a hundredth of a point is sure, and matters to nobody: a ``margin`` asks
whether the gap is larger than what matters.

Sources: Martilla and James (1977), doi:10.1177/002224297704100112; paired t: Student (1908),
doi:10.1093/biomet/6.1.1.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from yardstick.inference.histogram import Histogram
from yardstick.inference.mean import mean, p_beyond

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class PairedGap:
    """One entry per group; ``n`` people with both answers, the rest in steps of the scale.

    NaN as in ``Mean``; ``p_value`` is of a gap no larger than the margin, either way; ``t`` is
    that of no gap. ``short`` and ``over`` are shares (fractions) of the n people.
    """

    n: NDArray[np.int64]
    gap: Floats
    sd: Floats
    se: Floats
    low: Floats
    high: Floats
    t: Floats
    p_value: Floats
    short: Floats
    over: Floats


def paired_gap(
    group: ArrayLike,
    difference: ArrayLike,
    count: ArrayLike = 1,
    groups: int | None = None,
    confidence: float = 0.95,
    step: float = 1.0,
    margin: float = 0.0,
) -> PairedGap:
    """Gaps of ``groups`` groups from the rows (group, difference, count) of a histogram.

    Groups are numbered from 0; competences x programmes make one number by
    ``np.ravel_multi_index``. ``margin`` is the largest gap, either way, that does not matter: the
    p-value is that of a gap no larger (``p_beyond``). The family for Benjamini-Hochberg is the
    caller's. Raises ValueError for a step that is not positive or a negative margin.
    """
    if not step > 0:
        raise ValueError("a step of the scale is positive")
    group, difference, count = np.broadcast_arrays(group, difference, count)
    found = mean(group, difference, count, groups, confidence)
    rows = Histogram.of(group, difference, count, groups)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = found.value / found.se
        # Differences of decimal scores: 1.1 - 0.1 is a whole step.
        short, over = (
            np.bincount(rows.group, weights=rows.count * held, minlength=rows.groups) / found.n
            for held in (rows.value >= step - 1e-9, rows.value <= -step + 1e-9)
        )
    return PairedGap(
        n=found.n,
        gap=found.value,
        sd=found.sd,
        se=found.se,
        low=found.low,
        high=found.high,
        t=t,
        p_value=p_beyond(found.value, found.sd, found.n, margin),
        short=short,
        over=over,
    )
