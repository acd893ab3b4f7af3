import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.r_indicator import r_indicator
from yardstick.inference.raking import combine
from yardstick.inference.representativeness import representativeness


def cells():
    """Respondents, population and codes of the cells of the stored graduates."""
    everybody = stored("weighting", "graduates.csv")
    names = ["school", "gender", "destination"]
    codes = [everybody[v].astype("category").cat.codes.to_numpy() for v in names]
    cell, variables = combine(*codes)
    return np.bincount(cell, weights=everybody["answered"]), np.bincount(cell), variables


def test_r_indicator_agrees_with_glm():
    r = stored("weighting", "r_indicator.csv").iloc[0]
    found = r_indicator(*cells())
    assert_allclose(found.value, r["value"], rtol=1e-8)
    assert_allclose(found.adjusted, r["adjusted"], rtol=1e-8)
    assert_allclose(found.response, r["response"])
    assert_allclose(found.largest_bias, (1 - r["adjusted"]) / 2 / (2 * 0.5), rtol=1e-8)


def test_a_variable_within_another_changes_nothing():
    respondents, population, variables = cells()
    again = [*variables, (variables[0] >= 2).astype(int)]
    assert_allclose(
        r_indicator(respondents, population, again).adjusted,
        r_indicator(respondents, population, variables).adjusted,
        rtol=1e-6,
    )


def test_adjustment_takes_away_what_estimation_adds():
    """Everybody is equally likely to answer: the plain figure says otherwise, more so in few."""
    rng = np.random.default_rng(1)
    population = np.full(30, 20)
    plain, adjusted = [], []
    for _ in range(200):
        found = r_indicator(rng.binomial(population, 0.5), population, [np.arange(30)])
        plain.append(found.value)
        adjusted.append(found.deviation**2)
    assert np.mean(plain) < 0.8
    # On the scale of the variance what is left is near 0, up to the cut at 0.
    assert np.mean(adjusted) < 0.003


def test_everybody_or_nobody_answered_evenly():
    assert r_indicator([10, 20], [10, 20], [[0, 1]]).adjusted == 1
    assert r_indicator([0, 0], [10, 20], [[0, 1]]).adjusted == 1
    one_silent = r_indicator([0, 100], [100, 100], [[0, 1]])
    assert_allclose(one_silent.value, 0, atol=0.01)
    with pytest.raises(ValueError, match="R-indicator"):
        r_indicator([3], [2], [[0]])


def test_standardised_difference():
    found = representativeness([60, 40], [500, 500])
    assert_allclose(found.share, [0.6, 0.4])
    assert_allclose(found.difference, [0.2, -0.2])
    assert_allclose(found.response, [0.12, 0.08])
    assert np.isnan(representativeness([10], [50]).difference).all()
    assert np.isnan(representativeness([0, 0], [5, 5]).share).all()
