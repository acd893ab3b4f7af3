"""Trimming: weights are cut to limits, and what was cut off is spread over the others.

Few large weights make an estimate noisy. A weight beyond the limits is set to the limit; the sum
that was cut off is added in equal parts to the weights within, and this is repeated until all lie
within (as R's ``survey::trimWeights(strict = TRUE)``). The weights are *not* raked again, because
that would bring the large weights back: trimmed margins are off, and :func:`margin_moves` says by
how much.

Source: Potter (1990), A study of procedures to identify and trim extreme sampling weights,
Proceedings of the Survey Research Methods Section, American Statistical Association, 225-230.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from yardstick.inference.raking import Margin

#: Limits in multiples of the mean weight.
LOWEST, HIGHEST = 0.3, 3.0


@dataclass(frozen=True)
class Trimmed:
    """Weights of the cells within the limits (mean unchanged), and the share of respondents cut."""

    weight: NDArray[np.float64]
    share: float
    rounds: int


def trim(
    weight: ArrayLike,
    respondents: ArrayLike,
    lowest: float = LOWEST,
    highest: float = HIGHEST,
) -> Trimmed:
    """Weights of cells cut to ``lowest`` ... ``highest`` times their mean over respondents.

    Raises ValueError where the limits do not enclose the mean.
    """
    if not 0 <= lowest < 1 < highest:
        raise ValueError("the limits must lie on either side of the mean")
    n = np.asarray(respondents, dtype=float)
    w = np.where(n > 0, np.asarray(weight, dtype=float), 0.0)
    mean = float((w * n).sum() / n.sum())
    low, high = lowest * mean, highest * mean
    held = np.zeros(n.size, dtype=bool)
    slack = 1e-12 * mean
    rounds = 0
    while True:
        outside = (n > 0) & ((w < low - slack) | (w > high + slack))
        if not outside.any():
            break
        held |= outside
        cut = np.clip(w, low, high)
        spare = float(((w - cut) * n)[outside].sum())
        # What lies at a limit already may be moved again, as long as it stays within.
        within = (n > 0) & ~outside
        w = np.where(n > 0, cut, 0.0)
        w = np.where(within, w + spare / n[within].sum(), w) if within.any() else w
        rounds += 1
    return Trimmed(w, float(n[held].sum() / n.sum()), rounds)


def margin_moves(
    before: ArrayLike, after: ArrayLike, respondents: ArrayLike, margins: Sequence[Margin]
) -> list[NDArray[np.float64]]:
    """For each margin, how far the weighted share of each category moved (fractions of 1)."""
    n = np.asarray(respondents, dtype=float)
    parts = [np.asarray(w, dtype=float) * n for w in (before, after)]
    parts = [p / p.sum() for p in parts]
    return [
        np.bincount(m.category, weights=parts[1] - parts[0], minlength=m.population.size)
        for m in margins
    ]
