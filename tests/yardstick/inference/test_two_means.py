import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.mean import mean
from yardstick.inference.multiplicity import benjamini_hochberg
from yardstick.inference.two_means import two_means

INPUT = stored("two_means", "input.csv")
R = stored("two_means", "output.csv")


def side(name):
    rows = INPUT[INPUT["side"] == name]
    return mean(rows["competence"], rows["answer"], groups=4)


@pytest.mark.parametrize("confidence", [0.90, 0.95])
def test_agrees_with_r(confidence):
    found = two_means(side("alumni"), side("employers"), confidence)
    expected = R[R["confidence"] == confidence]
    for field in ("difference", "se", "df", "low", "high", "t", "p_value"):
        assert_allclose(getattr(found, field), expected[field], rtol=1e-10, err_msg=field)
    assert_allclose(benjamini_hochberg(found.p_value), expected["q_value"], rtol=1e-10)


def test_a_margin_asks_for_more_than_no_difference_and_agrees_with_r():
    plain, found = (two_means(side("alumni"), side("employers"), margin=m) for m in (0.0, 0.25))
    expected = R[R["confidence"] == 0.95]
    assert_allclose(found.p_value, expected["p_margin"], rtol=1e-8)
    assert (found.p_value > plain.p_value).all()
    assert_allclose(found.t, plain.t)
    with pytest.raises(ValueError, match="not negative"):
        two_means(side("alumni"), side("employers"), margin=-0.1)


def test_the_other_way_round_changes_the_sign_alone():
    one, other = two_means(side("alumni"), side("employers")), two_means(side("employers"), side("alumni"))  # fmt: skip
    assert_allclose(other.difference, -one.difference)
    assert_allclose(other.low, -one.high)
    assert_allclose(other.p_value, one.p_value)


def test_who_agree_are_not_certain_and_who_are_missing_tell_nothing():
    alumni = mean([0, 0, 0, 1, 1, 2, 2], [1, 2, 3, 1, 2, 3, 4], groups=4)
    employers = mean([0, 0, 0, 1, 3], [4, 4, 4, 2, 5], groups=4)
    found = two_means(alumni, employers)
    assert_allclose(found.difference[:2], [-2, -0.5])
    assert np.isnan(found.difference[2:]).all()
    for field in ("se", "df", "low", "high", "t", "p_value"):
        assert np.isnan(getattr(found, field)).all(), field
    with pytest.raises(ValueError, match="different numbers"):
        two_means(alumni, mean([0], [1.0], groups=1))


def test_holds_its_level_with_unequal_spread_and_size():
    rng = np.random.default_rng(6)
    first = mean(np.repeat(np.arange(4000), 30), rng.normal(0, 1, 120_000))
    second = mean(np.repeat(np.arange(4000), 6), rng.normal(0, 3, 24_000))
    assert 0.04 < np.mean(two_means(first, second).p_value <= 0.05) < 0.062
