"""From arrays over all programmes to the rows a reader may see."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from yardstick.compare.gather import Gathered
from yardstick.compare.model import COLUMNS
from yardstick.inference.verdict import Standing
from yardstick.measure import Reader, Reason, Status
from yardstick.measure.model import VISIBLE
from yardstick.text import mark

#: Above this share of the others one programme outside the reader's scope would show through.
DOMINATED = 0.5
ONE_OTHER = mark(
    "The benchmark rests mostly on one programme outside your scope, so it is not released."
)
#: What stands in a column where nothing may be said; a gap in all others.
EMPTY: dict[str, object] = {
    "verdict": str(Standing.NO_FIGURE),
    "funnel_flag": "",
    "funnel_says": 0,
    "pooled_says": 0,
    "agree": None,
}
#: Columns that carry the benchmark, or give it back.
BENCHMARK = tuple(COLUMNS[COLUMNS.index("expected") : COLUMNS.index("status")])


def dominated(
    unit: NDArray, cell: NDArray, n: NDArray, outside: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Units among whose others (weighted as in their benchmark) one unit outside has over half.

    ``outside`` says per unit whether the reader may not see it.
    """
    units, cells = len(outside), int(cell.max(initial=0)) + 1
    table = np.zeros((units, cells))
    np.add.at(table, (unit, cell), n)
    others = table.sum(axis=0) - table
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = np.where(others > 0, table / others, 0.0)
    share = weight @ table.T
    # A unit's own graduates are no others.
    np.fill_diagonal(share, 0.0)
    own = weight * table
    share_sum = (weight @ table.T).sum(axis=1) - own.sum(axis=1)
    largest = np.where(outside[None, :], share, 0.0).max(axis=1, initial=0.0)
    return largest > DOMINATED * np.maximum(share_sum, 1e-300)


def table(
    reader: Reader,
    gathered: Gathered,
    values: dict[str, NDArray],
    shown: NDArray[np.bool_],
    hidden: NDArray[np.bool_],
) -> pd.DataFrame:
    """Rows of the programmes in ``shown``, in the order of schools and programmes.

    ``values`` has one array over all programmes per column; ``hidden`` those whose benchmark is
    not released to this reader. Nothing of a row without a visible status remains.
    """
    info = reader.snapshot.info().programmes
    latest = info.sort_values("is_latest").drop_duplicates("programme", keep="last")
    about = latest.set_index("programme")
    at = np.flatnonzero(shown)
    names = [gathered.programmes[k] for k in at]
    status = [gathered.status[k] for k in at]
    reason = [gathered.reason[k] for k in at]
    visible = np.array([s in VISIBLE for s in status], dtype=bool)
    closed = visible & hidden[at]
    for k in np.flatnonzero(closed):
        status[k], reason[k] = Status.NOT_RELEASED, Reason(ONE_OTHER)
    columns: dict[str, object] = {"programme": np.array(names, dtype=object)}
    for column in ("school", "category", "class", "level"):
        columns[column] = about[column].reindex(names).to_numpy(dtype=object)
    for column in COLUMNS[5:-2]:
        gone = ~visible | (closed if column in BENCHMARK else False)
        gone = gone & (column not in ("n", "population"))
        columns[column] = np.where(gone, EMPTY.get(column, np.nan), values[column][at])
    columns["status"] = pd.array([str(s) for s in status], dtype="str")
    columns["reason"] = pd.Series(reason, dtype=object)
    order = np.lexsort((columns["programme"].astype(str), columns["school"].astype(str)))
    return pd.DataFrame(columns).iloc[order].reset_index(drop=True)


def nothing() -> pd.DataFrame:
    """A frame without rows."""
    return pd.DataFrame({c: [] for c in COLUMNS})
