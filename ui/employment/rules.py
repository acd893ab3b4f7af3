"""Which rate stands for the destinations: the standard of the filter, in the version that applies."""

from functools import partial

import streamlit as st

from ui.page import Page
from yardstick.catalogue import Indicator, load_catalogue

DEFAULT = "cn_moe"
PARAMETER = "rules"
#: First cohort that was registered under the rules of 2024.
FIRST_2024 = 2024
#: What stands in for the rate where the source holds only graduates with a destination.
AMONG_PLACED = ("mix.study", "mix.employed", "mix.venture")


def headlines(standard: str) -> dict[str, Indicator]:
    """Headline rates of one standard by version; empty where it has none on destinations."""
    return {
        i.version: i
        for i in load_catalogue().indicators.values()
        if i.standard == standard and i.family == "destinations" and i.headline
    }


def headline(p: Page) -> Indicator:
    """The headline of the filter's standard; of several versions the one the cohorts came under,
    unless the reader switches."""
    found = (headlines(p.view.standard) if p.view.standard not in (None, "house") else {}) or (
        headlines(DEFAULT)
    )
    versions = list(found)
    if len(versions) == 1:
        return found[versions[0]]
    latest = max(p.filters.cohorts or p.reader.snapshot.info().cohorts, default=FIRST_2024)
    natural = versions[-1] if latest >= FIRST_2024 else versions[0]
    asked = st.query_params.get(PARAMETER)
    version = asked if asked in found else natural

    p.draw(partial(_switch, versions=versions, version=version))
    return found[version]


def _switch(p: Page, versions: list[str], version: str) -> None:
    """Let the reader choose other rules than those the cohorts came under."""

    def choose() -> None:
        st.query_params[PARAMETER] = st.session_state["employment_rules"]

    st.session_state["employment_rules"] = version
    st.segmented_control(
        p.t("Rules of the year"),
        versions,
        key="employment_rules",
        required=True,
        on_change=choose,
    )


def family_of(head: Indicator) -> list[str]:
    """The headline, what adds up to it, and what stands in for it."""
    parts = [i.id for i in load_catalogue().indicators.values() if i.component_of == head.id]
    return [head.id, *parts, *(AMONG_PLACED if head.standard == DEFAULT else ())]
