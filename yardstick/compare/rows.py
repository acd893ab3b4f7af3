"""From arrays over all programmes to the rows a reader may see."""

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from yardstick.compare.gather import Gathered
from yardstick.compare.model import COLUMNS, Comparison
from yardstick.inference.verdict import Standing
from yardstick.measure import Reader, Reason, Status
from yardstick.measure.model import VISIBLE
from yardstick.text import mark

TOO_FEW_OTHERS = mark(
    "The benchmark rests on fewer than three programmes outside your scope, or mostly on one, so it "
    "is not released."
)
OVERALL_WITHHELD = mark(
    "What is made of all programmes together is not released: too few programmes outside your scope "
    "stand behind it."
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
#: Columns that carry the overall value of all programmes, or give it back.
OVERALL = tuple(COLUMNS[COLUMNS.index("pooled") : COLUMNS.index("status")])


def table(
    reader: Reader,
    gathered: Gathered,
    values: dict[str, NDArray],
    shown: NDArray[np.bool_],
    hidden: NDArray[np.bool_],
    overall: bool = True,
    why: Reason | None = None,
) -> pd.DataFrame:
    """Rows of the programmes in ``shown``, in the order of schools and programmes.

    ``values`` has one array over all programmes per column; ``hidden`` those whose benchmark is
    not released to this reader, and ``why`` (too few outside unless given); ``overall`` whether the
    value of all programmes together is.
    Nothing of a row without a visible status remains.
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
        status[k], reason[k] = Status.NOT_RELEASED, why or Reason(TOO_FEW_OTHERS)
    columns: dict[str, object] = {"programme": np.array(names, dtype=object)}
    for column in ("school", "category", "class", "level"):
        columns[column] = about[column].reindex(names).to_numpy(dtype=object)
    for column in COLUMNS[5:-2]:
        gone = ~visible | (closed if column in BENCHMARK else False)
        gone = gone | (not overall and column in OVERALL)
        gone = gone & (column not in ("n", "population"))
        columns[column] = np.where(gone, EMPTY.get(column, np.nan), values[column][at])
    columns["status"] = pd.array([str(s) for s in status], dtype="str")
    columns["reason"] = pd.Series(reason, dtype=object)
    order = np.lexsort((columns["programme"].astype(str), columns["school"].astype(str)))
    return pd.DataFrame(columns).iloc[order].reset_index(drop=True)


def nothing() -> pd.DataFrame:
    """A frame without rows."""
    return pd.DataFrame({c: [] for c in COLUMNS})


def without_overall(c: Comparison) -> Comparison:
    """The comparison without what is made of all programmes together, their number excepted.

    With the own programmes taken off it would give the results of the few outside.
    """
    nan = float("nan")
    return replace(
        c,
        compared=None,
        single_programme_share=nan,
        reference=nan,
        phi=nan,
        tau2=nan,
        sigma=nan,
        market=(),
        chance=None,
        factors_left=c.factors_left | {"market": Reason(OVERALL_WITHHELD)},
        notes=(*c.notes, Reason(OVERALL_WITHHELD)),
        model_notes=(),
        withheld=True,
    )
