import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.standardise import cell_variances, indirect, indirect_means

INPUT = stored("standardise", "input.csv")
R = stored("standardise", "output.csv")
VALUES = stored("standardise", "values.csv")
MEANS = stored("standardise", "means.csv")


def from_r(name):
    s = INPUT[INPUT["set"] == name]
    return indirect(s["unit"], s["cell"], s["n"], s["x"]), R[R["set"] == name]


@pytest.mark.parametrize("name", R["set"].unique())
def test_agrees_with_r(name):
    found, expected = from_r(name)
    for field in (c for c in expected.columns if c not in ("set", "unit")):
        assert_allclose(
            getattr(found, field)[expected["unit"]], expected[field], atol=1e-12, err_msg=field
        )


def test_published_example_of_five_universities():
    """Rates, n and results as printed; the SE from each unit's own rates, and from the cells'."""
    found, _ = from_r("draper")
    assert_allclose(found.observed, [0.80000, 0.85765, 0.90022, 0.94714, 0.98980], atol=6e-6)
    assert_allclose(found.expected, [0.89973, 0.91416, 0.91857, 0.93328, 0.93388], atol=6e-6)
    assert_allclose(found.difference, [-0.09973, -0.05651, -0.01835, 0.01386, 0.05592], atol=6e-6)
    assert_allclose(found.sd_local, [0.05280, 0.01089, 0.00199, 0.00576, 0.00273], atol=6e-6)
    assert_allclose(
        found.difference / found.sd_local, [-1.889, -5.187, -9.210, 2.406, 20.460], atol=6e-4
    )
    assert_allclose(found.contribution, [0.0286, 0.0892, 0.5905, 0.1334, 0.2881], atol=6e-5)
    assert_allclose(found.difference / found.sd, [-2.499, -6.415, -9.131, 2.187, 14.316], atol=6e-4)


def test_published_example_of_two_universities():
    found, _ = from_r("two")
    assert_allclose(found.observed[0], 0.943303, atol=6e-7)
    assert_allclose(found.expected[0], 0.947425, atol=6e-7)
    assert_allclose(found.difference[0], -0.004122, atol=6e-7)
    assert_allclose(found.sd_local[0], 0.006847, atol=6e-7)
    z = found.difference / found.sd_local
    assert_allclose(z[0], -0.602, atol=6e-4)
    assert_allclose(found.contribution[0], 0.0414, atol=6e-5)
    # Two units differ from what they have in common equally and in opposite directions.
    assert_allclose(z[0], -z[1], atol=1e-10)
    assert_allclose(found.difference[0] / found.sd[0], -found.difference[1] / found.sd[1])


def test_means_agree_with_r():
    v = VALUES.assign(square=VALUES["value"] ** 2)
    cells = v.groupby(["unit", "cell"]).agg(
        n=("value", "size"), total=("value", "sum"), squares=("square", "sum")
    )
    cells = cells.reset_index()
    found = indirect_means(
        cells["unit"], cells["cell"], cells["n"], cells["total"], cells["squares"]
    )
    for field in MEANS.columns.drop("unit"):
        assert_allclose(getattr(found, field)[MEANS["unit"]], MEANS[field], atol=1e-9)


# Forty units in eight cells; the first has half of every cell it is in.
RNG = np.random.default_rng(5)
UNIT, CELL = (v.ravel() for v in np.indices((40, 8)))
N = RNG.integers(1, 30, UNIT.size)
N[UNIT == 0] = np.bincount(CELL[UNIT > 0], N[UNIT > 0])[CELL[UNIT == 0]].astype(int)
RATE = np.linspace(0.35, 0.9, 8)


def null_z(draws=1500):
    found = [indirect(UNIT, CELL, N, RNG.binomial(N, RATE[CELL]), units=40) for _ in range(draws)]
    return found, np.array([f.difference / f.sd for f in found])


