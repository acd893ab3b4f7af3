"""Redraws of means that are all nil: sizes and spreads are kept, the rule is applied, calls counted."""

import numpy as np
import pytest

from yardstick.inference.mean import p_beyond
from yardstick.inference.redraw_means import null_calls

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


def test_a_group_without_spread_is_never_called():
    n, sd = np.array([30.0, 1.0, np.nan]), np.array([1.0, np.nan, np.nan])
    drawn = []
    null_calls([(n, sd)], lambda s: drawn.append(s[0][0]) or np.isnan(s[0][0]), draws=2)
    assert np.isnan(drawn[0]).tolist() == [False, True, True]
    with pytest.raises(ValueError, match="nothing"):
        null_calls([(n, sd)], lambda s: np.zeros(3, bool), draws=0)
