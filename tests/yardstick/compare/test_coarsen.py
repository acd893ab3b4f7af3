"""Cells: every graduate in one, large enough where the factors let go, untouched where they need not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.compare.coarsen import coarsen


def test_sparse_cells_let_go_in_order_and_large_ones_stay():
    level = ["b"] * 6 + ["m"]
    entry = ["1", "1", "1", "2", "2", "3", "1"]
    origin = ["here", "far", "out", "here", "far", "here", "here"]
    n = [30, 12, 9, 4, 3, 2, 3]
    made = coarsen({"level": level, "entry": entry, "origin": origin}, n, ["origin", "entry"])
    # 30 stay alone; 12 + 9 of the same entry become one cell of 21; the rest of level b lets go of
    # entry as well; level is always held, however few there are.
    assert made.cells == 4
    assert made.cell[1] == made.cell[2]
    assert made.cell[3] == made.cell[4] == made.cell[5]
    assert len({made.cell[k] for k in (0, 1, 3, 6)}) == 4
    assert made.let_go == {"origin": 12 + 9 + 4 + 3 + 2 + 3, "entry": 4 + 3 + 2 + 3}


def test_nothing_sparse_nothing_let_go():
    made = coarsen({"level": ["b", "m"], "origin": ["here", "far"]}, [50, 60], ["origin"])
    assert made.cells == 2
    assert made.let_go == {"origin": 0}


def test_an_unknown_factor_in_the_order_is_refused():
    with pytest.raises(KeyError):
        coarsen({"level": ["b"]}, [1], ["entry"])


@given(st.lists(st.tuples(st.sampled_from("bm"), st.integers(0, 4), st.integers(0, 3), st.integers(0, 40)), min_size=1, max_size=60))  # fmt: skip
def test_cells_are_a_partition_that_only_merges_sparse_ones(rows):
    level, entry, origin, n = (np.array(v) for v in zip(*rows, strict=True))
    fine = coarsen({"level": level, "entry": entry, "origin": origin}, n, [])
    made = coarsen({"level": level, "entry": entry, "origin": origin}, n, ["origin", "entry"])
    size = np.bincount(fine.cell, weights=n)
    for cell in range(made.cells):
        inside = made.cell == cell
        parts = set(fine.cell[inside])
        assert len(set(level[inside])) == 1
        assert len(parts) == 1 or all(size[p] < 20 for p in parts)
    assert set(made.cell) == set(range(made.cells))