def test_differences_are_standard_normal_where_nothing_differs():
    """For the unit that has half of each cell too: ignoring its own share its z would spread 0.7."""
    found, z = null_z()
    assert_allclose(z.mean(axis=0), 0, atol=0.12)
    assert_allclose(z.std(axis=0), 1, atol=0.08)
    assert_allclose(z[:, 0].std(), 1, atol=0.06)
    assert_allclose(np.mean(np.abs(z) > 1.96), 0.05, atol=0.006)
    ignored = np.array(
        [f.difference[0] / np.sqrt(np.sum(N[:8] * RATE * (1 - RATE))) * f.n[0] for f in found]
    )
    assert ignored.std() < 0.75
    assert_allclose(found[0].contribution[0], 0.5)


def test_left_out_differences_are_standard_normal_where_nothing_differs():
    found, _ = null_z(600)
    z = np.array([f.left_out_difference / f.left_out_sd for f in found])
    assert_allclose(z.std(axis=0), 1, atol=0.12)


@pytest.mark.parametrize(("size", "spread"), [(20, 1.02), (5, 1.10), (2, 1.23)])
def test_how_far_sparse_cells_understate_the_sd(size, spread):
    """The figures of the docstring: why cells of a handful are merged first."""
    rng = np.random.default_rng(3)
    unit, cell = (v.ravel() for v in np.indices((40, 60)))
    n = rng.poisson(size / 40, unit.size)
    rate = rng.uniform(0.6, 0.95, 60)[cell]
    z = []
    for _ in range(150):
        found = indirect(unit, cell, n, rng.binomial(n, rate), units=40, beside=False)
        seen = found.sd > 0
        z.append(found.difference[seen] / found.sd[seen])
    assert_allclose(np.concatenate(z).std(), spread, atol=0.03)


def test_means_are_standard_normal_where_nothing_differs():
    owner, place = np.repeat(UNIT, N), np.repeat(CELL, N)
    key = owner * 8 + place
    z = []
    for _ in range(400):
        value = 8 + 0.1 * place + (0.2 + 0.05 * place) * RNG.normal(size=owner.size)
        found = indirect_means(UNIT, CELL, N, np.bincount(key, value), np.bincount(key, value**2))
        z.append(found.difference / found.sd)
    assert_allclose(np.std(z, axis=0), 1, atol=0.14)
    assert_allclose(np.std(z), 1, atol=0.03)


def test_the_sd_does_not_collapse_where_a_small_unit_is_all_alike():
    """Three of three: with its own rate the unit itself would add no variance at all."""
    found = indirect([0, 1, 2], [0, 0, 0], [3, 500, 500], [3, 400, 390])
    assert found.sd[0] > 0.2
    assert found.sd_local[0] < 0.02
    assert abs(found.difference[0] / found.sd[0]) < 1 < found.difference[0] / found.sd_local[0]


def test_a_cell_of_one_borrows_the_variance_within_the_others():
    """Values 1, 3, 5 and 2, 4 and a single 9: within the cells 8 + 2 on 2 + 1 degrees of freedom."""
    found = cell_variances(
        np.array([0, 0, 1, 2]), [2, 1, 2, 1], [4.0, 5.0, 6.0, 9.0], [10.0, 25.0, 20.0, 81.0]
    )
    assert_allclose(found, [4, 2, 10 / 3])


def test_a_cell_of_its_own_counts_in_the_contribution_and_nowhere_else():
    shared = indirect([0, 1], [0, 0], [40, 60], [30, 55])
    found = indirect([0, 0, 1], [0, 1, 0], [40, 60, 60], [30, 1, 55])
    assert_allclose(found.alone, [60, 0])
    assert_allclose(found.difference[0] * 100, shared.difference[0] * 40)
    assert_allclose(found.sd[0] * 100, shared.sd[0] * 40)
    assert_allclose(found.contribution[0], (40 * 0.4 + 60) / 100)
    # Left out: only where there are others to compare with.
    assert_allclose(found.left_out_difference[0], 30 / 40 - 55 / 60)
    alone = indirect([0], [0], [5], [3])
    assert_allclose([alone.difference[0], alone.sd[0], alone.contribution[0]], [0, 0, 1])
    assert np.isnan(alone.left_out_difference[0])


