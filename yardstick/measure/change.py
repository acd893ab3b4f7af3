"""change(): a cohort against the one before, never across a break, with a verdict that admits chance.

The interval is for natural variation also where both cohorts are full counts: it asks whether the
same process could have brought both figures about. It joins the limits of the two estimates
(Newcombe for shares). Up or down is said only where the interval excludes no change *and* the
difference is material. Where the base of either cohort is too small nothing is compared at all.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from yardstick.catalogue import Indicator, load_catalogue
from yardstick.inference.difference import Verdict, mover, newcombe, verdict
from yardstick.measure.breaks import break_between
from yardstick.measure.model import (
    BOUNDS,
    VISIBLE,
    Filters,
    Reader,
    Reason,
    Status,
)
from yardstick.measure.remember import remembered
from yardstick.measure.road import measure
from yardstick.measure.waves import wave_for
from yardstick.text import mark

#: Smallest difference worth a verdict: points for shares, a share of the earlier pay, months.
MATERIAL_SHARE = 0.025
MATERIAL_PAY = 0.05
MATERIAL_MONTHS = 0.5
NO_EARLIER = mark("There is no earlier cohort to compare with.")
NOT_THERE = mark("One of the two cohorts has no figure to compare.")
TOO_SMALL = mark("The base is too small to compare.")
#: Columns of one cohort, with one entry per group.
Side = dict[str, np.ndarray]
_NUMBERS = ("positive", "base", "population", "value", "low", "high")
COLUMNS = (
    "indicator",
    "wave_used",
    "cohort",
    "previous_cohort",
    "value",
    "previous_value",
    "base",
    "previous_base",
    "difference",
    "low",
    "high",
    "confidence",
    "material",
    "verdict",
    "status",
    "reason",
    "value_low",
    "value_high",
    "value_status",
    "value_reason",
    "population",
)


def change(
    reader: Reader,
    indicator: str,
    by: Sequence[str] = (),
    filters: Filters | None = None,
    cohort: int | None = None,
) -> pd.DataFrame:
    """Difference of a cohort from the cohort before it, one row per group of ``by``.

    The cohort is the latest of the filters (else of the snapshot) that has the indicator's wave.
    ``verdict`` is a ``Verdict``; where nothing is compared ``difference`` is missing and ``reason``
    says why. ``material`` is in the unit of the difference. The last columns
    are the later cohort's own interval, status and reason, and all its graduates.
    """
    by = tuple(d for d in by if d != "cohort")
    return changes(reader, [indicator], by, filters, cohort)


@remembered
def changes(
    reader: Reader,
    indicators: Sequence[str],
    by: Sequence[str] = (),
    filters: Filters | None = None,
    cohort: int | None = None,
) -> pd.DataFrame:
    """``change`` of several indicators one below the other; those of the same cohorts together."""
    filters, by = filters or Filters(), tuple(by)
    pairs: dict[tuple[int | None, int | None], list[str]] = {}
    for indicator in indicators:
        pairs.setdefault(_pair(reader, indicator, filters, cohort), []).append(indicator)
    found: dict[str, dict[str, object]] = {}
    for (current, previous), some in pairs.items():
        if current is None or previous is None:
            found |= {i: _alone(reader, i, by, filters, current) for i in some}
            continue
        both = filters.with_(cohorts=(previous, current))
        rows = measure(reader, some, ("cohort", *by), both).frame
        for i, (keys, now, then) in _sides(rows, some, by, current, previous).items():
            if not by and (not len(now["value"]) or then["status"][0] is None):
                found[i] = _alone(reader, i, by, filters, current)
                continue
            about = load_catalogue()[i]
            wave = _wave(reader, i, filters)
            broken = break_between(reader, previous, current, wave, about.column)
            found[i] = _compare(about, by, keys, now, then, current, previous, broken)
    names = (*by, *COLUMNS)
    joined = {c: np.concatenate([found[i][c] for i in indicators]) for c in names}
    # With its index said, pandas need not look for one in every column.
    return pd.DataFrame(joined, index=pd.RangeIndex(len(joined["indicator"])))


def _wave(reader: Reader, indicator: str, filters: Filters) -> int | None:
    i = load_catalogue()[indicator]
    return wave_for(reader.snapshot, load_catalogue().columns[i.column], i, filters)


def _pair(
    reader: Reader, indicator: str, filters: Filters, cohort: int | None
) -> tuple[int | None, int | None]:
    """The cohort to speak of and the one before it, among those that have the indicator's wave."""
    info, wave = reader.snapshot.info(), _wave(reader, indicator, filters)
    known = [c for c in info.cohorts if wave is None or (c, wave) in info.cohort_waves]
    chosen = [c for c in known if not filters.cohorts or c in filters.cohorts]
    current = cohort if cohort is not None else max(chosen, default=None)
    if current is None:
        return None, None
    return current, max((c for c in known if c < current), default=None)


