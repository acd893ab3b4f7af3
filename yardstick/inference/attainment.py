"""Attainment for engineering accreditation: graduation requirements and programme objectives.

Graduation requirements from courses, common practice and in no standard::

    indicator point = sum over courses of weight x attainment in the course      weights add up to 1
    requirement     = the least of its indicator points

so that a strong point cannot hide a weak one. A point with a course whose attainment is unknown is
unknown, and so is its requirement: leaving courses out would change the weights unseen.

Programme objectives, about five years after graduation, from what alumni and employers rate::

    objective = sum over sides of weight x mean rating / highest rating

with the interval that follows from the means' standard errors, the sides being independent. With
the degrees of freedom of the sides given, the interval is Student's by Satterthwaite's approximation

    df = (sum of part^2 se^2)^2 / (sum of (part^2 se^2)^2 / df of the side)      part = weight / highest

because ten answers estimate their own spread poorly. It is said to be reached, or not, only where
the interval lies on one side of the pass line, which the school sets (0.65 to 0.70 as a rule).

Sources: T/CEEAA 001-2022 asks for the attainment of requirements and objectives to be judged; the
arithmetic is a convention. Interval: Satterthwaite (1946), doi:10.2307/3002019.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from yardstick.inference.mean import t_quantile
from yardstick.inference.proportion import normal_quantile

Floats = NDArray[np.float64]
PASS_LINE = 0.65


class Judged(StrEnum):
    """Where an attainment stands to the pass line."""

    REACHED = "reached"
    MISSED = "missed"
    #: The interval holds the pass line.
    UNDECIDED = "undecided"
    NO_FIGURE = "no_figure"


@dataclass(frozen=True)
class Requirements:
    """Per requirement: its attainment (0 ... 1) and the number of the point that decides it.

    ``weakest`` is -1 where the attainment is unknown.
    """

    attainment: Floats
    weakest: NDArray[np.int64]


@dataclass(frozen=True)
class Objectives:
    """Per objective: attainment (0 ... 1) with its limits, and what may be said of it."""

    attainment: Floats
    low: Floats
    high: Floats
    judged: NDArray[np.str_]


def indicator_points(weights: ArrayLike, courses: ArrayLike) -> Floats:
    """Attainment of points from ``weights`` (points, courses) and the courses' attainment (courses,).

    Raises ValueError where shapes do not fit, a weight is negative, an attainment lies outside
    0 ... 1, or the weights of a point do not add up to 1.
    """
    weights, courses = np.asarray(weights, dtype=float), np.asarray(courses, dtype=float)
    if weights.ndim != 2 or weights.shape[1:] != courses.shape:
        raise ValueError("weights are (points, courses) and attainments (courses,)")
    if np.any(weights < 0) or not np.allclose(weights.sum(axis=1), 1, atol=1e-6):
        raise ValueError("the weights of a point are not negative and add up to 1")
    if np.any((courses < 0) | (courses > 1)):
        raise ValueError("an attainment lies outside 0 ... 1")
    unknown = (weights > 0) & np.isnan(courses)
    found = weights @ np.where(np.isnan(courses), 0.0, courses)
    return np.where(unknown.any(axis=1), np.nan, found)


def requirements(points: ArrayLike, requirement: ArrayLike, total: int) -> Requirements:
    """Least point of each of ``total`` requirements; ``requirement`` numbers that of each point.

    NaN where a requirement has no point or one that is unknown.
    """
    points = np.asarray(points, dtype=float)
    requirement = np.asarray(requirement, dtype=np.int64)
    if points.shape != requirement.shape:
        raise ValueError("points and their requirements differ in length")
    least, weakest = np.full(total, np.nan), np.full(total, -1, dtype=np.int64)
    for number in np.unique(requirement):
        own = np.flatnonzero(requirement == number)
        if not np.isnan(points[own]).any():
            weakest[number] = own[np.argmin(points[own])]
            least[number] = points[weakest[number]]
    return Requirements(attainment=least, weakest=weakest)


def objectives(
    rating: ArrayLike,
    se: ArrayLike,
    weights: ArrayLike,
    highest: ArrayLike,
    pass_line: float = PASS_LINE,
    confidence: float = 0.90,
    df: ArrayLike | None = None,
) -> Objectives:
    """Objectives from mean ratings (objectives, sides) with their standard errors.

    ``weights`` (sides,) add up to 1, ``highest`` is the highest rating, of all or per side, ``df``
    the degrees of freedom of the standard errors (None: known, the interval is normal). NaN, and no
    figure, where a side that counts has no mean; undecided where one has no standard error.
    Raises ValueError for weights or ratings that cannot be.
    """
    rating, se = np.broadcast_arrays(np.asarray(rating, dtype=float), np.asarray(se, dtype=float))
    weights, highest = np.asarray(weights, dtype=float), np.asarray(highest, dtype=float)
    if rating.ndim != 2 or weights.shape != rating.shape[1:]:
        raise ValueError("ratings are (objectives, sides) and weights (sides,)")
    if np.any(weights < 0) or not np.isclose(weights.sum(), 1, atol=1e-6):
        raise ValueError("the weights of the sides are not negative and add up to 1")
    if np.any((rating < 0) | (rating > highest)):
        raise ValueError("a rating lies outside 0 ... the highest")
    counted = weights > 0
    part = (weights / highest)[counted]
    attainment = rating[:, counted] @ part
    spread = se[:, counted] ** 2 * part**2
    total = spread.sum(axis=1)
    if df is None:
        quantile = normal_quantile(confidence)
    else:
        own = np.broadcast_to(np.asarray(df, dtype=float), rating.shape)[:, counted]
        with np.errstate(divide="ignore", invalid="ignore"):
            quantile = t_quantile(total**2 / (spread**2 / own).sum(axis=1), confidence)
    half = quantile * np.sqrt(total)
    low, high = np.clip(attainment - half, 0, 1), np.clip(attainment + half, 0, 1)
    with np.errstate(invalid="ignore"):
        judged = np.select(
            [np.isnan(attainment), low >= pass_line - 1e-9, high < pass_line - 1e-9],
            [Judged.NO_FIGURE.value, Judged.REACHED.value, Judged.MISSED.value],
            Judged.UNDECIDED.value,
        )
    return Objectives(attainment=attainment, low=low, high=high, judged=judged)