def test_leaving_itself_out_of_a_single_cell_leaves_z_as_it_is():
    found = indirect([0, 1, 2], [0, 0, 0], [30, 50, 9], [20, 44, 5])
    assert_allclose(found.difference / found.sd, found.left_out_difference / found.left_out_sd)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 8), st.integers(1, 6))
def test_differences_add_up_to_nothing(seed, units, cells):
    rng = np.random.default_rng(seed)
    unit, cell = (v.ravel() for v in np.indices((units, cells)))
    n = rng.poisson(2, unit.size)
    x = rng.binomial(n, 0.6)
    found = indirect(unit, cell, n, x, units=units)
    assert_allclose(np.nansum(found.n * found.difference), 0, atol=1e-9)
    seen = found.n > 0
    assert_allclose(found.difference[seen], (found.observed - found.expected)[seen], atol=1e-12)
    assert np.all((found.contribution[seen] > 0) & (found.contribution[seen] <= 1 + 1e-12))
    assert np.isnan(found.difference[~seen]).all()
    assert np.isnan(found.contribution[~seen]).all()
    order = rng.permutation(unit.size)
    again = indirect(unit[order], cell[order], n[order], x[order], units=units)
    assert_allclose(again.sd, found.sd, atol=1e-12)


def test_rows_given_twice_are_added_up():
    once = indirect([0, 1, 0], [0, 0, 1], [10, 20, 4], [5, 15, 1])
    twice = indirect([0, 1, 0, 0], [0, 0, 1, 0], [6, 20, 4, 4], [2, 15, 1, 3])
    assert_allclose(twice.sd, once.sd)
    assert_allclose(twice.sd_local, once.sd_local)


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="outside"):
        indirect([0], [0], [3], [4])
    with pytest.raises(ValueError, match="length"):
        indirect([0, 1], [0], [3], [2])
    with pytest.raises(ValueError, match="numbered"):
        indirect([-1], [0], [3], [2])
    with pytest.raises(ValueError, match="squares"):
        indirect_means([0], [0], [3], [9.0], [1.0])


def test_nobody_at_all():
    found = indirect([], [], [], [], units=2)
    assert np.isnan(found.difference).all()
    assert found.difference.shape == (2,)


def test_what_stands_beside_the_verdict_can_be_left_out():
    full, lean = (indirect(UNIT, CELL, N, N // 2, beside=b) for b in (True, False))
    for field in ("observed", "expected", "difference", "sd", "contribution", "alone"):
        assert_allclose(getattr(lean, field), getattr(full, field))
    for field in ("sd_local", "left_out_expected", "left_out_difference", "left_out_sd"):
        assert np.isnan(getattr(lean, field)).all()


def test_the_sd_allows_for_the_unit_s_own_share_in_its_benchmark():
    """A unit that is most of its cell moves its own benchmark: it differs less from it by chance."""
    rng = np.random.default_rng(5)
    unit, cell, n = np.array([0, 1, 2]), np.zeros(3, dtype=int), np.array([120.0, 60.0, 20.0])
    p, drawn = 0.3, []
    for _ in range(4000):
        drawn.append(indirect(unit, cell, n, rng.binomial(n.astype(int), p)).difference)
    by_chance = np.std(drawn, axis=0)
    stated = indirect(unit, cell, n, p * n).sd
    assert_allclose(stated, by_chance, rtol=0.05)
    # Were the own share ignored, the SD of the largest would be stated half as large again.
    ignoring = np.sqrt(p * (1 - p) / n)
    assert ignoring[0] > 1.5 * by_chance[0]
