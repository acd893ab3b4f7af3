"""One programme's answer, taken from that of all programmes: estimated once, whoever is looked at.

A row of an answer by programme rests on that programme's graduates alone, so it is the same row
whichever others are asked for. Pages on one programme are opened for one programme after another:
all of them are estimated together, and each takes its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from yardstick.inference.difference import Verdict
from yardstick.measure.change import changes
from yardstick.measure.model import Filters, Measures, Reader
from yardstick.measure.remember import weight
from yardstick.measure.road import measure

#: What a selection may name beside the programme: a part of a programme is another question.
WHOLE = ("schools", "categories", "classes", "levels")


@dataclass(frozen=True)
class _Every:
    """Rows of all programmes, and where each programme's are. Nobody writes into them."""

    frame: pd.DataFrame
    rows: dict[str, list[int]]

    @cached_property
    def others(self) -> pd.DataFrame:
        """All columns but the programme."""
        return self.frame.drop(columns="programme")

    def of(self, programme: str) -> pd.DataFrame | None:
        at = self.rows.get(programme)
        if at is None:
            return None
        own = self.others.take(at)
        own.index = pd.RangeIndex(len(at))
        return own


def measure_one(
    reader: Reader,
    indicators: Sequence[str],
    by: Sequence[str] = (),
    filters: Filters | None = None,
    weighted: bool = False,
) -> Measures:
    """As ``measure`` gives it, for filters that name one programme. Raises what ``measure`` raises."""
    filters, asked, by = filters or Filters(), tuple(indicators), tuple(by)
    every = _all_of(filters)
    if every is not None and len(filters.programmes) == 1 and "programme" not in by:
        own = _measured(reader, asked, by, every, weighted).of(filters.programmes[0])
        # Without anybody in view there is still an answer, which says so.
        if own is not None and set(own["indicator"]) == set(asked):
            return Measures(by, filters, own)
    return measure(reader, asked, by, filters, weighted)


def measure_among(
    reader: Reader, indicators: Sequence[str], filters: Filters | None = None
) -> Measures:
    """As ``measure`` gives it by programme, for filters that name programmes."""
    filters, asked = filters or Filters(), tuple(indicators)
    every = _all_of(filters)
    if every is not None:
        whole = _measured(reader, asked, (), every, False)
        at = sorted(k for p in set(filters.programmes) for k in whole.rows.get(p, ()))
        if at:
            frame = whole.frame.iloc[at].reset_index(drop=True)
            return Measures(("programme",), filters, frame)
    return measure(reader, asked, ("programme",), filters)


def changes_of_one(
    reader: Reader, indicators: Sequence[str], filters: Filters | None = None
) -> pd.DataFrame:
    """As ``changes`` gives it without groups, for filters that name one programme."""
    filters, asked = filters or Filters(), tuple(indicators)
    every = _all_of(filters)
    if every is not None and len(filters.programmes) == 1:
        whole = _kept(
            reader,
            ("changed", asked, every),
            lambda: changes.__wrapped__(reader, asked, ("programme",), every),
        )
        own = whole.of(filters.programmes[0])
        # Without an earlier cohort of its own, a group beside others is told of in other columns.
        beside = own is not None and len(own) == len(asked)
        if beside and Verdict.NO_EARLIER not in own["verdict"].tolist():
            return own
    return changes(reader, asked, (), filters)


def _all_of(filters: Filters) -> Filters | None:
    """The selection without its programmes; None where it names none, or parts of them."""
    if not filters.programmes or any(getattr(filters, name) for name in WHOLE):
        return None
    return filters.with_(programmes=())


def _measured(
    reader: Reader, asked: tuple[str, ...], by: tuple[str, ...], every: Filters, weighted: bool
) -> _Every:
    """All programmes' rows, by programme and then ``by``."""
    return _kept(
        reader,
        ("measured", asked, by, every, weighted),
        lambda: measure.__wrapped__(reader, asked, ("programme", *by), every, weighted).frame,
    )


def _kept(reader: Reader, key: tuple, make: Callable[[], pd.DataFrame]) -> _Every:
    who = (reader.scope, reader.profile, reader.lang)

    def every() -> _Every:
        frame = make()
        rows: dict[str, list[int]] = {}
        for k, programme in enumerate(frame["programme"].tolist()):
            rows.setdefault(programme, []).append(k)
        return _Every(frame, rows)

    return reader.snapshot.kept.get((*key, who), every, weight)
