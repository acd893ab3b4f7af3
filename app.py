"""The front door: navigation only. Every page checks access and resolves its reader itself."""

import streamlit as st

from ui.address import current
from ui.reader import language
from ui.registry import PAGES
from yardstick.text import translator

st.set_page_config(page_title="Alumni Yardstick", page_icon="ui/icon.svg", layout="wide")
t = translator(language(current()))
pages = [
    st.Page(e.file, title=t(e.title), icon=e.icon, url_path=e.url, default=e.default) for e in PAGES
]
st.navigation(pages, position="top").run()
