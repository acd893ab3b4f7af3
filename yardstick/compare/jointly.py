"""Whether several benchmarks together give away one or two programmes outside a reader's scope.

A reader who may choose what is held constant gets several benchmarks of the same graduates. Each is
a weighted sum of results over its own cells; over the cells that all of them share, they are
equations that can be solved together. Told together is only what solves for no one or two programmes.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: A sum of equations lies within some cells if all but this much of its length does.
EXACT = 1e-9


def admitted(blocks: Sequence[Floats], others: Floats) -> list[bool]:
    """Which blocks of equations may be told, in their order: the first, and what fits to those told.

    A block has a row per equation and a column per cell; ``others`` a row per programme outside and
    its graduates by cell.
    """
    told = blocks[0]
    found = [True]
    for block in blocks[1:]:
        both = np.vstack([told, block])
        found.append(not gives_away(both, others))
        told = both if found[-1] else told
    return found


def gives_away(equations: Floats, others: Floats) -> bool:
    """Whether a sum of the equations is about the graduates of one or two programmes alone.

    That is so where the row space holds a vector within the cells of these programmes: the part of
    an orthonormal basis in these cells then has a singular value of one.
    """
    known = others.sum(axis=0) > 0
    a, there = equations[:, known], others[:, known] > 0
    if not a.size or not np.abs(a).max() > 0:
        return False
    _, size, basis = np.linalg.svd(a, full_matrices=False)
    basis = basis[size > size[0] * max(a.shape) * np.finfo(float).eps]
    programmes = there.sum(axis=0)
    within = (basis**2).sum(axis=0)
    alone = np.where(programmes == 1, within, 0.0)
    one = (there * alone).sum(axis=1)
    # At most so much of the basis lies in the cells of two programmes: few pairs need a look.
    most = one[:, None] + one[None, :]
    for c in np.flatnonzero(programmes == 2):
        p, q = np.flatnonzero(there[:, c])
        most[p, q] += within[c]
    for p, q in np.argwhere(np.triu(most, 1) >= 1 - EXACT):
        few = (programmes == 1) & (there[p] | there[q]) | (programmes == 2) & there[p] & there[q]
        if _holds(basis[:, few]):
            return True
    return len(there) == 1 and one[0] >= 1 - EXACT and _holds(basis)


def _holds(part: Floats) -> bool:
    return bool(np.linalg.norm(part, 2) >= 1 - EXACT)
