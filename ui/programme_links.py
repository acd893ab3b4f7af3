"""Ways to a programme's profile from wherever it is named: tables, figures, lists."""

from collections.abc import Sequence
from urllib.parse import urlencode

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ui.address import FIELDS, View, link
from ui.page import Page
from ui.registry import BY_URL
from yardstick.figures.drawn import POINTS
from yardstick.places import ROOT
from yardstick.text import translator

PROFILE = "profile"
#: What a programme says by itself: a link to it does not carry them.
_IMPLIED = ("school", "discipline", "class", "level")
#: Where a table keeps the codes of the programmes its rows name, and the addresses they lead to.
CODES, ADDRESSES, LANG = "programmes", "profile_addresses", "lang"
#: Characters markdown would take for its own.
_MARKDOWN = "\\`*_[]$<>"


def _view(view: View, code: str) -> View:
    return view.with_(**{n: None for n in FIELDS if n in _IMPLIED}, programme=code)


def address(view: View, lang: str, code: str) -> str:
    """The relative address of a profile: filters and language of ``view`` go along."""
    return f"{PROFILE}?{urlencode(link(_view(view, code).with_(lang=lang)), doseq=True)}"


def linked(p: Page, codes: Sequence[str]) -> list[str]:
    """Names of programmes as markdown links to their profiles, for plain tables."""
    return [markdown(p.label("programme", c), address(p.view, p.lang, c)) for c in codes]


def markdown(text: str, target: str) -> str:
    """A markdown link; its text is taken as it is, without a markup of its own."""
    for character in _MARKDOWN:
        text = text.replace(character, "\\" + character)
    return f"[{text}]({target.replace(')', '%29')})"


def name_programmes(p: Page, table: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """Note which programmes the rows of ``table`` name in their first column."""
    table.attrs[CODES], table.attrs[LANG] = list(codes), p.lang
    table.attrs[ADDRESSES] = [address(p.view, p.lang, c) for c in codes]
    return table


def named_programmes(table: pd.DataFrame) -> list[str]:
    """Codes of the programmes the rows of ``table`` name; empty where they name none."""
    return table.attrs.get(CODES, [])


def with_links(table: pd.DataFrame) -> pd.DataFrame:
    """The table with links in its first column where its rows name programmes; else itself."""
    addresses = table.attrs.get(ADDRESSES)
    if not addresses:
        return table
    first = table.columns[0]
    names = [markdown(str(n), a) for n, a in zip(table[first], addresses, strict=True)]
    return table.assign(**{first: names})


def with_link_column(
    table: pd.DataFrame,
) -> tuple[pd.DataFrame, dict[str, object] | None]:
    """For a grid: a column of links behind the first one, and how the grid is to show it."""
    addresses = table.attrs.get(ADDRESSES)
    if not addresses:
        return table, None
    t = translator(table.attrs[LANG])
    table = table.copy()
    table.insert(1, t("Profile"), addresses)
    return table, {t("Profile"): st.column_config.LinkColumn(display_text=t("Open"))}


def open_profile(p: Page, key: str, codes: Sequence[str]) -> None:
    """A select that opens a profile, below a figure or grid that names programmes."""
    codes = list(dict.fromkeys(codes))
    if not codes:
        return
    picked = st.selectbox(
        p.t("Open a programme's profile"),
        codes,
        index=None,
        format_func=lambda c: p.label("programme", c),
        placeholder=p.t("Choose one of the programmes above"),
        key=once(p, f"open_profile_{key}"),
        width=420,
    )
    if picked:
        open_page(p.view, picked)


def once(p: Page, key: str) -> str:
    """A widget key that is new once the programme changes: a choice must not act twice."""
    return "_".join((key, *p.view.codes("programme")))


def open_page(view: View, code: str) -> None:
    """Open the profile of a programme. Ends the run of this page."""
    st.switch_page(ROOT / BY_URL[PROFILE].file, query_params=link(_view(view, code)))


def has_programmes(figure: go.Figure) -> bool:
    """Whether the points of a figure carry codes of programmes."""
    # The values themselves: asking for ``layout`` would have plotly check the whole figure.
    return (figure.to_dict()["layout"].get("meta") or {}).get(POINTS) == "programme"


def picked_point(event: object) -> str | None:
    """The programme of the point that was selected in a figure, if one was."""
    points = getattr(getattr(event, "selection", None), "points", None) or []
    code = points[0].get("customdata") if points else None
    code = code[0] if isinstance(code, list | tuple) and code else code
    return str(code) if code else None
