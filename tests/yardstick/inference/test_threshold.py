import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.threshold import level, probability_below, years_below

R = stored("threshold", "output.csv")


def test_agrees_with_r():
    found = probability_below(R["x"], R["n"], R["threshold"])
    assert_allclose(found, R["probability"], atol=1e-12)


def test_published_kind_of_example():
    """110 of 200 against 60 %; the normal approximation would say 0.92239."""
    assert_allclose(probability_below(110, 200, 0.6), 0.92491, atol=6e-6)


def test_the_ends():
    assert np.isnan(probability_below(0, 0, 0.5))
    assert_allclose(probability_below([0, 3], 3, [0.0, 1.0]), [0, 1])
    with pytest.raises(ValueError, match="outside"):
        probability_below(4, 3, 0.5)
    with pytest.raises(ValueError, match="threshold"):
        probability_below(1, 3, 60)


def test_levels_of_evidence():
    assert_allclose(level([0.5, 0.75, 0.94, 0.95, 0.999]), [0, 0.75, 0.90, 0.95, 0.99])
    assert np.isnan(level([np.nan])).all()


def test_years_in_a_row_up_to_the_latest():
    found = years_below(
        [
            [0.40, 0.45, 0.49],  # all three
            [0.40, 0.55, 0.49],  # not in a row
            [0.40, 0.45, 0.50],  # the latest reaches it
            [0.40, np.nan, 0.49],  # one year is not known
            [0.60, 0.45, 0.49],
            [0.40, 0.45, np.nan],
        ],
        0.5,
        2,
    )
    assert list(found.run) == [3, 1, 0, 1, 2, 0]
    assert list(found.met) == [True, False, False, False, True, False]
    assert list(years_below([[0.4, 0.4]], [[0.3, 0.5]], 1).run) == [1]
    with pytest.raises(ValueError, match="at least one"):
        years_below([[0.4]], 0.5, 0)
