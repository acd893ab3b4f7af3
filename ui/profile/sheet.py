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
#: How much smaller paper is set than a screen: 15 px of text become 8.6 pt.
SCALE = 0.76
#: A row of two of which only the first is taken.
_ALONE = (
    '[data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"] [class*="st-key-item_"])'
    ':not(:has(> [data-testid="stColumn"] ~ [data-testid="stColumn"] [class*="st-key-item_"]))'
)
CSS = f"""<style>
[data-testid="stMainBlockContainer"] {{
  max-width: {WIDTH + 64}px; margin-inline: auto; padding-inline: 16px;
}}
@page {{ size: A4; margin: 12mm 10mm 14mm; }}
@media print {{
  {", ".join(_HIDDEN)} {{ display: none !important; }}
  /* Text of a screen is too large on paper: figures keep the size they were drawn in. */
  [data-testid="stMainBlockContainer"] {{
    max-width: none; padding: 0 !important; zoom: {SCALE};
  }}
  [data-testid="stExpander"] details {{
    height: auto !important; overflow: visible !important; border: 0;
  }}
  [data-testid="stExpander"] details::details-content {{
    content-visibility: visible !important; display: block; block-size: auto !important;
  }}
  [data-testid="stExpanderDetails"] {{ padding: 0 !important; }}
  [class*="st-key-item_"] {{ border: 0 !important; padding: 0 !important; }}
  /* An item may break between its figure and its table, and a table between rows: kept whole, as
     Streamlit would have it, items leave pages half empty, and those taller than a page overprint. */
  [data-testid="stLayoutWrapper"], [data-testid="stColumn"], [class*="st-key-item_"],
  [data-testid="stColumn"] > [data-testid="stVerticalBlock"] {{
    break-inside: auto !important; height: auto !important;
  }}
  [data-testid="stLayoutWrapper"]:has(> [class*="st-key-item_"]) {{ display: block !important; }}
  [data-testid="stVerticalBlock"] > :not(:last-child) {{ margin-bottom: 5pt !important; }}
  [data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] > :not(:last-child) {{
    margin-bottom: 11pt !important;
  }}
  [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"]) {{
    display: grid !important; grid-template-columns: 1fr 1fr; column-gap: 14pt;
    break-inside: auto !important;
  }}
  [data-testid="stColumn"] {{ min-width: 0 !important; width: auto !important; }}
  /* One that is left without a neighbour has its table beside its figure. */
  {_ALONE} > [data-testid="stColumn"]:first-child {{ grid-column: 1 / -1; }}
  {_ALONE} [class*="st-key-item_"] {{
    display: grid !important; grid-template-columns: 1fr 1fr; gap: 0 14pt;
  }}
  {_ALONE} [class*="st-key-item_"] > * {{ grid-column: 1; align-self: start; }}
  {_ALONE} [class*="st-key-item_"] > [data-testid="stLayoutWrapper"]:last-child {{
    grid-column: 2; grid-row: 2 / span 9;
  }}
  h1 {{ font-size: 19pt !important; padding: 0 0 4pt !important; }}
  /* Streamlit draws what follows a heading up by the last 1rem of its padding. */
  h2 {{ font-size: 16pt !important; padding: 0 0 1.1rem !important; }}
  h3 {{ font-size: 13pt !important; padding: 0 0 1.1rem !important; }}
  table {{ width: 100%; font-size: 9.5pt; line-height: 1.25; }}
  td, th {{ padding: 1.5pt 3pt !important; }}
  td, th {{ overflow-wrap: anywhere; }}
  tr, .stPlotlyChart, h1, h2, h3, p {{ break-inside: avoid; }}
  h2, h3, [data-testid="stHeading"], [data-testid="stElementContainer"]:has(h2, h3),
  [data-testid="stElementContainer"]:has(+ [class*="st-key-figure_"]) {{ break-after: avoid; }}
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
