import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.special import logit

from tests.yardstick.reference import stored
from yardstick.inference.ordinal import ordinal

INPUT = stored("ordinal", "input.csv")
R = stored("ordinal", "output.csv")
LIKELIHOOD = stored("ordinal", "likelihood.csv").set_index("set")
DRIVERS = ["teaching", "practice", "guidance"]


def rows(name):
    found = INPUT[INPUT["set"] == name]
    return found["answer"].to_numpy(), found[DRIVERS].to_numpy()


@pytest.mark.parametrize("name", LIKELIHOOD.index)
def test_agrees_with_r(name):
    found = ordinal(*rows(name))
    expected = R[R["set"] == name]
    assert found.converged
    assert_allclose(np.r_[found.threshold, found.coefficient], expected["estimate"], atol=1e-6)
    # R's errors come from a numerical Hessian.
    assert_allclose(np.r_[found.threshold_se, found.se], expected["se"], rtol=1e-5)
    assert found.log_likelihood == pytest.approx(LIKELIHOOD.loc[name, "fitted"], rel=1e-9)
    assert found.null_log_likelihood == pytest.approx(LIKELIHOOD.loc[name, "null"], rel=1e-9)


def test_a_library_that_states_log_increments_states_the_same_model():
    from statsmodels.miscmodels.ordinal_model import OrderedModel

    answer, drivers = rows("four")
    model = OrderedModel(answer, drivers, distr="logit")
    fit = model.fit(method="newton", disp=False, maxiter=100)
    found = ordinal(answer, drivers)
    raw = np.asarray(fit.params)[3:]
    assert_allclose(np.asarray(fit.params)[:3], found.coefficient, atol=1e-5)
    # The first threshold, then logs of increments: read as thresholds they are nonsense.
    assert_allclose(raw[0] + np.r_[0, np.cumsum(np.exp(raw[1:]))], found.threshold, atol=1e-5)
    assert np.abs(raw[1:] - found.threshold[1:]).max() > 0.3
    # Errors of the real thresholds from those of the increments, by the delta method.
    jacobian = np.tril(np.ones((3, 3)))
    jacobian[:, 1:] *= np.exp(raw[1:])
    of_raw = np.asarray(fit.cov_params())[3:, 3:]
    assert_allclose(np.sqrt(np.diag(jacobian @ of_raw @ jacobian.T)), found.threshold_se, rtol=1e-3)


def test_counted_rows_as_rows_one_by_one():
    answer, drivers = rows("five")
    unique, count = np.unique(np.c_[answer, drivers], axis=0, return_counts=True)
    assert len(unique) < len(answer)
    one, counted = ordinal(answer, drivers), ordinal(unique[:, 0], unique[:, 1:], count)
    assert_allclose(one.coefficient, counted.coefficient)
    assert_allclose(one.covariance, counted.covariance)
    assert one.n == counted.n == len(answer)


def test_the_unit_of_a_driver_only_changes_its_coefficient():
    answer, drivers = rows("five")
    one, other = ordinal(answer, drivers), ordinal(answer, drivers * [1, 100, 1] + [0, 7e4, 0])
    assert_allclose(other.coefficient * [1, 100, 1], one.coefficient, rtol=1e-7)
    assert_allclose(other.p_value, one.p_value, rtol=1e-6)
    assert_allclose(other.probabilities(drivers * [1, 100, 1] + [0, 7e4, 0]), one.probabilities(drivers))  # fmt: skip


def test_without_drivers_the_thresholds_are_those_of_the_shares():
    answer, _ = rows("five")
    found = ordinal(answer, np.zeros((len(answer), 0)))
    shares = np.bincount(answer)[1:] / len(answer)
    assert_allclose(found.threshold, logit(np.cumsum(shares)[:-1]))
    assert found.log_likelihood == pytest.approx(found.null_log_likelihood)
    assert_allclose(found.probabilities(np.zeros((1, 0))), [shares])


def test_finds_what_was_planted_and_holds_its_level():
    rng = np.random.default_rng(5)
    inside, false = 0, 0
    for _ in range(300):
        x = rng.normal(size=(150, 2))
        y = np.searchsorted([-1.0, 0.5, 2.0], x[:, 0] * 0.8 + rng.logistic(size=150))
        found = ordinal(y, x)
        inside += found.low[0] <= 0.8 <= found.high[0]
        false += found.p_value[1] <= 0.05
    assert 270 <= inside <= 298
    assert false <= 28


def test_drivers_that_sort_the_answers_have_no_estimate():
    x = np.arange(40.0)[:, None]
    apart = ordinal((x[:, 0] > 19) * 1, x)
    assert not apart.converged
    assert np.isnan(apart.se).all()
    # A rare yes whose bearers all gave the highest answer, with a driver beside it.
    answer, drivers = rows("five")
    rare = np.zeros(len(answer))
    rare[np.flatnonzero(answer == 5)[:3]] = 1
    found = ordinal(answer, np.c_[drivers, rare])
    assert not found.converged


def test_missing_rows_leave_and_what_cannot_be_is_refused():
    answer, drivers = rows("four")
    with_holes = drivers.astype(float)
    with_holes[3, 1] = np.nan
    kept = np.arange(len(answer)) != 3
    assert_allclose(
        ordinal(answer, with_holes).coefficient, ordinal(answer[kept], drivers[kept]).coefficient
    )
    with pytest.raises(ValueError, match="sum of others"):
        ordinal(answer, np.c_[drivers, drivers[:, 0] - drivers[:, 1]])
    with pytest.raises(ValueError, match="same for everybody"):
        ordinal(answer, np.c_[drivers, np.full(len(answer), 3.1)])
    with pytest.raises(ValueError, match="fewer than two"):
        ordinal(np.ones(5), np.arange(5.0)[:, None])
    with pytest.raises(ValueError, match="negative"):
        ordinal(answer, drivers, -1)
    with pytest.raises(ValueError, match=r"\(n,\)"):
        ordinal(answer, drivers[:, 0])
