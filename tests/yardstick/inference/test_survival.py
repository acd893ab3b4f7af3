import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.survival import kaplan_meier, time_at

INPUT = stored("survival", "input.csv")
CURVES = stored("survival", "curves.csv")
MEDIANS = stored("survival", "medians.csv").set_index("sample")
SAMPLES = list(dict.fromkeys(INPUT["sample"]))


def curves():
    group = INPUT["sample"].map(SAMPLES.index)
    return kaplan_meier(
        group, INPUT["time"], INPUT["event"] == 1, INPUT["count"], len(SAMPLES), 0.95
    )


@pytest.mark.parametrize("sample", SAMPLES)
def test_curve_agrees_with_r(sample):
    found, g = curves(), SAMPLES.index(sample)
    expected = CURVES[CURVES["sample"] == sample]
    at = np.searchsorted(found.time, expected["time"])
    assert_allclose(found.at_risk[g][at], expected["at_risk"])
    assert_allclose(found.events[g][at], expected["events"])
    assert_allclose(found.value[g][at], expected["value"], atol=1e-12)
    assert_allclose(found.low[g][at], expected["low"].to_numpy(dtype=float), atol=1e-9)
    assert_allclose(found.high[g][at], expected["high"].to_numpy(dtype=float), atol=1e-9)


@pytest.mark.parametrize("sample", SAMPLES)
def test_median_agrees_with_r(sample):
    g = SAMPLES.index(sample)
    expected = MEDIANS.loc[sample]
    for found, name in zip(time_at(curves()), ("median", "low", "high"), strict=True):
        assert_allclose(found[g], float(expected[name]), atol=1e-9, err_msg=name)


def test_nothing_beyond_the_last_observation():
    found = kaplan_meier([0, 0, 1], [1, 2, 6], [True, False, False], [3, 2, 5], 2)
    assert np.isnan(found.value[0, 2])
    assert found.value[1, 2] == 1


def test_a_negative_time_is_refused():
    with pytest.raises(ValueError, match="before the start"):
        kaplan_meier([0], [-1.0], [True], [1], 1)


def test_rows_without_a_time_are_left_out():
    with_gap = kaplan_meier([0, 0, 0], [1, np.nan, 3], [True, True, False], [2, 9, 1], 1)
    without = kaplan_meier([0, 0], [1, 3], [True, False], [2, 1], 1)
    assert_allclose(with_gap.value, without.value)


def test_agrees_with_statsmodels():
    from statsmodels.duration.survfunc import SurvfuncRight

    s = INPUT[INPUT["sample"] == "mixed"]
    rows = s.loc[s.index.repeat(s["count"])]
    other = SurvfuncRight(rows["time"], rows["event"])
    mine = curves()
    at = np.searchsorted(mine.time, other.surv_times)
    assert_allclose(mine.value[SAMPLES.index("mixed")][at], other.surv_prob, atol=1e-12)
