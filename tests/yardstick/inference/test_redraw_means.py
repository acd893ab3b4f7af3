"""Redraws of means that are all nil: sizes and spreads are kept, the rule is applied, calls counted."""

import numpy as np
import pytest

from yardstick.inference.mean import p_beyond
from yardstick.inference.multiplicity import benjamini_hochberg
from yardstick.inference.redraw_means import any_called, null_calls

N, SD = np.full(50, 30.0), np.full(50, 1.2)


def test_a_test_at_one_in_twenty_calls_one_in_twenty():
    flags = null_calls([(N, SD)], lambda s: p_beyond(*s[0], N) <= 0.05, draws=400)
    assert flags.mean == pytest.approx(50 * 0.05, abs=0.3)
    assert len(flags.counts) == 400
    again = null_calls([(N, SD)], lambda s: p_beyond(*s[0], N) <= 0.05, draws=400)
    assert (again.counts == flags.counts).all(), "the same seed gives the same draws"


def test_what_is_drawn_has_the_size_and_spread_given_and_sides_are_independent():
    seen = []
    null_calls([(N, SD), (N, 2 * SD)], lambda s: seen.append(s) or np.zeros(50, bool), draws=300)
    first, second = (np.concatenate([s[k][0] for s in seen]) for k in (0, 1))
    assert first.std() == pytest.approx(1.2 / np.sqrt(30), rel=0.03)
    assert second.std() == pytest.approx(2.4 / np.sqrt(30), rel=0.03)
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.03
    spread = np.concatenate([s[0][1] for s in seen])
    assert (spread**2).mean() == pytest.approx(1.2**2, rel=0.02)


def test_draws_in_which_nothing_can_be_called_are_spared_and_count_as_none():
    def rule(sides):
        return p_beyond(*sides[0], N) <= 0.01

    asked = []
    spared = null_calls(
        [(N, SD)],
        lambda s: asked.append(1) or rule(s),
        possible=lambda s: (p_beyond(*s[0], N) <= 0.01).any(axis=1),
    )
    every = null_calls([(N, SD)], rule)
    assert (spared.counts == every.counts).all()
    assert 0 < len(asked) < 200


def test_whether_anything_is_called_is_what_the_adjusted_values_say():
    rng = np.random.default_rng(8)
    p = rng.random((500, 12)) ** 2
    p[rng.random(p.shape) < 0.2] = np.nan
    p[0] = np.nan
    expected = [(benjamini_hochberg(row) <= 0.05).any() for row in p]
    assert 0 < np.mean(expected) < 1
    assert any_called(p, 0.05).tolist() == expected


def test_a_group_without_spread_is_never_called():
    n, sd = np.array([30.0, 1.0, np.nan]), np.array([1.0, np.nan, np.nan])
    drawn = []
    null_calls([(n, sd)], lambda s: drawn.append(s[0][0]) or np.isnan(s[0][0]), draws=2)
    assert np.isnan(drawn[0]).tolist() == [False, True, True]
    with pytest.raises(ValueError, match="nothing"):
        null_calls([(n, sd)], lambda s: np.zeros(3, bool), draws=0)
