"""Difference of two independent estimates, and whether it may be called a change.

The interval is built from the limits of the two estimates (MOVER): with estimates a, b and limits
(la, ua), (lb, ub) it is a - b - sqrt((a - la)^2 + (ub - b)^2) ... a - b + sqrt((ua - a)^2 +
(b - lb)^2). With Wilson limits this is Newcombe's hybrid score interval for two proportions.

Sources: Newcombe (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I;
Zou and Donner (2008), doi:10.1002/sim.3095.
"""

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from yardstick.inference.proportion import wilson

Difference = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]


class Verdict(StrEnum):
    """What may be said of a difference."""

    UP = "up"
    DOWN = "down"
    NO_CALL = "no_call"
    #: Beyond chance, but less than what is worth acting on.
    BELOW = "below"
    BREAK = "break"
    TOO_SMALL = "too_small"
    NO_EARLIER = "no_earlier"
    NO_FIGURE = "no_figure"


def mover(
    a: ArrayLike,
    a_low: ArrayLike,
    a_high: ArrayLike,
    b: ArrayLike,
    b_low: ArrayLike,
    b_high: ArrayLike,
) -> Difference:
    """a - b with its limits, from the limits of the two estimates."""
    a, a_low, a_high = (np.asarray(v, dtype=float) for v in (a, a_low, a_high))
    b, b_low, b_high = (np.asarray(v, dtype=float) for v in (b, b_low, b_high))
    difference = a - b
    low = difference - np.hypot(a - a_low, b_high - b)
    high = difference + np.hypot(a_high - a, b - b_low)
    return difference, low, high


def newcombe(
    x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, confidence: float = 0.95
) -> Difference:
    """x1/n1 - x2/n2 with Newcombe's hybrid score interval; NaN where a base is empty."""
    x1, n1, x2, n2 = (np.asarray(v, dtype=float) for v in (x1, n1, x2, n2))
    with np.errstate(divide="ignore", invalid="ignore"):
        return mover(x1 / n1, *wilson(x1, n1, confidence), x2 / n2, *wilson(x2, n2, confidence))


def verdict(
    difference: ArrayLike, low: ArrayLike, high: ArrayLike, material: ArrayLike
) -> NDArray[np.str_]:
    """Up or down only where chance is excluded *and* the difference is material.

    Beyond chance but not material is ``below``; all else is no call. ``material`` is the smallest difference worth acting on, in the unit of the difference.
    """
    difference, low, high, material = np.broadcast_arrays(
        *(np.asarray(v, dtype=float) for v in (difference, low, high, material))
    )
    with np.errstate(invalid="ignore"):
        up = (low > 0) & (difference >= material - 1e-12)
        down = (high < 0) & (difference <= -material + 1e-12)
        below = (low > 0) | (high < 0)
    return np.select(
        [up, down, below],
        [Verdict.UP.value, Verdict.DOWN.value, Verdict.BELOW.value],
        Verdict.NO_CALL.value,
    )
