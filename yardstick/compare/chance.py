"""Null redraws for the lists of a build: the counts of ``inference.redraw``, many draws at a time.

The draws are the same as there, number by number, and so are rule and result (a test holds it);
only the arithmetic is done for a whole stack of draws at once, which small data need.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from yardstick.inference.redraw import DRAWS, SEED, NullFlags, summary
from yardstick.inference.standardise import (
    Standardised,
    cell_means,
    cell_variances,
    indirect,
    indirect_means,
    merge,
)
from yardstick.inference.verdict import call

Floats = NDArray[np.float64]
#: Per draw and unit: difference, its SD, contribution, and the benchmark of shares (or None).
Compared = tuple[Floats, Floats, Floats, Floats | None]
PROBABILITY, FALSE_DISCOVERY = 0.95, 0.05
#: Rows computed at a time.
_CHUNK = 1_000_000


def of_units(stand: Standardised) -> Compared:
    """Every unit against its benchmark, as the verdict rule takes it."""
    return (
        stand.difference,
        stand.sd,
        stand.contribution,
        stand.expected if stand.share else None,
    )


def null_counts(
    rows: tuple[NDArray, NDArray, NDArray],
    total: Floats,
    squares: Floats | None,
    units: int,
    materiality: float,
    compared: Callable[[Standardised], Compared] = of_units,
    draws: int = DRAWS,
    seed: int = SEED,
) -> NullFlags:
    """Flags in ``draws`` redraws of rows (unit, cell, n) by the reference of their cells.

    ``squares`` None: shares. ``compared`` turns standardised units, draw after draw, into what is
    judged; each draw is a list of its own.
    """
    unit, cell, n = merge(*rows)
    reference = cell_means(rows[1], rows[2], total)
    rng = np.random.default_rng(seed)
    if squares is None:
        rate, whole = np.clip(reference, 0.0, 1.0)[cell], n.astype(np.int64)
    else:
        used = n > 0
        unit, cell, n = unit[used], cell[used], n[used]
        spread = cell_variances(rows[1], rows[2], total, squares)[cell]
        middle = reference[cell]
    cells = len(reference)
    counts: list[int] = []
    size = max(1, min(draws, _CHUNK // max(unit.size, 1)))
    for done in range(0, draws, size):
        k = min(size, draws - done)
        stack = np.arange(k)[:, None]
        where = (
            (stack * units + unit).ravel(),
            (stack * cells + cell).ravel(),
            np.tile(n, k),
        )
        if squares is None:
            x = rng.binomial(whole, rate, size=(k, unit.size)).astype(float)
            stand = indirect(*where, x.ravel(), k * units, beside=False)
        else:
            sums, second = np.empty((k, unit.size)), np.empty((k, unit.size))
            for d in range(k):
                sums[d] = n * middle + np.sqrt(n * spread) * rng.standard_normal(n.size)
                own = np.where(n > 1, spread * rng.chisquare(np.maximum(n - 1, 1)), 0.0)
                second[d] = own + sums[d] ** 2 / n
            # A cell of one borrows the variance of its own draw: draws are not mixed for means.
            stand = _each(where, sums, second, unit, cell, n, units)
        counts += _flags(compared(stand), materiality, k)
    return summary(counts)


def _each(
    where: tuple[NDArray, NDArray, NDArray],
    sums: Floats,
    second: Floats,
    unit: NDArray,
    cell: NDArray,
    n: Floats,
    units: int,
) -> Standardised:
    """Standardised means of every draw, one after the other in one result."""
    if not (np.bincount(cell, weights=n) == 1).any():
        k = len(sums)
        return indirect_means(*where, sums.ravel(), second.ravel(), k * units, beside=False)
    parts = [
        indirect_means(unit, cell, n, s, q, units, beside=False)
        for s, q in zip(sums, second, strict=True)
    ]
    joined = {
        name: np.concatenate([getattr(p, name) for p in parts])
        for name in Standardised.__dataclass_fields__
        if name != "share"
    }
    return Standardised(**joined, share=False)


def _flags(compared: Compared, materiality: float, draws: int) -> list[int]:
    """Flags per draw: the verdict rule with every draw as its own list."""
    difference, sd, contribution, expected = compared
    called = call(difference, sd, contribution, materiality, PROBABILITY, expected=expected)
    sure = np.fmax(called.p_above, called.p_below) >= PROBABILITY
    q = _adjusted(called.p_value.reshape(draws, -1))
    return ((q <= FALSE_DISCOVERY) & sure.reshape(draws, -1)).sum(axis=1).tolist()


def _adjusted(p: Floats) -> Floats:
    """Benjamini and Hochberg's q within each row; see ``inference.multiplicity``."""
    m = (~np.isnan(p)).sum(axis=1, keepdims=True)
    order = np.argsort(p, axis=1)  # NaN last
    ranked = np.take_along_axis(p, order, axis=1) * m / np.arange(1, p.shape[1] + 1)
    ranked = np.where(np.isnan(ranked), np.inf, ranked)
    lowest = np.minimum.accumulate(ranked[:, ::-1], axis=1)[:, ::-1]
    q = np.empty_like(p)
    np.put_along_axis(q, order, lowest, axis=1)
    return q
