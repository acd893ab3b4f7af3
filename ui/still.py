"""Parts of a page that answer to nobody: drawn for one reader, and repeated for the others.

Streamlit makes the bytes of a table and the text of a figure anew for every reader, which takes
longer than everything else about them. What was sent once is kept here as it was sent.
"""

from collections.abc import Callable
from itertools import count

import streamlit as st

_names = count()
#: Parts kept, of some ten thousand bytes each; the longest unused leave first.
ENTRIES = 800


def mould() -> str:
    """A name for parts that are the same whoever looks; what they show is part of its key."""
    return f"part {next(_names)}"


def still(name: str | None, draw: Callable[[], None]) -> None:
    """Draw, or repeat what ``draw`` drew when it was first called by this name.

    ``name`` says everything ``draw`` depends on: data, scope, language. Without a name nothing is
    kept. ``draw`` holds no widget: one that is repeated would not answer.
    """
    if name is None:
        draw()
    else:
        _drawn(name, draw)


@st.cache_resource(max_entries=ENTRIES, show_spinner=False)
def _drawn(name: str, _draw: Callable[[], None]) -> None:
    _draw()
