"""The sheet: a profile is as wide as A4 on screen and prints without what only a screen needs."""

from collections.abc import Iterator

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.page import Page

#: Width of an A4 page within its margins, in CSS pixels: figures drawn this wide fit on paper.
WIDTH = 718
_HIDDEN = (
    "[data-testid='stHeader']",
    "[data-testid='stSidebar']",
    "[data-testid='stToolbar']",
    "[class*='st-key-tools_']",
    "[data-testid='stPageLink']",
    "[data-testid='stStatusWidget']",
    ".st-key-filters",
    ".st-key-language",
    ".st-key-profile_bar",
    "[class*='st-key-open_profile_']",
    "[data-testid='stExpander'] summary",
    "[data-testid='stElementToolbar']",
)
CSS = f"""<style>
[data-testid="stMainBlockContainer"] {{
  max-width: {WIDTH + 64}px; margin-inline: auto; padding-inline: 16px;
}}
@page {{ size: A4; margin: 12mm 10mm 14mm; }}
@media print {{
  {", ".join(_HIDDEN)} {{ display: none !important; }}
  [data-testid="stMainBlockContainer"] {{ max-width: none; padding: 0 !important; }}
  [data-testid="stExpander"] details {{
    height: auto !important; overflow: visible !important; border: 0;
  }}
  [data-testid="stExpander"] details::details-content {{
    content-visibility: visible !important; display: block; block-size: auto !important;
  }}
  [data-testid="stExpanderDetails"] {{ padding: 0 !important; }}
  [class*="st-key-item_"] {{ border: 0 !important; padding: 0 !important; }}
  [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"]) {{
    display: flex !important; flex-wrap: nowrap !important; break-inside: avoid;
  }}
  [data-testid="stColumn"] {{
    flex: 1 1 0 !important; min-width: 0 !important; width: 50% !important;
  }}
  /* The first item is taller than what is left of the first page. */
  .st-key-item_benchmark {{ break-inside: auto !important; }}
  table {{ width: 100%; font-size: 8.5pt; }}
  td, th {{ padding: 2pt 4pt !important; }}
  td, th {{ overflow-wrap: anywhere; }}
  tr, .stPlotlyChart, h2, h3 {{ break-inside: avoid; }}
  h2, h3, [data-testid="stHeading"] {{ break-after: avoid; }}
  thead {{ display: table-header-group; }}
  a {{ color: inherit !important; text-decoration: none !important; }}
}}
</style>"""


def lay_out() -> None:
    """Make the page a sheet."""
    st.html(CSS)


def in_pairs() -> Iterator[DeltaGenerator]:
    """Places side by side, two in a row, as many as are asked for: half the paper."""
    while True:
        yield from st.columns(2)


def print_button(p: Page) -> None:
    """How to get it on paper. A page cannot print itself without a script of its own."""
    st.caption(
        ":material/print: "
        + p.t("To print or to save as PDF, use your browser's print command (Ctrl+P); A4 fits.")
    )
