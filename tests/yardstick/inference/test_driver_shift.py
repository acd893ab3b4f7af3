import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.driver_shift import driver_shift
from yardstick.inference.ordinal import ordinal

INPUT = stored("ordinal", "input.csv")
R = stored("ordinal", "shift.csv")
DRIVERS = ["teaching", "practice", "guidance"]


@pytest.mark.parametrize("name", R["set"].unique())
def test_agrees_with_r(name):
    rows = INPUT[INPUT["set"] == name]
    fit = ordinal(rows["answer"], rows[DRIVERS])
    highest = rows["answer"].max()
    for number, expected in enumerate(R[R["set"] == name].itertuples()):
        found = driver_shift(fit, rows[DRIVERS], number, (2, 5), highest - 1)
        for field in ("share_low", "share_high", "shift", "se"):
            assert_allclose(
                getattr(found, field), getattr(expected, field), rtol=1e-5, err_msg=field
            )
        assert_allclose(found.high - found.low, 2 * 1.959963984540054 * found.se)


def test_counted_rows_as_people_one_by_one_and_gaps_leave():
    rows = INPUT[INPUT["set"] == "five"]
    fit = ordinal(rows["answer"], rows[DRIVERS])
    grouped = rows.groupby(DRIVERS).size().reset_index(name="count")
    one = driver_shift(fit, rows[DRIVERS], 0, (2, 5), 4)
    counted = driver_shift(fit, grouped[DRIVERS], 0, (2, 5), 4, grouped["count"])
    assert_allclose((counted.shift, counted.se), (one.shift, one.se))
    holes = np.r_[rows[DRIVERS].to_numpy(float), [[np.nan, 1, 1]]]
    assert_allclose(driver_shift(fit, holes, 0, (2, 5), 4).shift, one.shift)
    # A shift back is the same shift the other way.
    assert_allclose(driver_shift(fit, rows[DRIVERS], 0, (5, 2), 4).shift, -one.shift)


def test_what_cannot_be_known_or_asked():
    rows = INPUT[INPUT["set"] == "four"]
    fit = ordinal(rows["answer"], rows[DRIVERS])
    for bound in (1, 5):
        with pytest.raises(ValueError, match="one side"):
            driver_shift(fit, rows[DRIVERS], 0, (2, 5), bound)
    with pytest.raises(ValueError, match="nobody"):
        driver_shift(fit, np.full((3, 3), np.nan), 0, (2, 5), 3)
    x = np.arange(40.0)[:, None]
    apart = driver_shift(ordinal((x[:, 0] > 19) * 1, x), x, 0, (1, 30), 1)
    assert np.isnan([apart.share_low, apart.shift, apart.low]).all()
