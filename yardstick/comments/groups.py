"""Groups of people large enough to be quoted: fixed, so that no choice of filters takes one apart.

Whoever may narrow a selection step by step sees differences of selections. So what is released is
laid out in groups that are shown as a whole or not at all: every difference of two selections is
then made of whole groups, each of at least so many people.
"""

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
#: Number of a part that no group can take in.
NOWHERE = -1


def groups(people: ArrayLike, levels: Sequence[Sequence[Hashable]], least: int) -> Ints:
    """Number of the group of each part (k,): a cohort of a programme, say; ``NOWHERE`` for none.

    ``people`` are those of each part; ``levels`` name for each part what it belongs to, from the
    nearest (programme) to the farthest (school): parts with fewer than ``least`` people are put
    together within the nearest level, and where that is not enough with the smallest group there
    that has enough, or else within the next level and at last with all. A part in which nobody is
    counts as a small one: were it left alone, its absence would tell that it is empty.

    Raises ValueError where a level has another length than ``people``.
    """
    size = np.asarray(people, dtype=np.int64)
    if any(len(level) != size.size for level in levels):
        raise ValueError("people and levels differ in length")
    group = np.arange(size.size, dtype=np.int64)
    for level in [*levels, [None] * size.size]:
        total = np.bincount(group, weights=size, minlength=size.size)
        for members in _together(group, level):
            small = [g for g in members if total[g] < least]
            if not small:
                continue
            enough = [g for g in members if total[g] >= least]
            if sum(total[g] for g in small) < least and enough:
                small.append(min(enough, key=lambda g: (total[g], g)))
            group[np.isin(group, small)] = min(small)
    total = np.bincount(group, weights=size, minlength=size.size)
    return np.where(total[group] >= least, group, NOWHERE)


def _together(group: Ints, level: Sequence[Hashable]) -> list[list[int]]:
    """Groups that lie wholly within the same unit of a level, unit by unit."""
    units: dict[int, set[Hashable]] = {}
    for g, unit in zip(group.tolist(), level, strict=True):
        units.setdefault(g, set()).add(unit)
    found: dict[Hashable, list[int]] = {}
    for g, own in units.items():
        if len(own) == 1:
            found.setdefault(next(iter(own)), []).append(g)
    return list(found.values())
