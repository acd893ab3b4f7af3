"""Draws taken many at a time are those of the one-at-a-time rule, flag by flag."""

import numpy as np
import pytest

from yardstick.compare.chance import null_counts
from yardstick.inference.redraw import mean_rule, null_flags, null_flags_means, share_rule
from yardstick.inference.standardise import cell_means, cell_variances


def rows(seed: int, units: int = 12, cells: int = 5):
    rng = np.random.default_rng(seed)
    unit, cell = (v.ravel() for v in np.meshgrid(range(units), range(cells), indexing="ij"))
    n = rng.integers(0, 40, unit.size).astype(float)
    return rng, unit, cell, n


@pytest.mark.parametrize("materiality", [0.0, 0.025])
def test_shares(materiality, monkeypatch):
    rng, unit, cell, n = rows(1)
    x = rng.binomial(n.astype(int), 0.3).astype(float)
    one = null_flags(unit, cell, n, cell_means(cell, n, x), share_rule(materiality), 60, 7)
    monkeypatch.setattr("yardstick.compare.chance._CHUNK", 60 * 17)  # several stacks
    many = null_counts((unit, cell, n), x, None, 12, materiality, draws=60, seed=7)
    assert many.counts.tolist() == one.counts.tolist()
    assert materiality or one.counts.sum() > 0, "the test must compare something"


@pytest.mark.parametrize("single", [False, True])
def test_means(single):
    rng, unit, cell, n = rows(2)
    if single:
        n[cell == 4] = np.where(unit[cell == 4] == 3, 1, 0)
    total = np.where(n > 0, n * 8.6 + np.sqrt(n) * rng.normal(0, 0.3, n.size), 0.0)
    squares = np.where(n > 0, total**2 / np.maximum(n, 1) + 0.09 * np.maximum(n - 1, 0), 0.0)
    mean = cell_means(cell, n, total)
    variance = cell_variances(cell, n, total, squares)
    one = null_flags_means(unit, cell, n, mean, variance, mean_rule(0.0), 60, 7)
    many = null_counts((unit, cell, n), total, squares, 12, 0.0, draws=60, seed=7)
    assert many.counts.tolist() == one.counts.tolist()
    assert one.counts.sum() > 0
