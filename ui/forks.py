"""One cohort under every standard: what is asked, and the table that says who counts what."""

from collections.abc import Sequence

import pandas as pd

from ui.format import cell, count, span
from ui.page import Page
from ui.telling import applied_back
from yardstick.catalogue import Indicator, load_catalogue
from yardstick.measure import distribution
from yardstick.measure.labels import population_words
from yardstick.measure.model import VISIBLE, Measures
from yardstick.records import records
from yardstick.wording import missing

#: Says how many are known about, not how well they fare: it stands in the table, not in the figure.
KNOWLEDGE = "nace.knowledge_rate"


def forks() -> list[Indicator]:
    """Every rate of the catalogue that answers "how many found their way", by its own standard."""
    return [
        i
        for i in load_catalogue().indicators.values()
        if i.family == "destinations"
        and i.kind == "share"
        and i.polarity == "higher"
        and i.component_of is None
        and i.standard != "house"
    ]


def silent(p: Page, estimates: pd.DataFrame) -> dict[str, int]:
    """By indicator, how many did not answer or are not recorded, at the time it looks at."""
    catalogue, known = load_catalogue(), {}
    found: dict[str, int] = {}
    for r in records(estimates):
        if r["status"] not in VISIBLE or missing(r["wave_used"]):
            continue
        column, wave = catalogue[r["indicator"]].column, int(r["wave_used"])
        if (column, wave) not in known:
            at = p.filters.with_(wave=wave)
            known[column, wave] = distribution(p.reader, column, (), at).missing
        unknown = {*catalogue.columns[column].unknown, "missing"}
        found[r["indicator"]] = sum(n for code, n in known[column, wave].items() if code in unknown)
    return found


def caveats(p: Page, computed: Sequence[str]) -> list[str]:
    """What to keep in mind before the rates are compared; nothing where none is computed."""
    if not computed:
        return []
    chosen = p.t(
        "Shown: {year}, the latest cohort observed at all the times these standards need.",
        year=p.assumed,
    )
    times = p.t(
        "Standards look at different times after graduation. Cohorts that have not come that "
        "far are not in the base of the later ones."
    )
    like = p.t("A standard is not better because its rate is higher. Compare like with like only.")
    assumed = [] if p.assumed is None else [chosen]
    return [*assumed, times, *applied_back(p, computed), like]


def forks_table(p: Page, measures: Measures) -> pd.DataFrame:
    """Standard, rate, numerator, denominator, unknowns, bounds, time and status of every fork."""
    t, catalogue = p.t, load_catalogue()
    bounds = measures.bounds().set_index("indicator")
    rows = []
    for r in records(measures.estimates()):
        i = catalogue[r["indicator"]]
        limits = bounds.loc[i.id] if i.id in bounds.index else None
        rows.append(
            {
                t("Standard"): catalogue.standards[i.standard].label(p.lang),
                t("Rate"): i.label(p.lang),
                t("Value"): cell(r["value"], r["status"], i.unit, i.decimals),
                t("Interval"): span(r["low"], r["high"], i.unit, i.decimals, t),
                t("Bounds"): ""
                if limits is None
                else span(limits["low"], limits["high"], i.unit, i.decimals, t),
                t("Counted as success"): count(r["positive"]),
                t("In the base"): count(r["base"]),
                t(population_words(p.reader.snapshot, measures.filters)): count(r["population"]),
                t("Unknown outcomes"): i.unknowns(p.lang),
                t("Months after graduation"): ""
                if missing(r["wave_used"]) or r["wave_used"] is pd.NA
                else str(r["wave_used"]),
                t("Why not"): r["reason"](t) if callable(r["reason"]) else "",
            }
        )
    return pd.DataFrame(rows)
