"""Starting values and working bases of the random-intercept logistic model."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from yardstick.inference.mixed_likelihood import Cells

Array = NDArray[np.float64]


def fixed_only(matrix: Array, x: Array, n: Array) -> tuple[Array, Array]:
    """Logistic regression without effects, on design rows: a basis in which its information is
    the identity, and the coefficients in that basis."""
    used = n > 0
    matrix, x, n = matrix[used], x[used], n[used]
    basis = np.linalg.inv(np.linalg.qr(np.sqrt(n)[:, None] * matrix, mode="r"))
    for scoring in range(100):
        z = matrix @ basis
        if scoring == 0:  # all rows start at the overall rate: the first step of Fisher scoring
            p = np.full(len(n), (x.sum() + 0.5) / (n.sum() + 1))
            beta = z.T @ (n * np.log(p / (1 - p)))
        eta = z @ beta
        p = expit(eta)
        weight = n * p * (1 - p)
        root = np.linalg.qr(np.sqrt(weight)[:, None] * z, mode="r")
        gradient = z.T @ (x - n * p)
        step = np.linalg.solve(root, np.linalg.solve(root.T, gradient))
        step *= min(1.0, 5.0 / max(np.max(np.abs(z @ step)), 1e-300))
        beta = beta + step
        if np.abs(step @ gradient) < 1e-20 * (1 + n.sum()):
            break
    back = np.linalg.inv(root)
    return basis @ back, np.linalg.solve(back, beta)


def start_values(cells: Cells, z: Array, beta: Array) -> tuple[float, Array]:
    """A first sigma by moments, and a basis in which the marginal information of beta is about 1."""
    p = expit((z @ beta)[cells.row])
    weight = cells.n * p * (1 - p)
    w, s = cells.by_unit(weight), cells.by_unit(cells.x - cells.n * p)
    with np.errstate(divide="ignore", invalid="ignore"):
        q = np.nansum(np.where(w > 0, s**2 / w, 0.0))
    room = w.sum() - (w**2).sum() / w.sum()
    tau2 = (q - np.count_nonzero(w)) / room if room > 0 else 0.0
    sigma = float(np.clip(np.sqrt(max(tau2, 0.0)), 0.1, 3.0))
    sums = cells.weighted_rows(weight, z)
    shared = sums * np.sqrt(sigma**2 / (1 + sigma**2 * w))[:, None]
    root = np.linalg.cholesky(z.T @ (cells.by_row(weight)[:, None] * z) - shared.T @ shared)
    return sigma, np.linalg.inv(root).T
