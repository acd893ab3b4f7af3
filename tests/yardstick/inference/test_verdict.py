import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.stats import binom

from yardstick.inference.multiplicity import benjamini_hochberg
from yardstick.inference.standardise import indirect
from yardstick.inference.tails import binomial_tails, few_expected
from yardstick.inference.verdict import call, judge, shading


def test_shading_of_the_published_kind():
    above, within, below = shading(4.0, 1.2, 2.5)
    assert_allclose([above, within], [0.89435, 0.10565], atol=6e-6)
    assert_allclose(below, 3.0e-8, rtol=0.02)
    assert_allclose(above + within + below, 1)


def one(d, s, c=0.1, m=2.5):
    return call([d], [s], [c], m)


@pytest.mark.parametrize(
    ("d", "s", "verdict"),
    [
        (4.0, 1.2, "cannot_tell"),  # 0.89 is not 0.95
        (4.5, 1.2, "above"),
        (-4.5, 1.2, "below"),
        (2.4, 0.01, "cannot_tell"),  # certain, but not worth acting on
        (2.6, 0.01, "above"),
        (30.0, 30.0, "cannot_tell"),  # large, but a small base
        (np.nan, 1.2, "no_figure"),
        (4.0, np.nan, "no_figure"),
        (0.0, 0.0, "cannot_tell"),
    ],
)
def test_one_unit(d, s, verdict):
    assert one(d, s).verdict[0] == verdict


def test_the_longer_the_list_the_more_is_asked():
    assert one(4.5, 1.2).verdict[0] == "above"
    crowd = call([4.5] + [0.0] * 40, 1.2, 0.1, 2.5)
    assert crowd.p_above[0] > 0.95
    assert crowd.verdict[0] == "cannot_tell"
    assert call([4.5] * 40, 1.2, 0.1, 2.5).verdict[0] == "above"


def test_half_of_its_own_benchmark_has_no_verdict_and_does_not_count():
    found = call([9.0, 9.0, 9.0], [1.2] * 3, [0.49, 0.5, 0.9], 2.5)
    assert list(found.verdict) == ["above", "own_contribution", "own_contribution"]
    assert np.isnan(found.p_value[1:]).all()
    assert np.isnan(found.p_above[1:]).all()
    assert_allclose(found.q_value[0], found.p_value[0])
    missing = call([9.0, np.nan], [1.2, 1.2], [0.1, 0.1], 2.5)
    assert_allclose(missing.q_value[0], missing.p_value[0])


def test_p_value_holds_its_level_at_the_edge_of_what_matters():
    """True differences of exactly m: one in twenty below 0.05; and of 0 with m = 0 as well."""
    rng = np.random.default_rng(8)
    for m, s in ((2.5, 1.0), (2.5, 4.0), (0.0, 1.0)):
        p = call(rng.normal(m, s, 40_000), s, 0.1, m).p_value
        assert_allclose(np.mean(p <= 0.05), 0.05, atol=0.005)
    # A one-sided p-value would be below 0.05 twice as often where m = 0.
    d = rng.normal(0, 1, 40_000)
    assert np.mean(call(d, 1.0, 0.1, 0.0).p_value <= 0.05) < 0.06


def test_q_is_benjamini_hochberg_over_the_list():
    rng = np.random.default_rng(2)
    found = call(rng.normal(0, 4, 60), 1.2, 0.1, 2.5)
    assert_allclose(found.q_value, benjamini_hochberg(found.p_value))
    called = np.isin(found.verdict, ["above", "below"])
    assert called.any()
    assert np.all(found.q_value[called] <= 0.05)
    assert np.array_equal(found.verdict == "above", called & (found.p_above >= 0.95))


def test_what_a_base_could_show():
    found = one(0.0, 1.2)
    assert_allclose(found.needed, 2.5 + 1.6448536 * 1.2, atol=1e-6)
    assert one(float(found.needed[0]) + 0.01, 1.2).verdict[0] == "above"
    assert one(float(found.needed[0]) - 0.01, 1.2).verdict[0] == "cannot_tell"
    rng = np.random.default_rng(4)
    d = rng.normal(found.detectable[0], 1.2, 20_000)
    assert_allclose(np.mean(shading(d, 1.2, 2.5)[0] >= 0.95), 0.8, atol=0.01)


