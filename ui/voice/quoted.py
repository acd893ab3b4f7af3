"""Quotations by theme and the search in them; what may be shown is decided on the road."""

from html import escape

import pandas as pd
import streamlit as st

from ui.item import tools
from ui.page import SEARCH, Page
from ui.voice.languages import language_name
from yardstick.feedback.comments import Themes
from yardstick.measure.quotations import LONGEST, MOST, Quotations, quotations
from yardstick.wording import whole

THEME = "theme"
#: Characters of a text shown on the page: the download has it whole.
LONGEST_SHOWN = 2_000
_STYLE = "margin:0 0 0.9rem;padding:0.1rem 0 0.1rem 0.9rem;border-left:3px solid #9aa5b1"


def quoted(p: Page, question: str, found: Themes) -> None:
    """Theme, search box, and the texts. Nothing of a search is kept: it is drawn at once."""
    t = p.t
    themes = ["", *(r["theme"] for r in found.frame.to_dict("records"))]
    asked = st.query_params.get(THEME) or ""
    theme = asked if asked in themes else ""
    term = (st.query_params.get(SEARCH) or "")[:LONGEST]
    with st.container(horizontal=True, vertical_alignment="bottom", key="voice_quoted"):
        _theme(p, themes, theme)
        _search(p, term)
    said = quotations(p.reader, question, p.filters, theme or None, term)
    title = t("In their own words")
    with st.container(border=True, key="item_comment_quotations"):
        st.subheader(title, anchor="comment-quotations")
        if said.frame.empty:
            st.info(said.reason(t) if said.reason else "", icon=":material/info:")
            return
        st.caption(_note(p, said))
        st.html("".join(_quotation(p, r) for r in said.frame.to_dict("records")))
        tools(p, "comment_quotations", title, _table(p, said))


def _quotation(p: Page, row: dict) -> str:
    """One text as it was written, in its language, and how many wrote the very same."""
    people = p.t("{n} people wrote this", n=whole(row["people"])) if row["people"] > 1 else ""
    below = " · ".join(x for x in (language_name(p, row["language"]), people) if x)
    language = f' lang="{escape(str(row["language"]))}"' if row["language"] else ""
    return (
        f"<blockquote{language} style='{_STYLE}'>{escape(_shown(row['text']))}"
        f"<br><small lang='{p.lang}' style='opacity:0.7'>{escape(below)}</small></blockquote>"
    )


def _shown(text: object) -> str:
    line = _one_line(text)
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"


def _one_line(text: object) -> str:
    return " ".join(str(text).split())


def _theme(p: Page, themes: list[str], now: str) -> None:
    key = "voice_theme"

    def write() -> None:
        _keep(THEME, st.session_state[key])

    st.session_state[key] = now
    st.selectbox(
        p.t("Quotations on"),
        themes,
        format_func=lambda x: p.label("theme", x) if x else p.t("All themes"),
        key=key,
        on_change=write,
        width=300,
    )


def _search(p: Page, now: str) -> None:
    key = "voice_search"

    def write() -> None:
        _keep(SEARCH, st.session_state[key].strip())

    st.session_state[key] = now
    st.text_input(
        p.t("Search in comments"),
        key=key,
        on_change=write,
        max_chars=LONGEST,
        placeholder=p.t("A word or a part of one"),
        icon=":material/search:",
        autocomplete="off",
        width=300,
    )


def _keep(name: str, value: str) -> None:
    """Write a value into the address; an empty one leaves it."""
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def _note(p: Page, said: Quotations) -> str:
    """Of how many people these are, and how many texts stand here."""
    t = p.t
    values = {
        "shown": whole(len(said.frame)),
        "texts": whole(said.texts or 0),
        "people": whole(said.people or 0),
    }
    if said.matching is None:
        return t(
            "{shown} of {texts} different texts by {people} people of this selection, in an order "
            "that says nothing of who wrote them; at most {most} at once.",
            most=MOST,
            **values,
        )
    return t(
        "{shown} of {texts} different texts by {matching} people whose comments match, of {people} "
        "of this selection; at most {most} at once.",
        matching=whole(said.matching),
        most=MOST,
        **values,
    )


def _table(p: Page, said: Quotations) -> pd.DataFrame:
    """What the downloads hold: text, language, and how many people wrote the same."""
    t, frame = p.t, said.frame
    return pd.DataFrame(
        {
            t("Comment"): [_one_line(x) for x in frame["text"]],
            t("Language"): [language_name(p, x) for x in frame["language"]],
            t("People who wrote this"): frame["people"].tolist(),
        }
    )
