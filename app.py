"""The front door: ``streamlit run app.py`` serves the pages that ui/front.py lists."""

import streamlit as st

app = st.App("ui/front.py")
