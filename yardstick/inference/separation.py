"""Whether covariates separate success from failure, so that a logistic model has no finite fit.

There is separation when some combination of columns is >= 0 wherever somebody succeeded, <= 0
wherever somebody failed, and not 0 everywhere. Rows with both outcomes force the combination to 0,
so only the directions they leave free can separate; usually there are none and no search is needed.

Sources: Albert and Anderson (1984), doi:10.1093/biomet/71.1.1; the linear programme: Konis (2007),
Linear programming algorithms for detecting separated data, DPhil thesis, University of Oxford.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


Flags = NDArray[np.bool_]


def separating(matrix: Array, x: Array, n: Array) -> tuple[Flags, Flags]:
    """Columns that take part in a separation, and rows that it predicts without exception.

    None of either when the fit is finite. The likelihood of the rows tends to 1 along the direction
    found, so what is estimated without them is the limit of the fit with them (Albert and Anderson:
    quasi-complete separation); the rest may hold a further separation.
    matrix: (rows, columns) of full column rank, its columns of similar size; x of n: in each row.
    """
    rows, columns = matrix.shape
    none = np.zeros(columns, dtype=bool), np.zeros(rows, dtype=bool)
    used = n > 0
    every = matrix
    matrix, x, n = matrix[used], x[used], n[used]
    mixed = (x > 0) & (x < n)
    if mixed.any():
        _, values, axes = np.linalg.svd(np.linalg.qr(matrix[mixed], mode="r"), full_matrices=True)
        rank = int(np.sum(values > 1e-9 * values[0]))
        free = axes[rank:].T
    else:
        free = np.eye(columns)
    if not free.size:
        return none
    from scipy.optimize import linprog  # slow to import and rarely needed

    signed = np.where(x > 0, 1.0, -1.0)[~mixed, None] * (matrix[~mixed] @ free)
    found = linprog(-signed.sum(axis=0), A_ub=-signed, b_ub=np.zeros(len(signed)), bounds=(-1, 1))
    if not found.success or -found.fun < 1e-7:
        return none
    direction = free @ found.x
    small = 1e-7 * np.max(np.abs(direction))
    return np.abs(direction) > small, used & (np.abs(every @ direction) > small)
