"""Design matrix of a regression on cells: coded factors, numeric covariates, aliased columns.

Cells share few distinct rows of the design (programmes differ, combinations of intake factors
recur), so a ``Design`` keeps each distinct row once and for every cell the number of its row.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

#: A column is aliased when what the columns before it leave of it is shorter than this share of it
#: (the tolerance of R's ``lm`` and of lme4).
TOLERANCE = 1e-7
INTERCEPT = "(Intercept)"


@dataclass(frozen=True)
class Design:
    """Distinct rows of a design matrix and which cell has which.

    matrix: (rows, columns); row: (cells,) index into ``matrix``; names: of the columns;
    aliased: names of columns that were left out because others determine them;
    reference: level of each factor that the others are compared with.
    """

    matrix: NDArray[np.float64]
    row: NDArray[np.int64]
    names: tuple[str, ...]
    aliased: tuple[str, ...] = ()
    reference: tuple[tuple[str, str], ...] = ()

    def full(self) -> NDArray[np.float64]:
        """One row a cell: (cells, columns)."""
        return self.matrix[self.row]


def independent(matrix: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which columns are not determined by those before them.

    QR with limited pivoting: a column that depends on earlier ones goes to the end and takes no
    part, so the first of two equal columns stays. Rows must already be weighted.
    """
    columns = matrix.shape[1]
    kept = np.zeros(columns, dtype=bool)
    if not matrix.size:
        return kept
    # Scaling keeps a column in thousands from deciding about one in units; the triangle has the
    # same column lengths and angles as the matrix.
    length = np.linalg.norm(matrix, axis=0)
    r = np.linalg.qr(matrix / np.where(length > 0, length, 1.0), mode="r")
    basis = np.zeros((r.shape[0], 0))
    for j in np.flatnonzero(length > 0):
        rest = r[:, j] - basis @ (basis.T @ r[:, j])
        rest -= basis @ (basis.T @ rest)  # the second pass removes what rounding left
        size = np.linalg.norm(rest)
        if size > TOLERANCE:
            kept[j] = True
            basis = np.column_stack([basis, rest / size])
    return kept


def distinct(matrix: ArrayLike) -> Design:
    """A plain matrix of one row a cell as a ``Design``; no column is dropped.

    Raises ValueError when the matrix is not two-dimensional or holds a value that is not finite.
    """
    matrix = np.asarray(matrix, dtype=float)
    if matrix.ndim != 2:
        raise ValueError("a design matrix has two dimensions")
    if not np.isfinite(matrix).all():
        raise ValueError("a design matrix holds finite numbers only")
    names = tuple(f"x{j}" for j in range(matrix.shape[1]))
    # Sorting one number a row is much faster than sorting rows; the comparison afterwards makes
    # sure that no two different rows shared their number.
    key = matrix @ np.random.default_rng(0).normal(size=matrix.shape[1])
    _, first, row = np.unique(key, return_index=True, return_inverse=True)
    if not np.array_equal(matrix[first][row], matrix):
        _, first, row = np.unique(matrix, axis=0, return_index=True, return_inverse=True)
    return Design(matrix[first], row.reshape(-1), names)


def coded(
    factors: Mapping[str, ArrayLike],
    numeric: Mapping[str, ArrayLike] | None = None,
    n: ArrayLike | None = None,
    reference: Mapping[str, object] | None = None,
) -> Design:
    """Treatment contrasts of coded factors, and numeric covariates, with an intercept.

    factors, numeric: name -> one value a cell. n: graduates in each cell; a cell without any has
    no say in what is aliased. reference: factor -> its level of comparison (else the first in
    sorting order). Columns determined by earlier ones (intercept, factors in the order given,
    numeric covariates) are left out and named in ``aliased``.
    Raises ValueError for missing values, unequal lengths or a reference level that does not occur.
    """
    numeric, reference = dict(numeric or {}), dict(reference or {})
    lengths = {len(np.asarray(v)) for v in (*factors.values(), *numeric.values())}
    if n is not None:
        lengths.add(len(np.asarray(n)))
    if len(lengths) != 1:
        raise ValueError("factors and covariates need one value a cell")
    cells = lengths.pop()
    weight = np.ones(cells) if n is None else np.asarray(n, dtype=float)

    codes, levels = [], []
    for name, values in factors.items():
        found = pd.Series(np.asarray(values))
        if found.isna().any():
            raise ValueError(f"factor {name!r} has missing values; give them a level of their own")
        code, level = pd.factorize(found, sort=True)
        if name in reference:
            at = np.flatnonzero(np.asarray(level) == reference[name])
            if not at.size:
                raise ValueError(f"factor {name!r} has no level {reference[name]!r}")
            order = np.r_[at[0], np.delete(np.arange(len(level)), at[0])]
            code, level = np.argsort(order)[code], np.asarray(level)[order]
        codes.append(code.astype(np.int64))
        levels.append([str(v) for v in level])
    for name, values in numeric.items():
        if not np.isfinite(np.asarray(values, dtype=float)).all():
            raise ValueError(f"covariate {name!r} has missing or infinite values")
        value, code = np.unique(np.asarray(values, dtype=float), return_inverse=True)
        codes.append(code.reshape(-1).astype(np.int64))
        levels.append(value)

    row = np.zeros(cells, dtype=np.int64)
    for code, level in zip(codes, levels, strict=True):
        # Numbering anew after every factor keeps the product of level counts out of overflow.
        _, row = np.unique(row * len(level) + code, return_inverse=True)
        row = row.reshape(-1)
    first = np.zeros(int(row.max(initial=-1)) + 1, dtype=np.int64)
    first[row[::-1]] = np.arange(cells)[::-1]

    columns, names = [np.ones(len(first))], [INTERCEPT]
    for name, code, level in zip(factors, codes, levels, strict=False):
        for k, text in enumerate(level[1:], start=1):
            columns.append((code[first] == k).astype(float))
            names.append(f"{name}={text}")
    for name, code, value in zip(
        numeric, codes[len(factors) :], levels[len(factors) :], strict=True
    ):
        columns.append(np.asarray(value)[code[first]])
        names.append(name)
    matrix = np.column_stack(columns)
    used = np.bincount(row, weights=weight, minlength=len(first)) > 0
    kept = independent(matrix[used])
    return Design(
        matrix[:, kept],
        row,
        tuple(name for name, k in zip(names, kept, strict=True) if k),
        tuple(name for name, k in zip(names, kept, strict=True) if not k),
        tuple((name, level[0]) for name, level in zip(factors, levels, strict=False)),
    )
