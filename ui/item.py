"""One figure as one item: figure with alt text, the same as a table, download, caveats, method."""

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd
import pyarrow as pa
import streamlit as st

from ui.address import link
from ui.format import legend, occurring
from ui.page import Page
from ui.programme_links import (
    has_programmes,
    named_programmes,
    once,
    open_page,
    open_profile,
    picked_point,
    with_link_column,
    with_links,
)
from ui.registry import BY_URL
from ui.still import mould, still
from yardstick.catalogue import load_catalogue
from yardstick.export import to_csv, to_xlsx
from yardstick.figures.drawn import Drawn
from yardstick.figures.theme import CONFIG
from yardstick.measure.model import Curve, Distribution, Measures
from yardstick.places import ROOT
from yardstick.records import plain_columns

#: Longer tables scroll in a grid; shorter ones are plain tables, which any screen reader can read.
PLAIN_ROWS = 40
#: Mark of a table (in its ``attrs``) that must be readable on paper, however long.
PRINTED = "printed"
Data = Measures | Distribution | Curve | pd.DataFrame
#: What a download holds, or what makes it when somebody asks for the file.
Handed = Data | Callable[[], Data]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def item(
    p: Page,
    key: str,
    title: str,
    drawn: Drawn | None,
    table: pd.DataFrame,
    *,
    data: Data | None = None,
    indicators: Sequence[str] = (),
    caveats: Sequence[str] = (),
    note: str = "",
    table_open: bool = False,
) -> None:
    """Show one item.

    ``key`` is unique on the page and names the downloaded file. ``drawn`` is the figure and its
    description; without a figure the description is shown, because it says why. ``table`` is ready
    to read: headings and values in the reader's language, symbols in place of what is missing.
    ``data`` is what the downloads hold (full precision, codes); without it they hold the table.
    ``indicators`` are the catalogue ids whose methods entries are linked.
    """
    shown = {"data": data, "indicators": indicators, "caveats": caveats, "note": note}
    shown |= {"key": key, "title": title, "drawn": drawn, "table": table, "table_open": table_open}
    p.draw(partial(_draw, cast=None if p.steps is None else mould(), **shown))


def _draw(
    p: Page,
    *,
    key: str,
    title: str,
    drawn: Drawn | None,
    table: pd.DataFrame,
    data: Data | None,
    indicators: Sequence[str],
    caveats: Sequence[str],
    note: str,
    table_open: bool,
    cast: str | None,
) -> None:
    """``cast`` names the item where it is drawn from what another reader's run made of it."""
    programmes = named_programmes(table) if drawn is not None else []
    answers = drawn is not None and drawn.figure is not None and has_programmes(drawn.figure)

    def head() -> None:
        st.subheader(title, anchor=key.replace("_", "-"))
        if note:
            st.caption(note)
        if drawn is not None and not answers:
            _figure(p, key, drawn)

    def told() -> None:
        for caveat in caveats:
            st.caption(f":material/info: {caveat}")

    with st.container(border=True, key=f"item_{key}"):
        still(cast and f"{cast}.head", head)
        if answers:
            _figure(p, key, drawn)
        open_profile(p, key, programmes)
        still(cast and f"{cast}.told", told)
        if table.empty:
            return
        below = table if data is None else data
        if drawn is None:
            _table_and_tools(p, key, title, table, below, indicators, cast)
            return
        with st.expander(p.t("Table, download, definition"), expanded=table_open):
            _table_and_tools(p, key, title, table, below, indicators, cast)


def show_table(table: pd.DataFrame, alt: str) -> None:
    """A table as text: plain where it is short or to be printed, a scrolling grid where it is long."""
    if len(table) <= PLAIN_ROWS or table.attrs.get(PRINTED):
        st.table(_as_arrow(with_links(table)), border="horizontal", hide_index=True, alt=alt)
    else:
        table, columns = with_link_column(table)
        st.dataframe(table, hide_index=True, alt=alt, column_config=columns)


def _as_arrow(table: pd.DataFrame) -> pa.Table | pd.DataFrame:
    """A table the way it travels, made from its plain values: looking at every column's type on
    the way from pandas takes longer than all else. As it is where a column has mixed values."""
    try:
        columns = plain_columns(table)
        return pa.table({str(c): pa.array(v, from_pandas=True) for c, v in columns.items()})
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return table


def methods_links(p: Page, indicators: Sequence[str], *, named: bool = True) -> None:
    """Links to the entries of these indicators on the methods page; filters and language stay."""
    catalogue = load_catalogue()
    for indicator in dict.fromkeys(indicators):
        st.page_link(
            ROOT / BY_URL["methods"].file,
            label=catalogue[indicator].label(p.lang) if named else p.t("How this is calculated"),
            icon=":material/menu_book:",
            query_params=link(p.view, indicator=indicator),
        )


def _figure(p: Page, key: str, drawn: Drawn) -> None:
    if drawn.figure is None:
        st.info(drawn.alt, icon=":material/info:")
        return
    shown = {
        "theme": None,
        "config": CONFIG,
        "key": f"figure_{key}",
        "alt": drawn.alt,
        "height": "content",
    }
    if not has_programmes(drawn.figure):
        st.plotly_chart(drawn.figure, **shown)
        return
    shown |= {"key": once(p, f"figure_{key}"), "on_select": "rerun", "selection_mode": "points"}
    event = st.plotly_chart(drawn.figure, **shown)
    if code := picked_point(event):
        open_page(p.view, code)


def _table_and_tools(
    p: Page,
    key: str,
    title: str,
    table: pd.DataFrame,
    data: Data,
    indicators: Sequence[str],
    cast: str | None,
) -> None:
    def shown() -> None:
        show_table(table, title)
        if marks := legend(occurring(table), p.t):
            st.caption(marks)

    still(cast and f"{cast}.table", shown)
    tools(p, key, title, data, indicators, cast)


def tools(
    p: Page,
    key: str,
    title: str,
    data: Handed,
    indicators: Sequence[str] = (),
    cast: str | None = None,
) -> None:
    """Download buttons and links to the definitions. Files are made when they are asked for."""
    told = {"title": title, "indicators": tuple(indicators), "filters": p.filters}

    def made(make: Callable[..., bytes]) -> bytes:
        return make(p.reader, data() if callable(data) else data, **told)

    with st.container(horizontal=True, vertical_alignment="center", key=f"tools_{key}"):
        for make, suffix, mime in ((to_csv, "csv", "text/csv"), (to_xlsx, "xlsx", XLSX)):
            st.download_button(
                suffix.upper(),
                partial(made, make),
                file_name=f"{key}_{p.reader.snapshot.build_id}.{suffix}",
                mime=mime,
                key=f"{suffix}_{key}",
                icon=":material/download:",
                help=p.t("Download with definitions and the stamp of the data"),
                on_click="ignore",
            )
        still(cast and f"{cast}.links", lambda: methods_links(p, indicators))
