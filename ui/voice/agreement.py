"""Several questions on one construct read as one scale: agreement and value, each person one draw."""

import pandas as pd

from ui.format import cell, count, span
from ui.item import item
from ui.page import Page
from yardstick.catalogue import load_catalogue
from yardstick.feedback.lists import construct_name
from yardstick.feedback.voice import Topic, scales
from yardstick.measure import label, measure
from yardstick.measure.model import VISIBLE
from yardstick.records import records
from yardstick.wording import listing, missing, signed, symbol

AGREEMENT, VALUE = "ceq.agreement", "ceq.value"
#: So many questions are named, of more their number.
NAMED = 5


def show(p: Page, topic: Topic) -> None:
    """One row per construct with several five-point questions; nothing where there is none."""
    t, rows, found = p.t, [], []
    ends = load_catalogue()[AGREEMENT].scale_points
    for scale in scales(topic):
        if scale.ends != ends or len(scale.items) < 2:
            continue
        asked = p.filters.with_(items=scale.items)
        told = measure(p.reader, [AGREEMENT, VALUE], (), asked).frame
        found.append(told.assign(construct=scale.construct, questions=len(scale.items)))
        agreement, value = records(told)
        rows.append(
            {
                t("About"): construct_name(scale.construct, p.lang),
                t("Questions"): _questions(p, scale.items),
                t("Agreement"): cell(agreement["value"], agreement["status"], "percent", 1),
                t("90% interval"): span(agreement["low"], agreement["high"], "percent", 1, t),
                t("Value, −100 to 100"): _signed(value),
                t("90% interval of the value"): _limits(p, value),
                t("People"): count(agreement["base"]),
                t("Independent answers they are worth"): count(agreement["effective_base"]),
            }
        )
    if not rows:
        return
    item(
        p,
        "voice_agreement",
        t("Several questions as one scale"),
        None,
        pd.DataFrame(rows),
        data=pd.concat(found, ignore_index=True).drop(columns="reason"),
        caveats=[
            t(
                "Answers of one person go together: each person is one draw, and whoever answered "
                "fewer than half of the questions does not count."
            )
        ],
        indicators=[AGREEMENT, VALUE],
    )


def _questions(p: Page, items: tuple[str, ...]) -> str:
    """What was asked; of many questions how many."""
    if len(items) > NAMED:
        return p.t("{n} questions", n=len(items))
    return listing([label(p.reader, "item", x) for x in items], p.t)


def _signed(row: dict) -> str:
    if row["status"] not in VISIBLE or missing(row["value"]):
        return cell(None, row["status"], "points", 1)
    return f"{signed(row['value'], 'points', 1)} {symbol(row['status'])}".strip()


def _limits(p: Page, row: dict) -> str:
    if missing(row["low"]):
        return ""
    low, high = (signed(row[x], "points", 1) for x in ("low", "high"))
    return p.t("{low} to {high}", low=low, high=high)
