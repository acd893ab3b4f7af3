"""How many calls chance alone gives of means that are all nil: redraws by group, the same rule.

Each draw keeps every group's size and spread. Its mean is drawn from N(0, s^2 / n) and its variance
from s^2 chi^2(n - 1) / (n - 1), independent of each other; the rule is then applied to what was
drawn, and its calls are counted. Several sides (alumni and employers) are drawn independently.

Source: parametric bootstrap under the null hypothesis, Davison and Hinkley (1997),
doi:10.1017/CBO9780511802843, section 4.2.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from yardstick.inference.redraw import DRAWS, SEED, NullFlags, summary

Floats = NDArray[np.float64]
#: Takes mean and SD of each side, drawn anew, and says which groups are called.
Calls = Callable[[Sequence[tuple[Floats, Floats]]], NDArray[np.bool_]]


def null_calls(
    sides: Sequence[tuple[ArrayLike, ArrayLike]], rule: Calls, draws: int = DRAWS, seed: int = SEED
) -> NullFlags:
    """Calls per draw; each side is (n, SD of one value) by group, in the same order of groups.

    A group without an SD stays without. Raises ValueError without a draw.
    """
    rng = np.random.default_rng(seed)
    known = [tuple(np.asarray(x, dtype=float) for x in side) for side in sides]
    return summary([rule([_drawn(rng, n, sd) for n, sd in known]).sum() for _ in range(draws)])


def _drawn(rng: np.random.Generator, n: Floats, sd: Floats) -> tuple[Floats, Floats]:
    usable = (n > 1) & (sd >= 0)
    size, spread = np.where(usable, n, 2.0), np.where(usable, sd, np.nan)
    middle = spread / np.sqrt(size) * rng.standard_normal(n.shape)
    return middle, spread * np.sqrt(rng.chisquare(size - 1) / (size - 1))
