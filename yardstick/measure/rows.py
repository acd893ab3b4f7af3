"""Rows of measure(): the columns of each estimate, of bounds and of what has no figure, in order."""

import numpy as np
import pandas as pd

from yardstick.catalogue import Indicator
from yardstick.measure.estimate import Estimate
from yardstick.measure.groups import group_rank
from yardstick.measure.guard import Verdicts
from yardstick.measure.model import (
    BOUNDS,
    MEASURE_COLUMNS,
    VISIBLE,
    WEIGHTED,
    Reader,
    Reason,
    Status,
)

_NUMBERS = ("positive", "base", "population", "value", "low", "high", "effective_base")


def estimates(e: Estimate, verdicts: Verdicts, waves: np.ndarray) -> dict:
    """Columns of the rows of one indicator. What is not visible is gone."""
    n = len(waves)
    visible = np.array([s in VISIBLE for s in verdicts.status], dtype=bool)
    counted = np.array(
        [s in (Status.SUPPRESSED, Status.NO_DATA) for s in verdicts.status], dtype=bool
    )
    limits = visible & ~np.isnan(e.low) | visible & ~np.isnan(e.high)
    spread = {} if e.sd is None else {"sd": np.where(visible, e.sd, np.nan)}
    return spread | {
        "indicator": np.full(n, e.indicator.id, dtype=object),
        "wave_used": waves,
        "positive": np.where(visible, e.positive, np.nan),
        # The profile that hides shares hides their base as well; others see how small it is.
        "base": np.where(visible | counted, e.base, np.nan),
        "population": e.population,
        "value": np.where(visible, e.value, np.nan),
        "low": np.where(visible, e.low, np.nan),
        "high": np.where(visible, e.high, np.nan),
        "confidence": np.where(limits, e.indicator.confidence, np.nan),
        "interval": np.where(visible, e.interval, ""),
        "method": np.full(n, e.method, dtype=object),
        "effective_base": np.where(visible, e.effective_base, np.nan),
        "status": verdicts.status,
        "reason": verdicts.reason,
    }


def bounds(e: Estimate, at: np.ndarray, waves: np.ndarray, reader: Reader) -> dict:
    """Columns of the rows of bounds: limits of the rate over all unknown outcomes."""
    n = len(at)
    base = e.bounds_base[at]
    small = base < reader.profile.percent_base
    return {
        "indicator": np.full(n, e.indicator.id, dtype=object),
        "wave_used": waves[at],
        "positive": e.positive[at],
        "base": base,
        "population": e.population[at],
        "value": np.full(n, np.nan),
        "low": e.bounds_low[at],
        "high": e.bounds_high[at],
        "confidence": np.full(n, np.nan),
        "interval": np.full(n, BOUNDS, dtype=object),
        "method": np.full(n, BOUNDS, dtype=object),
        "effective_base": np.full(n, np.nan),
        "status": np.where(small, Status.UNRELIABLE, Status.SHOWN).astype(object),
        "reason": np.full(n, None, dtype=object),
    }


def nothing(
    i: Indicator,
    n: int,
    wave: int | np.ndarray | None,
    status: Status,
    reason: Reason,
    method: str = "",
) -> dict:
    """Columns of rows without any figure."""
    found: dict = {c: np.full(n, np.nan) for c in (*_NUMBERS, "confidence")}
    method = method or ("registry" if i.interval == "census" else "unweighted")
    for name, value in (
        ("indicator", i.id),
        ("wave_used", wave),
        ("interval", ""),
        ("method", method),
        ("status", status),
        ("reason", reason),
    ):
        found[name] = np.full(n, value, dtype=object)
    return found


def frame_of(
    reader: Reader,
    by: tuple[str, ...],
    parts: list[tuple[int, list[tuple], dict]],
    weighted: bool,
) -> pd.DataFrame:
    """The frame of ``measure``: all rows in display order: by group, then indicator as asked; weighted, then bounds, below."""
    names = (*MEASURE_COLUMNS, "se") if weighted else MEASURE_COLUMNS
    if any("sd" in part for *_, part in parts):
        names = (*names, "sd")
    if not parts:
        return pd.DataFrame({c: np.empty(0, dtype=object) for c in (*by, *names)})
    for _, some, part in parts:
        for name in ("se", "sd"):
            part.setdefault(name, np.full(len(some), np.nan))
    keys = [key for _, some, _ in parts for key in some]
    rank = group_rank(reader.snapshot.info(), by, keys)
    place = np.concatenate([np.full(len(k), p) for p, k, _ in parts])
    joined = {c: np.concatenate([part[c] for _, _, part in parts]) for c in names}
    below = 2 * (joined["method"] == BOUNDS) + (joined["method"] == WEIGHTED)
    order = np.lexsort((below, place, rank))
    columns: dict = {}
    for position, dimension in enumerate(by):
        column = np.empty(len(keys), dtype=object)
        column[:] = [key[position] for key in keys]
        columns[dimension] = _typed(column[order])
    for name in names:
        columns[name] = joined[name][order]
    # Types and index are said: pandas takes longer to find them out than to make the frame.
    text = pd.array([], dtype="str").dtype
    for name in ("interval", "method", "indicator"):
        columns[name] = pd.array(columns[name], dtype=text)
    columns["status"] = pd.array([str(s) for s in columns["status"]], dtype=text)
    # Whole numbers or None: there may be no wave, and 6 months are not 6.0.
    for name in ("wave_used", "reason"):
        columns[name] = pd.arrays.NumpyExtensionArray(columns[name].astype(object))
    return pd.DataFrame(columns, index=pd.RangeIndex(len(keys)))


def _typed(column: np.ndarray) -> np.ndarray:
    """Whole numbers as such where none is missing."""
    if len(column) and all(isinstance(v, int) for v in column):
        return column.astype(np.int64)
    return column
