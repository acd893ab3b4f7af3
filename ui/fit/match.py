"""Does the work fit field and level? The item of the employment page, and the way there."""

import streamlit as st

from ui.address import link
from ui.employment import match
from ui.page import Page
from ui.registry import BY_URL
from ui.sections import PARAMETER
from yardstick.places import ROOT


def show(p: Page) -> None:
    """Field by level, and a link to all about the work."""
    match.show(p)
    p.draw(_way)


def _way(p: Page) -> None:
    st.page_link(
        ROOT / BY_URL["employment"].file,
        label=p.t("More on the work of these graduates"),
        icon=":material/work:",
        query_params=link(p.view, **{PARAMETER: "match"}),
    )
