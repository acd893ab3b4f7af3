"""Marginal likelihood of the random-intercept logistic model, with its exact gradient.

For unit i with cells k: x_k of n_k, linear predictor e_k + sigma u with u ~ N(0, 1). With h(u) the
joint log density, its mode u* and s = (1 + sigma^2 W)^-1/2, W = sum n p (1-p) at the mode, the
integral over u is taken by Gauss-Hermite quadrature centred at u* and scaled by s:

    log integral = log s + log sum_q w_q exp(h(u* + s z_q) + z_q^2 / 2)

One node is the Laplace approximation. The gradient is that of this very expression, so it also
carries how mode and scale move with the parameters (implicit differentiation of h'(u*) = 0).

Sources: Pinheiro and Bates (1995), doi:10.1080/10618600.1995.10474663;
Pinheiro and Chao (2006), doi:10.1198/106186006X96962.
"""

from dataclasses import dataclass

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from numpy.typing import NDArray
from scipy.special import expit, gammaln

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Cells:
    """Grouped binary data: x of n in cells of unit and design row (each pair once, all n > 0)."""

    unit: NDArray[np.int64]
    row: NDArray[np.int64]
    x: Array
    n: Array
    units: int
    rows: int

    def by_unit(self, values: Array) -> Array:
        return np.bincount(self.unit, weights=values, minlength=self.units)

    def by_row(self, values: Array) -> Array:
        return np.bincount(self.row, weights=values, minlength=self.rows)

    def weighted_rows(self, weight: Array, matrix: Array) -> Array:
        """Sum of weight times design row within each unit: (units, columns)."""
        return np.column_stack(
            [self.by_unit(weight * column[self.row]) for column in matrix.T]
        ).reshape(self.units, matrix.shape[1])


def log_choose(x: Array, n: Array) -> float:
    """Sum of the log binomial coefficients of all cells."""
    return float(np.sum(gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1)))


def log_density(x: Array, n: Array, eta: Array) -> Array:
    """x eta - n log(1 + exp(eta)), without overflow."""
    return x * eta - n * np.logaddexp(0.0, eta)


@dataclass(frozen=True)
class Modes:
    """Per unit the mode u*, S = sum (x - n p) and W = sum n p (1-p) there; p per cell."""

    u: Array
    residual: Array
    weight: Array
    p: Array


def modes(cells: Cells, fixed: Array, sigma: float, start: Array | None = None) -> Modes:
    """The mode of u of every unit: the root of sigma S(u) - u, which falls strictly.

    Newton steps, kept inside a bracket that is known from the start (S lies between x - n and x
    of the whole unit) and shrinks: no step can run away, however extreme the unit.
    """
    total, positive = cells.by_unit(cells.n), cells.by_unit(cells.x)
    one, other = sigma * (positive - total), sigma * positive
    low, high = np.minimum(one, other), np.maximum(one, other)
    u = np.zeros(cells.units) if start is None else np.clip(start, low, high)
    for _ in range(200):
        p = expit(fixed + sigma * u[cells.unit])
        np_ = cells.n * p
        residual = positive - cells.by_unit(np_)
        weight = cells.by_unit(np_ * (1 - p))
        slope = sigma * residual - u
        low, high = np.where(slope >= 0, u, low), np.where(slope <= 0, u, high)
        step = slope / (1 + sigma * sigma * weight)
        if np.all(np.abs(step) <= 1e-11 * (1 + np.abs(u))):
            break
        new = u + step
        u = np.where((new < low) | (new > high), (low + high) / 2, new)
    return Modes(u, residual, weight, p)


class Likelihood:
    """Log likelihood and gradient in (coefficients of ``matrix``, sigma); sigma may have any sign."""

    def __init__(self, cells: Cells, matrix: Array, nodes: int = 1, constant: float = 0.0) -> None:
        self.cells, self.matrix = cells, matrix
        self.z, weight = hermegauss(nodes)
        self.log_weight = np.log(weight) - 0.5 * np.log(2 * np.pi) + self.z**2 / 2
        self.constant = constant
        self._start: Array | None = None

    def fixed(self, beta: Array) -> Array:
        return (self.matrix @ beta)[self.cells.row]

    def modes(self, beta: Array, sigma: float) -> Modes:
        found = modes(self.cells, self.fixed(beta), sigma, self._start)
        self._start = found.u
        return found

    def __call__(self, parameters: Array) -> tuple[float, Array]:
        """Value and gradient; parameters: (columns + 1,), sigma last."""
        c, beta, sigma = self.cells, parameters[:-1], float(parameters[-1])
        fixed, at = self.fixed(beta), self.modes(beta, sigma)
        d = 1 + sigma**2 * at.weight
        s = d**-0.5
        w = c.n * at.p * (1 - at.p)
        third = w * (1 - 2 * at.p)
        t = c.by_unit(third)

        points = at.u[:, None] + s[:, None] * self.z
        log_terms = np.empty_like(points)
        residuals, sums = [], np.empty_like(points)
        for q in range(len(self.z)):
            eta = fixed + sigma * points[c.unit, q]
            r = c.x - c.n * expit(eta)
            log_terms[:, q] = c.by_unit(log_density(c.x, c.n, eta)) - points[:, q] ** 2 / 2
            residuals.append(r)
            sums[:, q] = c.by_unit(r)
        log_terms += self.log_weight
        top = log_terms.max(axis=1)
        share = np.exp(log_terms - top[:, None])
        total = share.sum(axis=1)
        share /= total[:, None]
        value = float(np.sum(top + np.log(total) - 0.5 * np.log(d))) + self.constant

        slope = sigma * sums - points  # h'(u) at the nodes
        by_mode = (share * slope).sum(axis=1)
        by_scale = 1 + s * (share * slope * self.z).sum(axis=1)
        direct = np.zeros_like(w)
        for q, r in enumerate(residuals):
            direct += share[c.unit, q] * r
        # Each cell's derivative by its own linear predictor: direct, by the mode, by the scale.
        mode_by_w = -sigma / d
        scale = -0.5 * sigma**2 / d * by_scale
        per_w = by_mode * mode_by_w + scale * t * sigma * mode_by_w
        per_cell = direct + per_w[c.unit] * w + scale[c.unit] * third
        mode_by_sigma = (at.residual - sigma * at.weight * at.u) / d
        log_scale_by_sigma = (
            -0.5 * (2 * sigma * at.weight + sigma**2 * t * (at.u + sigma * mode_by_sigma)) / d
        )
        by_sigma = (
            (share * sums * points).sum(axis=1)
            + by_mode * mode_by_sigma
            + by_scale * log_scale_by_sigma
        )
        return value, np.append(self.matrix.T @ c.by_row(per_cell), by_sigma.sum())
