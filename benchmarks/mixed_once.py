"""Child process: one fit of the mixed model to a file of cells; says time and estimates."""

import json
import sys
import time
from pathlib import Path

import pandas as pd

from benchmarks.mixed_data import FACTORS
from yardstick.inference.design import coded
from yardstick.inference.mixed_logit import fit


def main(cells: Path, nodes: int) -> None:
    d = pd.read_csv(cells)
    started, busy = time.perf_counter(), time.process_time()
    design = coded({f: d[f] for f in FACTORS}, n=d.n)
    found = fit(design, d.unit.to_numpy(), d.x, d.n, nodes)
    seconds, busy = time.perf_counter() - started, time.process_time() - busy
    said = {
        "seconds": seconds,
        "processor": busy,
        "status": str(found.status),
        "beta": found.beta.tolist(),
        "beta_se": found.beta_se.tolist(),
        "sigma": found.sigma,
        "loglik": found.log_likelihood,
        "effect": found.effect.tolist(),
        "effect_sd": found.effect_sd.tolist(),
        "effect_sd_full": found.effect_sd_full.tolist(),
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
