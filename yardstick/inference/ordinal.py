"""Proportional-odds model: how an ordered answer goes with several drivers at once.

    logit P(answer <= k) = theta_k - (x_1 beta_1 + ... + x_q beta_q)      k = 1 ... K - 1

theta are the real thresholds, rising from one answer to the next, each with a standard error of its
own (software that estimates the logs of their increments reports other numbers). exp(beta) is the
factor by which the odds of a higher answer change with one unit of the driver, the other drivers
held equal; it is what goes with the driver and no proof of a cause.

Rows alike are one row with a count. The log-likelihood is concave, so Newton steps halved where
they do not climb find its maximum. Where a driver, or a sum of drivers, sorts the answers without
an exception there is none: the estimates run away, and ``converged`` is false.

Sources: McCullagh (1980), doi:10.1111/j.2517-6161.1980.tb01109.x; concavity: Pratt (1981),
doi:10.1080/01621459.1981.10477613.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit, ndtr

from yardstick.inference.complete import complete_rows
from yardstick.inference.proportion import normal_quantile

Floats = NDArray[np.float64]
STEPS = 60
#: Standardised coefficients beyond this, or thresholds that go with them, have run away.
FARTHEST = 25.0
#: Smallest information per person, drivers standardised; below it the maximum is a ridge.
LEAST = 1e-8


@dataclass(frozen=True)
class Ordinal:
    """``categories`` (K,) the answers given; ``threshold`` and its ``threshold_se`` (K - 1,).

    ``coefficient``, ``se``, ``low``, ``high``, ``z`` and ``p_value`` (q,) per driver in its unit, on
    the scale of the log odds of a higher answer; limits and p are Wald's. ``covariance`` is of
    thresholds and coefficients in this order. ``null_log_likelihood`` is that of the thresholds
    alone; ``n`` the sum of counts. Where ``converged`` is false nothing else should be shown.
    """

    categories: Floats
    threshold: Floats
    threshold_se: Floats
    coefficient: Floats
    se: Floats
    low: Floats
    high: Floats
    z: Floats
    p_value: Floats
    covariance: Floats
    log_likelihood: float
    null_log_likelihood: float
    n: float
    converged: bool

    def probabilities(self, drivers: ArrayLike) -> Floats:
        """Shares of each answer (rows x K) that the model expects at given drivers (rows x q)."""
        eta = np.atleast_2d(np.asarray(drivers, dtype=float)) @ self.coefficient
        reached = expit(self.threshold - eta[:, None])
        return np.diff(reached, axis=1, prepend=0.0, append=1.0)


def ordinal(
    answer: ArrayLike, drivers: ArrayLike, count: ArrayLike = 1, confidence: float = 0.95
) -> Ordinal:
    """Fit to answers (n,), drivers (n, q) and counts (n,); rows with anything missing are left out.

    Answers nobody gave have no threshold. Raises ValueError where shapes do not fit, a count is
    negative, fewer than two answers occur, or a driver is constant or a sum of others.
    """
    y, x, w = complete_rows(answer, drivers, count)
    categories, code = np.unique(y, return_inverse=True)
    if categories.size < 2:
        raise ValueError("fewer than two different answers")
    middle = np.average(x, axis=0, weights=w)
    spread = np.sqrt(np.average((x - middle) ** 2, axis=0, weights=w))
    if np.any(spread <= 1e-12 * np.maximum(np.abs(middle), 1.0)):
        raise ValueError("a driver is the same for everybody")
    scaled = (x - middle) / spread
    roots = np.linalg.eigvalsh((scaled * w[:, None]).T @ scaled / w.sum()) if x.shape[1] else [1.0]
    if roots[0] < 1e-6:
        raise ValueError("a driver is a sum of others")
    total = np.bincount(code, weights=w)
    below = np.cumsum(total)[:-1] / w.sum()
    cuts, q = categories.size - 1, x.shape[1]
    start = np.concatenate([np.log(below / (1 - below)), np.zeros(q)])
    point, value, information, converged = _climb(start, code, scaled, w, cuts)
    # Back to the drivers' own units: beta = b / s, theta = t + sum b m / s.
    back = np.eye(cuts + q)
    back[:cuts, cuts:] = middle / spread
    back[cuts:, cuts:] = np.diag(1 / spread)
    if converged:
        least = np.linalg.eigvalsh(information)[0] / w.sum()
        converged = bool(np.all(np.abs(point) < FARTHEST) and least > LEAST)
    own = back @ point
    covariance = (
        back @ np.linalg.inv(information) @ back.T
        if converged
        else np.full((cuts + q, cuts + q), np.nan)
    )
    se = np.sqrt(np.diag(covariance))
    beta, beta_se = own[cuts:], se[cuts:]
    half = normal_quantile(confidence) * beta_se
    z = beta / beta_se
    return Ordinal(
        categories=categories,
        threshold=own[:cuts],
        threshold_se=se[:cuts],
        coefficient=beta,
        se=beta_se,
        low=beta - half,
        high=beta + half,
        z=z,
        p_value=2 * ndtr(-np.abs(z)),
        covariance=covariance,
        log_likelihood=value,
        null_log_likelihood=float(total @ np.log(total / total.sum())),
        n=float(w.sum()),
        converged=converged,
    )


def _climb(
    point: Floats, code: NDArray[np.int64], x: Floats, w: Floats, cuts: int
) -> tuple[Floats, float, Floats, bool]:
    value, gradient, information = _likelihood(point, code, x, w, cuts)
    for _ in range(STEPS):
        try:
            step = np.linalg.solve(information, gradient)
        except np.linalg.LinAlgError:
            break
        # Twice the gain still to be had.
        if step @ gradient < 1e-12 * (1 + abs(value)):
            return point + step, value, information, True
        length = 1.0
        while length > 1e-8:
            new = _likelihood(point + length * step, code, x, w, cuts)
            if new[0] > value:
                break
            length /= 2
        else:
            # No step climbs: rounding is all that is left.
            return point, value, information, bool(step @ gradient < 1e-8)
        point = point + length * step
        value, gradient, information = new
        if np.max(np.abs(point)) > FARTHEST:
            break
    return point, value, information, False


def _likelihood(
    point: Floats, code: NDArray[np.int64], x: Floats, w: Floats, cuts: int
) -> tuple[float, Floats, Floats]:
    """Log-likelihood, gradient and minus the Hessian; minus infinity where thresholds cross."""
    size = point.size
    theta, eta = point[:cuts], x @ point[cuts:]
    if np.any(np.diff(theta) <= 0):
        return -np.inf, np.zeros(size), np.eye(size)
    edges = np.concatenate([[-np.inf], theta, [np.inf]])
    upper, lower = edges[code + 1] - eta, edges[code] - eta
    # F(u) - F(l), from the tail in which nothing cancels.
    flip = upper + lower > 0
    p = np.where(flip, expit(-lower) - expit(-upper), expit(upper) - expit(lower))
    if np.any(p <= 0):
        return -np.inf, np.zeros(size), np.eye(size)
    fu, fl = expit(upper) * expit(-upper), expit(lower) * expit(-lower)
    slope_u, slope_l = fu * (expit(-upper) - expit(upper)), fl * (expit(-lower) - expit(lower))
    to_upper, to_lower = np.zeros((len(code), size)), np.zeros((len(code), size))
    to_upper[:, cuts:] = to_lower[:, cuts:] = -x
    rows = np.arange(len(code))
    has_upper, has_lower = code < cuts, code > 0
    to_upper[rows[has_upper], code[has_upper]] = 1
    to_lower[rows[has_lower], code[has_lower] - 1] = 1
    a, b = fu / p, fl / p
    gradient = to_upper.T @ (w * a) - to_lower.T @ (w * b)
    cross = to_upper.T @ ((w * a * b)[:, None] * to_lower)
    hessian = (
        to_upper.T @ ((w * (slope_u / p - a * a))[:, None] * to_upper)
        + to_lower.T @ ((w * (-slope_l / p - b * b))[:, None] * to_lower)
        + cross
        + cross.T
    )
    return float(w @ np.log(p)), gradient, -hessian