def _sides(
    rows: pd.DataFrame,
    indicators: Sequence[str],
    by: tuple[str, ...],
    current: int,
    previous: int,
) -> dict[str, tuple[dict[str, np.ndarray], Side, Side]]:
    """By indicator: groups of the later cohort, its columns, those of the earlier cohort beside.

    Arrays instead of frames: pages ask for many comparisons of a few rows each.
    """
    columns = {c: rows[c].to_numpy(dtype=float) for c in _NUMBERS}
    columns |= {c: rows[c].to_numpy(dtype=object) for c in ("status", "reason", "wave_used")}
    groups = {d: rows[d].to_numpy(dtype=object) for d in by}
    cohorts, estimates = rows["cohort"].to_numpy(), (rows["method"] != BOUNDS).to_numpy()
    keys = list(zip(*groups.values(), strict=True)) if by else [()] * len(rows)
    which = rows["indicator"].to_numpy(dtype=object)
    found = {}
    for i in indicators:
        own = estimates & (which == i)
        at = np.flatnonzero(own & (cohorts == current))
        earlier = {keys[j]: j for j in np.flatnonzero(own & (cohorts == previous))}
        beside = np.array([earlier.get(keys[j], -1) for j in at], dtype=np.int64)
        now = {c: values[at] for c, values in columns.items()}
        then = {c: values[beside] for c, values in columns.items()} if len(rows) else dict(now)
        for c, values in then.items():
            values[beside < 0] = np.nan if c in _NUMBERS else None
        found[i] = ({d: values[at] for d, values in groups.items()}, now, then)
    return found


def _alone(
    reader: Reader, indicator: str, by: tuple[str, ...], filters: Filters, current: int | None
) -> dict[str, object]:
    """Columns of a cohort that has none before it."""
    within = filters.with_(cohorts=(current,)) if current is not None else filters
    rows = measure(reader, indicator, by, within).estimates()
    n = len(rows)
    nothing = np.full(n, np.nan)
    found = {d: rows[d].to_numpy() for d in by}
    found |= dict.fromkeys(COLUMNS, nothing)
    found |= {
        "indicator": rows["indicator"].to_numpy(),
        "wave_used": rows["wave_used"].to_numpy(dtype=object),
        "cohort": _objects(n, current),
        "previous_cohort": _objects(n, None),
        "value": rows["value"].to_numpy(),
        "base": rows["base"].to_numpy(),
        "verdict": np.full(n, Verdict.NO_EARLIER.value, dtype=object),
        "status": np.full(n, str(Status.NO_DATA), dtype=object),
        "reason": _objects(n, Reason(NO_EARLIER)),
        **_own({c: rows[c].to_numpy() for c in ("low", "high", "status", "reason", "population")}),
    }
    return found


def _compare(
    i: Indicator,
    by: tuple[str, ...],
    keys: dict[str, np.ndarray],
    now: Side,
    then: Side,
    current: int,
    previous: int,
    broken: Reason | None,
) -> dict[str, object]:
    """Columns of the comparison, one entry per group."""
    value, before = now["value"], then["value"]
    n = len(value)
    both = np.array(
        [a in VISIBLE and b in VISIBLE for a, b in zip(now["status"], then["status"], strict=True)],
        dtype=bool,
    )
    if i.kind == "share":
        x1, n1, x2, n2 = (
            np.where(both, side[c], 0.0)
            for side, c in ((now, "positive"), (now, "base"), (then, "positive"), (then, "base"))
        )
        difference, low, high = newcombe(x1, n1, x2, n2, i.confidence)
    else:
        difference, low, high = mover(
            value, now["low"], now["high"], before, then["low"], then["high"]
        )
    material = _material(i, before)
    called = verdict(difference, low, high, material).astype(object)
    reasons = _objects(n, None)
    for g in range(n):
        stopped = _stopped(now, then, g, broken, bool(np.isnan(difference[g])))
        if stopped is not None:
            called[g], reasons[g] = stopped[0].value, stopped[1]
    usable = np.array([r is None for r in reasons], dtype=bool)
    status = np.where(usable, str(Status.SHOWN), str(Status.NOT_COMPUTABLE)).astype(object)
    found: dict[str, object] = dict(keys)
    hide = lambda a: np.where(usable, a, np.nan)  # noqa: E731
    found |= {
        "indicator": np.full(n, i.id, dtype=object),
        "wave_used": now["wave_used"],
        "cohort": _objects(n, current),
        "previous_cohort": _objects(n, previous),
        "value": value,
        "previous_value": before,
        "base": now["base"],
        "previous_base": then["base"],
        "difference": hide(difference),
        "low": hide(low),
        "high": hide(high),
        "confidence": np.full(n, i.confidence),
        "material": hide(material),
        "verdict": called,
        "status": status,
        "reason": reasons,
        **_own(now),
    }
    return found


def _stopped(
    now: Side, then: Side, g: int, broken: Reason | None, empty: bool
) -> tuple[Verdict, Reason] | None:
    """Why a group is not compared, from what nothing can mend to what is merely small."""
    statuses = (now["status"][g], then["status"][g])
    if statuses[1] is None:
        return Verdict.NO_EARLIER, Reason(NO_EARLIER)
    if broken is not None:
        return Verdict.BREAK, broken
    if empty or not all(s in VISIBLE for s in statuses):
        # The reason of the side without a figure says most.
        own = now["reason"][g] or then["reason"][g]
        return Verdict.NO_FIGURE, own if isinstance(own, Reason) else Reason(NOT_THERE)
    if Status.UNRELIABLE in statuses:
        return Verdict.TOO_SMALL, Reason(TOO_SMALL)
    return None


def _own(side: Side) -> dict[str, object]:
    """What the later cohort's figure says of itself, whether or not it can be compared."""
    return {
        "value_low": side["low"],
        "value_high": side["high"],
        "value_status": side["status"],
        "value_reason": side["reason"],
        "population": side["population"],
    }


def _material(i: Indicator, before: np.ndarray) -> np.ndarray:
    if i.unit == "percent":
        return np.full(len(before), MATERIAL_SHARE)
    if i.unit == "months":
        return np.full(len(before), MATERIAL_MONTHS)
    return MATERIAL_PAY * np.abs(before)


def _objects(n: int, value: object) -> np.ndarray:
    """``n`` times the same object."""
    found = np.empty(n, dtype=object)
    found[:] = [value] * n
    return found
