"""Bounds of a rate when some outcomes are unknown: all of them negative ... all positive.

No assumption is made about why they are unknown, so the bounds hold whatever the reason.

Source: Horowitz and Manski (2000), doi:10.1080/01621459.2000.10473902.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def worst_case(
    x: ArrayLike, base: ArrayLike, unknown: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lowest and highest rate: x / (base + unknown) and (x + unknown) / (base + unknown).

    NaN where there is nobody at all.
    """
    x, base, unknown = (np.asarray(a, dtype=float) for a in (x, base, unknown))
    with np.errstate(divide="ignore", invalid="ignore"):
        low = x / (base + unknown)
        high = (x + unknown) / (base + unknown)
    return low, high
