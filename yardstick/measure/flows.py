"""flows(): regions of work against regions of origin."""

import numpy as np
import pandas as pd

from yardstick.measure.distribution import distribution
from yardstick.measure.model import REST, VISIBLE, Distribution, Filters, Reader
from yardstick.measure.remember import remembered

COLUMNS = ("origin", "work", "n", "base", "share", "status")


@remembered
def flows(reader: Reader, filters: Filters | None = None) -> Distribution:
    """Employed graduates by region of origin and region of work.

    ``frame``: origin, work, n, base (all of that origin who work in a recorded region), share of
    them, status. Origins not recorded have a missing code. Empty with status and reason where the
    data cannot say.
    """
    found = distribution(reader, "region", by=("origin_region",), filters=filters)
    frame = found.frame
    if frame.empty:
        empty = pd.DataFrame({name: [] for name in COLUMNS})
        return _with(found, empty)
    frame = frame.rename(columns={"origin_region": "origin", "code": "work"})
    keep = frame["status"].isin(VISIBLE) & (frame["n"].fillna(0) > 0)
    frame = frame[keep & (frame["work"] != REST)]
    return _with(found, frame[list(COLUMNS)].reset_index(drop=True))


def _with(found: Distribution, frame: pd.DataFrame) -> Distribution:
    return Distribution(
        column="region",
        by=("origin",),
        filters=found.filters,
        wave=found.wave,
        frame=frame,
        population=found.population,
        missing=found.missing,
        counts=found.counts,
        status=found.status,
        reason=found.reason,
    )


def matrix(frame: pd.DataFrame) -> tuple[list, list, np.ndarray]:
    """The flows as a table: origins, regions of work, counts."""
    table = frame.pivot_table(index="origin", columns="work", values="n", fill_value=0)
    return list(table.index), list(table.columns), table.to_numpy()
