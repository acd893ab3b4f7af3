"""The shift between the ends of a series: pools, breaks, gaps, and what chance does to it."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from yardstick.inference.shift import shift
from yardstick.inference.trend import trend
from yardstick.inference.verdict import call

YEARS = np.arange(2016, 2026)


def test_three_latest_against_three_earliest_by_hand():
    n = np.array([10, 20, 30, 40, 50, 60, 70])
    d = np.array([0.01, 0.04, 0.02, 0.9, 0.08, 0.05, 0.06])
    s = np.full(7, 0.03)
    found = shift(YEARS[:7], d, s, n)
    early = (0.1 + 0.8 + 0.6) / 60
    late = (4 + 3 + 4.2) / 180
    assert_allclose(found.change, [late - early])
    assert_allclose(
        found.sd, [0.03 * np.sqrt((100 + 400 + 900) / 60**2 + (2500 + 3600 + 4900) / 180**2)]
    )
    assert (found.n[0], found.early_last[0], found.late_first[0]) == (240, 2018, 2020)


def test_nothing_from_before_the_break_and_short_runs_pool_two():
    d = np.r_[np.full(5, 9.0), 0.0, 0.0, 5.0, 1.0, 1.0]
    found = shift(YEARS, d, np.ones(10), np.ones(10), breaks=[2021])
    assert_allclose(found.change, [1.0])
    assert (found.early_first[0], found.early_last[0], found.late_first[0]) == (2021, 2022, 2024)
    none = shift(YEARS, d, np.ones(10), np.ones(10), breaks=[2023])
    assert np.isnan([none.change[0], none.sd[0], none.n[0], none.late_last[0]]).all()


def test_a_cohort_without_value_is_passed_over():
    d = np.array([[0.0, np.nan, 0.0, 0.0, 3.0, 1.0, 1.0, np.nan, 1.0, np.nan]])
    found = shift(YEARS, d, np.ones(10), np.ones(10))
    assert_allclose(found.change, [1.0])
    assert (found.early_last[0], found.late_first[0], found.late_last[0]) == (2019, 2021, 2024)


def test_a_step_is_seen_more_surely_than_by_the_slope_of_a_line():
    """Five cohorts after a step of eight points, two before: the points scatter about any line."""
    sd = np.full(7, 0.016)
    step = np.array([-0.06, -0.06, 0.02, 0.02, 0.02, 0.02, 0.02])
    moved = shift(YEARS[:7], step, sd, np.full(7, 400))
    line = trend(YEARS[:7], step, sd)
    own = np.zeros(1)
    assert call(moved.change, moved.sd, own, 0.025).p_above[0] > 0.95
    assert moved.change[0] / moved.sd[0] > 1.2 * line.slope[0] / line.se[0]
    assert_allclose(moved.change, [0.08 * 2 / 3])


def test_by_chance_alone_its_z_is_standard_normal():
    rng = np.random.default_rng(7)
    sd = rng.uniform(0.01, 0.05, (20_000, 8))
    found = shift(YEARS[:8], rng.normal(0, sd), sd, rng.integers(20, 400, sd.shape))
    z = found.change / found.sd
    assert abs(z.mean()) < 0.03
    assert abs(z.std() - 1) < 0.02


def test_refuses_what_does_not_fit():
    with pytest.raises(ValueError, match="differ in length"):
        shift(YEARS, [[1.0, 2.0]], [[1.0, 1.0]], [[1, 1]])
    with pytest.raises(ValueError, match="not in order"):
        shift([2021, 2020], [[1.0, 2.0]], [[1.0, 1.0]], [[1, 1]])
