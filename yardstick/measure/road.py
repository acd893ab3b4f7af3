"""measure(): the one road to a number. Cells, estimates and guard, put together as rows."""

from collections.abc import Sequence

import numpy as np

from yardstick.catalogue import DataColumn, Indicator, load_catalogue
from yardstick.measure.answers import NAMED
from yardstick.measure.cells import Cells, cells, missing_dimensions
from yardstick.measure.counted import counted
from yardstick.measure.estimate import estimate
from yardstick.measure.guard import beforehand, guard, not_asked, uncountable
from yardstick.measure.model import (
    VISIBLE,
    WEIGHTED,
    Filters,
    Measures,
    Reader,
    Reason,
    Status,
)
from yardstick.measure.people import PEOPLE, over_people
from yardstick.measure.remember import remembered
from yardstick.measure.rows import bounds, estimates, frame_of, nothing
from yardstick.measure.waves import wave_for
from yardstick.measure.weighted import NOT_A_SHARE, NOT_OF_SCORES
from yardstick.measure.weighted import sampled as survey_of
from yardstick.measure.weighted import weighted as estimate_weighted
from yardstick.measure.weighting import NO_SUMMARY, weights_of

#: Statuses that say what the counted base allows.
COUNTED = VISIBLE | {Status.SUPPRESSED, Status.NO_DATA}


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
    return Measures(by=by, filters=filters, frame=frame_of(reader, by, parts, weighted))


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
                (place, there, nothing(i, 1, wave, *why))
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
        for (place, i), e in zip(together, estimate(found, [i for _, i in together]), strict=True):
            if i.interval in PEOPLE:
                e = over_people(reader, found, e, within.with_(wave=wave))
            verdicts = guard(e, found, waves, reader.profile, provided, unknown)
            parts.append((place, keys, estimates(e, verdicts, waves)))
            if verdicts.bounded.any():
                at = np.flatnonzero(verdicts.bounded)
                parts.append((place, [keys[g] for g in at], bounds(e, at, waves, reader)))
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
            parts.append((place, absent, nothing(i, len(absent), wave, status, reason)))
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
        without = (len(waves), waves, Status.NOT_COMPUTABLE, why)
        return [(place, nothing(i, *without, method=WEIGHTED)) for place, i in together]
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
        columns = estimates(e, told, waves)
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
