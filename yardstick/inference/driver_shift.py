"""What a driver goes with in percentage points: an ordinal model in words a reader can use.

Everybody keeps their other answers, and one driver is set to a low and then to a high value; the
shares of positive answers that the model expects are averaged over the people and subtracted::

    share(v) = mean over people of 1 / (1 + exp(theta_c - x beta)),   driver j of x set to v
    shift    = share(high) - share(low)

theta_c is the threshold below the lowest positive answer. The error is that of the coefficients and
thresholds (delta method), for these people. It says how answers differ between people alike in the
other drivers, not what would happen if the driver were changed.

Sources: predictive margins: Graubard and Korn (1999), Biometrics 55(2), 652-659; delta method:
Oehlert (1992), doi:10.1080/00031305.1992.10475842.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit

from yardstick.inference.ordinal import Ordinal
from yardstick.inference.proportion import normal_quantile


@dataclass(frozen=True)
class DriverShift:
    """Shares of positive answers (fractions) at the low and the high value, and their difference.

    Limits are of the difference; NaN where the model did not converge.
    """

    share_low: float
    share_high: float
    shift: float
    se: float
    low: float
    high: float


def driver_shift(
    fit: Ordinal,
    drivers: ArrayLike,
    number: int,
    values: tuple[float, float],
    positive_from: float,
    count: ArrayLike = 1,
    confidence: float = 0.95,
) -> DriverShift:
    """Shift of driver ``number`` between two ``values`` (its quartiles, say).

    Averaged over the people of ``drivers`` (n, q) with counts; rows with anything missing leave.
    Raises ValueError where no threshold lies below ``positive_from``, or nobody is left.
    """
    x = np.asarray(drivers, dtype=float)
    weight = np.broadcast_to(np.asarray(count, dtype=float), len(x))
    kept = ~np.isnan(x).any(axis=1) & (weight > 0)
    x, weight = x[kept], weight[kept]
    cut = int(np.searchsorted(fit.categories, positive_from - 1e-9))
    if not 0 < cut < fit.categories.size:
        raise ValueError("all answers given lie on one side of the positive set")
    if not len(x):
        raise ValueError("nobody answered all drivers")
    if not fit.converged:
        return DriverShift(*[float("nan")] * 6)
    (low, low_by), (high, high_by) = (_share(fit, x, weight, number, v, cut - 1) for v in values)
    by = high_by - low_by
    se = float(np.sqrt(by @ fit.covariance @ by))
    half = normal_quantile(confidence) * se
    shift = high - low
    return DriverShift(low, high, shift, se, shift - half, shift + half)


def _share(
    fit: Ordinal, x: NDArray, weight: NDArray, number: int, value: float, cut: int
) -> tuple[float, NDArray[np.float64]]:
    """Mean share above a threshold with one driver set, and its gradient in all parameters."""
    moved = x.copy()
    moved[:, number] = value
    above = expit(moved @ fit.coefficient - fit.threshold[cut])
    slope = weight * above * (1 - above) / weight.sum()
    gradient = np.zeros(len(fit.covariance))
    gradient[cut] = -slope.sum()
    gradient[fit.threshold.size :] = slope @ moved
    return float(weight @ above / weight.sum()), gradient
