"""The models of drivers a build stored: of every part, whoever asks; what leaves is scoped later."""

import pandas as pd

from yardstick.measure.snapshot import Snapshot


def stored_drivers(snapshot: Snapshot) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """Rows of the tables ``drivers_models`` and ``drivers``; None where the build has none.

    Not limited to a scope: only :mod:`yardstick.feedback.drivers` asks, which gives out a model
    where all of it lies in the reader's.
    """
    if not {"drivers", "drivers_models"} <= snapshot.tables:
        return None

    def read() -> tuple[pd.DataFrame, pd.DataFrame]:
        return tuple(  # type: ignore[return-value]
            snapshot.frame(f"SELECT * FROM {name} ORDER BY place")
            for name in ("drivers_models", "drivers")
        )

    return snapshot.kept.get(("stored_drivers",), read, _bytes)


def _bytes(frames: tuple[pd.DataFrame, pd.DataFrame]) -> int:
    return sum(int(f.memory_usage(deep=True).sum()) for f in frames)
