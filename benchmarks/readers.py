"""Fifty readers at once: each opens the front page and then changes a filter, all together."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from benchmarks import prepare
from benchmarks.client import Session
from benchmarks.machine import machine
from benchmarks.results import keep, ms, quantile
from benchmarks.selections import unseen
from benchmarks.server import serve
from yardstick.measure import open_snapshot
from yardstick.places import ROOT

READERS = 50


def main() -> None:
    chosen = prepare.options(__doc__)
    facts = machine()
    warehouse = prepare.warehouse(chosen.folder, chosen.graduates)
    selections = unseen(open_snapshot(warehouse), READERS)
    together = Barrier(READERS, timeout=120)

    def read(port: int, query: str) -> tuple[float, float]:
        with Session(port) as reader:
            together.wait()
            first = reader.open("")
            together.wait()
            return first, reader.open("", query)

    with serve(ROOT / "app.py", warehouse, chosen.folder / "server.log") as server:
        with Session(server.port) as warm:
            warm.open("")
        with ThreadPoolExecutor(READERS) as pool:
            times = list(pool.map(read, [server.port] * READERS, selections))
    rows = []
    for name, spent in zip(("open the front page", "change a filter"), zip(*times, strict=True),
                           strict=True):  # fmt: skip
        rows.append([name, ms(quantile(spent, 0.5)), ms(quantile(spent, 0.95)), ms(max(spent))])
    keep(
        f"readers_{chosen.graduates}",
        f"{READERS} readers at once at {chosen.graduates:,} graduates",
        facts,
        ["what all do at the same moment", "median", "p95", "slowest"],
        rows,
        ["The readers run on the same machine as the server. Aim: p95 under 1.5 s."],
    )


if __name__ == "__main__":
    main()
