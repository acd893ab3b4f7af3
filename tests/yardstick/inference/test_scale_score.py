import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.mean import mean
from yardstick.inference.proportion import wilson
from yardstick.inference.scale_score import scale_score

ANSWERS = stored("scale_score", "input.csv")[["q1", "q2", "q3", "q4"]].to_numpy()
R = stored("scale_score", "output.csv").iloc[0]


def test_agrees_with_r():
    found = scale_score(ANSWERS, 1, 5, 4)
    for field in R.index:
        assert_allclose(getattr(found, field), R[field], rtol=1e-9, err_msg=field)
    # Answers of one person go together: fewer than there are.
    assert found.effective < found.answers


def test_the_published_example():
    """Counts 2, 5, 13, 50, 30: agreement 80.0 %, value +50.5."""
    one = np.repeat([1.0, 2, 3, 4, 5], [2, 5, 13, 50, 30])[:, None]
    found = scale_score(one, 1, 5, 4)
    assert_allclose((found.agreement, found.value), (0.80, 50.5))
    # One question: nothing goes together but by the factor n / (n - 1) of the estimate.
    assert_allclose(found.effective, 99)
    alike = mean(0, -100 + 50 * (one[:, 0] - 1), confidence=0.90)
    assert_allclose((found.value_low, found.value_high), (alike.low[0], alike.high[0]))


def test_who_answered_fewer_than_half_does_not_count():
    blank = np.nan
    rows = np.array([[5, 5, blank, blank], [1, blank, blank, blank], [4, 2, 3, blank], [blank] * 4])
    found = scale_score(rows, 1, 5, 4)
    assert (found.people, found.answers) == (2, 5)
    assert_allclose(found.agreement, 3 / 5)
    everybody = scale_score(rows, 1, 5, 4, least=0)
    assert (everybody.people, everybody.answers) == (3, 6)


def test_answers_repeated_by_the_same_people_are_worth_no_more():
    one = np.repeat([1.0, 2, 3, 4, 5], [2, 5, 13, 50, 30])[:, None]
    once, thrice = scale_score(one, 1, 5, 4), scale_score(np.repeat(one, 3, axis=1), 1, 5, 4)
    assert thrice.answers == 3 * once.answers
    assert_allclose(thrice.agreement_low, once.agreement_low)
    assert_allclose(thrice.value_high, once.value_high)


def test_few_and_alike_are_not_certain():
    alike = scale_score(np.full((5, 4), 5.0), 1, 5, 4)
    assert alike.agreement == 1
    assert_allclose(alike.agreement_low, wilson(5, 5, 0.90)[0])
    assert np.isnan([alike.value_low, alike.value_high]).all()
    single = scale_score([[5.0, 2.0]], 1, 5, 4)
    assert (single.people, single.agreement, single.value) == (1, 0.5, 25)
    assert np.isnan([single.agreement_low, single.value_low]).all()
    nobody = scale_score(np.full((3, 2), np.nan), 1, 5, 4)
    assert nobody.people == 0
    assert np.isnan([nobody.agreement, nobody.agreement_low, nobody.value]).all()
    with pytest.raises(ValueError, match="outside the scale"):
        scale_score([[6.0]], 1, 5, 4)
    with pytest.raises(ValueError, match="rising scale"):
        scale_score([[3.0]], 5, 1, 4)
