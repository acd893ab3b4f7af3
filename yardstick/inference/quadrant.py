"""Importance-performance quadrants, named only where chance does not decide which one it is.

Each competence is a point (importance, attainment); a cross-hair of two lines makes four quadrants.
Where the lines stand is the analyst's decision and is part of the result, so that it can be shown:
the grand means of the points (default), their medians, or the midpoint of the scale.

A point exactly on a line counts as high and is flagged. A quadrant is named where the intervals of
both means lie on one side of their line: wholly below, or nowhere below. Otherwise it is undecided,
with the axis that straddles. Grand means and medians come from the same answers; they are taken as
given.

Sources: Martilla and James (1977), doi:10.1177/002224297704100112; naming by intervals is a
convention of this project.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

Bools = NDArray[np.bool_]
#: Level of the intervals a quadrant is named by.
CONFIDENCE = 0.90


class Quadrant(StrEnum):
    """What may be said of a competence."""

    #: Important, and little of it attained.
    CONCENTRATE = "concentrate"
    #: Important and attained.
    KEEP_UP = "keep_up"
    #: Neither.
    LOW_PRIORITY = "low_priority"
    #: Attained, and less important.
    OVERKILL = "overkill"
    UNDECIDED = "undecided"
    NO_FIGURE = "no_figure"


class Straddles(StrEnum):
    """Why a quadrant is undecided."""

    NEITHER = "neither"
    IMPORTANCE = "importance"
    ATTAINMENT = "attainment"
    BOTH = "both"
    #: At least one mean has no interval: fewer than two answers, or all alike.
    NO_INTERVAL = "no_interval"


class Rule(StrEnum):
    """Where the lines stand."""

    GRAND_MEANS = "grand_means"
    MEDIANS = "medians"
    MIDPOINT = "midpoint"


@dataclass(frozen=True)
class CrossHair:
    """The two lines, in the unit of the scale; NaN where there is no point."""

    importance: float
    attainment: float
    rule: Rule


@dataclass(frozen=True)
class Placed:
    """One entry per competence.

    ``quadrant`` is what may be said; ``point`` the quadrant the estimate itself lies in;
    ``importance_tie`` and ``attainment_tie`` flag points on a line.
    """

    quadrant: NDArray[np.str_]
    straddles: NDArray[np.str_]
    point: NDArray[np.str_]
    importance_tie: Bools
    attainment_tie: Bools


def cross_hair(
    importance: ArrayLike,
    attainment: ArrayLike,
    rule: Rule | str = Rule.GRAND_MEANS,
    scale: tuple[float, float] | None = None,
) -> CrossHair:
    """Lines from the means of all competences of one map, missing ones left out.

    ``scale`` is the lowest and the highest score; only the midpoint needs it, and raises ValueError
    without it. Every competence counts alike, however many answered.
    """
    rule = Rule(rule)
    i, a = _pair(importance, attainment)
    if rule is Rule.MIDPOINT:
        if scale is None:
            raise ValueError("the midpoint needs the ends of the scale")
        middle = (scale[0] + scale[1]) / 2
        return CrossHair(middle, middle, rule)
    # Both lines from the same competences.
    both = ~(np.isnan(i) | np.isnan(a))
    if not both.any():
        return CrossHair(np.nan, np.nan, rule)
    of = np.mean if rule is Rule.GRAND_MEANS else np.median
    return CrossHair(float(of(i[both])), float(of(a[both])), rule)


def place(
    importance: ArrayLike,
    importance_low: ArrayLike,
    importance_high: ArrayLike,
    attainment: ArrayLike,
    attainment_low: ArrayLike,
    attainment_high: ArrayLike,
    lines: CrossHair,
) -> Placed:
    """Quadrants of competences from their means and limits (90 % by convention), arrays alike."""
    i, i_low, i_high, a, a_low, a_high = np.broadcast_arrays(
        *(
            np.atleast_1d(np.asarray(v, dtype=float))
            for v in (
                importance,
                importance_low,
                importance_high,
                attainment,
                attainment_low,
                attainment_high,
            )
        )
    )
    missing = np.isnan(i) | np.isnan(a) | np.isnan(lines.importance) | np.isnan(lines.attainment)
    needed, reached = _high(i, lines.importance), _high(a, lines.attainment)
    point = np.select(
        [missing, needed & ~reached, needed & reached, ~needed & ~reached],
        [
            Quadrant.NO_FIGURE.value,
            Quadrant.CONCENTRATE.value,
            Quadrant.KEEP_UP.value,
            Quadrant.LOW_PRIORITY.value,
        ],
        Quadrant.OVERKILL.value,
    )
    across_i = ~_high(i_low, lines.importance) & _high(i_high, lines.importance)
    across_a = ~_high(a_low, lines.attainment) & _high(a_high, lines.attainment)
    unknown = np.isnan(i_low) | np.isnan(i_high) | np.isnan(a_low) | np.isnan(a_high)
    straddles = np.select(
        [missing, unknown, across_i & across_a, across_i, across_a],
        [
            Straddles.NEITHER.value,
            Straddles.NO_INTERVAL.value,
            Straddles.BOTH.value,
            Straddles.IMPORTANCE.value,
            Straddles.ATTAINMENT.value,
        ],
        Straddles.NEITHER.value,
    )
    decided = straddles == Straddles.NEITHER.value
    return Placed(
        quadrant=np.where(decided, point, Quadrant.UNDECIDED.value),
        straddles=straddles,
        point=point,
        importance_tie=_on(i, lines.importance) & ~missing,
        attainment_tie=_on(a, lines.attainment) & ~missing,
    )


def _pair(a: ArrayLike, b: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    a, b = np.broadcast_arrays(np.asarray(a, dtype=float), np.asarray(b, dtype=float))
    return a, b


def _on(value: NDArray[np.float64], line: float) -> Bools:
    """On the line but for rounding of the mean."""
    return np.abs(value - line) <= 1e-9 * max(1.0, abs(line))


def _high(value: NDArray[np.float64], line: float) -> Bools:
    with np.errstate(invalid="ignore"):
        return (value > line) | _on(value, line)
