import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.keyness import keyness

R = stored("keyness", "output.csv").set_index("word")


def test_agrees_with_r():
    found = keyness(R["users"], 52, R["users_others"], 400)
    for field in ("g2", "log_ratio", "p_value", "q_value"):
        assert_allclose(
            getattr(found, field), R[field].astype(float), rtol=1e-9, atol=1e-12, err_msg=field
        )
    assert list(R.index[~found.tested]) == ["kind", "rare"]
    # R's fitted deviance is the same number.
    assert_allclose(found.g2, R["deviance"], atol=1e-5)


def test_direction_and_size():
    found = keyness([20, 5, 10], 50, [100, 100, 50], 500)
    assert_allclose(found.log_ratio, [1, -1, 1])
    assert_allclose(found.share, [0.4, 0.1, 0.2])
    assert_allclose(found.share_others, [0.2, 0.2, 0.1])
    # The same ratio, more evidence.
    assert found.g2[0] > found.g2[2]


def test_shares_alike_are_no_difference():
    found = keyness([5, 0, 50], 50, [50, 0, 500], 500)
    assert_allclose(found.g2, 0, atol=1e-12)
    assert_allclose(found.p_value[[0, 2]], 1)
    assert np.isnan(found.log_ratio[1])


def test_a_group_without_people_is_compared_with_nobody():
    for found in (keyness([0], 0, [10], 50), keyness([10], 50, [0], 0)):
        assert not found.tested.any()
        assert np.isnan([found.g2, found.log_ratio, found.p_value, found.q_value]).all()


def test_how_many_people_it_takes_does_not_depend_on_who_they_are():
    found = keyness([4, 0, 2], 50, [0, 5, 3], 50, fewest=5)
    assert list(found.tested) == [False, True, True]
    # What is not tested is no comparison.
    assert_allclose(np.nanmin(found.q_value), 2 * np.nanmin(found.p_value))


def test_calls_few_words_where_nothing_differs():
    rng = np.random.default_rng(4)
    share = rng.uniform(0.02, 0.4, 3000)
    found = keyness(rng.binomial(60, share), 60, rng.binomial(900, share), 900)
    assert (found.p_value[found.tested] <= 0.05).mean() < 0.08
    assert (found.q_value[found.tested] <= 0.05).sum() <= 2


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="outside"):
        keyness([6], 5, [1], 10)
    with pytest.raises(ValueError, match="at least one"):
        keyness([1], 5, [1], 10, fewest=0)
