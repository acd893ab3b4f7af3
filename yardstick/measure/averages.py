"""Means of numbers, and shares of those that reach a value, as an indicator defines them."""

import numpy as np

from yardstick.catalogue import Indicator
from yardstick.inference.mean import Mean, mean
from yardstick.measure.cells import Cells


def counted_as(cells: Cells, i: Indicator) -> np.ndarray:
    """What each cell's value counts as: itself, its band's, or its place between other ends.

    NaN outside every band, and where other ends are asked for and the scale has none. (The guard
    says why.) Source of net promoter scores by bands: Reichheld (2003), "The One Number You Need
    to Grow", Harvard Business Review 81(12).
    """
    value = cells.value
    if i.bands:
        found = np.full(len(value), np.nan)
        for low, high, to in i.bands:
            found[(value >= low) & (value <= high)] = to
        return found
    if i.rescale is None:
        return value
    low, high = _ends(cells)
    with np.errstate(divide="ignore", invalid="ignore"):
        place = (value - low[cells.group]) / (high - low)[cells.group]
    return i.rescale[0] + place * (i.rescale[1] - i.rescale[0])


def mean_of(cells: Cells, i: Indicator) -> Mean:
    """Mean, standard deviation and t interval of each group."""
    return mean(cells.group, counted_as(cells, i), cells.count, cells.groups, i.confidence)


def reached(cells: Cells, i: Indicator) -> tuple[np.ndarray, np.ndarray]:
    """How many of each group's values are at least (or at most) the indicator's, of how many."""
    known = ~np.isnan(cells.value)
    with np.errstate(invalid="ignore"):
        # Scores may be decimal: a difference that stands for a whole step may lie a hair below it.
        if i.at_least is not None:
            held = cells.value >= i.at_least - 1e-9
        else:
            held = cells.value <= (i.at_most or 0.0) + 1e-9
    base = np.bincount(cells.group, weights=cells.count * known, minlength=cells.groups)
    positive = np.bincount(cells.group, weights=cells.count * held, minlength=cells.groups)
    return positive, base


def other_scale(cells: Cells, i: Indicator) -> np.ndarray:
    """Groups whose questions have another scale than the definition is made for."""
    if i.scale_points is None:
        return np.zeros(cells.groups, dtype=bool)
    low, high = _ends(cells)
    return (low != i.scale_points[0]) | (high != i.scale_points[1])


def without_scale(cells: Cells, i: Indicator) -> np.ndarray:
    """Groups whose questions have no scores, where the definition needs the ends of the scale."""
    low, _ = _ends(cells)
    return np.isnan(low) if i.rescale is not None else np.zeros(cells.groups, dtype=bool)


def _ends(cells: Cells) -> tuple[np.ndarray, np.ndarray]:
    nothing = np.full(cells.groups, np.nan)
    low = nothing if cells.scale_low is None else cells.scale_low
    return low, nothing if cells.scale_high is None else cells.scale_high
