"""Each page: script time at the first view and after a filter change, and time in a browser."""

import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import prepare
from benchmarks.client import Session
from benchmarks.machine import machine
from benchmarks.results import keep, ms, quantile
from benchmarks.selections import unseen
from benchmarks.server import Server, serve
from ui.registry import PAGES
from yardstick.measure import Snapshot, open_snapshot
from yardstick.places import ROOT

CHANGES = 50
LOADS = 3
EMPTY = Path(__file__).with_name("empty_page.py")
#: Sections of long pages, each computed by itself.
SECTIONS = {
    "employment": (
        "destinations",
        "pay",
        "first_job",
        "work",
        "regions",
        "study",
        "match",
        "later",
    ),
    "fit": ("gaps", "programmes", "courses", "match", "fed"),
    "voice": ("answers", "drivers", "employers", "objectives", "comments", "who"),
}
#: Pages that are also timed in a browser: it takes most of its time over Streamlit itself.
BROWSED = ("", "employment")
DRAWN = (
    "() => { const app = document.querySelector('[data-testid=stApp]');"
    " return app && app.getAttribute('data-test-script-state') === 'notRunning'"
    " && document.querySelector('h1')"
    " && !document.querySelector('[data-testid=stSkeleton]'); }"
)


def views(only: Sequence[str] = ()) -> list[tuple[str, str, str]]:
    """Title, path and query of the pages, all where none is named, by section where they are long."""
    found = []
    for entry in PAGES:
        if only and entry.url not in only:
            continue
        path = "" if entry.default else entry.url
        if path in SECTIONS:
            found += [(f"{entry.title}: {s}", path, f"part={s}") for s in SECTIONS[path]]
        else:
            found.append((entry.title, path, ""))
    return found


def script_times(server: Server, snapshot: Snapshot, page: str, query: str) -> list[str]:
    """First view, median and 95th percentile of the filter changes, processor time of each."""
    queries = ["&".join(q for q in (query, u) if q) for u in unseen(snapshot, CHANGES)]
    with Session(server.port) as reader:
        first = reader.open(page, query)
        before = server.busy()
        changes = [reader.open(page, q) for q in queries]
        busy = (server.busy() - before) / CHANGES
    return [ms(first), ms(quantile(changes, 0.5)), ms(quantile(changes, 0.95)), ms(busy)]


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
    chosen = prepare.options(__doc__, pages=True)
    facts = machine()
    warehouse = prepare.warehouse(chosen.folder, chosen.graduates)
    snapshot = open_snapshot(warehouse)
    log = chosen.folder / "server.log"
    rows = []
    for title, page, query in views(chosen.only):
        # A server of its own: nothing that another page asked for is at hand.
        with serve(ROOT / "app.py", warehouse, log) as server:
            with Session(server.port) as warm:
                warm.open("methods")
            rows.append([title, *script_times(server, snapshot, page, query), "", ""])
            print(*rows[-1], flush=True)
    with serve(EMPTY, warehouse, log) as server:
        with Session(server.port) as reader:
            times = [reader.open("", f"x={n}") for n in range(CHANGES + 1)][1:]
        empty = in_browser(server, [""])
    with serve(ROOT / "app.py", warehouse, log) as server:
        browser = in_browser(server, list(BROWSED))
    if browser and empty:
        for row, (_, page, query) in zip(rows, views(chosen.only), strict=True):
            if page in BROWSED and query in ("", f"part={SECTIONS['employment'][0]}"):
                row[5:] = [ms(browser[page]), f"{browser[page] / empty['']:.1f}"]
    seen = ms(empty[""]) if empty else "no browser"
    bare = [ms(quantile(times, 0.5)), ms(quantile(times, 0.95)), ""]
    rows.append(["an empty page", "", *bare, seen, "1.0" if empty else ""])
    keep(
        f"pages_{chosen.graduates}",
        f"Pages at {chosen.graduates:,} graduates",
        facts,
        ["page", "first view", f"{CHANGES} filter changes, median", "p95",
         "processor time each", "in the browser",
         "times an empty page"],
        rows,
        ["Script times: from the request over the websocket to the end of the script, a new session "
         "on a server that has drawn one other page; the filter values were never asked for before. "
         "The empty page is a server without the sockets' option in ui/prompt.py: some 40 ms of its "
         "time are the network's.",
         "Aim for a filter change: 150 ms at 1 million, 300 ms at 10 million graduates (p95)."],
    )  # fmt: skip


if __name__ == "__main__":
    main()
