"""Rakes the rows of a file with the package ``balance``; runs in an environment that has it.

Uses nothing of this project. ``balance`` rakes a sample to a target sample: the target is made of
rows that have the margins of the register (each margin in its order, independent of the others).
"""

import contextlib
import json
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd


def main(folder: Path) -> None:
    with contextlib.redirect_stdout(sys.stderr):
        from balance import Sample

        rows = pd.read_csv(folder / "respondents.csv")
        known = pd.read_csv(folder / "margins.csv")
        rng = np.random.default_rng(1)
        names = known["margin"].unique().tolist()
        target = pd.DataFrame(
            {
                n: rng.permutation(
                    np.repeat(
                        known.loc[known["margin"] == n, "category"].to_numpy(),
                        known.loc[known["margin"] == n, "population"].to_numpy(),
                    )
                )
                for n in names
            }
        )
        frames = [
            f[names].astype(str).assign(id=np.arange(len(f)).astype(str)) for f in (rows, target)
        ]
        sample = Sample.from_frame(frames[0], id_column="id").set_target(
            Sample.from_frame(frames[1], id_column="id")
        )
        started, busy = time.perf_counter(), time.process_time()
        adjusted = sample.adjust(
            method="rake",
            transformations=None,
            max_iteration=1000,
            convergence_rate=1e-10,
        )
        spent = time.perf_counter() - started, time.process_time() - busy
        weight = adjusted.weights().df.iloc[:, 0].to_numpy(dtype=float)
        weight = weight / weight.mean()
        y = rows["y"].to_numpy(dtype=float)
        share = float((weight * y).sum() / weight.sum())
        n = y.size
        se = float(np.sqrt(n / (n - 1) * ((weight * (y - share)) ** 2).sum()) / weight.sum())
        weight.tofile(folder / "balance.bin")
    said = {"seconds": spent[0], "processor": spent[1], "share": share, "se": se}
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
