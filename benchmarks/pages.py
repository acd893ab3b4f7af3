"""Each page: script time at the first view and after a filter change, and time in a browser."""

import statistics
import time
from pathlib import Path

from benchmarks import prepare
from benchmarks.client import Session
from benchmarks.machine import machine
from benchmarks.results import keep, ms, quantile
from benchmarks.selections import unseen
from benchmarks.server import Server, serve
from ui.registry import PAGES
from yardstick.measure import open_snapshot
from yardstick.places import ROOT

CHANGES = 50
LOADS = 5
EMPTY = Path(__file__).with_name("empty_page.py")
DRAWN = (
    "() => { const app = document.querySelector('[data-testid=stApp]');"
    " return app && app.getAttribute('data-test-script-state') === 'notRunning'"
    " && document.querySelector('h1')"
    " && !document.querySelector('[data-testid=stSkeleton]'); }"
)


def in_browser(server: Server, pages: list[str]) -> dict[str, float] | None:
    """Median seconds from address to drawn page, LOADS times each; None without a browser."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=_chromium())
        except Error:
            return None
        found = {}
        for page in pages:
            spent = []
            for _ in range(LOADS + 1):
                tab = browser.new_page()
                started = time.perf_counter()
                tab.goto(f"{server.url}/{page}")
                tab.wait_for_function(DRAWN, polling=20, timeout=60_000)
                spent.append(time.perf_counter() - started)
                tab.close()
            found[page] = statistics.median(spent[1:])
        browser.close()
        return found


def _chromium() -> str | None:
    """The system's Chromium, else Playwright's own."""
    system = Path("/usr/bin/chromium")
    return str(system) if system.exists() else None


def main() -> None:
    chosen = prepare.options(__doc__)
    facts = machine()
    warehouse = prepare.warehouse(chosen.folder, chosen.graduates)
    snapshot = open_snapshot(warehouse)
    log = chosen.folder / "server.log"
    pages = ["" if entry.default else entry.url for entry in PAGES]
    rows = []
    with serve(ROOT / "app.py", warehouse, log) as server:
        with Session(server.port) as warm:
            warm.open("")
        script = {}
        for number, page in enumerate(pages):
            with Session(server.port) as reader:
                first = reader.open(page)
                before = server.busy()
                changes = [
                    reader.open(page, q) for q in unseen(snapshot, CHANGES, skip=number * CHANGES)
                ]
                busy = (server.busy() - before) / CHANGES
            script[page] = first, quantile(changes, 0.5), quantile(changes, 0.95), busy
        browser = in_browser(server, pages)
    with serve(EMPTY, warehouse, log) as server:
        empty = in_browser(server, [""])
    for entry, page in zip(PAGES, pages, strict=True):
        seen = "no browser" if browser is None else ms(browser[page])
        beside = "" if browser is None or empty is None else f"{browser[page] / empty['']:.1f}"
        rows.append([entry.title, *(ms(s) for s in script[page]), seen, beside])
    bare = "" if empty is None else ms(empty[""])
    rows.append(["an empty page", "", "", "", "", bare, "" if empty is None else "1.0"])
    keep(
        f"pages_{chosen.graduates}",
        f"Pages at {chosen.graduates:,} graduates",
        facts,
        ["page", "first view", f"{CHANGES} filter changes, median", "p95",
         "processor time each", "in the browser",
         "times an empty page"],
        rows,
        ["Script times: from the request over the websocket to the end of the script, a new session "
         "on a server that has drawn one page; the filter values were never asked for before.",
         "Aim for a filter change: 150 ms at 1 million, 300 ms at 10 million graduates (p95)."],
    )  # fmt: skip


if __name__ == "__main__":
    main()
