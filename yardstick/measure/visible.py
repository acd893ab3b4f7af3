"""Which programmes a reader may see as a whole: one row stands for all of a programme's graduates."""

from collections.abc import Callable, Sequence

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
    info = reader.snapshot.info()
    first, last = (min(cohorts), max(cohorts)) if len(cohorts) else (0, 0)
    # Plain values: every question asks this, and a frame's way of asking takes ten times as long.
    facts = info.programme_facts
    live = [
        (programme, i)
        for programme, i, begin, end in zip(
            facts["programme"],
            info.programme_ids,
            facts["cohort_from"],
            facts["cohort_to"],
            strict=True,
        )
        # Who has answers to a survey and no graduates on record has no cohorts either.
        if pd.isna(begin) or pd.isna(end) or (begin <= last and end >= first)
    ]

    def admitted(chosen: Filters, scope: Scope) -> Callable[[int], bool]:
        ids = allowed_programmes(info, chosen, scope)
        return (lambda _: True) if ids is None else frozenset(ids).__contains__

    inside, asked = admitted(Filters(), reader.scope), admitted(filters, EVERYTHING)
    outside = {programme for programme, i in live if not inside(i)}
    shown = {programme for programme, i in live if asked(i)} - outside
    return np.array([x in shown for x in programmes], dtype=bool)
