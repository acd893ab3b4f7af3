"""Does a driver go with every step of the answers alike, as the proportional-odds model takes it?

Brant's test: a binary logit at each of the K - 1 cuts gives every driver a coefficient per cut;
their joint covariance tells whether they differ by more than chance. For driver j with the
coefficients b (K - 1) and their covariance V, and D the differences of neighbours::

    X2 = (D b)' (D V D')^-1 (D b)      K - 2 degrees of freedom, q (K - 2) for all drivers together

The covariance between cuts k <= l uses that who is at most k is at most l: P(<= k)(1 - P(<= l)). A
small p says that one number per driver hides that it goes with low answers otherwise than with high
ones. A large one, on a small base, says little.

Source: Brant (1990), doi:10.2307/2532457.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc, expit

from yardstick.inference.complete import complete_rows
from yardstick.inference.ordinal import ordinal

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Proportional:
    """Statistic, degrees of freedom and p-value, of all drivers together and per driver (q,).

    ``coefficient`` (K - 1, q) are those of the binary logits, on the scale of the odds of a higher
    answer. Everything is NaN where an answer is separated by the drivers, or too few gave it for
    a covariance that can be inverted (``computable`` false).
    """

    statistic: float
    df: int
    p_value: float
    per_driver: Floats
    per_driver_p: Floats
    coefficient: Floats
    computable: bool


def proportional(answer: ArrayLike, drivers: ArrayLike, count: ArrayLike = 1) -> Proportional:
    """Test answers (n,) on drivers (n, q) with counts; rows with anything missing are left out.

    Raises ValueError as ``ordinal`` does, and with fewer than three different answers.
    """
    y, x, w = complete_rows(answer, drivers, count)
    categories = np.unique(y)
    cuts, q = categories.size - 1, x.shape[1]
    if cuts < 2:
        raise ValueError("two answers have one step: there is nothing to compare")
    if not q:
        raise ValueError("without drivers there is nothing to compare")
    # In units of each driver's own spread, so that no inverse loses digits; X2 does not change.
    middle = np.average(x, axis=0, weights=w)
    spread = np.sqrt(np.average((x - middle) ** 2, axis=0, weights=w))
    scaled = (x - middle) / np.where(spread > 0, spread, 1.0)
    fits = [ordinal((y > cut) * 1, scaled, w) for cut in categories[:-1]]
    df = q * (cuts - 1)
    if not all(f.converged for f in fits):
        return _nothing(df, cuts, q)
    above = np.array([expit(scaled @ f.coefficient - f.threshold[0]) for f in fits])
    design = np.c_[np.ones(len(y)), scaled]
    inverse = [np.linalg.inv(_weighted(design, w * p * (1 - p))) for p in above]
    covariance = np.empty((cuts, q, cuts, q))
    for k in range(cuts):
        for m in range(k, cuts):
            # Above the higher cut is above the lower one too.
            between = _weighted(design, w * above[m] * (1 - above[k]))
            part = (inverse[k] @ between @ inverse[m])[1:, 1:]
            covariance[k, :, m, :], covariance[m, :, k, :] = part, part.T
    beta = np.array([f.coefficient for f in fits])
    step = np.diff(beta, axis=0)
    spread_of_step = np.diff(np.diff(covariance, axis=0), axis=2)
    flat = spread_of_step.reshape(df, df)
    roots = np.linalg.eigvalsh((flat + flat.T) / 2)
    if roots[0] <= 1e-9 * roots[-1]:
        return _nothing(df, cuts, q)
    total = float(step.ravel() @ np.linalg.solve(flat, step.ravel()))
    each = np.array(
        [step[:, j] @ np.linalg.solve(spread_of_step[:, j, :, j], step[:, j]) for j in range(q)]
    )
    return Proportional(
        statistic=total,
        df=df,
        p_value=float(chdtrc(df, total)),
        per_driver=each,
        per_driver_p=chdtrc(cuts - 1, each),
        coefficient=beta / np.where(spread > 0, spread, 1.0),
        computable=True,
    )


def _nothing(df: int, cuts: int, q: int) -> Proportional:
    empty = np.full(q, np.nan)
    return Proportional(np.nan, df, np.nan, empty, empty, np.full((cuts, q), np.nan), False)


def _weighted(design: Floats, weight: Floats) -> Floats:
    return design.T @ (weight[:, None] * design)
