"""The fixture institution on screen: one snapshot, and the pages without a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.published import published
from ui.registry import PAGES
from yardstick.measure import Reader, open_snapshot
from yardstick.places import ROOT

#: The address of each page by its file.
URLS = {entry.file: "" if entry.default else entry.url for entry in PAGES}


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory, "screen_warehouse")


@pytest.fixture
def reader(warehouse: Path) -> Reader:
    """A reader of everything, who sees what the pages show."""
    return Reader(open_snapshot(warehouse))


@pytest.fixture(autouse=True)
def _plain_server(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("YARDSTICK_SCHOOLS", "YARDSTICK_PROGRAMMES", "YARDSTICK_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    st.cache_resource.clear()


@pytest.fixture
def open_page(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """``open_page("pages/x.py", cohort=["2023"])`` runs a page on the fixture snapshot."""
    monkeypatch.setenv("YARDSTICK_WAREHOUSE", str(warehouse))
    # The main script lies in ui/, so the project's folder must be on the path by itself.
    monkeypatch.syspath_prepend(str(ROOT))

    def opened(file: str = "", **params: list[str]) -> AppTest:
        at = AppTest.from_file(str(ROOT / "ui" / "front.py"), default_timeout=300)
        for name, values in params.items():
            at.query_params[name] = values
        if file:
            # ``switch_page`` knows a page after a first run only, which would draw the front page.
            at._page_hash = calc_hash(URLS[file])
        return at.run()

    return opened


def words(at: AppTest) -> str:
    """Everything a reader sees as text on the page."""
    parts = [
        *(e.value for e in (*at.title, *at.header, *at.subheader)),
        *(e.value for e in (*at.markdown, *at.caption, *at.info, *at.warning, *at.error)),
    ]
    return "\n".join(str(part) for part in parts)


def asked(at: AppTest, name: str) -> list[str]:
    """The values of one query parameter after a run."""
    value = at.query_params.get(name, [])
    return [value] if isinstance(value, str) else list(value)
