"""Child process: benchmark and funnel as one writes them for a table of graduates, row by row.

Cell rates are joined to the graduates, every programme is taken out of the table in turn, and its
tail probability comes from ``scipy.stats.betabinom``. There is no model: on rows it takes too long.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from benchmarks.mixed_data import FACTORS


def main(rows: Path) -> None:
    d = pd.read_csv(rows)
    at = [time.perf_counter()]
    like = d.groupby(list(FACTORS))
    d["expected"] = like["x"].transform("mean")
    d["others"] = like["x"].transform("size")
    difference, sd, x, n = [], [], [], []
    for _, own in d.groupby("unit"):
        difference.append((own["x"] - own["expected"]).mean())
        cells = own.groupby(list(FACTORS)).agg(
            n=("x", "size"), p=("expected", "first"), all=("others", "first")
        )
        spread = cells["p"] * (1 - cells["p"]) * (1 / cells["n"] - 1 / cells["all"])
        sd.append(float(np.sqrt(((cells["n"] / len(own)) ** 2 * spread).sum())))
        x.append(int(own["x"].sum()))
        n.append(len(own))
    at.append(time.perf_counter())
    x, n = np.array(x), np.array(n)
    target = x.sum() / n.sum()
    z = (x / n - target) / np.sqrt(target * (1 - target) / n)
    phi = float(np.mean(np.clip(z, *np.quantile(z, [0.1, 0.9])) ** 2))
    w = n / (target * (1 - target))
    tau2 = max(0.0, (len(n) * phi - (len(n) - 1)) / (w.sum() - (w**2).sum() / w.sum()))
    low, high = [], []
    for k in range(len(n)):
        if tau2 > 0:
            r = tau2 / (target * (1 - target))
            law = stats.betabinom(n[k], target * (1 / r - 1), (1 - target) * (1 / r - 1))
        else:
            law = stats.binom(n[k], target)
        low.append(float(law.cdf(x[k])))
        high.append(float(law.sf(x[k] - 1)))
    at.append(time.perf_counter())
    said = dict(zip(("benchmark", "funnel"), np.diff(at).tolist(), strict=True)) | {
        "difference": difference, "sd": sd, "phi": phi, "tau2": tau2, "p_low": low, "p_high": high,
    }  # fmt: skip
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
