"""Difference of two means of different people, alumni and employers say, with Welch's interval.

    se^2 = s_1^2 / n_1 + s_2^2 / n_2
    df   = se^4 / ((s_1^2 / n_1)^2 / (n_1 - 1) + (s_2^2 / n_2)^2 / (n_2 - 1))

The two groups may differ in spread and in size. They have to be different people who did not answer
about each other one by one: where an employer speaks of one graduate and both answered, that is a
pair (``paired_gap``). A side whose answers are all alike tells nothing about its spread, and there
is no interval: three employers who agree are not certain.

With many answers a difference of a hundredth of a point is sure and matters to nobody. With a
``margin`` d the p-value is that of a difference no larger than d either way:

    p = P(T >= (|m_1 - m_2| - d) / se) + P(T >= (|m_1 - m_2| + d) / se)

Sources: Welch (1947), doi:10.1093/biomet/34.1-2.28; Satterthwaite (1946), doi:10.2307/3002019;
interval null hypotheses: Hodges and Lehmann (1954), doi:10.1111/j.2517-6161.1954.tb00169.x.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtr

from yardstick.inference.mean import Mean, t_quantile

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class TwoMeans:
    """One entry per group: first mean less second, in the unit of the scale; two-sided p.

    ``difference`` is NaN where one side has no answer, the rest also where one side has no spread.
    """

    difference: Floats
    se: Floats
    df: Floats
    low: Floats
    high: Floats
    t: Floats
    p_value: Floats


def two_means(
    first: Mean, second: Mean, confidence: float = 0.95, margin: ArrayLike = 0.0
) -> TwoMeans:
    """Compare the groups of two results of ``mean`` one by one (competences, for instance).

    ``margin`` is the largest difference, either way, that does not matter; ``t`` is that of no
    difference. The family for Benjamini-Hochberg is the caller's. Raises ValueError where the two
    hold different numbers of groups, or for a negative margin.
    """
    if first.n.shape != second.n.shape:
        raise ValueError("the two sides hold different numbers of groups")
    margin = np.asarray(margin, dtype=float)
    if np.any(margin < 0):
        raise ValueError("a margin is not negative")
    part_1, part_2 = first.se**2, second.se**2
    difference = first.value - second.value
    with np.errstate(divide="ignore", invalid="ignore"):
        se = np.sqrt(part_1 + part_2)
        df = (part_1 + part_2) ** 2 / (part_1**2 / (first.n - 1) + part_2**2 / (second.n - 1))
        t = difference / se
        near, far = ((side * margin - np.abs(difference)) / se for side in (1, -1))
    half = t_quantile(df, confidence) * se
    return TwoMeans(
        difference=difference,
        se=se,
        df=df,
        low=difference - half,
        high=difference + half,
        t=t,
        p_value=np.minimum(stdtr(df, near) + stdtr(df, far), 1.0),
    )
