"""Child process: benchmark, funnel and pooled model of a file of cells; says times and estimates."""

import json
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.mixed_data import FACTORS
from yardstick.inference import mixed_logit
from yardstick.inference.design import coded
from yardstick.inference.funnel import funnel
from yardstick.inference.standardise import indirect

STEPS = ("benchmark", "funnel", "model")


def main(cells: Path) -> None:
    d = pd.read_csv(cells)
    # Programmes that have graduates, as in the other ways.
    unit = np.unique(d.unit, return_inverse=True)[1].reshape(-1)
    x, n = d.x.to_numpy(), d.n.to_numpy()
    at = [time.perf_counter()]
    _, cell = np.unique(d[list(FACTORS)].to_numpy(), axis=0, return_inverse=True)
    stand = indirect(unit, cell.reshape(-1), n, x)
    at.append(time.perf_counter())
    base = np.bincount(unit, weights=n)
    seen = funnel(np.bincount(unit, weights=x), base)
    at.append(time.perf_counter())
    design = coded({f: d[f] for f in FACTORS}, n=d.n)
    fit = mixed_logit.fit(design, unit, x, n)
    points = mixed_logit.in_points(fit, design, unit, n)
    at.append(time.perf_counter())
    said = dict(zip(STEPS, np.diff(at).tolist(), strict=True)) | {
        "difference": stand.difference.tolist(),
        "sd": stand.sd.tolist(),
        "phi": seen.phi,
        "tau2": seen.tau2,
        "p_low": seen.p_low.tolist(),
        "p_high": seen.p_high.tolist(),
        "effect": fit.effect.tolist(),
        "points": points.points.tolist(),
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
