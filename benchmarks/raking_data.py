"""Child process: invents respondents with uneven response, and the margins of the register."""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

#: Categories of each margin.
SIZES = {"programme": 60, "gender": 2, "level": 3, "destination": 4}


def main(folder: Path, respondents: int) -> None:
    rng = np.random.default_rng(11)
    people = 2 * respondents
    codes = {}
    for name, size in SIZES.items():
        codes[name] = rng.choice(size, people, p=rng.dirichlet(np.full(size, 6.0)))
    lean = sum(rng.normal(0, 0.35, SIZES[name])[codes[name]] for name in SIZES)
    outcome = 0.5 * lean + 0.4 * (codes["destination"] == 0) + rng.normal(0, 1, people)
    # Just as many answer as were asked for: those with the highest propensity and luck together.
    answered = np.argsort(-(lean + rng.logistic(0, 1, people)), kind="stable")[:respondents]
    frame = pd.DataFrame({name: code[answered] for name, code in codes.items()})
    frame["y"] = (outcome[answered] > 0.3).astype(int)
    frame.to_csv(folder / "respondents.csv", index=False)
    margins = [
        {"margin": name, "category": k, "population": int(n)}
        for name, code in codes.items()
        for k, n in enumerate(np.bincount(code, minlength=SIZES[name]))
    ]
    pd.DataFrame(margins).to_csv(folder / "margins.csv", index=False)
    print(json.dumps({"people": people, "truth": float((outcome > 0.3).mean())}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
