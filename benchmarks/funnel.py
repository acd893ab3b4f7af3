"""Benchmark, funnel and pooled model of 500 programmes against pandas on rows and R on cells.

pandas and scipy do the benchmark and the funnel
graduate by graduate and programme by programme; base R and ``lme4::glmer`` all three on the very
cells that ours gets. Where there is no R with lme4 (Debian: ``r-cran-lme4``) its row is left out.
"""

import argparse
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.child import Ran, run
from benchmarks.funnel_once import STEPS
from benchmarks.machine import machine
from benchmarks.results import keep, mib
from yardstick.places import ROOT

#: What is compared, in the order of the columns.
FIGURES = {
    "difference": "largest difference of the differences from the benchmark",
    "sd": "of their SD",
    "p_low": "of the lower tails",
    "p_high": "of the upper tails",
    "effect": "of programme effects",
}
HEADER = ["way", *(f for s in STEPS for f in (s, "times ours")), "all", "times ours",
          "peak memory", *FIGURES.values()]  # fmt: skip


def by_r(cells: Path) -> Ran:
    """The R script, read like what the children say."""
    units, times = cells.with_name("units.csv"), cells.with_name("times.csv")
    process = subprocess.Popen(
        ["Rscript", ROOT / "benchmarks" / "funnel.R", cells, units, times],
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError("Rscript failed; is lme4 installed?")
    said = pd.read_csv(times).iloc[0].to_dict()
    return Ran(said | pd.read_csv(units).to_dict("list"), usage.ru_maxrss * 1024)


def compared(title: str, ran: Ran, ours: Ran) -> list[str]:
    """A row of the table; what a way does not do is left empty, and so it is in the sum of ours."""
    done = [s for s in STEPS if s in ran.said]
    row = [title]
    for step in STEPS:
        row += _timed(ran.said[step], ours.said[step]) if step in done else ["", ""]
    row += _timed(*(sum(each.said[s] for s in done) for each in (ran, ours)))
    row.append(mib(ran.peak))
    for name in FIGURES:
        known = ran is not ours and name in ran.said
        row.append(f"{np.abs(_gap(ran, ours, name)).max():.1e}" if known else "")
    return row


def _gap(ran: Ran, ours: Ran, name: str) -> np.ndarray:
    return np.asarray(ran.said[name], dtype=float) - np.asarray(ours.said[name], dtype=float)


def _timed(seconds: float, ours: float) -> list[str]:
    return [f"{seconds:.2f} s", f"{seconds / ours:.1f}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graduates", type=int, default=1_000_000)
    parser.add_argument("--programmes", type=int, default=500)
    # With all measurements in one run the others' arguments come along.
    chosen, _ = parser.parse_known_args()
    facts = machine()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = (chosen.graduates, chosen.programmes, chosen.graduates)
        data = run("benchmarks.mixed_data", folder, *size).said
        ours = run("benchmarks.funnel_once", folder / "cells.csv")
        rows = [
            compared("ours, on cells", ours, ours),
            compared(
                "pandas and scipy, on rows",
                run("benchmarks.funnel_plain", folder / "rows.csv"),
                ours,
            ),
        ]
        if shutil.which("Rscript"):
            title = "base R and lme4::glmer, on cells"
            rows.append(compared(title, by_r(folder / "cells.csv"), ours))
    keep(
        f"funnel_{chosen.graduates}",
        f"Benchmark, funnel and pooled model of {chosen.programmes} programmes, "
        f"{chosen.graduates:,} graduates",
        facts | {"cells": f"{data['cells']:,}"},
        HEADER,
        rows,
        [
            "Time from a table in memory to one figure per programme; reading the file is not in it, "
            "nor is counting graduates to cells, which the build has done for ours and for R.",
            "Tails are exact: beta-binomial, with the variance between programmes estimated from the "
            f"data (φ = {ours.said['phi']:.2f}, τ² = {ours.said['tau2']:.2g}).",
            "The sum compares the same steps only: pandas fits no model. Effects are in log odds; "
            "ours are also turned into percentage points with intervals, which is in its time.",
        ],
    )


if __name__ == "__main__":
    main()
