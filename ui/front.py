"""The navigation: which pages there are. Each page checks access and resolves its reader itself.

Streamlit takes a folder ``pages`` beside its main script for pages of its own making, and then
shows "page not found" over the first deep link after a start; so the main script lies here.
"""

import streamlit as st

from ui.address import current
from ui.reader import language
from ui.registry import PAGES
from ui.start import settle
from yardstick.places import ROOT
from yardstick.text import translator

st.set_page_config(
    page_title="Alumni Yardstick", page_icon=str(ROOT / "ui" / "icon.svg"), layout="wide"
)
t = translator(language(current()))
pages = [
    st.Page(ROOT / e.file, title=t(e.title), icon=e.icon, url_path=e.url, default=e.default)
    for e in PAGES
]
st.navigation(pages, position="top").run()
settle()
