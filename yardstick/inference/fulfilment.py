"""How far mastered levels meet required ones, and the importance-weighted total of several.

    fulfilment = min(mastered / required, 1)
    total = sum importance x fulfilment / sum importance

A convention of a commercial surveyor (MyCOS), not of an official standard: levels on a seven-step
ladder, importance from 0 to 100. The cap hides surplus, so that too much of one competence cannot
make up for too little of another; ratios ask that a level of 0 means none at all. The gap
(``paired_gap``) needs neither.

Source: MyCOS employment reports as published, reconstructed from their tables.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def fulfilment(mastered: ArrayLike, required: ArrayLike, cap: float = 1.0) -> Floats:
    """Mastered by required level as a fraction, at most ``cap``; of persons or of means alike.

    NaN where a level is missing or nothing is required. Raises ValueError for a negative level or a
    cap that is not positive.
    """
    mastered, required = np.broadcast_arrays(
        np.asarray(mastered, dtype=float), np.asarray(required, dtype=float)
    )
    if np.any(mastered < 0) or np.any(required < 0):
        raise ValueError("a level is not negative")
    if not cap > 0:
        raise ValueError("the cap is positive")
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(required > 0, np.minimum(mastered / required, cap), np.nan)


def weighted_fulfilment(importance: ArrayLike, fulfilled: ArrayLike) -> Floats:
    """Total over the last axis (competences), each weighted by its importance.

    Competences with either missing leave; NaN where none is left or none matters. Raises ValueError
    for a negative importance.
    """
    importance, fulfilled = np.broadcast_arrays(
        np.asarray(importance, dtype=float), np.asarray(fulfilled, dtype=float)
    )
    if np.any(importance < 0):
        raise ValueError("an importance is not negative")
    known = ~(np.isnan(importance) | np.isnan(fulfilled))
    weight = np.where(known, importance, 0.0)
    total = weight.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        met = (weight * np.where(known, fulfilled, 0.0)).sum(axis=-1) / total
    return np.where(total > 0, met, np.nan)
