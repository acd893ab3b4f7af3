"""curve(): the share still waiting, month by month, per group."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from yardstick.catalogue import load_catalogue
from yardstick.measure.counted import counted
from yardstick.measure.estimate import survival_curves
from yardstick.measure.guard import (
    EMPTY,
    STILL_WAITING_LACK,
    TOO_FEW,
    beforehand,
    not_asked,
)
from yardstick.measure.model import Curve, Filters, Reader, Reason, Status
from yardstick.measure.remember import remembered
from yardstick.measure.waves import wave_for

COLUMNS = ("time", "at_risk", "events", "value", "low", "high", "status")


@remembered
def curve(
    reader: Reader,
    indicator: str,
    by: Sequence[str] = (),
    filters: Filters | None = None,
) -> Curve:
    """Kaplan-Meier curve of a survival indicator in each group of ``by``.

    A group whose base is too small for the profile has a single row without figures. Nothing is
    said beyond a group's last observation. Raises ValueError for another kind of indicator.
    """
    catalogue = load_catalogue()
    filters, by = filters or Filters(), tuple(by)
    i = catalogue[indicator]
    if i.kind != "survival":
        raise ValueError(f"{indicator} is not a waiting time")
    column = catalogue.columns[i.column]
    wave = wave_for(reader.snapshot, column, i, filters)
    why = beforehand(i, column, reader.snapshot.info().provided, [], wave)
    if why:
        return Curve(indicator, by, filters, wave, _empty(by), *why)
    found = counted(reader, column, by, filters.with_(wave=wave))
    if not found.asked.any() and found.count.sum():
        return Curve(indicator, by, filters, wave, _empty(by), Status.NOT_ASKED, not_asked(wave))
    if found.groups and found.narrow.all():
        why = (Status.NOT_COMPUTABLE, Reason(STILL_WAITING_LACK))
        return Curve(indicator, by, filters, wave, _empty(by), *why)
    base = np.bincount(
        found.group, weights=np.where(np.isnan(found.value), 0, found.count), minlength=found.groups
    )
    curves = survival_curves(found, i)
    least = reader.profile.average_base
    parts = []
    for g in range(found.groups):
        key = {d: found.keys[d][g] for d in by}
        if base[g] < least or found.narrow[g]:
            small = Status.SUPPRESSED if base[g] else Status.NO_DATA
            status = Status.NOT_COMPUTABLE if found.narrow[g] else small
            nothing = dict.fromkeys(COLUMNS[:-1], np.nan)
            parts.append(pd.DataFrame([{**key, **nothing, "status": str(status)}]))
            continue
        seen = curves.at_risk[g] > 0
        part = pd.DataFrame(
            {
                "time": curves.time[seen],
                "at_risk": curves.at_risk[g][seen].astype(float),
                "events": curves.events[g][seen].astype(float),
                "value": curves.value[g][seen],
                "low": curves.low[g][seen],
                "high": curves.high[g][seen],
                "status": str(Status.SHOWN),
            }
        )
        for position, (dimension, value) in enumerate(key.items()):
            part.insert(position, dimension, value)
        parts.append(part)
    frame = pd.concat(parts, ignore_index=True) if parts else _empty(by)
    if not base.sum():
        return Curve(indicator, by, filters, wave, _empty(by), Status.NO_DATA, Reason(EMPTY))
    if base.max() < least:
        why = (Status.SUPPRESSED, Reason(TOO_FEW, (("n", least),)))
        return Curve(indicator, by, filters, wave, frame, *why)
    return Curve(indicator, by, filters, wave, frame)


def _empty(by: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame({name: [] for name in (*by, *COLUMNS)})
