"""Where graduates came from and went to, and the grid of field by level: shares, and nobody lost."""

import numpy as np
import pandas as pd
import pytest

from tests.yardstick.figures.drawings import FLOWS, T, marks, written
from tests.yardstick.frames import counted, plain
from yardstick.figures.flows import dumbbells, fold, matrix
from yardstick.figures.grid import match_grid


def test_dumbbells_name_origin_work_and_who_stayed():
    drawn = dumbbells(FLOWS, plain, T)
    assert "from here 40, work here 45, stayed 75%" in written(drawn.figure)


def test_matrix_is_shares_of_each_origin():
    (heat,) = matrix(FLOWS, plain, T).figure.data
    assert np.allclose(np.asarray(heat.z).sum(axis=1), 1)
    assert heat.z[0] == pytest.approx([0.75, 0.25])


def test_folding_keeps_everybody():
    frame = pd.DataFrame(
        [(str(o), str(w), o * 7 + w) for o in range(9) for w in range(8)],
        columns=["origin", "work", "n"],
    )
    rows, columns, grid = fold(frame, 3)
    assert rows[-1] is None
    assert columns[-1] is None
    assert grid.shape == (4, 4)
    assert grid.sum() == frame["n"].sum()


def test_the_match_grid_has_the_published_shares():
    # standards.md 6.2: 120, 22, 30, 28 of 200 in work
    drawn = match_grid(
        counted({"both_match": 120, "level_only": 22, "field_only": 30, "both_mismatch": 28}), T
    )
    (heat,) = marks(drawn.figure)
    assert heat.z[0] == pytest.approx([0.60, 0.15])
    assert heat.z[1] == pytest.approx([0.11, 0.14])
    assert "own or related field, not over-qualified: 60.0%" in drawn.alt
