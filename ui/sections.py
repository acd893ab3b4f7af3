"""Sections of a long page, one shown at a time, so that a page computes only what is looked at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from ui.page import Page

PARAMETER = "part"


@dataclass(frozen=True)
class Section:
    """One section: ``key`` stands in the address, ``name`` on the switch (a message id)."""

    key: str
    name: str
    icon: str
    show: Callable[..., None]


def asked() -> str | None:
    """The section the address asks for."""
    return st.query_params.get(PARAMETER)


def switch(p: Page, sections: Sequence[Section]) -> Section:
    """The section the address asks for (the first where it asks for none), with a switch."""
    known = {s.key: s for s in sections}
    chosen = asked() if asked() in known else sections[0].key

    def choose() -> None:
        st.query_params[PARAMETER] = st.session_state["employment_part"]

    st.session_state["employment_part"] = chosen
    st.segmented_control(
        p.t("Part of this page"),
        list(known),
        format_func=lambda key: f"{known[key].icon} {p.t(known[key].name)}",
        key="employment_part",
        label_visibility="collapsed",
        required=True,
        on_change=choose,
    )
    return known[chosen]
