"""Child process: statsmodels' variational fit of the same model to a file of single graduates."""

import json
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse
from statsmodels.genmod.bayes_mixed_glm import BinomialBayesMixedGLM

from benchmarks.mixed_data import FACTORS
from yardstick.inference.design import coded


def main(rows: Path, programmes: int) -> None:
    d = pd.read_csv(rows)
    started, busy = time.perf_counter(), time.process_time()
    design = coded({f: d[f] for f in FACTORS})
    units = sparse.csr_matrix(
        (np.ones(len(d)), (np.arange(len(d)), d.unit)), shape=(len(d), programmes)
    )
    model = BinomialBayesMixedGLM(
        d.x.to_numpy(float), design.full(), units, np.zeros(programmes, dtype=int)
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = model.fit_vb()
    said = {
        "seconds": time.perf_counter() - started,
        "processor": time.process_time() - busy,
        "beta": found.fe_mean.tolist(),
        "beta_se": found.fe_sd.tolist(),
        "sigma": float(np.exp(found.vcp_mean[0])),
        "effect": found.vc_mean.tolist(),
        "effect_sd": found.vc_sd.tolist(),
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
