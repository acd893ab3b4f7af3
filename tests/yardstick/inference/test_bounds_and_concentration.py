import math

import pytest
from numpy.testing import assert_allclose

from yardstick.inference.bounds import worst_case
from yardstick.inference.concentration import effective_number, herfindahl, top_share


def test_bounds_of_the_nace_example():
    low, high = worst_case(730, 820, 150)
    assert round(float(low) * 100, 2) == 75.26
    assert round(float(high) * 100, 2) == 90.72


def test_nothing_unknown_leaves_the_rate():
    assert_allclose(worst_case(3, 4, 0), (0.75, 0.75))
    assert all(math.isnan(v) for v in worst_case(0, 0, 0))


def test_concentration():
    assert herfindahl([5, 5, 5, 5]) == 0.25
    assert effective_number([5, 5, 5, 5]) == 4
    assert herfindahl([7]) == 1
    assert_allclose(herfindahl([6, 3, 1]), 0.46)
    assert_allclose(top_share([1, 6, 3], 2), 0.9)
    assert top_share([1, 2], 5) == 1


def test_nothing_to_concentrate_is_undefined_not_zero():
    assert math.isnan(herfindahl([]))
    assert math.isnan(herfindahl([0, 0]))
    assert math.isnan(top_share([]))


def test_refuses_what_cannot_be():
    with pytest.raises(ValueError, match="negative"):
        herfindahl([1, -1])
    with pytest.raises(ValueError, match="1 or more"):
        top_share([1], 0)
