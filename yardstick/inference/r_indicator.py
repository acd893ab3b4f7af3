"""R-indicator: how evenly all kinds of graduates answered, as one number between 0 and 1.

R = 1 - 2 S(rho), with S the standard deviation over the population of the propensities to respond;
1 means that everybody is equally likely to answer. The propensities come from a logistic model with
the main effects of the given variables, fitted on cells. R says how uneven response is *in these
variables*; it says nothing about what they do not hold.

Estimated propensities vary more than true ones, because they are estimated: their mean sampling
variance is subtracted from S^2, with x the design, rho the propensity and all graduates asked

    S^2 adjusted = S^2 - 1/N * sum_i z_i' (sum_j z_j x_j')^-1 z_i,   z = rho (1 - rho) x

and S^2 is taken as 0 where that is negative.

Sources: Schouten, Cobben and Bethlehem (2009), Indicators for the representativeness of survey
response, Survey Methodology 35(1), 101-113; Shlomo, Skinner and Schouten (2012),
doi:10.1016/j.jspi.2011.07.008 (section on bias adjustment, here for a sample that is everybody).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit

from yardstick.inference.design import independent


@dataclass(frozen=True)
class RIndicator:
    """``adjusted`` is the figure to show; ``value`` is without adjustment for estimation.

    ``propensity`` by cell, ``deviation`` is S after adjustment, ``largest_bias`` the most by which an
    unweighted share can be off if the outcome followed these variables perfectly: S / (2 * response).
    """

    value: float
    adjusted: float
    deviation: float
    response: float
    largest_bias: float
    propensity: NDArray[np.float64]
    iterations: int


def _design(variables: Sequence[NDArray[np.int64]]) -> NDArray[np.float64]:
    """Intercept and one column per category but the first of each variable."""
    size = variables[0].size
    columns = [np.ones(size)]
    for codes in variables:
        columns += [(codes == k).astype(float) for k in np.unique(codes)[1:]]
    x = np.column_stack(columns)
    # A column that those before it make up (level within programme group) adds nothing.
    return x[:, independent(x)]


def _solved(information: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """The solution; the smallest one where a propensity at the edge leaves several."""
    try:
        return np.linalg.solve(information, right)
    except np.linalg.LinAlgError:
        return np.linalg.pinv(information, hermitian=True) @ right


def r_indicator(
    respondents: ArrayLike,
    population: ArrayLike,
    variables: Sequence[ArrayLike],
    tolerance: float = 1e-10,
    most: int = 50,
) -> RIndicator:
    """R-indicator from cells: respondents and population of each, and its codes by variable.

    Columns that say the same (level within programme group) do no harm. A category in which nobody
    or everybody answered has its propensity at the edge. Raises ValueError where there are no
    graduates, more respondents than graduates or no variables.
    """
    r, n = (np.asarray(v, dtype=float) for v in (respondents, population))
    if n.sum() <= 0 or np.any(r > n) or np.any(r < 0) or not variables:
        raise ValueError("an R-indicator needs a population, its respondents and variables")
    keep = n > 0
    x = _design([np.asarray(v, dtype=np.int64)[keep] for v in variables])
    r, n = r[keep], n[keep]
    total = n.sum()
    response = r.sum() / total
    if response in (0.0, 1.0):
        rho = np.full(keep.size, response)
        return RIndicator(1.0, 1.0, 0.0, response, 0.0, rho, 0)
    beta = np.zeros(x.shape[1])
    beta[0] = np.log(response / (1 - response))
    last, rounds = np.inf, 0
    while rounds < most:
        rounds += 1
        # Beyond 30 a propensity is 0 or 1 to the last digit, and its weight would vanish.
        eta = np.clip(x @ beta, -30, 30)
        p = expit(eta)
        deviance = -2 * float((r * np.log(p) + (n - r) * np.log1p(-p)).sum())
        information = x.T @ (x * (n * p * (1 - p))[:, None])
        if abs(last - deviance) <= tolerance * (abs(deviance) + 0.1):
            break
        beta = beta + _solved(information, x.T @ (r - n * p))
        last = deviance
    z = x * (p * (1 - p))[:, None]
    noise = float((n * (z * _solved(information, z.T).T).sum(axis=1)).sum()) / total
    # As published: the variance with N - 1.
    spread = float((n * (p - (n * p).sum() / total) ** 2).sum() / max(total - 1, 1))
    adjusted = float(np.sqrt(max(spread - noise, 0.0)))
    propensity = np.full(keep.size, np.nan)
    propensity[keep] = p
    return RIndicator(
        value=1 - 2 * float(np.sqrt(spread)),
        adjusted=1 - 2 * adjusted,
        deviation=adjusted,
        response=float(response),
        largest_bias=adjusted / (2 * float(response)),
        propensity=propensity,
        iterations=rounds,
    )
