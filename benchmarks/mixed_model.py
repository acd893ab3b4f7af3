"""The random-intercept logistic model against lme4 on the same cells and statsmodels on rows.

Needs R with lme4 (Debian: ``r-cran-lme4``). The graduates are invented with known effects, so it is
also measured whether the standard deviations that each fit states have the right size.
"""

import argparse
import os
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.child import Ran, run
from benchmarks.machine import machine
from benchmarks.results import keep, mib
from yardstick.places import ROOT

HEADER = [
    "fit", "time", "times ours", "processor time", "times ours", "peak memory", "largest difference of coefficients",
    "of their standard errors", "of programme effects", "SD of programmes",
    "root mean square of (effect - truth) / stated SD",
]  # fmt: skip

#: What R says besides coefficients and effects.
SINGLE = ("seconds", "processor", "sigma", "loglik")


def by_r(cells: Path, nodes: int, programmes: int) -> Ran:
    """One fit by glmer, read like what the children say."""
    out = cells.with_name(f"estimates_{nodes}.csv")
    script = ROOT / "benchmarks" / "mixed_model.R"
    process = subprocess.Popen(["Rscript", script, cells, str(nodes), out])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError("Rscript failed; is lme4 installed?")
    found = pd.read_csv(out).set_index("name")
    names = [n for n in found.index if n not in SINGLE]
    fixed = [n for n in names if not n.startswith("unit")]
    units = [n for n in names if n.startswith("unit")]
    effect, sd = np.zeros(programmes), np.full(programmes, np.nan)
    at = [int(n.removeprefix("unit")) for n in units]
    effect[at], sd[at] = found.value[units], found.sd[units]
    said = {n: float(found.value[n]) for n in SINGLE}
    said |= {"beta": found.value[fixed].tolist(), "beta_se": found.sd[fixed].tolist()}
    return Ran(said | {"effect": effect, "effect_sd": sd}, usage.ru_maxrss * 1024)


def compared(title: str, ran: Ran, ours: Ran, truth: np.ndarray, sd: str = "effect_sd") -> list:
    """A row of the table."""

    def gap(name: str) -> str:
        if ran is ours:
            return ""
        return f"{np.max(np.abs(np.subtract(ran.said[name], ours.said[name]))):.1e}"

    with np.errstate(divide="ignore", invalid="ignore"):
        off = (np.asarray(ran.said["effect"]) - truth) / np.asarray(ran.said[sd])
    return [
        title, f"{ran.said['seconds']:.1f} s", f"{ran.said['seconds'] / ours.said['seconds']:.1f}",
        f"{ran.said['processor']:.1f} s", f"{ran.said['processor'] / ours.said['processor']:.1f}",
        mib(ran.peak), gap("beta"), gap("beta_se"), gap("effect"), f"{ran.said['sigma']:.5f}",
        f"{np.sqrt(np.nanmean(off**2)):.2f}",
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graduates", type=int, default=1_000_000)
    parser.add_argument("--programmes", type=int, default=500)
    parser.add_argument("--rows", type=int, default=10_000, help="rows for the variational fit")
    chosen = parser.parse_args()
    facts = machine()
    with tempfile.TemporaryDirectory() as folder:
        data = run(
            "benchmarks.mixed_data", folder, chosen.graduates, chosen.programmes, chosen.rows
        ).said
        cells, rows = Path(folder) / "cells.csv", Path(folder) / "rows.csv"
        ours = run("benchmarks.mixed_once", cells, 1)
        seven = run("benchmarks.mixed_once", cells, 7)
        few = run("benchmarks.mixed_once", rows, 1)
        variational = run("benchmarks.mixed_variational", rows, chosen.programmes)
        fast = by_r(cells, 0, chosen.programmes)
        laplace = by_r(cells, 1, chosen.programmes)
    truth = np.array(data["effect"])
    few.said["effect"] += [0.0] * (chosen.programmes - len(few.said["effect"]))
    missing = [np.nan] * (chosen.programmes - len(few.said["effect_sd_full"]))
    few.said["effect_sd_full"] += missing
    few.said["effect_sd"] += missing
    full = "effect_sd_full"
    table = [
        compared("ours, Laplace", ours, ours, truth, full),
        compared("ours, 7 nodes", seven, ours, truth, full),
        compared("lme4::glmer, Laplace", laplace, ours, truth),
        compared("lme4::glmer, nAGQ = 0", fast, ours, truth),
        compared(f"{data['rows']:,} rows: ours, Laplace", few, few, truth, full),
        compared(f"{data['rows']:,} rows: statsmodels variational", variational, few, truth),
    ]
    gap = laplace.said["loglik"] - ours.said["loglik"]
    narrow = np.divide(variational.said["beta_se"], few.said["beta_se"])
    level = slice(-4, -2)  # the coefficients of the one factor that varies between programmes only
    keep(
        f"mixed_model_{chosen.graduates}",
        f"Random-intercept logistic model, {chosen.graduates:,} graduates of "
        f"{chosen.programmes} programmes",
        facts | {"cells": f"{data['cells']:,}", "coefficients": str(len(ours.said["beta"]))},
        HEADER,
        table,
        [
            f"lme4's log likelihood less ours, both Laplace: {gap:.1e}. Times are those of the fit "
            "alone, with the covariance of the coefficients (nAGQ = 0: without refinement of the "
            "coefficients; lme4's quick approximation). Processor time is the fairer ratio where other "
            "work ran on the machine.",
            "Largest differences: from ours on the same data. lme4's SD of a programme effect takes "
            "coefficients and sigma as known, ours here does not.",
            "The last column should be near 1: the true effects are known. Above 1 the stated SDs "
            "are too small.",
            "Variational standard errors of the coefficients as shares of ours on the same rows: "
            f"intercept {narrow[0]:.2f}, level (varies between programmes only) "
            f"{narrow[level].min():.2f} to {narrow[level].max():.2f}, all others "
            f"{np.delete(narrow, [0, *range(len(narrow))[level]]).min():.2f} or more. The "
            "variational fit works on rows and takes too long on all.",
        ],
    )


if __name__ == "__main__":
    main()
