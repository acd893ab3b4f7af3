"""Cold start: from starting the server to the first drawn page, with a snapshot at hand."""

import time

from benchmarks import prepare
from benchmarks.client import Session
from benchmarks.machine import machine
from benchmarks.results import keep
from benchmarks.server import serve
from yardstick.places import ROOT

STARTS = 5


def main() -> None:
    chosen = prepare.options(__doc__)
    facts = machine()
    warehouse = prepare.warehouse(chosen.folder, chosen.graduates)
    rows = []
    for number in range(1, STARTS + 1):
        with serve(ROOT / "app.py", warehouse, chosen.folder / "server.log") as server:
            answers = time.perf_counter() - server.started
            with Session(server.port) as reader:
                reader.open("")
            drawn = time.perf_counter() - server.started
        rows.append([number, f"{answers:.1f} s", f"{drawn:.1f} s"])
    keep(
        f"coldstart_{chosen.graduates}",
        f"Cold start at {chosen.graduates:,} graduates",
        facts,
        ["start", "server answers", "first page drawn"],
        rows,
        ["The first start may also read files that are not in the system's cache. Aim: under 5 s."],
    )


if __name__ == "__main__":
    main()
