"""Themes of comments: shares with intervals, of the selection beside everybody."""

import pandas as pd

from ui.format import cell, count, span
from ui.item import item
from ui.page import Page
from yardstick.catalogue import load_catalogue
from yardstick.feedback.comments import SHARE, Themes
from yardstick.figures.caterpillar import caterpillar
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.measure.model import VISIBLE
from yardstick.wording import missing, percent


def show(p: Page, found: Themes) -> None:
    """Figure and table."""
    t = p.t
    item(
        p,
        "comment_themes",
        t("What do the comments speak of?"),
        caterpillar(
            found.frame,
            ("theme",),
            p.label,
            t,
            title=t("Share of comments that speak of the theme"),
        ),
        _table(p, found),
        data=found.measures,
        note=_without(p, found),
        caveats=[
            t(
                "A comment may speak of several themes, so shares add up to more than 100%. A theme "
                "is neither praise nor blame."
            )
        ],
        indicators=[SHARE],
    )


def _without(p: Page, found: Themes) -> str:
    """How much the dictionary missed."""
    r = found.none
    if r is None or r["status"] not in VISIBLE or missing(r["value"]):
        return ""
    return p.t(
        "In {share} of the comments no theme of the dictionary was found.",
        share=percent(r["value"]),
    )


def _table(p: Page, found: Themes) -> pd.DataFrame:
    """A row for each theme; beside a narrower selection the same of everybody."""
    t, decimals = p.t, load_catalogue()[SHARE].decimals
    rows = found.frame.to_dict("records") + ([found.none] if found.none else [])

    def value(r: dict, kind: str = "") -> str:
        return cell(r[f"{kind}value"], r[f"{kind}status"], "percent", decimals)

    def limits(r: dict, kind: str = "") -> str:
        return span(r[f"{kind}low"], r[f"{kind}high"], "percent", decimals, t)

    table = {
        DIMENSION_LABELS["theme"](p.lang): [p.label("theme", r["theme"]) for r in rows],
        t("Share of comments"): [value(r) for r in rows],
        t("Interval"): [limits(r) for r in rows],
        t("Comments on it"): [count(r["positive"]) for r in rows],
        t("Comments"): [count(r["base"]) for r in rows],
    }
    if found.narrowed:
        table |= {
            t("All you may see"): [value(r, "all_") for r in rows],
            t("Interval, all"): [limits(r, "all_") for r in rows],
            t("Comments, all"): [count(r["all_base"]) for r in rows],
        }
    return pd.DataFrame(table)
