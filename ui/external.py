"""External figures as their sources publish them, for the reader to look at beside their own."""

import pandas as pd

from ui.page import Page
from ui.plain import readable, whole_numbers
from yardstick.catalogue import load_catalogue
from yardstick.measure import benchmarks
from yardstick.measure.labels import field_label
from yardstick.text import mark
from yardstick.wording import missing, money, percent, whole

#: Units that are words; any other is the code of a currency.
UNITS = {"share": mark("share (0 to 1)"), "persons": mark("persons")}
#: Behind the code of a currency: pay a month.
MONTHLY = "/month"


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
        t("Year"): whole_numbers(r["year"] for r in rows),
        t("Measured as"): [str(r["indicator"]) for r in rows],
        t("Comes nearest to"): [names.get(r["indicator"], "") for r in rows],
        t("Institution"): ["" if missing(r["institution"]) else r["institution"] for r in rows],
        t("Field"): [
            "" if missing(r["field"]) else field_label(p.reader, str(r["field"])) for r in rows
        ],
        t("Programme"): ["" if missing(r["programme"]) else r["programme"] for r in rows],
        t("Value"): pd.Series([r["value"] for r in rows], dtype=float),
        t("Unit"): [t(UNITS.get(str(r["unit"]), str(r["unit"]))) for r in rows],
        t("Base"): whole_numbers(r["base"] for r in rows),
    }
    shown = pd.DataFrame(table)
    # A source that knows no programmes or bases needs no empty columns for them.
    told = [bool((shown[c].notna() & (shown[c].astype(str) != "")).any()) for c in shown.columns]
    return shown.loc[:, told] if len(shown) else shown


def shown(p: Page, table: pd.DataFrame) -> pd.DataFrame:
    """The figures to read: each value in its unit."""
    if table.empty:
        return table
    value, unit = p.t("Value"), p.t("Unit")
    said = [_said(p, v, u) for v, u in zip(table[value], table[unit], strict=True)]
    return readable(p, table.assign(**{value: said}).drop(columns=unit))


def _said(p: Page, value: float, unit: str) -> str:
    """The value in its unit; a share with one decimal."""
    if missing(value):
        return ""
    share, persons = UNITS["share"], UNITS["persons"]
    if unit == p.t(share):
        return percent(value)
    if unit == p.t(persons):
        return whole(value)
    if unit.endswith(MONTHLY):
        return p.t("{amount} a month", amount=money(value, unit.removesuffix(MONTHLY), p.t))
    return f"{unit} {whole(value)}"
