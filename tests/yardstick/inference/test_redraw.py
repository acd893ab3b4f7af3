import numpy as np
import pytest
from numpy.testing import assert_allclose

from yardstick.inference.redraw import (
    mean_rule,
    null_flags,
    null_flags_means,
    share_rule,
    summary,
)
from yardstick.inference.standardise import indirect
from yardstick.inference.verdict import judge

UNIT, CELL = (v.ravel() for v in np.indices((40, 6)))
N = np.random.default_rng(1).integers(5, 40, UNIT.size)
RATE = np.linspace(0.5, 0.9, 6)


def test_the_rule_is_called_with_what_was_drawn_and_its_flags_counted():
    seen = []

    def rule(unit, cell, n, x):
        seen.append(x)
        assert np.array_equal(unit, UNIT)
        assert np.array_equal(n, N)
        return np.where(np.arange(40) < len(seen) % 3, "above", "cannot_tell")

    found = null_flags(UNIT, CELL, N, RATE, rule, draws=60)
    assert list(found.counts) == [1, 2, 0] * 20
    assert_allclose([found.mean, found.low, found.high], [1, 0, 2])
    assert_allclose(found.at_least_one, 2 / 3)
    drawn = np.array(seen)
    assert np.all((drawn >= 0) & (drawn <= N))
    # Drawn by the reference rate of the cell, with binomial spread: nothing differs but by chance.
    z = (drawn - N * RATE[CELL]) / np.sqrt(N * RATE[CELL] * (1 - RATE[CELL]))
    assert_allclose(z.mean(), 0, atol=0.04)
    assert_allclose(z.std(), 1, atol=0.03)


def test_the_reference_is_computed_anew_from_each_draw():
    references = []

    def rule(unit, cell, n, x):
        references.append(indirect(unit, cell, n, x).expected[0])
        return np.full(40, "cannot_tell")

    null_flags(UNIT, CELL, N, RATE, rule, draws=30)
    assert np.std(references) > 0


def test_without_materiality_or_length_of_list_chance_flags_as_many_as_the_level_says():
    """The bare level of 5 % either way without Benjamini-Hochberg: the z are standard normal."""

    def bare(unit, cell, n, x):
        found = indirect(unit, cell, n, x)
        return np.where(np.abs(found.difference / found.sd) > 1.959964, "above", "cannot_tell")

    found = null_flags(UNIT, CELL, N, RATE, bare, draws=300)
    assert_allclose(found.mean, 2.0, atol=0.35)
    assert 0.75 < found.at_least_one < 0.97
    assert found.low == 0
    assert found.high >= 4


def test_the_rule_of_the_page_flags_hardly_anything_by_chance():
    loose = null_flags(UNIT, CELL, N, RATE, share_rule(0.0))
    strict = null_flags(UNIT, CELL, N, RATE, share_rule(0.025))
    assert strict.mean <= loose.mean
    # Benjamini-Hochberg: where nothing differs, any flag at all in at most one list of twenty.
    assert loose.at_least_one <= 0.10


def test_the_rule_is_the_one_of_the_verdicts():
    x = np.random.default_rng(2).binomial(N, np.clip(RATE[CELL] - 0.25 * (UNIT < 4), 0, 1))
    here = share_rule(0.025)(UNIT, CELL, N, x)
    assert np.array_equal(here, judge(indirect(UNIT, CELL, N, x), 0.025).verdict)
    assert (here == "below").sum() >= 3


def test_means_are_drawn_with_mean_and_spread_of_their_cell():
    mean, variance = np.linspace(8, 9, 6), np.linspace(0.05, 0.3, 6)
    drawn = []

    def rule(unit, cell, n, total, squares):
        drawn.append(((total / n - mean[cell]) * np.sqrt(n / variance[cell]), squares, total))
        return np.full(40, "cannot_tell")

    n = np.where(UNIT == 0, 1, N)
    null_flags_means(UNIT, CELL, n, mean, variance, rule, draws=100)
    z = np.array([d[0] for d in drawn])
    assert_allclose([z.mean(), z.std()], [0, 1], atol=0.03)
    within = np.array([s - t**2 / n for _, s, t in drawn])
    assert_allclose(within[:, n == 1], 0, atol=1e-9)
    many = n > 1
    assert_allclose((within / variance[CELL])[:, many].mean(axis=0), (n - 1)[many], rtol=0.5)
    assert_allclose((within / variance[CELL])[:, many].mean(), (n - 1)[many].mean(), rtol=0.02)
    flagged = null_flags_means(UNIT, CELL, n, mean, variance, mean_rule(0.0))
    assert flagged.at_least_one <= 0.10


def test_same_seed_same_result():
    a, b, c = (
        null_flags(UNIT, CELL, N, RATE, share_rule(0.0), draws=40, seed=s).counts for s in (3, 3, 4)
    )
    assert np.array_equal(a, b)
    order = np.random.default_rng(0).permutation(UNIT.size)
    again = null_flags(UNIT[order], CELL[order], N[order], RATE, share_rule(0.0), 40, 3)
    assert np.array_equal(a, again.counts)
    assert a.shape == c.shape


def test_lists_of_several_outcomes_add_up():
    found = summary(np.array([0, 1, 0, 0]) + np.array([0, 2, 1, 0]))
    assert_allclose([found.mean, found.at_least_one, found.high], [1.0, 0.5, 3])


def test_what_cannot_be_is_refused():
    rule = share_rule(0.025)
    with pytest.raises(ValueError, match="whole"):
        null_flags([0], [0], [2.5], [0.5], rule)
    with pytest.raises(ValueError, match="outside"):
        null_flags([0], [0], [2], [np.nan], rule)
    with pytest.raises(ValueError, match="negative"):
        null_flags_means([0], [0], [2], [8.0], [-1.0], mean_rule(0.05))
    with pytest.raises(ValueError, match="drawn"):
        null_flags([0], [0], [2], [0.5], rule, draws=0)
