import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.multiplicity import benjamini_hochberg

R = stored("multiplicity", "output.csv")


@pytest.mark.parametrize("family", R["family"].unique())
def test_agrees_with_r(family):
    s = R[R["family"] == family]
    assert_allclose(benjamini_hochberg(s["p"]), s["q"].astype(float), atol=1e-12)


def test_what_could_not_be_tested_does_not_count():
    """Counting the two without a p-value would give 0.08."""
    assert_allclose(benjamini_hochberg([0.02, np.nan, 0.9, np.nan])[0], 0.04)


def test_keeps_shape_and_nothing():
    assert benjamini_hochberg([]).shape == (0,)
    assert np.isnan(benjamini_hochberg([np.nan])).all()
    assert benjamini_hochberg([[0.1, 0.2]]).shape == (1, 2)


def test_no_p_outside_its_range():
    with pytest.raises(ValueError, match="outside"):
        benjamini_hochberg([0.1, 1.2])