@pytest.mark.parametrize(("units", "m", "s"), [(60, 2.5, 1.2), (60, 2.5, 6.0), (12, 0.0, 1.0)])
def test_what_a_list_could_show(units, m, s):
    """One unit differs by what is detectable, the others not at all: called four times in five."""
    rng = np.random.default_rng(11)
    detectable = call(np.zeros(units), s, 0.1, m).detectable[0]
    called = 0
    for _ in range(2000):
        d = rng.normal(0, s, units)
        d[0] += detectable
        called += call(d, s, 0.1, m).verdict[0] == "above"
    assert 0.77 <= called / 2000 <= 0.85


def test_what_is_needed_is_called_alone_in_its_list_and_no_less_is():
    for units, m in ((1, 2.5), (60, 2.5), (60, 0.0), (200, 0.3)):
        nothing = np.zeros(units)
        needed = call(nothing, 1.2, 0.1, m).needed[0]
        for off, verdict in ((1e-6, "above"), (-1e-6, "cannot_tell")):
            d = nothing.copy()
            d[0] = needed + off
            assert call(d, 1.2, 0.1, m).verdict[0] == verdict
            assert call(-d, 1.2, 0.1, m).verdict[0] == verdict.replace("above", "below")


def test_units_without_a_verdict_do_not_lengthen_the_list():
    few = call([0.0, 0.0], 1.2, [0.1, 0.1], 2.5)
    more = call([0.0, 0.0, 0.0, np.nan], 1.2, [0.1, 0.1, 0.9, 0.1], 2.5)
    assert (few.compared, more.compared) == (2, 2)
    assert_allclose(more.needed[:2], few.needed)
    assert np.isnan(more.needed[2:]).all()
    assert np.isnan(more.detectable[2:]).all()


def test_one_cohort_of_85_cannot_show_two_and_a_half_points():
    rest = indirect([0, 1], [0, 0], [85, 4000], [70, 3300])
    assert judge(rest, 0.025).detectable[0] > 0.1


@pytest.mark.parametrize("rate", [0.4, 0.5, 0.65, 0.8, 0.95])
def test_three_of_three_is_not_called(rate):
    """Its chance is rate^3; the normal tail calls it at 0.4."""
    found = indirect([0, 1], [0, 0], [3, 40_000], [3, int(40_000 * rate)])
    judged = judge(found, 0.025)
    assert judged.verdict[0] == "cannot_tell"
    assert judged.p_value[0] >= (rate + 0.025) ** 3 * 0.99
    if rate == 0.4:
        alone = call(found.difference[:1], found.sd[:1], found.contribution[:1], 0.025)
        assert alone.verdict[0] == "above", "the trap is there"


def test_nobody_of_a_few_is_called_when_it_is_not_chance():
    found = indirect([0, 1], [0, 0], [12, 4000], [6, 3960])
    assert few_expected(found.sd, found.expected)[0]
    assert judge(found, 0.025).verdict[0] == "below"


def test_tails_are_binomial_for_a_unit_in_a_large_cell():
    x, n, rate = 7, 9, 0.4
    high, low = binomial_tails(x / n - rate, np.sqrt(rate * (1 - rate) / n), rate)
    assert_allclose(high, binom.sf(x - 1, n, rate), atol=1e-12)
    assert_allclose(low, binom.cdf(x, n, rate), atol=1e-12)
    sd = np.sqrt(rate * (1 - rate) / n)
    assert_allclose(binomial_tails(-rate, sd, rate), [1, (1 - rate) ** n], atol=1e-12)
    assert_allclose(binomial_tails(1 - rate, sd, rate), [rate**n, 1], atol=1e-12)
    assert np.isnan(binomial_tails(0.1, 0.0, 1.0)).all()


def test_the_binomial_tail_is_asked_only_where_few_are_expected():
    found = indirect([0, 1], [0, 0], [400, 9000], [285, 7000])
    with_tail = judge(found, 0.025)
    without = call(found.difference, found.sd, found.contribution, 0.025)
    assert_allclose(with_tail.p_value, without.p_value)


def test_size_alone_does_not_make_a_verdict():
    """The same half point with 100 times the graduates has 10 times the z, and still no verdict."""
    small = indirect([0, 1], [0, 0], [1000, 9000], [805, 7200])
    large = indirect([0, 1], [0, 0], [100_000, 900_000], [80_500, 720_000])
    z = [f.difference[0] / f.sd[0] for f in (small, large)]
    assert z[1] > 3 > z[0]
    assert [judge(f, 0.025).verdict[0] for f in (small, large)] == ["cannot_tell"] * 2


def test_no_negative_materiality():
    with pytest.raises(ValueError, match="negative"):
        call([1.0], [1.0], [0.1], -1.0)


def test_an_empty_list():
    assert call([], [], [], 2.5).verdict.shape == (0,)
