import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.trend import trend

INPUT = stored("trend", "input.csv")
R = stored("trend", "output.csv").set_index("set")


def of(name, breaks=()):
    s = INPUT[INPUT["set"] == name]
    # What R was not given after the break is a cohort without a value here.
    value = s["value"].where((s["used"] == 1) | (s["cohort"] < 2021))
    return trend(s["cohort"], value, s["sd"], breaks)


@pytest.mark.parametrize("name", R.index)
def test_agrees_with_r(name):
    found = of(name, [2021] if name == "broken" else [])
    for field in R.columns.drop("lm_se"):
        assert_allclose(getattr(found, field)[0], R.loc[name, field], atol=1e-10, err_msg=field)


def test_the_reference_holds_both_kinds_of_scatter():
    assert R.loc["scattered", "scatter"] > 1 > R.loc["smooth", "scatter"]
    # Points that lie on a line by luck: lm alone would be far too sure of them.
    assert R.loc["smooth", "se"] > 5 * R.loc["smooth", "lm_se"]


def test_a_series_is_never_joined_across_a_break():
    joined, kept = of("broken"), of("broken", [2021])
    assert joined.cohorts_used[0] == 6
    assert joined.first[0] == 2018
    assert kept.first[0] == 2021
    assert kept.slope[0] > joined.slope[0] + 0.02
    assert of("broken", [2019, 2021, 2030]).slope[0] == kept.slope[0]
    # Too little is left after a break: nothing is said, and nothing from before is used.
    short = of("scattered", [2023])
    assert np.isnan([short.slope[0], short.se[0], short.p_value[0], short.scatter[0]]).all()
    assert short.cohorts_used[0] == 2


def test_holds_its_level_where_nothing_changes():
    rng = np.random.default_rng(6)
    sd = rng.uniform(0.01, 0.05, (8000, 5))
    found = trend(np.arange(5), rng.normal(0, sd), sd)
    assert 0.02 < np.mean(found.p_value <= 0.05) <= 0.055
    known = trend(np.arange(5), rng.normal(0, sd) * 0 + np.arange(5) * 0.02, sd)
    assert_allclose(known.slope, 0.02)
    assert_allclose(known.scatter, 0, atol=1e-9)
    assert np.all(known.se > 0)


def test_many_units_at_once_as_one_by_one():
    rng = np.random.default_rng(7)
    value, sd = rng.normal(size=(6, 8)), rng.uniform(0.5, 2, (6, 8))
    value[2, :6] = np.nan
    value[3, 4] = np.nan
    sd[4, 0] = 0
    both = trend(np.arange(8), value, sd)
    for i in range(6):
        alone = trend(np.arange(8), value[i], sd[i])
        assert_allclose(alone.slope, both.slope[i])
        assert_allclose(alone.high, both.high[i])
    assert list(both.cohorts_used) == [8, 8, 2, 7, 7, 8]
    assert np.isnan(both.slope[2])


def test_order_of_the_cohorts_does_not_matter():
    a = trend([2020, 2021, 2022, 2023], [1.0, 2, 4, 3], [1.0, 2, 1, 1], [2021])
    b = trend([2023, 2021, 2020, 2022], [3.0, 2, 1, 4], [1.0, 2, 1, 1], [2021])
    assert_allclose(a.slope, b.slope)


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="length"):
        trend([1, 2, 3], [1.0, 2], 1.0)
    with pytest.raises(ValueError, match="twice"):
        trend([1, 1, 3], [1.0, 2, 3], 1.0)
    with pytest.raises(ValueError, match="negative"):
        trend([1, 2, 3], [1.0, 2, 3], -1.0)
    with pytest.raises(ValueError, match="two points"):
        trend([1, 2, 3], [1.0, 2, 3], 1.0, fewest=2)
    nothing = trend([], np.zeros((2, 0)), 1.0)
    assert np.isnan(nothing.slope).all()
    assert np.isnan(nothing.first).all()
