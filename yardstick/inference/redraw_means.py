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
#: Means and SDs of one side.
Side = tuple[Floats, Floats]
#: Takes each side drawn anew, one entry per group, and says which groups are called.
Calls = Callable[[Sequence[Side]], NDArray[np.bool_]]
#: Takes each side with one row per draw, and says of which draws the rule may call anything.
Possible = Callable[[Sequence[Side]], NDArray[np.bool_]]


def null_calls(
    sides: Sequence[tuple[ArrayLike, ArrayLike]],
    rule: Calls,
    draws: int = DRAWS,
    seed: int = SEED,
    possible: Possible | None = None,
) -> NullFlags:
    """Calls per draw; each side is (n, SD of one value) by group, in the same order of groups.

    A group without an SD stays without. ``possible`` spares the rule the draws in which it calls
    nothing for sure. Raises ValueError without a draw.
    """
    rng = np.random.default_rng(seed)
    known = [tuple(np.asarray(x, dtype=float) for x in side) for side in sides]
    drawn = [_drawn(rng, n, sd, draws) for n, sd in known]
    asked = np.ones(draws, dtype=bool) if possible is None else possible(drawn)
    counts = np.zeros(draws, dtype=np.int64)
    for k in np.flatnonzero(asked):
        counts[k] = rule([(middle[k], sd[k]) for middle, sd in drawn]).sum()
    return summary(counts)


def any_called(p: ArrayLike, false_calls: float) -> NDArray[np.bool_]:
    """Of each row of p-values, whether Benjamini and Hochberg call anything in it; NaN is no test."""
    p = np.sort(np.asarray(p, dtype=float), axis=-1)
    tests = (~np.isnan(p)).sum(axis=-1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        level = false_calls * np.arange(1, p.shape[-1] + 1) / tests
        return (p <= level).any(axis=-1)


def _drawn(rng: np.random.Generator, n: Floats, sd: Floats, draws: int) -> Side:
    usable = (n > 1) & (sd >= 0)
    size, spread = np.where(usable, n, 2.0), np.where(usable, sd, np.nan)
    shape = (draws, len(size))
    middle = spread / np.sqrt(size) * rng.standard_normal(shape)
    return middle, spread * np.sqrt(rng.chisquare(size - 1, shape) / (size - 1))
