"""Invented graduates of many programmes with a known effect of each, grouped to cells.

As a child process it writes them to files, so that the process that measures others stays small.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import expit

FACTORS = ("entry", "gender", "origin", "level", "cohort")
LEVELS = {"entry": 5, "gender": 2, "origin": 8, "level": 3, "cohort": 3}
SIGMA = 0.4


@dataclass(frozen=True)
class Invented:
    """rows: a graduate each (unit, factors, success); cells: (unit, factors, x, n); effect: (U,)."""

    rows: pd.DataFrame
    cells: pd.DataFrame
    effect: np.ndarray


def invent(graduates: int, programmes: int, seed: int = 20) -> Invented:
    """Programmes of very different size; half of the factors' mix is the programme's own."""
    rng = np.random.default_rng(seed)
    unit = rng.choice(programmes, graduates, p=rng.dirichlet(np.full(programmes, 1.5)))
    rows = {"unit": unit}
    for name, levels in LEVELS.items():
        own = rng.integers(0, levels, programmes)[unit]
        other = rng.integers(0, levels, graduates)
        rows[name] = np.where(rng.random(graduates) < 0.4, own, other)
    rows["level"] = unit % LEVELS["level"]
    effect = SIGMA * rng.normal(size=programmes)
    eta = 0.8 + effect[unit]
    for name, levels in LEVELS.items():
        eta += np.r_[0, rng.normal(0, 0.25, levels - 1)][rows[name]]
    rows["x"] = (rng.random(graduates) < expit(eta)).astype(np.int64)
    frame = pd.DataFrame(rows)
    cells = frame.groupby(["unit", *FACTORS], as_index=False).agg(x=("x", "sum"), n=("x", "size"))
    return Invented(frame, cells, effect)


def main(folder: Path, graduates: int, programmes: int, rows: int) -> None:
    data = invent(graduates, programmes)
    data.cells.to_csv(folder / "cells.csv", index=False)
    some = data.rows.sample(min(rows, graduates), random_state=1)
    some.assign(n=1).to_csv(folder / "rows.csv", index=False)
    said = {"cells": len(data.cells), "rows": len(some), "effect": data.effect.tolist()}
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:5]))
