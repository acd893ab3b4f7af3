"""Rows in which nothing is missing, for models that look at several answers of one person."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def complete_rows(
    answer: ArrayLike, drivers: ArrayLike, count: ArrayLike
) -> tuple[Floats, Floats, Floats]:
    """Answers (n,), drivers (n, q) and counts (n,) of the complete rows with a count above 0.

    Raises ValueError where shapes do not fit or a count is negative.
    """
    y, x = np.asarray(answer, dtype=float), np.asarray(drivers, dtype=float)
    if y.ndim != 1 or x.ndim != 2 or len(x) != len(y):
        raise ValueError("answers are (n,) and drivers (n, q)")
    w = np.broadcast_to(np.asarray(count, dtype=float), y.shape)
    if np.any(w < 0):
        raise ValueError("a count is negative")
    kept = ~(np.isnan(y) | np.isnan(x).any(axis=1)) & (w > 0)
    return y[kept], x[kept], w[kept]
