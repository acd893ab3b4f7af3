"""measure(): the one road to a number. Cells, estimates and guard, put together as rows."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from yardstick.catalogue import DataColumn, Indicator, load_catalogue
from yardstick.measure.answers import NAMED
from yardstick.measure.cells import Cells, cells, missing_dimensions
from yardstick.measure.counted import counted
from yardstick.measure.estimate import Estimate, estimate
from yardstick.measure.groups import group_rank
from yardstick.measure.guard import Verdicts, beforehand, guard, not_asked, uncountable
from yardstick.measure.model import (
    BOUNDS,
    MEASURE_COLUMNS,
    VISIBLE,
    WEIGHTED,
    Filters,
    Measures,
    Reader,
    Reason,
    Status,
)
from yardstick.measure.remember import remembered
from yardstick.measure.waves import wave_for
from yardstick.measure.weighted import NOT_A_SHARE, NOT_OF_SCORES
from yardstick.measure.weighted import sampled as survey_of
from yardstick.measure.weighted import weighted as estimate_weighted
from yardstick.measure.weighting import NO_SUMMARY, weights_of

#: Statuses that say what the counted base allows.
COUNTED = VISIBLE | {Status.SUPPRESSED, Status.NO_DATA}
_NUMBERS = ("positive", "base", "population", "value", "low", "high", "effective_base")


@remembered
def measure(
    reader: Reader,
    indicators: str | Sequence[str],
    by: Sequence[str] = (),
    filters: Filters | None = None,
    weighted: bool = False,
) -> Measures:
    """Estimate indicators of the catalogue for every group of ``by``, within filters and scope.

    With ``weighted`` each survey indicator has a second row weighted to the register, below the
    unweighted one; what a register counts is never weighted and has none.
    All indicators of one column and wave share one query. Raises KeyError for an indicator the
    catalogue does not have and ValueError for an unknown dimension.
    """
    filters = filters or Filters()
    by = tuple(by)
    catalogue = load_catalogue()
    asked = [catalogue[i] for i in ([indicators] if isinstance(indicators, str) else indicators)]
    together: dict[tuple, list[tuple[int, Indicator]]] = {}
    for place, i in enumerate(asked):
        column = catalogue.columns[i.column]
        each = "wave" in by and filters.wave is None
        wave = None if each else wave_for(reader.snapshot, column, i, filters)
        together.setdefault((i.column, i.kind, wave), []).append((place, i))
    parts: list[tuple[int, list[tuple], dict]] = []
    for (name, _, wave), some in together.items():
        parts += _block(reader, catalogue.columns[name], some, by, filters, wave, weighted)
    return Measures(by=by, filters=filters, frame=_frame(reader, by, parts, weighted))


def _block(
    reader: Reader,
    column: DataColumn,
    together: list[tuple[int, Indicator]],
    by: tuple[str, ...],
    filters: Filters,
    wave: int | None,
    weighted: bool,
) -> list[tuple[int, list[tuple], dict]]:
    """Place, group keys and columns of every indicator that shares one query."""
    snapshot = reader.snapshot
    provided = snapshot.info().provided
    unknown = missing_dimensions(column, by, filters)
    if set(unknown) & set(NAMED) or column.of_answers:
        # Nothing can be counted before it is known that it is there and whose answers it is.
        asked = [
            (place, i, uncountable(i, column, provided, unknown, by, filters, wave))
            for place, i in together
        ]
        if any(why for *_, why in asked):
            there = [] if by else [()]
            return [
                (place, there, _nothing(i, 1, wave, *why))
                for place, i, why in asked
                if why and there
            ]
    known = tuple(d for d in by if d not in unknown)
    within = filters.with_(genders=()) if "gender" in unknown else filters
    waveless = "wave" in column.without
    parts = []
    absent: list[tuple] = []
    if waveless or wave is not None or "wave" in by:
        # Older snapshots have no weights, and their cubes no sums of them.
        summed = weighted and column.weighted and weights_of(snapshot) is not None
        found = counted(reader, column, known, within.with_(wave=wave), summed)
        keys = _keys(found, by)
        waves = np.full(found.groups, wave, dtype=object)
        if "wave" in known:
            waves = found.keys["wave"]
        for (place, _), e in zip(together, estimate(found, [i for _, i in together]), strict=True):
            verdicts = guard(e, found, waves, reader.profile, provided, unknown)
            parts.append((place, keys, _estimates(e, verdicts, waves)))
            if verdicts.bounded.any():
                at = np.flatnonzero(verdicts.bounded)
                parts.append((place, [keys[g] for g in at], _bounds(e, at, waves, reader)))
        if weighted and (column.weighted or together[0][1].kind == "survival"):
            made = _weighted(reader, found, together, waves, within, unknown)
            parts += [(place, keys, row) for place, row in made]
        absent = _absent(reader, column, by, within, wave)
    else:
        absent = _any_wave(reader, column, known, within) or ([()] if not by else [])
    if absent:
        for place, i in together:
            why = beforehand(i, column, provided, unknown, wave)
            status, reason = why or (Status.NOT_ASKED, not_asked(wave))
            parts.append((place, absent, _nothing(i, len(absent), wave, status, reason)))
    return parts


def _weighted(
    reader: Reader,
    found: Cells,
    together: list[tuple[int, Indicator]],
    waves: np.ndarray,
    filters: Filters,
    unknown: list[str],
) -> list[tuple[int, dict]]:
    """Place and columns of the weighted row of each indicator; a sentence where there is none."""
    scores = found.column.of_answers and found.column.kind == "number"
    if found.weights is None or scores:
        survival = together[0][1].kind == "survival"
        why = Reason(NOT_OF_SCORES if scores else NOT_A_SHARE if survival else NO_SUMMARY)
        nothing = (len(waves), waves, Status.NOT_COMPUTABLE, why)
        return [(place, _nothing(i, *nothing, method=WEIGHTED)) for place, i in together]
    respondents, population, lacking = survey_of(reader.snapshot, found, waves, filters)
    without = np.array([r is not None for r in lacking], dtype=bool)
    rows = []
    each = estimate_weighted(found, [i for _, i in together], respondents, population)
    for (place, _), (e, se) in zip(together, each, strict=True):
        told = guard(e, found, waves, reader.profile, reader.snapshot.info().provided, unknown)
        # A base that is empty for want of weights is not a small one.
        counted = np.array([s in COUNTED for s in told.status], dtype=bool)
        at = without & counted
        told.status[at], told.reason[at] = Status.NOT_COMPUTABLE, lacking[at]
        columns = _estimates(e, told, waves)
        visible = np.array([s in VISIBLE for s in told.status], dtype=bool)
        rows.append((place, columns | {"se": np.where(visible, se, np.nan)}))
    return rows


def _keys(found: Cells, by: tuple[str, ...]) -> list[tuple]:
    """Key of every group; a dimension the column does not know is missing."""
    missing = np.full(found.groups, None, dtype=object)
    return list(zip(*(found.keys.get(d, missing) for d in by), strict=True)) if by else [()]


def _absent(
    reader: Reader, column: DataColumn, by: tuple[str, ...], filters: Filters, wave: int | None
) -> list[tuple]:
    """Groups of cohorts that have no observation at the wave: they must not silently be missing."""
    info = reader.snapshot.info()
    if wave is None or "cohort" not in by or "wave" in by or column.of_answers:
        return []
    lacking = tuple(
        c
        for c in (filters.cohorts or info.cohorts)
        if c in info.cohorts and (c, wave) not in info.cohort_waves
    )
    if not lacking:
        return []
    return _any_wave(reader, column, by, filters.with_(cohorts=lacking))


def _any_wave(
    reader: Reader, column: DataColumn, by: tuple[str, ...], filters: Filters
) -> list[tuple]:
    """Groups that exist at any wave."""
    found = cells(reader.snapshot, column, (*by, "wave"), filters.with_(wave=None), reader.scope)
    return list(dict.fromkeys(k[:-1] for k in _keys(found, (*by, "wave"))))


def _estimates(e: Estimate, verdicts: Verdicts, waves: np.ndarray) -> dict:
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


def _bounds(e: Estimate, at: np.ndarray, waves: np.ndarray, reader: Reader) -> dict:
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


def _nothing(
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


def _frame(
    reader: Reader,
    by: tuple[str, ...],
    parts: list[tuple[int, list[tuple], dict]],
    weighted: bool,
) -> pd.DataFrame:
    """All rows in display order: by group, then indicator as asked; weighted, then bounds, below."""
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
    columns: dict[str, object] = {}
    for position, dimension in enumerate(by):
        column = np.empty(len(keys), dtype=object)
        column[:] = [key[position] for key in keys]
        columns[dimension] = _typed(column[order])
    for name in names:
        columns[name] = joined[name][order]
    # Whole numbers or None: there may be no wave, and 6 months are not 6.0.
    columns["wave_used"] = pd.Series(columns["wave_used"], dtype=object)
    for name in ("interval", "method", "indicator"):
        # The type is said: pandas takes longer to find it out.
        columns[name] = pd.array(columns[name], dtype="str")
    columns["status"] = pd.array([str(s) for s in columns["status"]], dtype="str")
    columns["reason"] = pd.Series(columns["reason"], dtype=object)
    return pd.DataFrame(columns)


def _typed(column: np.ndarray) -> np.ndarray:
    """Whole numbers as such where none is missing."""
    if len(column) and all(isinstance(v, int) for v in column):
        return column.astype(np.int64)
    return column
