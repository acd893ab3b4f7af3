import numpy as np
import pytest
from numpy.testing import assert_allclose

from yardstick.inference.fulfilment import fulfilment, weighted_fulfilment


def test_the_published_example():
    assert_allclose(fulfilment(4.2, 5.0), 0.84)
    assert_allclose(weighted_fulfilment([75, 50, 100], [0.84, 0.90, 0.80]), 0.8356, atol=5e-5)


def test_surplus_does_not_make_up_for_a_shortage():
    met = fulfilment([7, 3], [5, 6])
    assert_allclose(met, [1, 0.5])
    assert_allclose(weighted_fulfilment(50, met), 0.75)
    assert_allclose(fulfilment(7, 5, cap=np.inf), 1.4)


def test_programmes_at_once_and_what_is_missing():
    met = fulfilment([[4, 5], [3, np.nan], [np.nan, np.nan]], [[5, 5], [4, 5], [4, 5]])
    assert_allclose(weighted_fulfilment([25, 75], met)[:2], [0.95, 0.75])
    assert np.isnan(weighted_fulfilment([25, 75], met)[2])
    assert np.isnan(fulfilment(0, 0))
    assert np.isnan(weighted_fulfilment([0, 0], [0.5, 0.6]))


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="level"):
        fulfilment(-1, 5)
    with pytest.raises(ValueError, match="cap"):
        fulfilment(1, 5, cap=0)
    with pytest.raises(ValueError, match="importance"):
        weighted_fulfilment([-1, 2], [0.5, 0.5])
