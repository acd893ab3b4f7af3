import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.logrank import log_rank

INPUT = stored("logrank", "input.csv")
GROUPS = stored("logrank", "groups.csv")
TESTS = stored("logrank", "tests.csv")


def of(name, stratified):
    s = INPUT[INPUT["sample"] == name]
    return log_rank(
        s["group"],
        s["time"],
        s["event"] == 1,
        s["count"],
        s["group"].max() + 1,
        s["stratum"] if stratified else None,
    )


@pytest.mark.parametrize(
    "row", TESTS.to_dict("records"), ids=lambda r: f"{r['sample']}-{r['kind']}"
)
def test_agrees_with_r(row):
    found = of(row["sample"], row["kind"] == "stratified")
    r = GROUPS[(GROUPS["sample"] == row["sample"]) & (GROUPS["kind"] == row["kind"])]
    assert_allclose(found.observed, r["observed"], atol=1e-9)
    assert_allclose(found.expected, r["expected"], atol=1e-9)
    assert_allclose(np.diag(found.covariance), r["variance"], atol=1e-9)
    assert_allclose(found.statistic, row["statistic"], atol=1e-9)
    assert_allclose(found.p_value, row["p_value"], atol=1e-9)
    assert found.degrees_of_freedom == row["df"]


def test_as_many_events_as_expected_in_all():
    for stratified in (False, True):
        found = of("five", stratified)
        assert_allclose(found.observed.sum(), found.expected.sum())
        assert_allclose(found.covariance.sum(axis=1), 0, atol=1e-9)


def test_two_groups_differ_by_z_squared():
    found = of("two", True)
    assert_allclose(found.z[0] ** 2, found.statistic)
    assert_allclose(found.z[0], -found.z[1])


def test_strata_keep_what_differs_between_them_out():
    """Both groups alike within each stratum, one mostly in the slow one: no difference."""
    group = [0, 0, 1, 1] * 4
    time = [1, 1, 1, 1, 2, 2, 2, 2, 10, 10, 10, 10, 20, 20, 20, 20]
    stratum = [0] * 8 + [1] * 8
    count = [80, 0, 20, 0] * 2 + [20, 0, 80, 0] * 2
    event = [True, False] * 8
    assert log_rank(group, time, event, count, 2).p_value < 1e-6
    stratified = log_rank(group, time, event, count, 2, stratum)
    assert_allclose(stratified.statistic, 0, atol=1e-9)
    assert_allclose(stratified.p_value, 1, atol=1e-6)


def test_groups_that_never_meet_are_not_compared():
    group, stratum = [0, 1, 2, 3], ["a", "a", "b", "b"]
    apart = log_rank(
        group * 2, [1] * 4 + [3] * 4, [True] * 8, [9, 4, 6, 6, 2, 8, 5, 7], 4, stratum * 2
    )
    assert apart.degrees_of_freedom == 2
    first = log_rank([0, 1] * 2, [1, 1, 3, 3], [True] * 4, [9, 4, 2, 8], 2)
    second = log_rank([0, 1] * 2, [1, 1, 3, 3], [True] * 4, [6, 6, 5, 7], 2)
    assert_allclose(apart.statistic, first.statistic + second.statistic)


def test_groups_without_anybody_change_nothing():
    s = INPUT[INPUT["sample"] == "two"]
    found = log_rank(s["group"] * 3, s["time"], s["event"] == 1, s["count"], 6)
    plain = of("two", False)
    assert_allclose(found.statistic, plain.statistic)
    assert found.degrees_of_freedom == 1
    assert np.isnan(found.z[[1, 2, 4, 5]]).all()


def test_chi_squared_where_nothing_differs():
    rng = np.random.default_rng(9)
    found = []
    for _ in range(400):
        group, stratum = rng.integers(0, 4, 300), rng.integers(0, 3, 300)
        time, left = rng.exponential(3 + stratum), rng.exponential(9, 300)
        seen = np.ceil(np.minimum(time, left))
        found.append(log_rank(group, seen, time <= left, np.ones(300), 4, stratum).statistic)
    assert_allclose(np.mean(found), 3, atol=0.45)


def test_nothing_to_compare():
    for arguments in (([], [], [], [], 2), ([0, 0], [1, 2], [True, True], [3, 4], 1)):
        found = log_rank(*arguments)
        assert found.degrees_of_freedom == 0
        assert np.isnan(found.p_value)
    gap = log_rank([0, 1, 0], [1, 2, np.nan], [True] * 3, [5, 5, 99], 2)
    assert_allclose(gap.observed, [5, 5])


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="before the start"):
        log_rank([0], [-1.0], [True], [1], 1)
    with pytest.raises(ValueError, match="among the groups"):
        log_rank([2], [1.0], [True], [1], 2)
