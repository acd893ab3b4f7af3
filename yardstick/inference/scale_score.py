"""Agreement and value of a scale of several questions, answered by the same people.

    agreement = positive answers / valid answers, over all questions together
    value     = mean of the answers, each counted from -100 (lowest) to 100 (highest)

Who answered fewer than half of the questions does not count. One person gives several answers that
go together, so answers are no independent draws: both errors are those of a ratio of sums over
people (linearised), and the interval of agreement is Wilson's with the base that is worth as much.

Sources: CEQ agreement and value, rule of the half: Graduate Careers Australia, as published;
linearised ratio: Cochran (1977), Sampling Techniques, section 6.4; effective base: Kish (1965),
Survey Sampling.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from yardstick.inference.mean import t_quantile
from yardstick.inference.proportion import wilson

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class ScaleScore:
    """``people`` valid, ``answers`` theirs; agreement as a fraction, value from -100 to 100.

    Limits and errors are NaN with fewer than two people; those of ``value`` also where all are
    alike. ``effective`` is the number of independent answers that would be worth as much.
    """

    people: int
    answers: int
    agreement: float
    agreement_low: float
    agreement_high: float
    effective: float
    value: float
    value_low: float
    value_high: float


def scale_score(
    answers: ArrayLike,
    lowest: float,
    highest: float,
    positive_from: float,
    confidence: float = 0.90,
    least: float = 0.5,
) -> ScaleScore:
    """Scores of (people, questions), NaN where a question was left blank or could not be judged.

    ``positive_from`` is the lowest answer that counts as agreement, ``least`` the share of questions
    a person must have answered. Raises ValueError for an answer outside the scale.
    """
    given = np.asarray(answers, dtype=float)
    if given.ndim != 2 or not lowest < highest:
        raise ValueError("answers are (people, questions) on a rising scale")
    if np.any((given < lowest) | (given > highest)):
        raise ValueError("an answer lies outside the scale")
    known = ~np.isnan(given)
    answered = known.sum(axis=1)
    valid = (answered > 0) & (answered >= least * given.shape[1] - 1e-9)
    given, known, answered = given[valid], known[valid], answered[valid]
    with np.errstate(invalid="ignore"):
        positive = (given >= positive_from - 1e-9).sum(axis=1)
    total = np.where(known, given, 0.0).sum(axis=1)
    return score_of_people(answered, positive, total, 1, lowest, highest, confidence)


def score_of_people(
    answered: ArrayLike,
    positive: ArrayLike,
    total: ArrayLike,
    people: ArrayLike,
    lowest: float,
    highest: float,
    confidence: float = 0.90,
) -> ScaleScore:
    """The same from people counted alike: so many ``people`` gave so many answers each, so many of
    them positive, which add up to ``total``. Whoever does not count is left out before."""
    answered, positive, total, people = np.broadcast_arrays(
        *(np.asarray(x, dtype=float) for x in (answered, positive, total, people))
    )
    n, answers = float(people.sum()), float(people @ answered)
    worth = -100 * answered + 200 * (total - lowest * answered) / (highest - lowest)
    agreement, agreement_se = _ratio(positive, answered, people)
    value, value_se = _ratio(worth, answered, people)
    # The base of independent answers with this variance; with none, as many as people.
    spread = agreement * (1 - agreement)
    effective = spread / agreement_se**2 if agreement_se > 0 else n
    effective = min(effective, answers) if n > 1 else np.nan
    low, high = wilson(agreement * effective, effective, confidence) if n > 1 else (np.nan, np.nan)
    half = float(t_quantile(n - 1, confidence)) * value_se if value_se > 0 else np.nan
    return ScaleScore(
        people=int(n),
        answers=int(answers),
        agreement=agreement,
        agreement_low=float(low),
        agreement_high=float(high),
        effective=float(effective),
        value=value,
        value_low=value - half,
        value_high=value + half,
    )


def _ratio(part: NDArray, whole: NDArray, people: NDArray) -> tuple[float, float]:
    """Ratio of two sums over people and its linearised standard error."""
    n, total = float(people.sum()), float(people @ whole)
    if not n:
        return float("nan"), float("nan")
    ratio = float(people @ part) / total
    if n < 2:
        return ratio, float("nan")
    left = part - ratio * whole
    spread = float(people @ left**2)
    # What rounding leaves is no spread.
    spread = spread if spread > 1e-18 * total**2 * max(1.0, ratio**2) else 0.0
    return ratio, float(np.sqrt(n / (n - 1) * spread)) / total
