"""From factors to cells: sparse cells let go of factors in a set order until they are large enough.

A cell is one combination of factor values over all programmes. Where fewer than ``least``
graduates are in a cell, its graduates are put together with those of other sparse cells that
differ from them only in the first factor of the order; what is still sparse lets go of the next.
Cells that are large enough stay as they are, so every graduate is in exactly one cell and the
differences of all programmes still add up to zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Reference rates of fewer graduates than this say little. A convention of this project.
LEAST = 20


@dataclass(frozen=True)
class Coarsened:
    """``cell`` per row, from 0; ``let_go``: factor -> graduates compared without it."""

    cell: NDArray[np.int64]
    cells: int
    let_go: dict[str, float]


def coarsen(
    factors: Mapping[str, ArrayLike], n: ArrayLike, order: Sequence[str], least: float = LEAST
) -> Coarsened:
    """Cells of rows with the given factor values and numbers of graduates.

    Factors outside ``order`` are always held. Rows without graduates do not matter for size.
    Raises KeyError for a factor in the order that is not among the factors.
    """
    n = np.asarray(n, dtype=float)
    codes = {
        name: np.unique(np.asarray(values).astype(str), return_inverse=True)[1].reshape(n.shape)
        for name, values in factors.items()
    }
    let_go = {}
    cell = _numbered(codes, n.size)
    for name in order:
        size = np.bincount(cell, weights=n, minlength=1)
        sparse = size[cell] < least
        codes[name] = np.where(sparse, -1, codes[name])
        cell = _numbered(codes, n.size)
        let_go[name] = float(n[sparse].sum())
    return Coarsened(cell, int(cell.max(initial=-1)) + 1, let_go)


def _numbered(codes: Mapping[str, NDArray], rows: int) -> NDArray[np.int64]:
    """One number per combination."""
    combined = np.zeros(rows, dtype=np.int64)
    for code in codes.values():
        combined = combined * (int(code.max(initial=0)) + 2) + code + 1
        # Kept small, so that any number of factors fits.
        combined = np.unique(combined, return_inverse=True)[1].reshape(rows)
    return combined
