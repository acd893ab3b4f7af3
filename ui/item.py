"""One figure as one item: figure with alt text, the same as a table, download, caveats, method."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from ui.address import link
from ui.page import Page
from ui.registry import BY_URL
from yardstick.catalogue import load_catalogue
from yardstick.figures.drawn import Drawn
from yardstick.figures.theme import CONFIG
from yardstick.places import ROOT

#: Longer tables scroll in a grid; shorter ones are plain tables, which any screen reader can read.
PLAIN_ROWS = 40
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def item(
    p: Page,
    key: str,
    title: str,
    drawn: Drawn | None,
    table: pd.DataFrame,
    *,
    csv: Callable[[], bytes] | None = None,
    xlsx: Callable[[], bytes] | None = None,
    indicators: Sequence[str] = (),
    caveats: Sequence[str] = (),
    note: str = "",
    table_open: bool = False,
) -> None:
    """Show one item.

    ``key`` is unique on the page and names the downloaded file. ``drawn`` is the figure and its
    description; without a figure the description is shown, because it says why. ``table`` is ready
    to read: headings and values in the reader's language, symbols in place of what is missing.
    ``csv`` and ``xlsx`` make the files when they are asked for, not before. ``indicators`` are the
    catalogue ids whose methods entries are linked.
    """
    with st.container(border=True, key=f"item_{key}"):
        st.subheader(title, anchor=key.replace("_", "-"))
        if note:
            st.caption(note)
        if drawn is not None:
            _figure(key, drawn)
        for caveat in caveats:
            st.caption(f":material/info: {caveat}")
        if table.empty:
            return
        if drawn is None:
            show_table(table, title)
            _tools(p, key, csv, xlsx, indicators)
            return
        with st.expander(p.t("Table, download, definition"), expanded=table_open):
            show_table(table, title)
            _tools(p, key, csv, xlsx, indicators)


def show_table(table: pd.DataFrame, alt: str) -> None:
    """A table as text: plain where it is short, a scrolling grid where it is long."""
    if len(table) <= PLAIN_ROWS:
        st.table(table, border="horizontal", hide_index=True, alt=alt)
    else:
        st.dataframe(table, hide_index=True, alt=alt)


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


def _figure(key: str, drawn: Drawn) -> None:
    if drawn.figure is None:
        st.info(drawn.alt, icon=":material/info:")
        return
    st.plotly_chart(
        drawn.figure,
        theme=None,
        config=CONFIG,
        key=f"figure_{key}",
        alt=drawn.alt,
        height="content",
    )


def _tools(
    p: Page,
    key: str,
    csv: Callable[[], bytes] | None,
    xlsx: Callable[[], bytes] | None,
    indicators: Sequence[str],
) -> None:
    with st.container(horizontal=True, key=f"tools_{key}"):
        for make, suffix, mime in ((csv, "csv", "text/csv"), (xlsx, "xlsx", XLSX)):
            if make is not None:
                st.download_button(
                    suffix.upper(),
                    make,
                    file_name=f"{key}_{p.reader.snapshot.build_id}.{suffix}",
                    mime=mime,
                    key=f"{suffix}_{key}",
                    icon=":material/download:",
                    help=p.t("Download this table with its definitions and the stamp of the data"),
                    on_click="ignore",
                )
        methods_links(p, indicators)
