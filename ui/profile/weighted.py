"""What does weighting to the register do to the programme's survey figures? Side by side."""

import pandas as pd

from ui.format import cell, count, span
from ui.item import item
from ui.page import Page
from ui.standings.weights import WIDER
from yardstick.catalogue import Indicator
from yardstick.measure import measure_one
from yardstick.measure.model import VISIBLE, WEIGHTED
from yardstick.records import records
from yardstick.wording import missing, signed


def show(p: Page, asked: list[Indicator]) -> None:
    """One row per outcome of a survey; nothing where no outcome has weights (a register)."""
    t = p.t
    found = measure_one(p.reader, [i.id for i in asked], (), p.filters, weighted=True)
    both: dict[str, dict[bool, dict]] = {}
    for r in records(found.estimates()):
        both.setdefault(r["indicator"], {})[r["method"] == WEIGHTED] = r
    pairs = [(i, both[i.id]) for i in asked if _seen(both.get(i.id, {}))]
    if not pairs:
        return
    table = pd.DataFrame(
        {
            t("Outcome"): [i.label(p.lang) for i, _ in pairs],
            t("Unweighted"): [_value(r[False], i) for i, r in pairs],
            t("Interval"): [_limits(p, r[False], i) for i, r in pairs],
            t("Weighted"): [_value(r[True], i) for i, r in pairs],
            t("Interval, weighted"): [_limits(p, r[True], i) for i, r in pairs],
            t("Weighted less unweighted"): [
                signed(r[True]["value"] - r[False]["value"], i.unit, i.decimals) for i, r in pairs
            ],
            t("Answers"): [count(r[False]["base"]) for _, r in pairs],
            t("Effective base"): [count(r[True]["effective_base"]) for _, r in pairs],
        }
    )
    item(
        p,
        "profile_weighted",
        t("Weighted beside unweighted"),
        None,
        table,
        note=t(
            "Weights make those who answered resemble the register. Every other figure on this page "
            "is unweighted, and so is the verdict."
        ),
        caveats=[t(WIDER)],
        indicators=[i.id for i, _ in pairs],
    )


def _seen(pair: dict[bool, dict]) -> bool:
    """Whether there is a value with and one without weights."""
    return len(pair) == 2 and all(
        r["status"] in VISIBLE and not missing(r["value"]) for r in pair.values()
    )


def _value(row: dict, i: Indicator) -> str:
    return cell(row["value"], row["status"], i.unit, i.decimals)


def _limits(p: Page, row: dict, i: Indicator) -> str:
    return span(row["low"], row["high"], i.unit, i.decimals, p.t)
