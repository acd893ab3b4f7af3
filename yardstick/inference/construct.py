"""Several questions about one thing as one score, and whether they hang together.

    score = mean of a person's answers, each from 0 (lowest of its scale) to 1 (highest)
    alpha = k / (k - 1) (1 - sum of the variances of the k questions / variance of their sum)

A person needs at least half of the questions. Alpha is Cronbach's, over people who answered all of
them; below about 0.7 the questions are hardly one thing, and a negative one says that a question
runs the other way round.

Source: Cronbach (1951), doi:10.1007/BF02310555; the rule of the half is a convention.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def construct_scores(
    answers: ArrayLike,
    construct: ArrayLike,
    lowest: ArrayLike,
    highest: ArrayLike,
    least: float = 0.5,
) -> Floats:
    """Scores (people, constructs), 0 ... 1, from answers (people, questions) with NaN for none.

    ``construct`` numbers each question's construct from 0; ``lowest`` and ``highest`` are the ends
    of its scale. NaN where a person answered a smaller share of the questions than ``least``.
    Raises ValueError where shapes do not fit or an answer lies outside its scale.
    """
    given = np.asarray(answers, dtype=float)
    construct = np.asarray(construct, dtype=np.int64)
    if given.ndim != 2 or construct.shape != given.shape[1:]:
        raise ValueError("answers are (people, questions) and constructs (questions,)")
    low, high = (np.broadcast_to(np.asarray(v, float), construct.shape) for v in (lowest, highest))
    if np.any(high <= low) or np.any((given < low) | (given > high)):
        raise ValueError("an answer lies outside its scale")
    known = ~np.isnan(given)
    placed = np.where(known, (given - low) / (high - low), 0.0)
    member = np.zeros((construct.size, int(construct.max(initial=-1)) + 1))
    member[np.arange(construct.size), construct] = 1.0
    answered = known.astype(float) @ member
    enough = (answered > 0) & (answered >= least * member.sum(axis=0) - 1e-9)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(enough, placed @ member / answered, np.nan)


def cronbach_alpha(answers: ArrayLike) -> float:
    """Alpha of questions (people, questions), of the people who answered all of them.

    NaN with fewer than two questions or people, or where all sums are alike.
    """
    given = np.asarray(answers, dtype=float)
    if given.ndim != 2:
        raise ValueError("answers are (people, questions)")
    given = given[~np.isnan(given).any(axis=1)]
    n, k = given.shape
    if n < 2 or k < 2:
        return float("nan")
    covariance = np.cov(given, rowvar=False)
    total = float(covariance.sum())
    if total <= 1e-12 * float(np.trace(covariance)) or total <= 0:
        return float("nan")
    return k / (k - 1) * (1 - float(np.trace(covariance)) / total)
