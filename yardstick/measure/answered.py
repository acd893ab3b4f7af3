"""How answers spread over the options of a question; whoever may choose several counts once."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from yardstick.catalogue import load_catalogue
from yardstick.inference.proportion import wilson
from yardstick.measure.answers import DIFFERENT_SCALES
from yardstick.measure.cells import Cells, cells
from yardstick.measure.model import (
    VISIBLE,
    Distribution,
    Filters,
    Reader,
    Reason,
    Status,
)

COLUMN = "answer_code"
#: Statuses of those who answered on the scale.
ANSWERED = ("positive", "negative", "answered")
CONFIDENCE = 0.95
#: Status and reason of a base.
Judge = Callable[[float], tuple[Status, Reason | None]]


def spread_of_answers(
    reader: Reader, found: Cells, filters: Filters, wave: int | None, judge: Judge
) -> Distribution:
    """One row per group and option of its scale, in the order of the scale, options nobody chose
    included. ``judge(base)`` gives status and reason of a base.

    ``base`` are the people who answered on the scale: of a question with several answers the
    shares add up to more than 1. "Cannot say", blanks and those not asked are in ``missing``.
    """
    info = reader.snapshot.info()
    people = _people(reader, found.by, filters.with_(wave=wave))
    offered = info.scales[~info.scales["cannot_say"].fillna(False).astype(bool)]
    options = {s: rows["code"].tolist() for s, rows in offered.groupby("scale", sort=False)}
    scale_of = dict(zip(info.items["item_id"], info.items["scale"], strict=True))
    named = {scale_of.get(x) for x in filters.items}
    rows, reasons = [], []
    counted = {
        (g, str(code)): int(n)
        for g, code, n in zip(found.group, found.value, found.count, strict=True)
    }
    differ = False
    for g in range(found.groups):
        key = {d: found.keys[d][g] for d in found.by}
        scales = {scale_of.get(key["item"])} if "item" in key else named
        differ |= len(scales) > 1
        base = people.get(tuple(key.values()), {})
        n = sum(base.get(s, 0) for s in ANSWERED)
        status, reason = judge(n)
        reasons.append((status, reason))
        for code in options.get(next(iter(scales), None), ()):
            shown = status in VISIBLE
            count = counted.get((g, code), 0)
            rows.append(
                key
                | {
                    "code": code,
                    "n": float(count) if shown else np.nan,
                    "base": float(n) if shown else np.nan,
                    "share": count / n if shown and n else np.nan,
                    "names": 1,
                    "status": str(status),
                }
            )
    if differ:
        return _none(found, filters, wave, Status.NOT_APPLICABLE, Reason(DIFFERENT_SCALES))
    names = (*found.by, "code", "n", "base", "share", "names", "status")
    frame = pd.DataFrame(rows, columns=list(names))
    low, high = wilson(frame["n"].to_numpy(float), frame["base"].to_numpy(float), CONFIDENCE)
    frame.insert(frame.columns.get_loc("share") + 1, "low", low)
    frame.insert(frame.columns.get_loc("low") + 1, "high", high)
    whole = next((s for s, _ in reasons if s in VISIBLE), reasons[0][0] if reasons else None)
    why = None if whole in VISIBLE else (reasons[0][1] if reasons else judge(0)[1])
    missing = {
        code: sum(own.get(code, 0) for own in people.values())
        for code in ("cannot_say", "not_answered", "not_asked")
    }
    return Distribution(
        column=COLUMN,
        by=found.by,
        filters=filters,
        wave=wave,
        frame=frame,
        population=int(sum(sum(own.values()) for own in people.values())),
        missing={k: v for k, v in missing.items() if v},
        counts=(),
        status=whole or Status.NO_DATA,
        reason=why,
    )


def _people(reader: Reader, by: tuple[str, ...], filters: Filters) -> dict[tuple, dict[str, int]]:
    """People of each group by what became of the question."""
    column = load_catalogue().columns["answer_status"]
    found = cells(reader.snapshot, column, by, filters, reader.scope)
    people: dict[tuple, dict[str, int]] = {}
    for g, place, n in zip(found.group, found.value, found.count, strict=True):
        own = people.setdefault(tuple(found.keys[d][g] for d in by), {})
        code = found.codes[place] if place >= 0 else "not_answered"
        own[code] = own.get(code, 0) + int(n)
    return people


def _none(
    found: Cells, filters: Filters, wave: int | None, status: Status, reason: Reason
) -> Distribution:
    names = (*found.by, "code", "n", "base", "share", "low", "high", "names", "status")
    empty = pd.DataFrame({name: [] for name in names})
    return Distribution(COLUMN, found.by, filters, wave, empty, 0, status=status, reason=reason)
