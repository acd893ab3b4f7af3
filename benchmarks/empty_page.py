"""An almost empty page: what a browser needs for Streamlit itself."""

import streamlit as st

st.title("An empty page")
