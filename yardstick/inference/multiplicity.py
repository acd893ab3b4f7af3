"""Many comparisons at once: the false discovery rate of Benjamini and Hochberg.

q_(k) = min over l >= k of p_(l) m / l, p ordered from small to large, m the number of p-values that
are defined. What has no p-value (nothing could be tested) is no comparison: it keeps none and does
not count in m.

Source: Benjamini and Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def benjamini_hochberg(p: ArrayLike) -> NDArray[np.float64]:
    """Adjusted p-values of one family, in the order given; NaN where p is NaN.

    Calling all with q <= a keeps the expected share of false calls among the calls at a or below.
    Raises ValueError for a p outside 0 ... 1.
    """
    p = np.asarray(p, dtype=float)
    if np.any((p < 0) | (p > 1)):
        raise ValueError("a p-value lies outside 0 ... 1")
    defined = np.flatnonzero(~np.isnan(p.ravel()))
    family = p.ravel()[defined]
    order = np.argsort(-family, kind="stable")
    rank = np.arange(family.size, 0, -1)
    q = np.full(p.size, np.nan)
    q[defined[order]] = np.minimum(np.minimum.accumulate(family[order] * family.size / rank), 1.0)
    return q.reshape(p.shape)
