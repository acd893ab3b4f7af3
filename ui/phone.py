"""Whether the reader holds a phone: for what a style sheet cannot reach, such as a grid's columns."""

import streamlit as st


def on_phone() -> bool:
    """What the browser says of itself; nothing said counts as a larger screen."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")
