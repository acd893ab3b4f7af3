"""How each figure is calculated: generated from the catalogue, one entry per indicator."""

import streamlit as st

from ui.definitions import (
    by_standard,
    card,
    code_lists,
    dictionary,
    entries,
    found,
    symbols,
)
from ui.filters import one_filter
from ui.page import page
from ui.still import still
from yardstick.catalogue import load_catalogue
from yardstick.text import mark


def leave() -> None:
    del st.query_params["indicator"]


with page(mark("How is each figure calculated?"), filtered=False) as p:
    catalogue, t = load_catalogue(), p.t
    p.answer(
        t(
            "{n} indicators under {standards} standards, each with its own base and its own "
            "treatment of unknowns: a rate means nothing without them.",
            n=len(catalogue.indicators),
            standards=len(by_standard(catalogue.indicators.values())),
        )
    )
    asked = st.query_params.get("indicator")
    if asked in catalogue.indicators:
        with st.container(border=True, key="asked"):
            st.header(catalogue[asked].label(p.lang), anchor=asked)
            card(catalogue, catalogue[asked], t)
            st.button(t("Show all definitions"), icon=":material/list:", on_click=leave)
    elif asked:
        st.warning(t("This link asks for the indicator “{id}”, which does not exist.", id=asked))
    definitions, marks, codes, tables = st.tabs(
        [t("Definitions"), t("Symbols and marks"), t("Code lists"), t("Data dictionary")],
        key="methods_tab",
        on_change="rerun",
    )
    if definitions.open:
        with definitions:
            words = st.text_input(
                t("Search"), type="search", live=True, placeholder=t("Search the definitions")
            )
            one_filter("standard", p.offered, p.view, t)
            hits = found(catalogue, words, p.view.standard, t)
            if not hits:
                st.info(t("No definition has these words."))
            whole = not words and p.view.standard in (None, *catalogue.standards)
            still(
                f"methods.{p.lang}.{p.view.standard}" if whole else None,
                lambda: entries(catalogue, hits, t),
            )
    if marks.open:
        with marks:
            symbols(t)
    if codes.open:
        with codes:
            code_lists(p)
    if tables.open:
        with tables:
            dictionary(p)
