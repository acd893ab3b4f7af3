import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.proportional import proportional

INPUT = stored("ordinal", "input.csv")
R = stored("ordinal", "brant.csv")
DRIVERS = ["teaching", "practice", "guidance"]


@pytest.mark.parametrize("name", R["set"].unique())
def test_agrees_with_r(name):
    rows = INPUT[INPUT["set"] == name]
    found = proportional(rows["answer"], rows[DRIVERS])
    expected = R[R["set"] == name].set_index("name")
    assert found.df == expected.loc["all", "df"]
    assert_allclose(found.statistic, expected.loc["all", "statistic"], rtol=1e-6)
    assert_allclose(found.p_value, expected.loc["all", "p_value"], rtol=1e-6)
    assert_allclose(found.per_driver, expected.loc[DRIVERS, "statistic"], rtol=1e-6)
    assert_allclose(found.per_driver_p, expected.loc[DRIVERS, "p_value"], rtol=1e-6)


def test_units_and_counts_change_nothing():
    rows = INPUT[INPUT["set"] == "five"]
    one = proportional(rows["answer"], rows[DRIVERS])
    other = proportional(rows["answer"], rows[DRIVERS] * [1, 100, 1] + [0, 7e4, 0])
    assert_allclose(other.statistic, one.statistic, rtol=1e-6)
    assert_allclose(other.coefficient * [1, 100, 1], one.coefficient, rtol=1e-5)
    grouped = rows.groupby(["answer", *DRIVERS]).size().reset_index(name="count")
    counted = proportional(grouped["answer"], grouped[DRIVERS], grouped["count"])
    assert_allclose(counted.per_driver, one.per_driver, rtol=1e-6)


def test_holds_its_level_and_sees_what_differs():
    rng = np.random.default_rng(9)
    alike, other = [], []
    for _ in range(120):
        x = rng.normal(size=(300, 2))
        latent = rng.logistic(size=300)
        y = np.searchsorted([-1.0, 1.0], x @ [0.8, 0.0] + latent)
        alike.append(proportional(y, x).p_value)
        # The second driver moves people away from the middle, both ways.
        y = np.searchsorted([-1.0, 1.0], x[:, 0] * 0.8 + latent * np.exp(0.4 * x[:, 1]))
        other.append(proportional(y, x).per_driver_p[1])
    assert np.mean(np.array(alike) <= 0.05) < 0.11
    assert np.mean(np.array(other) <= 0.05) > 0.6


def test_what_cannot_be_tested_says_so():
    x = np.arange(60.0)[:, None]
    found = proportional(np.repeat([1, 2, 3], 20), x)
    assert not found.computable
    assert np.isnan([found.statistic, found.p_value]).all()
    with pytest.raises(ValueError, match="one step"):
        proportional(np.arange(60) % 2, x)
    with pytest.raises(ValueError, match="without drivers"):
        proportional(np.arange(60) % 3, np.zeros((60, 0)))
