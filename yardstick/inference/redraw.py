"""How many flags chance alone gives: the very same rule on data in which nothing differs.

Each draw keeps who graduated where (units, cells, n) and draws the outcomes anew, every unit by the
reference rate of its cell. Reference, differences, SDs and verdicts are then computed from what was
drawn, by the rule the page uses, and the flags are counted. That counts what a rule of thumb (one
in twenty) leaves out: materiality, the length of the list, sparse cells, units in their own
benchmark.

Means are drawn from the normal distribution with the cell's mean and variance: a unit's sum in a
cell is N(n mu, n sigma^2), its squares about its own mean sigma^2 times a chi-squared with n - 1
degrees of freedom, independent of each other.

Source: parametric bootstrap under the null hypothesis, Davison and Hinkley (1997),
doi:10.1017/CBO9780511802843, section 4.2.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from yardstick.inference.standardise import indirect, indirect_means, merge
from yardstick.inference.verdict import Standing, judge

#: A rule takes units, cells, n and the sums drawn, and returns what is said of each unit.
Rule = Callable[..., NDArray[np.str_]]
DRAWS = 200
SEED = 20_260_301
#: Numbers drawn at a time.
_CHUNK = 2_000_000


@dataclass(frozen=True)
class NullFlags:
    """Flags per draw: their mean, the range of the middle 95 % of draws, share of draws with any.

    ``counts`` holds the number of flags in each draw.
    """

    mean: float
    low: float
    high: float
    at_least_one: float
    counts: NDArray[np.int64]


def share_rule(materiality: float, probability: float = 0.95) -> Rule:
    """The verdict rule for shares, as ``null_flags`` applies it."""

    def rule(unit: NDArray, cell: NDArray, n: NDArray, x: NDArray) -> NDArray[np.str_]:
        return judge(indirect(unit, cell, n, x, beside=False), materiality, probability).verdict

    return rule


def mean_rule(materiality: float, probability: float = 0.95) -> Rule:
    """The verdict rule for means, as ``null_flags_means`` applies it."""

    def rule(
        unit: NDArray, cell: NDArray, n: NDArray, total: NDArray, squares: NDArray
    ) -> NDArray[np.str_]:
        found = indirect_means(unit, cell, n, total, squares, beside=False)
        return judge(found, materiality, probability).verdict

    return rule


def null_flags(
    unit: ArrayLike,
    cell: ArrayLike,
    n: ArrayLike,
    rate: ArrayLike,
    rule: Rule,
    draws: int = DRAWS,
    seed: int = SEED,
) -> NullFlags:
    """Shares: ``rate`` is the reference rate per cell, ``n`` whole numbers. Same seed, same result.

    The rule gets units, cells, n and the positives drawn. Raises ValueError for counts that are not
    whole or a rate outside 0 ... 1.
    """
    unit, cell, n = merge(unit, cell, n)
    per_row = _rates(rate)[cell]
    if np.any(n != np.rint(n)):
        raise ValueError("only whole counts can be drawn anew")
    rng, whole = np.random.default_rng(seed), n.astype(np.int64)
    counts = []
    for size in _parts(draws, unit.size):
        for x in rng.binomial(whole, per_row, size=(size, unit.size)):
            counts.append(_flagged(rule(unit, cell, n, x.astype(float))))
    return summary(counts)


def null_flags_means(
    unit: ArrayLike,
    cell: ArrayLike,
    n: ArrayLike,
    mean: ArrayLike,
    variance: ArrayLike,
    rule: Rule,
    draws: int = DRAWS,
    seed: int = SEED,
) -> NullFlags:
    """Means: ``mean`` and ``variance`` of one graduate's value per cell.

    The rule gets units, cells, n, the sums and the sums of squares drawn.
    """
    unit, cell, n = merge(unit, cell, n)
    used = n > 0
    unit, cell, n = unit[used], cell[used], n[used]
    middle, spread = (np.asarray(v, dtype=float)[cell] for v in (mean, variance))
    if np.any(spread < 0):
        raise ValueError("a variance is not negative")
    rng = np.random.default_rng(seed)
    counts = []
    for _ in range(draws):
        total = n * middle + np.sqrt(n * spread) * rng.standard_normal(n.size)
        within = np.where(n > 1, spread * rng.chisquare(np.maximum(n - 1, 1)), 0.0)
        counts.append(_flagged(rule(unit, cell, n, total, within + total**2 / n)))
    return summary(counts)


def summary(counts: ArrayLike) -> NullFlags:
    """The result from the number of flags in each draw; lists of several outcomes add theirs up."""
    counts = np.asarray(counts, dtype=np.int64)
    if not counts.size:
        raise ValueError("nothing was drawn")
    low, high = np.quantile(counts, [0.025, 0.975], method="inverted_cdf")
    return NullFlags(
        mean=float(counts.mean()),
        low=float(low),
        high=float(high),
        at_least_one=float(np.mean(counts > 0)),
        counts=counts,
    )


def _flagged(verdict: NDArray[np.str_]) -> int:
    return int(np.isin(verdict, (Standing.ABOVE.value, Standing.BELOW.value)).sum())


def _rates(rate: ArrayLike) -> NDArray[np.float64]:
    rate = np.asarray(rate, dtype=float)
    if not np.all((rate >= 0) & (rate <= 1)):
        raise ValueError("a rate lies outside 0 ... 1")
    return rate


def _parts(draws: int, rows: int) -> list[int]:
    """Draws at a time, so that what is drawn stays small."""
    size = max(1, min(draws, _CHUNK // max(rows, 1)))
    return [min(size, draws - done) for done in range(0, draws, size)]
