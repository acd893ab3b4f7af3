"""Random-intercept linear model from cell sufficient statistics; exactly the fit to the rows.

    y = design_k beta + b_i + e,  b_i ~ N(0, tau^2),  e ~ N(0, s^2)

for the members of cell k of unit i. Number, sum and sum of squares of each cell hold all that the
likelihood needs. Given the ratio v = tau^2 / s^2 everything else has a closed form, so the
likelihood is profiled to this one number; its derivative is written out, every root of it and the
boundary v = 0 are compared, and a likelihood without bound is recognised before it is climbed.

With R_i the sum of unit i's residuals, n_i its size and c_i = 1 + v n_i: the weighted residual sum
of squares is r'r - sum v R_i^2 / c_i, log |V| = sum log c_i, and the effects are v R_i / c_i.

Sources: Bates, Maechler, Bolker and Walker (2015), doi:10.18637/jss.v067.i01; prediction errors:
Henderson (1975), doi:10.2307/2529430.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from yardstick.inference.design import Design, distinct, independent
from yardstick.inference.mixed_profile import Profile
from yardstick.inference.mixed_result import MESSAGES, Ended

__all__ = ["Ended", "MixedLinear", "Percent", "fit", "in_percent"]

Array = NDArray[np.float64]
#: Less than this share of the variation left within units is rounding, not variance.
NOTHING = 1e-12
#: And less than this share of the plain sum of squares cannot be told from its last digits.
ROUNDING = 1e-14


@dataclass(frozen=True)
class MixedLinear:
    """The fit; p columns of the design (aliased ones NaN), U units.

    beta, beta_se: (p,); covariance: (p, p) given the variances; sigma: SD of the effects;
    residual: SD within units; effect: (U,) predicted effects; effect_sd: (U,) given beta and the
    variances, as lme4's condVar; effect_sd_full: (U,) prediction error with the uncertainty of
    beta (the variances are taken as known); shrunk: (U,) 1 / (1 + n sigma^2 / residual^2), the
    share of a unit's own mean residual that pooling takes away; unpooled: (U,) that mean residual;
    log_likelihood: restricted if ``reml``.
    """

    status: Ended
    beta: Array
    beta_se: Array
    covariance: Array
    sigma: float
    residual: float
    effect: Array
    effect_sd: Array
    effect_sd_full: Array
    shrunk: Array
    unpooled: Array
    log_likelihood: float
    reml: bool
    names: tuple[str, ...]

    @property
    def converged(self) -> bool:
        return self.status.usable

    @property
    def message(self) -> str:
        """An English sentence, marked for translation."""
        return MESSAGES[self.status]


@dataclass(frozen=True)
class Percent:
    """Effects on a logarithm, as fractions of the level (0.05: five percent more); all (U,).

    low, high: interval given the variances, with the uncertainty of beta; NaN where the model
    finds no variance between units. unpooled: the unit's own mean residual; shrunk: the share of
    it (on the log scale) that pooling takes away.
    """

    percent: Array
    low: Array
    high: Array
    unpooled: Array
    shrunk: Array
    confidence: float


def fit(
    design: Design | ArrayLike,
    unit: ArrayLike,
    n: ArrayLike,
    total: ArrayLike,
    total_of_squares: ArrayLike,
    reml: bool = True,
    units: int | None = None,
) -> MixedLinear:
    """Fit the model to cells.

    design: a ``Design`` or (cells, columns); unit: (cells,) codes 0..U-1; n, total and
    total_of_squares: (cells,) number, sum and sum of squares of the values. Cells may repeat and
    may be empty. A unit without values has the effect 0 and the SD sigma.
    Raises ValueError for inputs that do not fit together; what the data may do is in ``status``.
    """
    design = design if isinstance(design, Design) else distinct(design)
    unit, n, total, squares = _checked(design, unit, n, total, total_of_squares)
    units = int(unit.max(initial=-1)) + 1 if units is None else units
    used = n > 0
    unit, row, n, total, squares = unit[used], design.row[used], n[used], total[used], squares[used]
    base = np.bincount(unit, weights=n, minlength=units)
    if not len(n) or not len(design.names):
        return _none(Ended.NO_DATA, design, units, reml)
    if np.count_nonzero(base) < 2:
        return _none(Ended.TOO_FEW_UNITS, design, units, reml)
    row_n = np.bincount(row, weights=n, minlength=len(design.matrix))
    weighted = np.sqrt(row_n)[:, None] * design.matrix
    kept = independent(weighted[row_n > 0])
    if base.sum() - kept.sum() < 1:
        return _none(Ended.NOT_CONVERGED, design, units, reml)
    # An orthonormal basis keeps years and pay in one design from losing digits.
    basis = np.linalg.inv(np.linalg.qr(weighted[:, kept], mode="r"))
    profile = Profile.of(design.matrix[:, kept] @ basis, row, unit, n, total, squares, units, reml)
    if profile.free_units() < 1:
        return _none(Ended.TOO_FEW_UNITS, design, units, reml)
    # Without limit to the ratio units are as good as fixed: if nothing is left over then, the
    # likelihood is infinite, however small a variance some optimiser stops at.
    if profile.left_with_fixed_units() <= NOTHING * profile.square + ROUNDING * profile.raw:
        return _none(Ended.PERFECT_FIT, design, units, reml)
    ratio = profile.best_ratio()
    if ratio is None:
        return _none(Ended.UNBOUNDED, design, units, reml)
    at = profile.at(ratio)
    variance = at.left / (base.sum() - (kept.sum() if reml else 0))
    shrunk = 1 / (1 + ratio * base)
    sums = profile.total - profile.sums @ at.beta
    gain = (ratio * shrunk)[:, None] * profile.sums
    sd2 = variance * ratio * shrunk
    error = variance * np.einsum("ij,jk,ik->i", gain, at.inverse, gain, optimize=True)
    out = _none(Ended.CONVERGED if ratio > 0 else Ended.NO_VARIANCE, design, units, reml)
    covariance, beta = out.covariance.copy(), out.beta.copy()
    covariance[np.ix_(kept, kept)] = variance * basis @ at.inverse @ basis.T
    beta[kept] = basis @ (profile.start + at.beta)
    with np.errstate(invalid="ignore"):
        unpooled = sums / base
    return MixedLinear(
        status=out.status,
        beta=beta,
        beta_se=np.sqrt(np.diag(covariance)),
        covariance=covariance,
        sigma=float(np.sqrt(ratio * variance)),
        residual=float(np.sqrt(variance)),
        effect=ratio * shrunk * sums,
        effect_sd=np.sqrt(sd2),
        effect_sd_full=np.sqrt(sd2 + error),
        shrunk=shrunk,
        unpooled=unpooled,
        log_likelihood=profile.log_likelihood(ratio)
        # The restricted likelihood is that of the design's own columns, not of the basis.
        + (float(np.linalg.slogdet(basis)[1]) if reml else 0.0),
        reml=reml,
        names=design.names,
    )


def _checked(
    design: Design, unit: ArrayLike, n: ArrayLike, total: ArrayLike, squares: ArrayLike
) -> tuple:
    unit = np.asarray(unit)
    n, total, squares = (np.asarray(v, dtype=float) for v in (n, total, squares))
    if not (len(design.row) == len(unit) == len(n) == len(total) == len(squares)):
        raise ValueError("design, unit, n and the sums need one entry a cell")
    if len(unit) and (unit.dtype.kind not in "iu" or unit.min() < 0):
        raise ValueError("units are whole numbers from 0")
    if not (np.isfinite(n).all() and (n >= 0).all()):
        raise ValueError("n are counts of 0 or more")
    some = n > 0
    if not (np.isfinite(total[some]).all() and np.isfinite(squares[some]).all()):
        raise ValueError("sums are finite where there is somebody")
    if np.any(squares[some] * n[some] < total[some] ** 2 * (1 - 1e-9)):
        raise ValueError("a sum of squares is smaller than its sum allows")
    return unit.astype(np.int64), n, total, squares


def _none(status: Ended, design: Design, units: int, reml: bool) -> MixedLinear:
    """A result whose estimates are all NaN."""
    p = len(design.names)
    column, whole, gap = np.full(p, np.nan), np.full((p, p), np.nan), np.full(units, np.nan)
    return MixedLinear(
        status, column, column, whole, np.nan, np.nan, gap, gap, gap, gap, gap, np.nan, reml,
        design.names,
    )  # fmt: skip


def in_percent(fit: MixedLinear, confidence: float = 0.95) -> Percent:
    """Effects of a fit to logarithms as fractions of the level: exp(b) - 1.

    The interval is normal on the log scale with the full prediction error, then transformed.
    """
    half = ndtri(0.5 + confidence / 2) * fit.effect_sd_full
    if fit.status is not Ended.CONVERGED:
        half = np.full(len(fit.effect), np.nan)
    return Percent(
        np.expm1(fit.effect),
        np.expm1(fit.effect - half),
        np.expm1(fit.effect + half),
        np.expm1(fit.unpooled),
        fit.shrunk,
        confidence,
    )
