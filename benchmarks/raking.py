"""Raking against R's ``survey::rake`` and the package ``balance``, on the same respondents.

Needs R with survey (Debian: ``r-cran-survey``). ``--balance`` is the Python of an environment that
has ``balance``; without it that row is left out.
"""

import argparse
import json
import os
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.child import Ran, run
from benchmarks.machine import machine
from benchmarks.results import keep, mib
from yardstick.places import ROOT

HEADER = [
    "raking", "time", "times ours", "processor time", "times ours", "peak memory",
    "largest difference of weights (mean 1)", "of the share", "of its standard error",
]  # fmt: skip


def other(command: list[object]) -> Ran:
    """A process that is not ours: its standard output, if any, and its peak memory."""
    process = subprocess.Popen([str(c) for c in command], stdout=subprocess.PIPE, text=True)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]} failed")
    lines = [line for line in out.strip().splitlines() if line.startswith("{")]
    return Ran(json.loads(lines[-1]) if lines else {}, usage.ru_maxrss * 1024)


def by_r(folder: Path) -> Ran:
    """survey::rake, read like what the children say."""
    ran = other(["Rscript", ROOT / "benchmarks" / "raking.R", folder])
    head, values = (folder / "survey.csv").read_text().split()
    said = dict(zip(head.split(","), map(float, values.split(",")), strict=True))
    return Ran(said, ran.peak)


def compared(title: str, ran: Ran, ours: Ran, weights: float | None) -> list[str]:
    """A row of the table; differences are from ours."""
    gaps = ["", "", ""]
    if weights is not None:
        gaps = [f"{weights:.1e}"] + [
            f"{abs(ran.said[k] - ours.said[k]):.1e}" for k in ("share", "se")
        ]
    return [
        title, f"{ran.said['seconds']:.2f} s", f"{ran.said['seconds'] / ours.said['seconds']:.1f}",
        f"{ran.said['processor']:.2f} s", f"{ran.said['processor'] / ours.said['processor']:.1f}",
        mib(ran.peak), *gaps,
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--respondents", type=int, default=1_000_000)
    parser.add_argument("--balance", type=Path, help="Python of an environment with balance")
    chosen = parser.parse_args()
    facts = machine()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = run("benchmarks.raking_data", folder, chosen.respondents).said
        ours = run("benchmarks.raking_once", folder)
        known = np.fromfile(folder / "ours.bin")

        def gap(file: str) -> float:
            return float(np.abs(np.fromfile(folder / file) - known).max())

        rows = [compared("ours", ours, ours, None)]
        rows.append(compared("survey::rake", by_r(folder), ours, gap("survey.bin")))
        if chosen.balance:
            script = ROOT / "benchmarks" / "raking_balance.py"
            ran = other([chosen.balance, script, folder])
            rows.append(compared("balance, rake", ran, ours, gap("balance.bin")))
    keep(
        f"raking_{chosen.respondents}",
        f"Raking {chosen.respondents:,} respondents to four margins",
        facts | {"cells": f"{ours.said['cells']:,}", "rounds of ours": str(ours.said["rounds"])},
        HEADER,
        rows,
        [
            "Time from codes in memory to a weight per respondent; reading the file is not in it.",
            f"Weighted share of ours {ours.said['share']:.6f}, in truth {data['truth']:.6f}; largest "
            f"gap of a margin {ours.said['gap']:.1e} of the population.",
        ],
    )


if __name__ == "__main__":
    main()
