"""Which programmes a reader may see as a whole: one row stands for all of a programme's graduates."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from yardstick.measure.cells import allowed_programmes
from yardstick.measure.model import EVERYTHING, Filters, Reader, Scope


def visible_programmes(
    reader: Reader, filters: Filters, programmes: Sequence[str], cohorts: Sequence[int]
) -> NDArray[np.bool_]:
    """Which of the programmes the reader may see and asked for.

    A programme that changed schools within the cohorts is inside a scope only if all of it is.
    """
    p = reader.snapshot.info().programmes
    first, last = (min(cohorts), max(cohorts)) if len(cohorts) else (0, 0)
    live = p[(p["cohort_from"] <= last) & (p["cohort_to"] >= first)]

    def admitted(chosen: Filters, scope: Scope) -> pd.Series:
        ids = allowed_programmes(reader.snapshot.info(), chosen, scope)
        if ids is None:
            return pd.Series(True, index=live.index)
        return live["programme_id"].isin(ids)

    inside = admitted(Filters(), reader.scope).groupby(live["programme"]).all()
    asked = admitted(filters, EVERYTHING).groupby(live["programme"]).any()
    shown = {x for x in inside.index[inside] if asked.get(x, False)}
    return np.array([x in shown for x in programmes], dtype=bool)
