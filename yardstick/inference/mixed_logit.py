"""Random-intercept logistic model on grouped cells by maximum likelihood.

    x_k ~ binomial(n_k, p_k),  logit p_k = design_k beta + b_i,  b_i ~ N(0, sigma^2)

for the cells k of unit i. The likelihood is approximated by Laplace (``nodes=1``) or adaptive
Gauss-Hermite quadrature, as ``lme4::glmer`` does; cells are fitted, not persons, so the time
depends on the number of cells alone.

Sources: Bates, Maechler, Bolker and Walker (2015), doi:10.18637/jss.v067.i01; uncertainty of an
effect beyond its conditional variance: Kass and Steffey (1989),
doi:10.1080/01621459.1989.10478825.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit

from yardstick.inference.design import Design, distinct, independent
from yardstick.inference.maximise import Maximum, maximise
from yardstick.inference.mixed_likelihood import Cells, Likelihood, Modes, log_choose
from yardstick.inference.mixed_points import Points, in_points
from yardstick.inference.mixed_result import Ended, MixedLogit
from yardstick.inference.mixed_start import fixed_only, start_values
from yardstick.inference.separation import separating

__all__ = ["Ended", "MixedLogit", "Points", "fit", "in_points"]

Array = NDArray[np.float64]
#: Beyond this the odds of two ordinary units would differ by a factor of more than a billion.
LARGEST_SIGMA = 20.0
#: A gain in log likelihood too small to tell a variance from none.
NO_GAIN = 1e-7


def fit(
    design: Design | ArrayLike,
    unit: ArrayLike,
    x: ArrayLike,
    n: ArrayLike,
    nodes: int = 1,
    units: int | None = None,
) -> MixedLogit:
    """Fit the model to cells.

    design: a ``Design`` or (cells, columns); unit: (cells,) codes 0..U-1; x of n: (cells,). Cells
    may repeat and may be empty. A unit without graduates has the effect 0 and the SD sigma.
    Raises ValueError for inputs that are no counts or do not fit together; everything the data
    may do to the fit is told by ``status``.
    """
    design = design if isinstance(design, Design) else distinct(design)
    unit, x, n = _checked(design, unit, x, n, nodes)
    units = int(unit.max(initial=-1)) + 1 if units is None else units
    cells = _collapsed(design, unit, x, n, units)
    empty = _without_estimates(design, units, nodes)
    if not len(cells.n) or not len(design.names):
        return empty(Ended.NO_DATA)
    if np.count_nonzero(cells.by_unit(cells.n)) < 2:
        return empty(Ended.TOO_FEW_UNITS)

    row_x, row_n = cells.by_row(cells.x), cells.by_row(cells.n)
    kept = independent(design.matrix[row_n > 0])
    matrix = design.matrix[:, kept]
    length = np.sqrt(np.mean(matrix[row_n > 0] ** 2, axis=0))
    out, apart = separating(matrix / length, row_x, row_n)
    if out.any():
        names = np.array(design.names)[kept][out]
        return empty(Ended.SEPARATED, tuple(str(v) for v in names), apart[design.row] & (n > 0))

    basis, glm = fixed_only(matrix, row_x, row_n)
    start_sigma, back = start_values(cells, matrix @ basis, glm)
    basis = basis @ back
    likelihood = Likelihood(cells, matrix @ basis, nodes, log_choose(x, n))
    plain = np.linalg.solve(back, glm)
    found, scale = _best(likelihood, plain, start_sigma)
    at_zero = likelihood(np.append(plain, 0.0))[0]
    if found is None or found.value < at_zero + NO_GAIN:
        # Every start that found more would have been kept: without variance it is largest.
        if found is None and _rises_from_zero(likelihood, plain):
            return empty(Ended.NOT_CONVERGED)
        joint = np.zeros((matrix.shape[1] + 1,) * 2)
        joint[:-1, :-1] = np.linalg.inv(_glm_information(likelihood, plain))
        return _result(
            empty, Ended.NO_VARIANCE, likelihood, basis, kept, np.append(plain, 0.0), joint, at_zero
        )
    if abs(found.parameters[-1] * scale) > LARGEST_SIGMA:
        return empty(Ended.UNBOUNDED)
    if not found.converged:
        return empty(Ended.NOT_CONVERGED)
    joint = np.linalg.inv(found.information)
    joint[-1] *= scale
    joint[:, -1] *= scale
    parameters = found.parameters.copy()
    parameters[-1] *= scale
    if parameters[-1] < 0:  # the likelihood is even in sigma
        parameters[-1] *= -1
        joint[-1, :-1] *= -1
        joint[:-1, -1] *= -1
    return _result(empty, Ended.CONVERGED, likelihood, basis, kept, parameters, joint, found.value)


def _checked(design: Design, unit: ArrayLike, x: ArrayLike, n: ArrayLike, nodes: int) -> tuple:
    unit = np.asarray(unit)
    x, n = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    if not (len(design.row) == len(unit) == len(x) == len(n)):
        raise ValueError("design, unit, x and n need one entry a cell")
    if len(unit) and (unit.dtype.kind not in "iu" or unit.min() < 0):
        raise ValueError("units are whole numbers from 0")
    if not (np.isfinite(x).all() and np.isfinite(n).all() and (x >= 0).all() and (x <= n).all()):
        raise ValueError("x and n are counts with 0 <= x <= n")
    if int(nodes) != nodes or not 1 <= nodes <= 100:
        raise ValueError("nodes is a whole number from 1 to 100")
    return unit.astype(np.int64), x, n


def _collapsed(design: Design, unit: NDArray[np.int64], x: Array, n: Array, units: int) -> Cells:
    """Each pair of unit and design row once, sorted by unit, without empty cells."""
    used = n > 0
    rows = len(design.matrix)
    pair, at = np.unique(unit[used] * rows + design.row[used], return_inverse=True)
    at = at.reshape(-1)
    return Cells(
        unit=pair // max(rows, 1),
        row=pair % max(rows, 1),
        x=np.bincount(at, weights=x[used], minlength=len(pair)),
        n=np.bincount(at, weights=n[used], minlength=len(pair)),
        units=units,
        rows=rows,
    )


def _without_estimates(design: Design, units: int, nodes: int):
    """A maker of results whose estimates are all NaN."""
    p = len(design.names)

    def make(
        status: Ended, separated: tuple[str, ...] = (), apart: NDArray[np.bool_] | None = None
    ) -> MixedLogit:
        def gap(*shape: int) -> Array:
            return np.full(shape, np.nan)

        return MixedLogit(
            status, gap(p), gap(p), gap(p, p), np.nan, np.nan, gap(units), gap(units),
            gap(units), gap(units), gap(p + 1, p + 1), gap(units, p + 1), np.nan, nodes,
            design.names, separated, apart,
        )  # fmt: skip

    return make


def _best(likelihood: Likelihood, plain: Array, sigma: float) -> tuple[Maximum | None, float]:
    """The highest maximum from a few starting values of sigma, sigma measured in its own scale.

    Later starts are tried only where the first led nowhere: to no variance or to no maximum.
    """
    at_zero = likelihood(np.append(plain, 0.0))[0]
    best, best_scale = None, 1.0
    for start in (sigma, max(1.0, 3 * sigma), 0.03):
        w = likelihood.modes(plain, start).weight
        scale = 1 / np.sqrt(max(2 * np.sum((start * w / (1 + start**2 * w)) ** 2), 1e-2))

        def scaled(v: Array, scale: float = scale) -> tuple[float, Array]:
            value, gradient = likelihood(np.append(v[:-1], v[-1] * scale))
            return value, np.append(gradient[:-1], gradient[-1] * scale)

        found = maximise(scaled, np.append(plain, start / scale))
        if found.value >= at_zero + NO_GAIN and (
            best is None or (found.converged, found.value) > (best.converged, best.value)
        ):
            best, best_scale = found, scale
            if found.converged:
                break
    return best, best_scale


def _rises_from_zero(likelihood: Likelihood, beta: Array) -> bool:
    """Whether the likelihood grows when a little variance is allowed for (a score test)."""
    c = likelihood.cells
    p = expit(likelihood.fixed(beta))
    s = c.by_unit(c.x - c.n * p)
    return bool(np.sum(s**2 - c.by_unit(c.n * p * (1 - p))) > 1e-6 * (1 + np.sum(s**2)))


def _glm_information(likelihood: Likelihood, beta: Array) -> Array:
    z, c = likelihood.matrix, likelihood.cells
    p = expit(z @ beta)
    return z.T @ ((c.by_row(c.n) * p * (1 - p))[:, None] * z)


def _result(
    empty, status: Ended, likelihood: Likelihood, basis: Array, kept: NDArray[np.bool_],
    parameters: Array, joint: Array, value: float,
) -> MixedLogit:  # fmt: skip
    """Estimates in the columns of the design, from those in the working basis."""
    sigma = float(parameters[-1])
    at = likelihood.modes(parameters[:-1], sigma)
    slope = _slope(likelihood, parameters, at)
    sd2 = sigma**2 / (1 + sigma**2 * at.weight)
    full = np.sqrt(sd2 + np.einsum("ij,jk,ik->i", slope, joint, slope, optimize=True))

    gap = empty(status)
    places = np.append(np.flatnonzero(kept), len(kept))
    to_design = np.eye(len(parameters))
    to_design[:-1, :-1] = basis
    from_design = np.eye(len(parameters))
    from_design[:-1, :-1] = np.linalg.inv(basis)
    whole = gap.joint.copy()
    whole[np.ix_(places, places)] = to_design @ joint @ to_design.T
    beta = gap.beta.copy()
    beta[kept] = basis @ parameters[:-1]
    # A column that is aliased has no coefficient, so the effects do not move with it.
    slopes = np.zeros_like(gap.slope)
    slopes[:, places] = slope @ from_design
    error = np.sqrt(np.diag(whole))
    return MixedLogit(
        status=status,
        beta=beta,
        beta_se=error[:-1],
        covariance=whole[:-1, :-1],
        sigma=sigma,
        sigma_se=float(error[-1]) if sigma > 0 else np.nan,
        effect=sigma * at.u,
        effect_sd=np.sqrt(sd2),
        effect_sd_full=full,
        shrunk=1 / (1 + sigma**2 * at.weight),
        joint=whole,
        slope=slopes,
        log_likelihood=value,
        nodes=gap.nodes,
        names=gap.names,
    )


def _slope(likelihood: Likelihood, parameters: Array, at: Modes) -> Array:
    """Derivative of the conditional modes b by (beta, sigma): (units, columns + 1)."""
    sigma, c = float(parameters[-1]), likelihood.cells
    d = 1 + sigma**2 * at.weight
    by_beta = c.weighted_rows(c.n * at.p * (1 - at.p), likelihood.matrix)
    by_beta *= (-(sigma**2) / d)[:, None]
    by_sigma = at.u + sigma * (at.residual - sigma * at.weight * at.u) / d
    return np.column_stack([by_beta, by_sigma])
