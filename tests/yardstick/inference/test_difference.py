import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.difference import mover, newcombe, verdict
from yardstick.inference.proportion import wilson

R = stored("difference", "output.csv")


@pytest.mark.parametrize("row", R.to_dict("records"), ids=lambda r: f"{r['x1']}-{r['x2']}")
def test_newcombe_agrees_with_r(row):
    found = newcombe(row["x1"], row["n1"], row["x2"], row["n2"], row["confidence"])
    assert_allclose(found, (row["difference"], row["low"], row["high"]), atol=1e-9)


def test_agrees_with_statsmodels():
    from statsmodels.stats.proportion import confint_proportions_2indep

    low, high = confint_proportions_2indep(56, 70, 48, 80, method="newcomb", compare="diff")
    assert_allclose(newcombe(56, 70, 48, 80)[1:], (low, high), atol=1e-9)


def test_mover_with_wilson_limits_is_newcombe():
    a, b = wilson(9, 10), wilson(3, 10)
    assert_allclose(mover(0.9, *a, 0.3, *b), newcombe(9, 10, 3, 10))


def test_no_base_no_difference():
    assert all(np.isnan(v) for v in newcombe(0, 0, 3, 10))


@pytest.mark.parametrize(
    ("difference", "low", "high", "called"),
    [
        (0.04, 0.01, 0.07, "up"),
        (-0.04, -0.07, -0.01, "down"),
        (0.04, -0.01, 0.09, "no_call"),  # chance is not excluded
        (0.02, 0.01, 0.03, "below"),  # certain, but not material
        (-0.02, -0.03, -0.01, "below"),
        (0.025, 0.001, 0.05, "up"),  # exactly material
        (float("nan"), float("nan"), float("nan"), "no_call"),
    ],
)
def test_a_verdict_needs_chance_excluded_and_a_material_difference(difference, low, high, called):
    assert str(verdict(difference, low, high, 0.025)) == called
