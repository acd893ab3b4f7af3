"""Which wave an indicator is read at: months after graduation are part of every figure."""

from collections.abc import Iterable

from yardstick.catalogue import DataColumn, Indicator
from yardstick.measure.answers import waves as answered_at
from yardstick.measure.model import Filters
from yardstick.measure.snapshot import Snapshot

#: Where nothing prefers a wave: half a year after graduation.
USUAL = 6


def informative_waves(snapshot: Snapshot, column: DataColumn) -> tuple[int, ...]:
    """Waves at which the column says something of at least one cohort."""
    if column.of_answers:
        return answered_at(snapshot.info(), column, Filters())
    seen = {w for (_, w), n in snapshot.info().presence.get(column.name, {}).items() if n > 0}
    return tuple(w for w in snapshot.info().waves if w in seen)


def _nearest(waves: Iterable[int], preferred: int) -> int | None:
    return min(waves, key=lambda w: (abs(w - preferred), w), default=None)


def wave_for(
    snapshot: Snapshot, column: DataColumn, indicator: Indicator | None, filters: Filters
) -> int | None:
    """The wave to read: the one asked for, else the nearest to the preferred one in the window.

    It does not depend on the selection of graduates, so all groups of a page use the same. None
    where the column knows no waves or no wave lies in the window.
    """
    if "wave" in column.without:
        return None
    if filters.wave is not None:
        return filters.wave
    window = indicator.window if indicator else None
    if column.of_answers:
        # A survey has waves of its own, and each question was asked in some of them.
        known = answered_at(snapshot.info(), column, filters)
        return _nearest(known, window.prefer if window else USUAL)
    inside = [
        w for w in snapshot.info().waves if window is None or window.first <= w <= window.last
    ]
    preferred = window.prefer if window else USUAL
    informative = [w for w in informative_waves(snapshot, column) if w in inside]
    return _nearest(informative or inside, preferred)


def in_window(indicator: Indicator, wave: int | None) -> bool:
    """Whether the standard measures at this wave."""
    window = indicator.window
    return window is None or wave is None or window.first <= wave <= window.last
