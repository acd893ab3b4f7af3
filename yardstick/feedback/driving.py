"""One model of drivers: which questions go with an outcome, gathered, fitted and tested.

Questions with scores that at least half of those with an outcome answered are drivers. Where there
are more than can be gone through, or fewer than ten people for each, the questions of a construct
become one driver, their mean, the largest construct first. All drivers stand on a scale of 1 to 5,
others stretched onto it, so that "one point more" is the same size everywhere. Only who answered
everything counts.

The shares, the ordinal model, its test and the shift in points are methods of
``yardstick/inference``. The test of proportional odds looks at the steps that have at least five
people for each driver on either side: Vittinghoff and McCulloch (2007), doi:10.1093/aje/kwk052.
What goes with an outcome is no proof of a cause.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from yardstick.inference.construct import construct_scores
from yardstick.inference.driver_shift import DriverShift, driver_shift
from yardstick.inference.ordinal import Ordinal, ordinal
from yardstick.inference.proportional import Proportional, proportional
from yardstick.inference.shapley import MOST, Shares, shapley_shares

Floats = NDArray[np.float64]
#: Fewer people with all answers than this, and nothing is computed.
LEAST = 100
#: People for each driver (a convention).
EACH = 10
#: People on either side of a step, for each driver, that the test of proportional odds needs.
BESIDE = 5
#: Smallest share of those with an outcome that must have answered a question.
ANSWERED = 0.5
#: The scale onto which all drivers are stretched.
ONE, FIVE = 1.0, 5.0
CONFIDENCE = 0.95
#: Where a driver is set low and high: its quartiles, further out where those are the same.
LOW_HIGH = ((0.25, 0.75), (0.10, 0.90), (0.0, 1.0))


class State(StrEnum):
    """Whether a model was computed, and why not."""

    COMPUTED = "computed"
    #: Fewer than ``LEAST`` people answered everything.
    FEW = "few"
    #: Everybody gave the same answer.
    SAME = "same"
    #: Fewer than two questions can be set against the outcome.
    NO_DRIVERS = "no_drivers"


class Left(StrEnum):
    """Why a question is no driver of a model."""

    #: Answered by fewer than half of those with an outcome (asked of some only, other version).
    RARE = "rare"
    SAME = "same"
    #: More questions than can be gone through, and none to put together.
    MANY = "many"


@dataclass(frozen=True)
class Question:
    """A question with scores: its id, construct (empty where unknown), and the ends of its scale."""

    id: str
    construct: str
    low: float
    high: float


@dataclass(frozen=True)
class Driver:
    """``code`` is the id of a question, or the construct whose ``items`` are put together."""

    code: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Driven:
    """A model: ``answered`` people with an outcome, ``n`` of them with all answers.

    Everything from ``shares`` on is None (empty) unless ``state`` is computed; ``fit`` also where a
    driver is a sum of others, ``test`` where the outcome has two steps or the test cannot be made.
    """

    state: State
    answered: int
    n: int
    drivers: tuple[Driver, ...] = ()
    left: tuple[tuple[str, Left], ...] = ()
    shares: Shares | None = None
    fit: Ordinal | None = None
    test: Proportional | None = None
    values: tuple[tuple[float, float], ...] = ()
    shifts: tuple[DriverShift | None, ...] = field(default=())


def drive(
    outcome: Floats,
    answers: Floats,
    questions: Sequence[Question],
    positive_from: float,
    draws: int,
    most: int = MOST,
) -> Driven:
    """Model of an outcome (n,) on answers (n, questions); NaN for none.

    ``positive_from`` is the lowest positive value of the outcome (NaN where none is named),
    ``most`` the largest number of drivers. The order of people does not matter.
    """
    there = ~np.isnan(outcome)
    y, given = outcome[there], answers[there]
    answered = len(y)
    if answered < LEAST:
        return Driven(State.FEW, answered, 0)
    if np.ptp(y) == 0:
        return Driven(State.SAME, answered, 0)
    known = ~np.isnan(given)
    rare = known.mean(axis=0) < ANSWERED
    left = [(q.id, Left.RARE) for q, r in zip(questions, rare, strict=True) if r]
    at = [k for k in range(len(questions)) if not rare[k]]
    drivers, more = gathered(
        [questions[k] for k in at], known[:, at].sum(axis=0), min(most, answered // EACH)
    )
    left += more
    places = {q.id: k for k, q in enumerate(questions)}
    x = _placed(given, drivers, questions, places)
    while True:
        kept = ~np.isnan(x).any(axis=1) if drivers else np.zeros(answered, dtype=bool)
        if kept.sum() < LEAST and drivers:
            return Driven(State.FEW, answered, int(kept.sum()), left=tuple(left))
        flat = np.ptp(x[kept], axis=0) <= 1e-12 if drivers else np.zeros(0, dtype=bool)
        if not flat.any():
            break
        # Who left a question blank that is none after all comes back.
        left += [(i, Left.SAME) for d, f in zip(drivers, flat, strict=True) if f for i in d.items]
        drivers = [d for d, f in zip(drivers, flat, strict=True) if not f]
        x = x[:, ~flat]
    if len(drivers) < 2:
        return Driven(State.NO_DRIVERS, answered, int(kept.sum()), left=tuple(left))
    if np.ptp(y[kept]) == 0:
        return Driven(State.SAME, answered, int(kept.sum()), left=tuple(left))
    rows, count = np.unique(np.c_[x[kept], y[kept]], axis=0, return_counts=True)
    x, y = rows[:, :-1], rows[:, -1]
    shares = shapley_shares(y, x, count, confidence=CONFIDENCE, draws=draws)
    fit, test = _ordinal(y, x, count)
    values = tuple(low_high(x[:, k], count) for k in range(len(drivers)))
    shifts = tuple(_shift(fit, x, k, values[k], positive_from, count) for k in range(len(drivers)))
    n = int(count.sum())
    return Driven(
        State.COMPUTED, answered, n, tuple(drivers), tuple(left), shares, fit, test, values, shifts
    )


def gathered(
    questions: Sequence[Question], answered: Sequence[int], most: int
) -> tuple[list[Driver], list[tuple[str, Left]]]:
    """At most ``most`` drivers of questions in their order, and what is left out.

    Constructs are put together, the largest first, until there are few enough; then the questions
    that fewest answered are left out.
    """
    drivers = [Driver(q.id, (q.id,)) for q in questions]
    construct = {q.id: q.construct for q in questions if q.construct}
    while len(drivers) > most:
        single: dict[str, list[str]] = {}
        for d in drivers:
            if len(d.items) == 1 and d.code in construct:
                single.setdefault(construct[d.code], []).append(d.code)
        largest = max(single, key=lambda c: len(single[c]), default="")
        if len(single.get(largest, [])) < 2 or len(drivers) - len(single[largest]) < 1:
            # One driver alone has nothing to share with.
            break
        items = tuple(single[largest])
        first = next(k for k, d in enumerate(drivers) if d.code == items[0])
        drivers[first] = Driver(largest, items)
        drivers = [d for d in drivers if d.code not in items]
    by_item = dict(zip((q.id for q in questions), answered, strict=True))
    order = sorted(drivers, key=lambda d: -max(by_item[i] for i in d.items))
    out = {d.code for d in order[max(most, 0) :]}
    left = [(i, Left.MANY) for d in drivers if d.code in out for i in d.items]
    return [d for d in drivers if d.code not in out], left


def low_high(values: Floats, count: NDArray[np.int64]) -> tuple[float, float]:
    """A low and a high value of a driver that occur: its quartiles, or further out."""
    each = np.repeat(values, count)
    for low, high in LOW_HIGH:
        found = np.quantile(each, [low, high], method="inverted_cdf")
        if found[1] > found[0]:
            break
    return float(found[0]), float(found[1])


def _placed(
    given: Floats,
    drivers: Sequence[Driver],
    questions: Sequence[Question],
    places: dict[str, int],
) -> Floats:
    """Drivers (n, q) from 1 to 5."""
    at = [places[i] for d in drivers for i in d.items]
    number = [k for k, d in enumerate(drivers) for _ in d.items]
    low, high = [questions[k].low for k in at], [questions[k].high for k in at]
    return ONE + (FIVE - ONE) * construct_scores(given[:, at], number, low, high)


def _ordinal(
    y: Floats, x: Floats, count: NDArray[np.int64]
) -> tuple[Ordinal | None, Proportional | None]:
    try:
        fit = ordinal(y, x, count, CONFIDENCE)
    except ValueError:
        return None, None
    if not fit.converged or fit.categories.size < 3:
        return fit, None
    steps = _steps(y, count, BESIDE * x.shape[1])
    if len(steps) < 2:
        return fit, None
    try:
        test = proportional(np.searchsorted(steps, y, side="right"), x, count)
    except ValueError:
        return fit, None
    return fit, test if test.computable else None


def _steps(y: Floats, count: NDArray[np.int64], least: int) -> Floats:
    """Answers that begin a step with ``least`` people below it and as many at or above it."""
    categories = np.unique(y)
    below = np.array([count[y < c].sum() for c in categories])
    return categories[(below >= least) & (count.sum() - below >= least)]


def _shift(
    fit: Ordinal | None,
    x: Floats,
    number: int,
    values: tuple[float, float],
    positive_from: float,
    count: NDArray[np.int64],
) -> DriverShift | None:
    if fit is None or not fit.converged or np.isnan(positive_from):
        return None
    if not fit.categories[0] < positive_from <= fit.categories[-1]:
        return None
    return driver_shift(fit, x, number, values, positive_from, count, CONFIDENCE)
