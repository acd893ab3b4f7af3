"""From a list of programmes to one of them, on this page: links, and a select for a thumb."""

from collections.abc import Sequence
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from ui.address import FIELDS, current, link, show
from ui.page import Page
from ui.programme_links import ADDRESSES
from ui.sections import PARAMETER

PAGE = "fit"

#: What a programme says by itself.
_IMPLIED = ("school", "discipline", "class", "level")


def lead_into(p: Page, table: pd.DataFrame, codes: Sequence[str], part: str) -> pd.DataFrame:
    """Let the first column of ``table`` lead to this page with the programme of the row chosen."""
    table.attrs[ADDRESSES] = [_address(p, c, part) for c in codes]
    return table


def _address(p: Page, code: str, part: str) -> str:
    nothing = {n: None for n in FIELDS if n in _IMPLIED}
    view = p.view.with_(**nothing, programme=code, lang=p.lang)
    return f"{PAGE}?{urlencode(link(view, **{PARAMETER: part}), doseq=True)}"


def pick_programme(p: Page, key: str, codes: Sequence[str], part: str) -> None:
    """A select of ``codes``; the one chosen becomes the filter, and ``part`` is opened."""
    codes = list(dict.fromkeys(codes))
    if not codes:
        return
    name = f"fit_pick_{key}"

    def choose() -> None:
        if chosen := st.session_state.get(name):
            show(current().with_(**{n: None for n in FIELDS if n in _IMPLIED}, programme=chosen))
            st.query_params[PARAMETER] = part

    # A choice must not act twice: after it the select is empty again.
    st.session_state[name] = None
    st.selectbox(
        p.t("Look into one programme"),
        codes,
        format_func=lambda c: p.label("programme", c),
        placeholder=p.t("Choose a programme"),
        key=name,
        index=None,
        on_change=choose,
        width=420,
    )
