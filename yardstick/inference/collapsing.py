"""Collapsing: categories with too few respondents are put together before raking.

A category with a handful of respondents gets an extreme weight, and one with none cannot be raked
at all. Rule, for one margin: while a category has fewer than ``smallest`` respondents, the category
with the fewest is put together with the one that has the next fewest of its block (its level, say),
or with the next fewest of all where its block holds nothing else. Ties go to the lower code. A
margin that ends as a single category says nothing and is to be left out.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Collapsed:
    """The category each original category went into: 0 ... kept - 1, in the order of the first.

    ``alone`` says of each original category whether it stayed what it was.
    """

    into: NDArray[np.int64]
    kept: int
    alone: NDArray[np.bool_]


def collapse(
    respondents: ArrayLike, smallest: float = 20, block: ArrayLike | None = None
) -> Collapsed:
    """Put categories together until each has ``smallest`` respondents, or only one is left.

    ``respondents`` by category; ``block`` an integer per category within which it is put together
    first.
    """
    size = np.asarray(respondents, dtype=float).copy()
    n = size.size
    within = np.zeros(n, dtype=np.int64) if block is None else np.asarray(block, dtype=np.int64)
    if within.size != n:
        raise ValueError("each category has one block")
    head = np.arange(n)
    alive = np.ones(n, dtype=bool)
    while alive.sum() > 1:
        open_ = np.flatnonzero(alive)
        least = open_[np.argmin(size[open_])]
        if size[least] >= smallest:
            break
        others = open_[open_ != least]
        near = others[within[others] == within[least]]
        choice = near if near.size else others
        other = choice[np.argmin(size[choice])]
        keep, gone = min(least, other), max(least, other)
        # The block of the larger part decides where the two belong from now on.
        within[keep] = within[other]
        size[keep] += size[gone]
        alive[gone] = False
        head[head == gone] = keep
    place = np.cumsum(alive) - 1
    into = place[head]
    return Collapsed(into, int(alive.sum()), np.bincount(into, minlength=1)[into] == 1)
