import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.construct import construct_scores, cronbach_alpha

ANSWERS = stored("scale_score", "input.csv")[["q1", "q2", "q3", "q4"]].to_numpy()
R = stored("scale_score", "alpha.csv").iloc[0]


def test_alpha_agrees_with_r():
    assert_allclose(cronbach_alpha(ANSWERS), R["alpha"], rtol=1e-12)
    assert (~np.isnan(ANSWERS).any(axis=1)).sum() == R["people"] < len(ANSWERS)


def test_alpha_of_copies_of_nothing_in_common_and_of_a_reversed_question():
    rng = np.random.default_rng(1)
    one = rng.normal(size=(4000, 1))
    assert_allclose(cronbach_alpha(np.c_[one, one, one]), 1)
    assert abs(cronbach_alpha(rng.normal(size=(4000, 3)))) < 0.1
    assert cronbach_alpha(np.c_[one, one, -one]) < 0
    assert np.isnan(cronbach_alpha(np.c_[one, -one]))
    assert np.isnan(cronbach_alpha(one))
    assert np.isnan(cronbach_alpha(np.ones((5, 3))))


def test_scores_of_scales_with_ends_of_their_own():
    blank = np.nan
    rows = [[5, 4, 7, 1], [1, blank, 4, blank], [blank, blank, 4, 2], [3, 2, blank, blank]]
    found = construct_scores(rows, [0, 0, 1, 1], [1, 1, 1, 0], [5, 5, 7, 2])
    assert_allclose(found, [[0.875, 0.75], [0, 0.5], [blank, 0.75], [0.375, blank]], equal_nan=True)
    strict = construct_scores(rows, [0, 0, 1, 1], [1, 1, 1, 0], [5, 5, 7, 2], least=1)
    assert np.isnan(strict[1]).all()


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="outside its scale"):
        construct_scores([[6]], [0], 1, 5)
    with pytest.raises(ValueError, match="constructs"):
        construct_scores([[5, 4]], [0], 1, 5)
    with pytest.raises(ValueError, match="questions"):
        cronbach_alpha([1, 2, 3])
