"""What stands behind the profile? Graduates by cohort, what is known of them, who answered."""

import pandas as pd
import streamlit as st

from ui.address import link
from ui.format import cell, count
from ui.item import item
from ui.page import Page
from ui.profile import weighted
from ui.registry import BY_URL
from ui.tables import measures_table
from yardstick.catalogue import Indicator, load_catalogue
from yardstick.measure import measure_one
from yardstick.places import ROOT
from yardstick.records import records

KNOWN = ("nace.knowledge_rate", "survey.coverage", "survey.response", "survey.reach")


def show(p: Page, asked: list[Indicator]) -> None:
    """Coverage and response of the cohort shown, weighted figures, every cohort; the sources."""
    t = p.t
    found = measure_one(p.reader, KNOWN, (), p.filters)
    item(
        p,
        "behind",
        t("What stands behind these figures?"),
        None,
        measures_table(p, found, indicator=True),
        data=found,
        note=t(
            "Those who answer differ from those who do not. Where few answered, figures from the "
            "survey may lean towards those who fare well."
        ),
        indicators=KNOWN,
    )
    weighted.show(p, asked)
    every = measure_one(p.reader, KNOWN, ("cohort",), p.filters.with_(cohorts=()))
    item(
        p,
        "behind_cohorts",
        t("Graduates and answers, cohort by cohort"),
        None,
        _by_cohort(p, every.estimates()),
        data=every,
        indicators=KNOWN,
    )
    st.page_link(
        ROOT / BY_URL["data"].file,
        label=t("Source files, rows and checks"),
        icon=":material/fact_check:",
        query_params=link(p.view),
    )


def _by_cohort(p: Page, estimates: pd.DataFrame) -> pd.DataFrame:
    catalogue = load_catalogue()
    years = list(dict.fromkeys(estimates["cohort"]))
    rows = {(r["cohort"], r["indicator"]): r for r in records(estimates)}

    def graduates(year: object) -> str:
        known = [rows[year, i]["population"] for i in KNOWN if (year, i) in rows]
        known = [n for n in known if n == n]
        return count(max(known)) if known else ""

    table = {
        p.t("Year of graduation"): [str(y) for y in years],
        p.t("Graduates"): [graduates(y) for y in years],
    }
    for name in KNOWN:
        i = catalogue[name]
        table[i.label(p.lang)] = [
            cell(rows[y, name]["value"], rows[y, name]["status"], i.unit, i.decimals)
            if (y, name) in rows
            else ""
            for y in years
        ]
    return pd.DataFrame(table)
