"""Whether enough programmes outside a reader's scope stand behind a figure to hide each of them.

A reader knows the own programmes. What a benchmark adds to that is a weighted sum of the results of
those outside, and several benchmarks together can be solved for sums that none of them shows. Both
are asked here, cohort by cohort: a pool and the same pool without one cohort give that cohort back.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
#: Above this share of what comes from outside, one programme would show through.
DOMINATED = 0.5
#: Fewer programmes than this would know, or nearly know, each other's results.
FEWEST = 3


def thin(amount: Floats) -> Flags:
    """Sums over the last axis (programmes outside) that hide none of them; nothing hides nothing.

    True where something comes from outside and from fewer than FEWEST, or mostly from one.
    """
    total = amount.sum(axis=-1)
    largest = amount.max(axis=-1, initial=0.0)
    few = (amount > 0).sum(axis=-1) < FEWEST
    return (total > 0) & (few | (largest > DOMINATED * total * (1 + 1e-9)))


def withheld(unit: NDArray, cell: NDArray, n: Floats, outside: Flags, cohort: NDArray) -> Flags:
    """Benchmarks not to be released: one row per unit, one column per value of ``np.unique(cohort)``.

    ``unit``, ``cell``, ``n`` and ``cohort`` are rows; ``outside`` says per unit whether the reader
    may not see it. Units outside are False: they have no row anyhow.
    """
    years = np.unique(cohort)
    found = np.zeros((len(outside), len(years)), dtype=bool)
    inside = np.flatnonzero(~outside)
    for k, year in enumerate(years):
        own, others = _parts(unit, cell, n, outside, cohort == year)
        found[inside, k] = _hidden(own, others)
    return found


def whole_withheld(
    unit: NDArray, cell: NDArray, n: Floats, outside: Flags, cohort: NDArray, rows: Flags
) -> bool:
    """Whether the overall value gives results from outside away, alone or with the benchmarks.

    ``rows`` is what :func:`withheld` answered.
    """
    for k, year in enumerate(np.unique(cohort)):
        own, others = _parts(unit, cell, n, outside, cohort == year)
        if thin(others.sum(axis=1)):
            return True
        shown = own[~rows[~outside, k]]
        everything = np.ones((1, own.shape[1]))
        if _solvable(np.vstack([*_weights(shown, own, others), everything]), others):
            return True
    return False


def _parts(
    unit: NDArray, cell: NDArray, n: Floats, outside: Flags, at: Flags
) -> tuple[Floats, Floats]:
    """Graduates by unit and cell of one cohort: inside the scope, and outside."""
    _, place = np.unique(cell[at], return_inverse=True)
    table = np.zeros((len(outside), int(place.max(initial=-1)) + 1))
    np.add.at(table, (unit[at], place.reshape(-1)), n[at])
    return table[~outside], table[outside]


def _weights(rows: Floats, own: Floats, others: Floats) -> tuple[Floats, Floats]:
    """What one graduate of a cell weighs in the benchmark, and in that without the unit itself."""
    total = own.sum(axis=0) + others.sum(axis=0)
    left = total - rows
    with np.errstate(divide="ignore", invalid="ignore"):
        return (
            np.where(total > 0, rows / total, 0.0),
            np.where(left > 0, rows / left, 0.0),
        )


def _hidden(own: Floats, others: Floats) -> Flags:
    weights = _weights(own, own, others)
    hidden = np.zeros(len(own), dtype=bool)
    for w in weights:
        hidden |= thin(w @ others.T)
    # Those left may still be solved together: then all go that touch a cell of few.
    few = thin(others.T)
    if _solvable(np.vstack([w[~hidden] for w in weights]), others):
        hidden |= (own[:, few] > 0).any(axis=1)
    return hidden


def _solvable(weights: Floats, others: Floats) -> bool:
    """Whether a sum over cells of few programmes alone can be made of these sums over cells.

    It can where the sums lose rank without those cells.
    """
    few = thin(others.T)
    known = others.sum(axis=0) > 0
    if not len(weights) or not few.any():
        return False
    rank = np.linalg.matrix_rank
    wide = (known & ~few).any()
    return bool(rank(weights[:, known]) > (rank(weights[:, known & ~few]) if wide else 0))
