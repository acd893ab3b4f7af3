"""A freshly started server on the fixture institution, and a browser to look at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.published import published
from yardstick.places import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(
    (p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None
)
STARTS_WITHIN = 180


class Server:
    """One server process, its address and its log."""

    def __init__(self, warehouse: Path, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url, self.log = f"http://127.0.0.1:{port}", log
        options = {
            "server.port": port,
            "server.address": "127.0.0.1",
            "server.headless": "true",
            "server.fileWatcherType": "none",
        }
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        self.process = subprocess.Popen(
            command + [f"--{name}={value}" for name, value in options.items()],
            cwd=ROOT,
            env=os.environ | {"YARDSTICK_WAREHOUSE": str(warehouse)},
            stdout=log.open("wb"),
            stderr=subprocess.STDOUT,
        )

    def wait(self) -> None:
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=10):
                    return
            except OSError:
                assert self.process.poll() is None, self.errors()
                time.sleep(0.1)
        raise AssertionError(f"no server within {STARTS_WITHIN} seconds: {self.errors()}")

    def errors(self) -> list[str]:
        """Lines of the log that speak of something gone wrong."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        wrong = ("Traceback", "Error", "ERROR", "Exception", "Uncaught", "exception")
        return [line for line in lines if any(word in line for word in wrong)]

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory, "browser_warehouse")


@pytest.fixture
def server(warehouse: Path, tmp_path: Path) -> Iterator[Server]:
    """A server that has answered nobody yet."""
    started = Server(warehouse, tmp_path / "server.log")
    try:
        started.wait()
        yield started
    finally:
        started.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield opened
        opened.close()


@pytest.fixture
def tab(browser: "Browser") -> Iterator["Page"]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(120_000)
    yield page
    context.close()
