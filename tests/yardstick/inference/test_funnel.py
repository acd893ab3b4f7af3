import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.stats import binom
from scipy.stats.mstats import winsorize

from tests.yardstick.reference import stored
from yardstick.inference.funnel import (
    funnel,
    funnel_normal,
    limits,
    overdispersion,
    tails,
)

UNITS = stored("funnel", "units.csv")
PLOTS = stored("funnel", "plots.csv").set_index("set")
SETS = list(PLOTS.index)


@pytest.mark.parametrize("name", SETS)
def test_agrees_with_r(name):
    r, plot = UNITS[UNITS["set"] == name], PLOTS.loc[name]
    found = funnel(r["x"], r["n"])
    assert_allclose([found.target, found.phi, found.tau2], plot, atol=1e-12)
    assert_allclose(found.z, r["z"], atol=1e-10)
    assert_allclose(found.p_low, r["over_low"], atol=1e-10)
    assert_allclose(found.p_high, r["over_high"], atol=1e-10)
    plain = funnel(r["x"], r["n"], overdispersed=False)
    assert plain.tau2 == 0
    assert_allclose(plain.phi, plot["phi"])
    assert_allclose(plain.p_low, r["low"], atol=1e-12)
    assert_allclose(plain.p_high, r["high"], atol=1e-12)
    for coverage, at in ((0.95, "limit95"), (0.998, "limit998")):
        low, high = limits(found.target, r["n"], found.tau2, coverage)
        assert_allclose(low, r[f"{at}_low"], atol=1e-12)
        assert_allclose(high, r[f"{at}_high"], atol=1e-12)


def test_both_sides_of_the_overdispersion_test_are_in_the_reference():
    assert PLOTS.loc["wide", "tau2"] > 0
    assert PLOTS.loc["usual", "tau2"] == 0


def interpolated_high(target, n, tail):
    """Upper limit by interpolating between counts: the rule that must not be used for flags."""
    r = binom.ppf(1 - tail, n, target)
    up = binom.cdf(r, n, target)
    return (r - (up - (1 - tail)) / (up - binom.cdf(r - 1, n, target))) / n


def test_three_of_three_is_not_flagged():
    x, n = np.array([3, 170, 180, 176]), np.array([3, 200, 200, 200])
    assert interpolated_high(0.88, 3, 0.001) < 1, "the trap is there"
    found = funnel(x, n, target=0.88)
    assert found.flag[0] == ""
    assert_allclose(found.p_high[0], 0.88**3, atol=1e-12)


def test_flags_follow_the_exact_tails():
    x, n = [90, 97, 99, 72, 80], [100] * 5
    found = funnel(x, n, target=0.88, overdispersed=False)
    assert list(found.flag) == ["", "high95", "high998", "low998", "low95"]
    assert_allclose(found.p_high[1], binom.sf(96, 100, 0.88), rtol=1e-10)
    assert_allclose(found.p_low[4], binom.cdf(80, 100, 0.88), rtol=1e-10)


def test_no_more_than_the_nominal_share_is_flagged_by_chance():
    """At every size; normal or interpolated limits flag far more of the smallest."""
    for n in (1, 3, 8, 40):
        x = np.arange(n + 1)
        found = funnel(x, np.full(n + 1, n), target=0.9, overdispersed=False)
        chance = binom.pmf(x, n, 0.9)
        for side, level in (("high95", 0.025), ("high998", 0.001), ("low998", 0.001)):
            assert chance[found.flag == side].sum() <= level


def test_winsorising_sets_to_the_quantile_of_type_7():
    """The other rule, counting off a tenth of the units, gives another phi."""
    z = np.array([-4.0, -1, -0.8, -0.2, 0.1, 0.4, 0.9, 1.2, 2.5, 3.0, 6.0, 9.0])
    phi, _ = overdispersion(z, np.ones(12))
    low, high = np.quantile(z, [0.1, 0.9], method="linear")
    assert_allclose(phi, np.mean(np.clip(z, low, high) ** 2))
    other = np.mean(np.asarray(winsorize(z, (0.1, 0.1))) ** 2)
    assert abs(phi - other) > 0.01


def test_no_extra_variance_where_the_units_do_not_spread():
    z = np.linspace(-1, 1, 20)
    phi, tau2 = overdispersion(z, np.full(20, 0.01))
    assert 20 * phi < 19
    assert tau2 == 0
    assert overdispersion([], [])[1] == 0
    assert overdispersion([3.0], [0.1])[1] == 0


def test_extra_variance_moves_limits_apart_and_takes_flags_away():
    rng = np.random.default_rng(3)
    n = rng.integers(80, 400, 40)
    x = rng.binomial(n, np.clip(rng.normal(0.8, 0.08, 40), 0, 1))
    on, off = funnel(x, n), funnel(x, n, overdispersed=False)
    assert on.tau2 > 0.001
    assert (on.flag != "").sum() < (off.flag != "").sum()
    low_on, _ = limits(on.target, n, on.tau2)
    low_off, _ = limits(on.target, n)
    assert np.all(low_on < low_off)


def test_large_units_keep_both_tails():
    low, high = tails([150_000, 10], [200_000, 10], 0.7, 0.002)
    assert np.all(low + high > 1)
    assert np.all((low >= 0) & (high <= 1))


def test_standardised_differences():
    d, s = np.array([0.02, -0.09, 0.14, 0.0, 0.3]), np.array([0.02, 0.02, 0.02, 0.0, np.nan])
    found = funnel_normal(d, s, overdispersed=False)
    assert list(found.flag) == ["", "low998", "high998", "", ""]
    assert np.isnan(found.z[3:]).all()
    assert_allclose(found.p_high[2], 1 - found.p_low[2], atol=1e-12)
    wide = funnel_normal(d, s)
    z = np.array([1, -4.5, 7])
    phi, tau2 = overdispersion(z, np.full(3, 0.0004))
    assert_allclose([wide.phi, wide.tau2], [phi, tau2])
    assert_allclose(
        wide.p_high[2], funnel_normal([0.14], [np.sqrt(0.0004 + tau2)]).p_high[0], atol=1e-12
    )


def test_three_of_three_is_not_flagged_among_standardised_shares():
    """D = 0.7 with SD 0.26 is 2.6 SDs by the normal; three of three at 0.3 happen in 27 of 1,000."""
    sd = np.sqrt(0.3 * 0.7 / 3)
    assert funnel_normal([0.7], [sd]).flag[0] == "high95"
    found = funnel_normal([0.7], [sd], expected=[0.3])
    assert found.flag[0] == ""
    assert_allclose(found.p_high[0], 0.3**3, atol=1e-12)


def test_what_cannot_be_is_refused_and_nothing_stays_nothing():
    with pytest.raises(ValueError, match="outside"):
        funnel([5], [3])
    with pytest.raises(ValueError, match="whole"):
        funnel([1.5], [3])
    found = funnel([0, 0], [0, 0])
    assert np.isnan(found.p_low).all()
    assert list(found.flag) == ["", ""]
    sure = funnel([5, 7], [5, 7])
    assert list(sure.flag) == ["", ""]
