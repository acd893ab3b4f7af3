"""Fifty readers at once: all do the same kind of thing at the same moment; an empty page beside."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from benchmarks import prepare
from benchmarks.client import Session
from benchmarks.machine import machine
from benchmarks.results import keep, ms, quantile
from benchmarks.selections import unseen
from benchmarks.server import Server, serve
from yardstick.measure import open_snapshot
from yardstick.places import ROOT

READERS = 50
EMPTY = Path(__file__).with_name("empty_page.py")


def together(server: Server, steps: Sequence[Sequence[str]]) -> list[list[float]]:
    """Seconds each reader waits, by step. ``steps`` has each reader's query at each step; nobody
    starts a step before all have ended the one before."""
    start = Barrier(READERS, timeout=120)

    def read(number: int) -> list[float]:
        with Session(server.port) as reader:
            spent = []
            for queries in steps:
                start.wait()
                spent.append(reader.open("", queries[number]))
            return spent

    with ThreadPoolExecutor(READERS) as pool:
        return [list(step) for step in zip(*pool.map(read, range(READERS)), strict=True)]


def main() -> None:
    chosen = prepare.options(__doc__)
    facts = machine()
    warehouse = prepare.warehouse(chosen.folder, chosen.graduates)
    log = chosen.folder / "server.log"
    selections = unseen(open_snapshot(warehouse), READERS + 1)
    steps = {
        "open the front page": [""] * READERS,
        "change a filter, all to the same value": selections[:1] * READERS,
        "change a filter, each to another value": selections[1:],
    }
    with serve(ROOT / "app.py", warehouse, log) as server:
        with Session(server.port) as warm:
            warm.open("")
        before = server.busy()
        times = together(server, list(steps.values()))
        each = (server.busy() - before) / READERS / len(steps)
    with serve(EMPTY, warehouse, log) as server:
        with Session(server.port) as warm:
            warm.open("")
        (floor,) = together(server, [[""] * READERS])
    rows = [
        [name, ms(quantile(spent, 0.5)), ms(quantile(spent, 0.95)), ms(max(spent))]
        for name, spent in zip((*steps, "open an empty page"), (*times, floor), strict=True)
    ]
    keep(
        f"readers_{chosen.graduates}",
        f"{READERS} readers at once at {chosen.graduates:,} graduates",
        facts,
        ["what all do at the same moment", "median", "p95", "slowest"],
        rows,
        ["The readers run on the same machine as the server. Aim: p95 under 1.5 s.",
         f"Processor time of the server: {ms(each)} for each reader and step. One process "
         "serves them all, one thread at a time: the last waits for all the others."],
    )  # fmt: skip


if __name__ == "__main__":
    main()
