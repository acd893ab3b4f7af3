"""The front door: ``streamlit run app.py`` serves the pages that ui/front.py lists."""

import streamlit as st
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from ui.start import started


def to_root(request: Request) -> RedirectResponse:
    """The first page answers at the root alone; a link to it by name keeps its filters."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/{query}")


app = st.App("ui/front.py", lifespan=started, routes=[Route("/overview", to_root)])
