"""The counts a comparison is made of: every programme of the institution by the factors.

The reference is the whole institution, whatever the reader may see; what leaves this room is
limited to the reader's scope in :mod:`yardstick.compare.rows`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yardstick.catalogue import DataColumn, Indicator, load_catalogue
from yardstick.compare.catalogue import Outcome
from yardstick.measure import EVERYTHING, Filters, Reader, Reason, Status, measure
from yardstick.measure.cells import OUTSIDE, Cells, cells
from yardstick.measure.guard import STILL_WAITING_LACK, base_status, beforehand, not_asked
from yardstick.measure.model import VISIBLE

NONE = "not_recorded"


@dataclass(frozen=True)
class Gathered:
    """One row per programme and combination of ``keys``; arrays of one length.

    ``n`` is the base, ``population`` all graduates of the row. ``total`` is the number of positives
    of a share, the sum of logarithms for pay; ``squares`` their squares (pay only). ``unit`` is the
    place in ``programmes``. ``status`` and ``reason`` are per programme; ``usable`` says which
    programmes are part of the comparison.
    """

    programmes: tuple[str, ...]
    unit: NDArray[np.int64]
    keys: dict[str, NDArray]
    n: NDArray[np.float64]
    population: NDArray[np.float64]
    total: NDArray[np.float64]
    squares: NDArray[np.float64] | None
    status: list[Status]
    reason: list[Reason | None]
    sampled: bool

    @property
    def usable(self) -> NDArray[np.bool_]:
        return np.array([s in (*VISIBLE, Status.SUPPRESSED) for s in self.status], dtype=bool)


def gather(
    reader: Reader,
    outcome: Outcome,
    dimensions: tuple[str, ...],
    cohorts: tuple[int, ...],
    wave: int | None,
    genders: tuple[str, ...] = (),
) -> Gathered:
    """Counts of the outcome over the cohorts at the wave, by programme and ``dimensions``."""
    i = load_catalogue()[outcome.indicator]
    column = load_catalogue().columns[i.column]
    within = Filters(cohorts=cohorts, genders=genders, wave=wave)
    found = cells(reader.snapshot, column, ("programme", *dimensions), within, EVERYTHING)
    programmes = tuple(dict.fromkeys(found.keys["programme"].tolist()))
    place = {p: k for k, p in enumerate(programmes)}
    unit = np.array([place[p] for p in found.keys["programme"]], dtype=np.int64)
    n, population, total, squares = _sums(outcome, i, found)
    status, reason = _statuses(reader, outcome, i, column, within, found, unit, programmes, n)
    return Gathered(
        programmes=programmes,
        unit=unit,
        keys={
            d: np.array([NONE if v is None else str(v) for v in found.keys[d]], dtype=object)
            for d in dimensions
        },
        n=n,
        population=population,
        total=total,
        squares=squares,
        status=status,
        reason=reason,
        sampled=bool(found.sampled.any()),
    )


def _sums(outcome: Outcome, i: Indicator, found: Cells) -> tuple:
    """Base, population, total and squares per row."""
    groups = found.groups

    def over(weights: NDArray) -> NDArray:
        return np.bincount(found.group, weights=weights, minlength=groups)

    if outcome.kind == "share":
        counts = found.matrix()

        def of(codes: tuple[str, ...]) -> NDArray:
            return counts @ np.array([c in codes for c in found.codes] + [False], dtype=float)

        return of(i.base), counts.sum(axis=1) - of((OUTSIDE,)), of(i.positive), None
    count, value = found.count.astype(float), found.value
    if outcome.kind == "log_pay":
        known = ~np.isnan(value) & (value > 0)
        log = np.log(np.where(known, value, 1.0))
        weight = np.where(known, count, 0.0)
        return over(weight), over(count), over(weight * log), over(weight * log**2)
    early = found.event & (value <= outcome.within)
    # Who was not followed that long and had no job yet says nothing about the six months.
    followed = early | (value >= outcome.within)
    return over(count * followed), over(count), over(count * early), None


def _statuses(
    reader: Reader,
    outcome: Outcome,
    i: Indicator,
    column: DataColumn,
    within: Filters,
    found: Cells,
    unit: NDArray,
    programmes: tuple[str, ...],
    n: NDArray,
) -> tuple[list[Status], list[Reason | None]]:
    """What the road itself says of the indicator in each programme."""
    everyone = Reader(reader.snapshot, EVERYTHING, reader.profile, reader.lang)
    if outcome.kind != "time":
        rows = measure(everyone, i.id, ("programme",), within).estimates()
        said = {r.programme: (Status(r.status), r.reason) for r in rows.itertuples()}
        pairs = [said.get(p, (Status.NO_DATA, None)) for p in programmes]
        return [s for s, _ in pairs], [r if isinstance(r, Reason) else None for _, r in pairs]
    known = beforehand(i, column, reader.snapshot.info().provided, [], within.wave)
    narrow = np.zeros(len(programmes), dtype=bool)
    asked = np.zeros(len(programmes), dtype=bool)
    np.logical_or.at(narrow, unit, found.narrow)
    np.logical_or.at(asked, unit, found.asked)
    base = np.bincount(unit, weights=n, minlength=len(programmes))
    status: list[Status] = []
    reason: list[Reason | None] = []
    for g in range(len(programmes)):
        pair: tuple[Status, Reason | None] = (Status.SHOWN, None)
        if known:
            pair = known
        elif not asked[g]:
            pair = (Status.NOT_ASKED, not_asked(within.wave))
        elif narrow[g]:
            pair = (Status.NOT_COMPUTABLE, Reason(STILL_WAITING_LACK))
        else:
            pair = base_status(base[g], True, reader.profile)
        status.append(pair[0])
        reason.append(pair[1])
    return status, reason
