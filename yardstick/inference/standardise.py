"""Indirect standardisation: each unit against what its own mix would lead one to expect.

n_ij graduates of unit i in cell j (a cell is one combination of the factors), x_ij of them
positive, dots for sums, w_ij = n_ij / n_i. the unit's mix, p_j = x_.j / n_.j the reference rate of
the cell, the unit itself included::

    O_i = x_i. / n_i.                        observed
    E_i = sum_j w_ij p_j                     expected: the benchmark
    D_i = O_i - E_i = sum_j w_ij (p_ij - p_j)
    C_i = sum_j w_ij n_ij / n_.j             the unit's contribution to its own benchmark, 0 ... 1

Null variance. Were every x_ij binomial with the rate p_j of its cell, p_ij has the variance
p_j(1 - p_j)/n_ij and its covariance with p_j, of which it is the part n_ij/n_.j, is
p_j(1 - p_j)/n_.j: the same as the variance of p_j. Hence Var(p_ij - p_j) = p_j(1 - p_j)(1/n_ij -
1/n_.j) and, cells being independent::

    Var D_i = sum_j w_ij^2 p_j (1 - p_j) (1/n_ij - 1/n_.j)

A cell the unit has to itself adds nothing to D and nothing to its variance; leaving out 1/n_.j
overstates the SD. It is the variance of Draper and Gittoes with the cell's rate in place of each
unit's own. With each unit's own rate (``sd_local``, as published) it collapses where a unit is
small: that one is for comparison with published values only. The sum over units of n_i. D_i is 0.
In expectation p_j(1 - p_j) falls short by the factor 1 - 1/n_.j: where nothing differs, D/SD spreads
1.02 with cells of about 20, 1.04 with 10, 1.10 with 5 and 1.23 with 2. Cells of a handful should be
merged before they come here.

Left out: the reference rate of the others, p_j(-i), over the cells where there are others. With a
single cell D and its SD both grow by 1 / (1 - n_ij/n_.j), so that z stays.

Source: Draper and Gittoes (2004), doi:10.1111/j.1467-985X.2004.apm12.x.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Standardised:
    """One entry per unit; NaN where a unit has nobody. Shares are fractions, means in their unit.

    ``alone`` counts the unit's graduates in cells without anybody else. The ``left_out`` values are
    about its other graduates only: ``left_out_difference`` is their own value less
    ``left_out_expected``. ``sd_local`` is NaN for means. ``share`` says which of the two it is.
    """

    n: Floats
    observed: Floats
    expected: Floats
    difference: Floats
    sd: Floats
    sd_local: Floats
    contribution: Floats
    alone: Floats
    left_out_expected: Floats
    left_out_difference: Floats
    left_out_sd: Floats
    share: bool


def indirect(
    unit: ArrayLike,
    cell: ArrayLike,
    n: ArrayLike,
    x: ArrayLike,
    units: int | None = None,
    beside: bool = True,
) -> Standardised:
    """Shares. ``unit`` and ``cell`` are numbers from 0; ``x`` of ``n`` are positive there.

    Rows may come in any order and more than once for a pair (they are added up). ``units`` is the
    number of units if the last have no row. Without ``beside``, what stands beside the verdict
    (``sd_local`` and the ``left_out`` values) stays NaN, which saves time. Raises ValueError where
    x lies outside 0 ... n.
    """
    unit, cell, n, x = merge(unit, cell, n, x)
    if np.any((x < 0) | (x > n)):
        raise ValueError("the number of positives lies outside 0 ... base")
    reference = cell_means(cell, n, x)
    spread = reference * (1 - reference)
    with np.errstate(divide="ignore", invalid="ignore"):
        own = np.where(n > 0, x / n, 0.0)
        local = np.where(n > 0, own * (1 - own) / n, 0.0)
    return _standardise(unit, cell, n, x, spread, local, units, beside)


def indirect_means(
    unit: ArrayLike,
    cell: ArrayLike,
    n: ArrayLike,
    total: ArrayLike,
    total_of_squares: ArrayLike,
    units: int | None = None,
    beside: bool = True,
) -> Standardised:
    """Means of a continuous outcome, from its number, sum and sum of squares per unit and cell.

    In place of p(1 - p) stands the variance within the cell about the cell's mean (divisor n_.j -
    1). A cell of one graduate borrows the variance within cells over all. Otherwise as for shares.
    Raises ValueError where the sums of squares are impossible.
    """
    unit, cell, n, total, squares = merge(unit, cell, n, total, total_of_squares)
    if np.any(n < 0) or np.any(squares * n < total**2 * (1 - 1e-9)):
        raise ValueError("a sum of squares is smaller than its sum allows")
    spread = cell_variances(cell, n, total, squares)
    return _standardise(unit, cell, n, total, spread, None, units, beside)


def merge(unit: ArrayLike, cell: ArrayLike, *sums: ArrayLike) -> tuple[NDArray, ...]:
    """One row per pair of unit and cell, ordered; what is given more than once is added up."""
    unit, cell = np.asarray(unit, dtype=np.int64), np.asarray(cell, dtype=np.int64)
    values = [np.asarray(v, dtype=float) for v in sums]
    if any(v.shape != unit.shape for v in (cell, *values)):
        raise ValueError("units, cells and counts differ in length")
    if not unit.size:
        return (unit, cell, *values)
    if min(unit.min(), cell.min()) < 0:
        raise ValueError("units and cells are numbered from 0")
    width = int(cell.max()) + 1
    key = unit * width + cell
    if np.all(key[1:] > key[:-1]):
        return (unit, cell, *values)
    pairs, place = np.unique(key, return_inverse=True)
    added = (np.bincount(place, weights=v, minlength=pairs.size) for v in values)
    return (pairs // width, pairs % width, *added)


def cell_means(cell: ArrayLike, n: ArrayLike, total: ArrayLike) -> Floats:
    """Reference value per cell over all units; 0 in a cell without anybody."""
    base = np.bincount(cell, weights=n)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(base > 0, np.bincount(cell, weights=total) / base, 0.0)


def cell_variances(
    cell: ArrayLike, n: ArrayLike, total: ArrayLike, total_of_squares: ArrayLike
) -> Floats:
    """Variance per cell about its mean over all units; cells of one borrow the overall one."""
    base = np.bincount(cell, weights=n)
    mean = cell_means(cell, n, total)
    around = np.bincount(cell, weights=total_of_squares) - base * mean**2
    # A cell of one has exactly no spread; the rounding of its sums must not pass for one.
    around = np.where(base > 1, np.maximum(around, 0.0), 0.0)
    freedom = np.maximum(base - 1, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        overall = around.sum() / freedom.sum()
        return np.where(freedom > 0, around / freedom, overall)


def _standardise(
    unit: NDArray,
    cell: NDArray,
    n: Floats,
    total: Floats,
    spread: Floats,
    local: Floats | None,
    units: int | None,
    beside: bool,
) -> Standardised:
    """``spread``: variance of one graduate per cell; ``local``: variance of p_ij per row."""
    if not np.all(n > 0):
        used = n > 0
        unit, cell, n, total = unit[used], cell[used], n[used], total[used]
        local = None if local is None else local[used]
    if units is None:
        units = int(unit.max()) + 1 if unit.size else 0

    def over(values: Floats) -> Floats:
        return np.bincount(unit, weights=values, minlength=units)

    in_cell = np.bincount(cell, weights=n, minlength=spread.size)
    part = n / in_cell[cell]
    due = n * cell_means(cell, n, total)[cell]
    # A cell without others tells nothing of the unit; what is left there is rounding.
    shared = part < 1 - 1e-12
    gap = np.where(shared, total - due, 0.0)
    within = n * spread[cell]
    size = over(n)
    missing = np.full(units, np.nan)
    published = rest_expected = rest_difference = rest_sd = missing
    with np.errstate(divide="ignore", invalid="ignore"):
        if beside:
            compared = over(np.where(shared, n, 0.0))
            # p_ij - p_j(-i) = (p_ij - p_j) / (1 - n_ij/n_.j), and the same holds for the SD.
            rest_difference = over(np.where(shared, gap / (1 - part), 0.0)) / compared
            rest_expected = over(np.where(shared, total, 0.0)) / compared - rest_difference
            rest_sd = np.sqrt(over(np.where(shared, within / (1 - part), 0.0))) / compared
            if local is not None:
                published = np.sqrt(over(_published(n, part, cell, local))) / size
        return Standardised(
            n=size,
            observed=over(total) / size,
            expected=over(due) / size,
            difference=over(gap) / size,
            sd=np.sqrt(over(within * (1 - part))) / size,
            sd_local=published,
            contribution=over(n * part) / size,
            alone=np.where(size > 0, over(np.where(shared, 0.0, n)), np.nan),
            left_out_expected=rest_expected,
            left_out_difference=rest_difference,
            left_out_sd=rest_sd,
            share=local is not None,
        )


def _published(n: Floats, part: Floats, cell: NDArray, local: Floats) -> Floats:
    """What each row adds to the variance as published, times the square of the unit's size."""
    of_all = np.bincount(cell, weights=part**2 * local)
    return n**2 * ((1 - part) ** 2 * local + of_all[cell] - part**2 * local)
