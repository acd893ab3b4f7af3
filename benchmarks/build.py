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
    target = chosen.folder / f"warehouse_{chosen.graduates}"
    shutil.rmtree(target, ignore_errors=True)
    first = run("benchmarks.bare_read", source, scratch)
    built = run("benchmarks.build_once", source, target)
    second = run("benchmarks.bare_read", source, scratch)
    bare = min(first, second, key=lambda r: r.said["seconds"])
    base = bare.said["seconds"]
    rows = [["bare read_csv", f"{base:.1f} s", "1.00", mib(bare.peak)]]
    for step, seconds in built.said["steps"].items():
        rows.append([f"build: {step}", f"{seconds:.1f} s", f"{seconds / base:.2f}", ""])
    whole = built.said["seconds"]
    rows.append(["build, all", f"{whole:.1f} s", f"{whole / base:.2f}", mib(built.peak)])
    keep(
        f"build_{chosen.graduates}",
        f"Build at {chosen.graduates:,} graduates",
        facts | {"rows read": f"{bare.said['rows']:,}", "snapshot": mib(built.said["bytes"])},
        ["step", "time", "against the bare read", "peak memory"],
        rows,
        ["The bare read is the faster of one before and one after the build; aim: build within 2."],
    )


if __name__ == "__main__":
    main()
