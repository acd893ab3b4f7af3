"""Child process: rakes the rows of a file, cells first; says the time and a few estimates."""

import json
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

from yardstick.inference.raking import Margin, combine, rake
from yardstick.inference.weighted import weighted_share


def main(folder: Path) -> None:
    rows = pd.read_csv(folder / "respondents.csv")
    known = pd.read_csv(folder / "margins.csv")
    names = known["margin"].unique().tolist()
    codes = [rows[n].to_numpy() for n in names]
    y = rows["y"].to_numpy(dtype=bool)
    started, busy = time.perf_counter(), time.process_time()
    cell, cells = combine(*codes)
    count = np.bincount(cell)
    margins = [
        Margin.of(n, c, known.loc[known["margin"] == n, "population"].to_numpy())
        for n, c in zip(names, cells, strict=True)
    ]
    fit = rake(count, margins)
    weight = fit.weight[cell]
    spent = time.perf_counter() - started, time.process_time() - busy

    def added(keep: np.ndarray) -> tuple[float, float, float]:
        return float(keep.sum()), float(weight[keep].sum()), float((weight[keep] ** 2).sum())

    found = weighted_share(added(y), added(np.ones(y.size, dtype=bool)), y.size)
    weight.tofile(folder / "ours.bin")
    said = {
        "seconds": spent[0],
        "processor": spent[1],
        "share": float(found.value),
        "se": float(found.se),
        "cells": int(count.size),
        "rounds": fit.iterations,
        "gap": fit.gap,
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
