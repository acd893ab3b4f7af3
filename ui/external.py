"""External figures as their sources publish them, for the reader to look at beside their own."""

import pandas as pd

from ui.format import count
from ui.page import Page
from yardstick.catalogue import load_catalogue
from yardstick.measure import benchmarks
from yardstick.wording import missing, percent, whole


def _value(row: dict) -> str:
    """The value in its unit; a share with one decimal."""
    if missing(row["value"]):
        return ""
    unit = str(row["unit"])
    if unit == "share":
        return percent(row["value"], 1)
    return whole(row["value"]) if unit == "persons" else f"{unit} {whole(row['value'])}"


def figures(p: Page) -> pd.DataFrame:
    """One row per external figure: source, what and whom it stands for, value, base if known."""
    t, found = p.t, benchmarks(p.reader)
    names = {
        name: i.label(p.lang)
        for i in load_catalogue().indicators.values()
        for name in (i.id, *i.benchmarks)
    }
    rows = found.to_dict("records")
    table = {
        t("Source"): [str(r["source"]) for r in rows],
        t("Year"): [str(r["year"]) for r in rows],
        t("Measured as"): [str(r["indicator"]) for r in rows],
        t("Comes nearest to"): [names.get(r["indicator"], "") for r in rows],
        t("Institution"): ["" if missing(r["institution"]) else r["institution"] for r in rows],
        t("Field"): ["" if missing(r["field"]) else r["field"] for r in rows],
        t("Programme"): ["" if missing(r["programme"]) else r["programme"] for r in rows],
        t("Value"): [_value(r) for r in rows],
        t("Base"): ["" if missing(r["base"]) else count(r["base"]) for r in rows],
    }
    shown = pd.DataFrame(table)
    # A source that knows no programmes or bases needs no empty columns for them.
    return shown.loc[:, (shown != "").any()] if len(shown) else shown
