"""Arrays to columns of a file: coded text as dictionary columns, gaps as nulls."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa


def coded(codes: np.ndarray, labels: Sequence[str], where: np.ndarray | None = None) -> pa.Array:
    """Text column from positions in ``labels``; null where ``where`` is false or code is -1."""
    gone = codes < 0 if where is None else (codes < 0) | ~where
    positions = pa.array(np.where(gone, 0, codes).astype(np.int32), mask=gone)
    return pa.DictionaryArray.from_arrays(positions, pa.array(list(labels), pa.string()))


def whole(values: np.ndarray, where: np.ndarray | None = None) -> pa.Array:
    """Integer column, null where ``where`` is false or the value is NaN."""
    gone = np.isnan(values) if values.dtype.kind == "f" else np.zeros(len(values), bool)
    if where is not None:
        gone = gone | ~where
    return pa.array(np.where(gone, 0, values).astype(np.int64), mask=gone)


def number(values: np.ndarray, where: np.ndarray | None = None) -> pa.Array:
    """Decimal column, null where ``where`` is false or the value is NaN."""
    gone = np.isnan(values) if where is None else np.isnan(values) | ~where
    return pa.array(np.where(gone, 0.0, values), mask=gone)


def frame(columns: Mapping[str, pa.Array], rows: np.ndarray | None = None) -> pa.Table:
    """Table of the columns, of the given rows only."""
    table = pa.table(dict(columns))
    return table if rows is None else table.filter(pa.array(rows))
