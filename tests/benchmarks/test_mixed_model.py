"""What the measurement of the mixed model compares is what it says."""

import numpy as np

from benchmarks.child import Ran
from benchmarks.mixed_data import FACTORS, invent
from benchmarks.mixed_model import HEADER, compared


def test_cells_hold_every_graduate_once():
    data = invent(3000, 12, seed=4)
    assert data.cells.n.sum() == len(data.rows) == 3000
    assert data.cells.x.sum() == data.rows.x.sum()
    assert not data.cells.duplicated(["unit", *FACTORS]).any()
    assert data.effect.shape == (12,)


def test_a_row_holds_the_ratio_the_largest_differences_and_the_fit_to_truth():
    truth = np.array([0.1, -0.1, 0.0])

    def ran(seconds, effect):
        said = {
            "seconds": seconds,
            "processor": 2 * seconds,
            "beta": [1.0, 2.0],
            "beta_se": [0.1, 0.1],
            "sigma": 0.4,
        }
        return Ran(said | {"effect": effect, "effect_sd": [0.5] * 3}, 2**20)

    ours = ran(2.0, np.add(truth, [0.5, -0.5, 0.0]))
    theirs = ran(9.0, np.add(truth, [0.5, -0.5, 0.25]))
    row = compared("theirs", theirs, ours, truth)
    assert row[HEADER.index("times ours")] == "4.5"
    assert row[HEADER.index("of programme effects")] == "2.5e-01"
    assert row[HEADER.index("processor time")] == "18.0 s"
    assert compared("ours", ours, ours, truth)[-1] == f"{np.sqrt(2 / 3):.2f}"
