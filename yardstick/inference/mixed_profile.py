"""Profile likelihood of the random-intercept linear model in the ratio of its two variances."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
#: The ratio is sought between these, relative to one over the mean size of a unit.
LOWEST, HIGHEST, PLACES = 1e-8, 1e10, 181


@dataclass(frozen=True)
class At:
    """At one ratio: coefficients, weighted residual sum of squares, inverse information (p, p)."""

    beta: Array
    left: float
    inverse: Array


@dataclass(frozen=True)
class Profile:
    """Sums that the likelihood needs, of values less their least-squares fit.

    base, total: (U,) number and sum of unit; sums: (U, p) sum of design rows; cross: (p, p) and
    product: (p,) of the whole; square: sum of squares; inner: the part of it within units.
    """

    base: Array
    total: Array
    sums: Array
    cross: Array
    product: Array
    square: float
    inner: float
    raw: float
    start: Array
    reml: bool

    @classmethod
    def of(
        cls, matrix: Array, row: NDArray[np.int64], unit: NDArray[np.int64], n: Array,
        total: Array, squares: Array, units: int, reml: bool,
    ) -> "Profile":  # fmt: skip
        """From cells with n > 0; matrix: distinct design rows in a well-conditioned basis."""
        row_n = np.bincount(row, weights=n, minlength=len(matrix))
        cross = matrix.T @ (row_n[:, None] * matrix)
        row_total = np.bincount(row, weights=total, minlength=len(matrix))
        start = np.linalg.solve(cross, matrix.T @ row_total)
        # Residuals of the plain fit: sums of squares then start small and keep their digits.
        mean = total / n - (matrix @ start)[row]
        within_cells = np.maximum(squares - total**2 / n, 0.0).sum()
        base = np.bincount(unit, weights=n, minlength=units)
        of_unit = np.bincount(unit, weights=n * mean, minlength=units)
        centre = of_unit / np.where(base > 0, base, 1.0)
        by_column = [
            np.bincount(unit, weights=n * column[row], minlength=units) for column in matrix.T
        ]
        return cls(
            base=base,
            total=of_unit,
            sums=np.column_stack(by_column),
            cross=cross,
            product=matrix.T @ np.bincount(row, weights=n * mean, minlength=len(matrix)),
            square=float(within_cells + np.sum(n * mean**2)),
            inner=float(within_cells + np.sum(n * (mean - centre[unit]) ** 2)),
            raw=float(squares.sum()),
            start=start,
            reml=reml,
        )

    def _within(self) -> tuple[Array, Array]:
        share = 1 / np.where(self.base > 0, self.base, 1.0)
        return (
            self.cross - (self.sums * share[:, None]).T @ self.sums,
            self.product - self.sums.T @ (share * self.total),
        )

    def left_with_fixed_units(self) -> float:
        """Residual sum of squares were every unit free: the limit of an unbounded ratio."""
        cross, product = self._within()
        roots, axes = np.linalg.eigh(cross)
        some = roots > 1e-10 * max(roots[-1], 1e-300)
        return self.inner - float(np.sum((axes[:, some].T @ product) ** 2 / roots[some]))

    def free_units(self) -> int:
        """Units less the directions of the design that only differ between units."""
        roots = np.linalg.eigvalsh(self._within()[0])
        within = int(np.sum(roots > 1e-10 * np.linalg.eigvalsh(self.cross)[-1]))
        return int(np.count_nonzero(self.base)) - (len(roots) - within)

    def at(self, ratio: float) -> At:
        share = ratio / (1 + ratio * self.base)
        information = self.cross - (self.sums * share[:, None]).T @ self.sums
        inverse = np.linalg.inv(information)
        product = self.product - self.sums.T @ (share * self.total)
        beta = inverse @ product
        between = self.total**2 / np.where(self.base > 0, self.base, 1.0)
        left = self.inner + np.sum(between / (1 + ratio * self.base)) - product @ beta
        return At(beta, float(left), inverse)

    def _degrees(self) -> float:
        return self.base.sum() - (len(self.start) if self.reml else 0)

    def log_likelihood(self, ratio: float) -> float:
        """Maximum over beta and the residual variance; restricted if ``reml``."""
        at, degrees = self.at(ratio), self._degrees()
        twice = degrees * (1 + np.log(2 * np.pi * at.left / degrees))
        twice += np.sum(np.log1p(ratio * self.base))
        if self.reml:
            # The basis is orthonormal for all members, so its own determinant is that of cross.
            twice -= np.linalg.slogdet(at.inverse)[1]
        return float(-twice / 2)

    def slope(self, ratio: float) -> float:
        """Derivative of the log likelihood by the ratio."""
        at, c = self.at(ratio), 1 + ratio * self.base
        residual = (self.total - self.sums @ at.beta) / c
        twice = np.sum(self.base / c) - self._degrees() * np.sum(residual**2) / at.left
        if self.reml:
            scaled = self.sums / c[:, None]
            twice -= np.sum((scaled @ at.inverse) * scaled)
        return float(-twice / 2)

    def best_ratio(self) -> float | None:
        """The ratio with the largest likelihood, 0 included; None if it grows without end."""
        mean = self.base.sum() / np.count_nonzero(self.base)
        places = np.geomspace(LOWEST, HIGHEST, PLACES) / mean
        slopes = np.array([self.slope(v) for v in places])
        found = [0.0]
        for i in np.flatnonzero((slopes[:-1] > 0) & (slopes[1:] <= 0)):
            low, high = np.log(places[i]), np.log(places[i + 1])
            for _ in range(60):
                middle = (low + high) / 2
                low, high = (middle, high) if self.slope(np.exp(middle)) > 0 else (low, middle)
            found.append(float(np.exp((low + high) / 2)))
        if slopes[-1] > 0:
            found.append(np.inf)
        values = [self.log_likelihood(min(v, places[-1])) for v in found]
        best = found[int(np.argmax(values))]
        return None if np.isinf(best) else best
