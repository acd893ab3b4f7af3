"""The build against the bare materialised ``read_csv`` of the same files, with peak memory."""

import shutil

from benchmarks import prepare
from benchmarks.child import run
from benchmarks.machine import machine
from benchmarks.results import keep, mib


def main() -> None:
    chosen = prepare.options(__doc__)
    facts = machine()
    source = prepare.files(chosen.folder, chosen.graduates)
    scratch = chosen.folder / "bare_read.duckdb"
    target = prepare.warehouse_path(chosen.folder, chosen.graduates)
    shutil.rmtree(target, ignore_errors=True)
    first = run("benchmarks.bare_read", source, scratch)
    built = run("benchmarks.build_once", source, target)
    second = run("benchmarks.bare_read", source, scratch)
    bare = min(first, second, key=lambda r: r.said["seconds"])
    base, busy = bare.said["seconds"], bare.said["processor"]
    steps = {"bare read_csv": (base, busy)}
    steps |= {f"build: {step}": tuple(spent) for step, spent in built.said["steps"].items()}
    steps["build, all"] = built.said["seconds"], built.said["processor"]
    peak = {"bare read_csv": mib(bare.peak), "build, all": mib(built.peak)}
    rows = [
        [step, f"{wall:.1f} s", f"{wall / base:.2f}", f"{cpu:.1f} s", f"{cpu / busy:.2f}",
         peak.get(step, "")]
        for step, (wall, cpu) in steps.items()
    ]  # fmt: skip
    keep(
        f"build_{chosen.graduates}",
        f"Build at {chosen.graduates:,} graduates",
        facts | {"rows read": f"{bare.said['rows']:,}", "snapshot": mib(built.said["bytes"])},
        ["step", "time", "times the bare read", "processor time", "times the bare read",
         "peak memory"],
        rows,
        ["The bare read is the faster of one before and one after the build; aim: build within 2.",
         "Processor time is the fairer ratio where other work ran on the machine."],
    )  # fmt: skip


if __name__ == "__main__":
    main()
