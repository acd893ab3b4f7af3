import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.proportion import wilson, wilson_fpc
from yardstick.inference.raking import Margin, combine, rake
from yardstick.inference.weighted import kish, weighted_mean, weighted_share, wilson_kish
from yardstick.inference.weighted_quantile import WeightedHistogram, weighted_quantile

R = stored("weighting", "estimates.csv").set_index(["what", "group"])
EVERYBODY = stored("weighting", "graduates.csv")
S = EVERYBODY[EVERYBODY["answered"] == 1].reset_index(drop=True)
WEIGHT = stored("weighting", "weights.csv")["weight"].to_numpy()
N, SIZE = len(EVERYBODY), len(S)


def parts(keep):
    """Respondents, sum of weights and of their squares, of the rows to keep."""
    return keep.sum(), WEIGHT[keep].sum(), (WEIGHT[keep] ** 2).sum()


def share_of(where=True):
    """Share of the satisfied among those who answered the item."""
    base = (S["satisfied"].notna() & where).to_numpy()
    return parts(base & (S["satisfied"] == 1).to_numpy()), parts(base)


@pytest.mark.parametrize("group", ["all", "A", "B", "C", "D"])
def test_share_and_linearised_error_agree_with_survey(group):
    where = True if group == "all" else (S["school"] == group)
    x, base = share_of(where)
    found = weighted_share(x, base, SIZE)
    known = R.loc[("share", group)]
    assert_allclose((found.value, found.se), (known["value"], known["se"]), rtol=1e-8)
    finite = weighted_share(x, base, SIZE, N)
    assert_allclose(finite.se, known["se_fpc"], rtol=1e-8)
    assert found.base == known["n"]


def test_mean_and_effective_base_agree_with_survey():
    found = weighted_mean(
        np.zeros(SIZE, int), S["index"], np.ones(SIZE), WEIGHT, WEIGHT**2, 1, SIZE
    )
    known = R.loc[("mean", "all")]
    assert_allclose((found.value[0], found.se[0]), (known["value"], known["se"]), rtol=1e-8)
    assert_allclose(found.kish.effective[0], R.loc[("kish", "all"), "value"], rtol=1e-8)


def test_the_standard_error_of_descriptive_weights_is_half_as_large():
    """Treating weights as counts is the trap: it would pass for this much more certainty."""
    from statsmodels.stats.weightstats import DescrStatsW

    scaled = WEIGHT * N / SIZE * 2  # sums to four times the respondents
    found = weighted_mean(
        np.zeros(SIZE, int), S["index"], np.ones(SIZE), scaled, scaled**2, 1, SIZE
    )
    wrong = DescrStatsW(S["index"], scaled).std_mean
    assert_allclose(found.se[0], R.loc[("mean", "all"), "se"], rtol=1e-8)
    assert wrong < 0.6 * found.se[0]


@pytest.mark.parametrize("name", ["pay", "index"])
@pytest.mark.parametrize("p", [0.25, 0.5, 0.75])
def test_quantiles_agree_with_survey(name, p):
    values = WeightedHistogram.of(np.zeros(SIZE, int), S[name], np.ones(SIZE), WEIGHT, WEIGHT**2, 1)
    found = weighted_quantile(values, p, SIZE)
    group = f"{p:g}"
    assert found.value[0] == R.loc[(f"quantile_{name}", group), "value"]
    assert_allclose(found.se[0], R.loc[(f"quantile_{name}", group), "se"], rtol=1e-8)
    assert found.low[0] == R.loc[(f"low_{name}", group), "value"]
    assert found.high[0] == R.loc[(f"high_{name}", group), "value"]
    # Without heaps the spread about p is that about the share reached.
    if name == "index":
        assert_allclose(found.se[0], R.loc[(f"svymean_{name}", group), "se"], rtol=1e-3)


def test_rows_alike_may_be_added_up_before():
    whole = WeightedHistogram.of(np.zeros(SIZE, int), S["pay"], np.ones(SIZE), WEIGHT, WEIGHT**2, 1)
    added = (
        S.assign(w=WEIGHT, w2=WEIGHT**2, n=1).groupby("pay")[["n", "w", "w2"]].sum().reset_index()
    )
    short = WeightedHistogram.of(
        np.zeros(len(added), int), added["pay"], added["n"], added["w"], added["w2"], 1
    )
    assert len(short.value) == len(whole.value)
    for a, b in zip(
        vars(weighted_quantile(whole, 0.5, SIZE)).values(),
        vars(weighted_quantile(short, 0.5, SIZE)).values(),
        strict=True,
    ):
        assert_allclose(a, b)


def test_several_groups_at_once_and_an_empty_one():
    group = np.where(S["school"] == "A", 0, 2)
    values = WeightedHistogram.of(group, S["index"], np.ones(SIZE), WEIGHT, WEIGHT**2, 3)
    found = weighted_quantile(values, 0.5, SIZE)
    for g in (0, 2):
        at = group == g
        alone = WeightedHistogram.of(
            np.zeros(at.sum(), int),
            S["index"][at],
            np.ones(at.sum()),
            WEIGHT[at],
            WEIGHT[at] ** 2,
            1,
        )
        one = weighted_quantile(alone, 0.5, SIZE)
        assert (found.value[g], found.low[g], found.high[g]) == (
            one.value[0],
            one.low[0],
            one.high[0],
        )
    assert np.isnan([found.value[1], found.low[1], found.high[1], found.se[1]]).all()


def test_all_answered_alike_has_no_error_but_an_interval():
    for x, value in ((0, 0.0), (30, 1.0)):
        found = weighted_share((x, x * 1.1, x * 1.3), (30, 33.0, 39.0), 400)
        assert (found.value, found.se) == (value, 0)
        assert found.high - found.low > 0.05
        assert_allclose((found.low, found.high), wilson(value * 33**2 / 39, 33**2 / 39))
    one_value = WeightedHistogram.of([0, 0], [5000, 5000], [10, 5], [12.0, 4.0], [15.0, 3.5], 1)
    found = weighted_quantile(one_value, 0.5, 100)
    assert found.value[0] == 5000
    assert np.isnan([found.low[0], found.high[0]]).all()


def test_heaped_answers_keep_the_error_of_the_quantile():
    """All lie at or below the median here: the spread about the share reached would be 0."""
    heaped = WeightedHistogram.of([0, 0], [4000, 5000], [42, 58], [42.0, 58], [42.0, 58], 1)
    found = weighted_quantile(heaped, 0.5, 100)
    assert found.value[0] == 5000
    assert_allclose(found.se[0], np.sqrt(100 / 99 * 100 * 0.25) / 100)
    assert (found.low[0], found.high[0]) == (4000, 5000)


def test_golden_kish():
    n, w = np.array([50, 30, 20]), np.array([1.0, 2, 3])
    found = kish(100, (n * w).sum(), (n * w**2).sum())
    assert_allclose((found.deff, found.effective), (1.21107, 82.571), rtol=1e-5)


def test_equal_weights_are_the_unweighted_figure():
    found = weighted_share((60, 60 * 0.7, 60 * 0.49), (80, 80 * 0.7, 80 * 0.49), 80)
    assert_allclose(found.value, 0.75)
    assert_allclose(found.kish.effective, 80)
    assert_allclose((found.low, found.high), wilson(60, 80))
    assert_allclose(found.se, np.sqrt(0.75 * 0.25 / 79))
    # A quantile by the inverse distribution function is an order statistic.
    values = WeightedHistogram.of(
        np.zeros(4, int), [4, 1, 3, 2], np.ones(4), np.ones(4), np.ones(4), 1
    )
    assert values.inverse(0.5)[0] == 2
    assert values.inverse(0.51)[0] == 3
    assert np.isnan(values.inverse(-0.01)[0])


def test_nobody_and_one():
    found = weighted_share((0, 0, 0), (0, 0, 0), 10)
    assert np.isnan([found.value, found.se, found.low, found.high, found.kish.effective]).all()
    assert np.isnan(weighted_share((1, 1, 1), (1, 1, 1), 1).se)
    with pytest.raises(ValueError, match="more positives"):
        weighted_share((3, 3, 3), (2, 2, 2), 10)
    with pytest.raises(ValueError, match="more respondents"):
        weighted_share((1, 1, 1), (2, 2, 2), 10, 9)


def test_a_census_has_no_error_left():
    assert weighted_share((5, 5, 5), (10, 10, 10), 10, 10).se == 0


@given(
    st.lists(st.tuples(st.booleans(), st.floats(0.1, 5)), min_size=2, max_size=40),
    st.floats(0.01, 100),
)
def test_scale_of_the_weights_does_not_matter(rows, scale):
    yes, w = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])

    def at(w):
        return weighted_share(
            (yes.sum(), w[yes].sum(), (w[yes] ** 2).sum()), (w.size, w.sum(), (w**2).sum()), w.size
        )

    a, b = at(w), at(w * scale)
    assert_allclose((a.value, a.se, a.low, a.high), (b.value, b.se, b.low, b.high), atol=1e-9)
    assert a.kish.effective <= w.size
    assert 0 <= a.low <= a.value + 1e-12
    assert a.value <= a.high + 1e-12


def test_equal_weights_of_a_finite_population_are_the_unweighted_interval():
    x, base = (60, 60 * 0.7, 60 * 0.49), (80, 80 * 0.7, 80 * 0.49)
    found = weighted_share(x, base, 80, 200, group_population=200)
    assert_allclose((found.low, found.high), wilson_fpc(60, 80, 200))
    assert_allclose(found.se, np.sqrt(0.75 * 0.25 / 79 * (1 - 80 / 200)))
    # The fraction drawn is that of heads: weights that halve the effective base do not change it.
    half = wilson_kish(0.75, 40, respondents=80, population=200)
    corrected = 40 * 199 / 120
    assert_allclose(half, wilson(0.75 * corrected, corrected))
    assert np.isnan(wilson_kish(0.75, 40, respondents=80, population=80)).all()
    with pytest.raises(ValueError, match="larger than its population"):
        wilson_kish(0.75, 40, respondents=80, population=79)


def test_wilson_kish_has_the_effective_base():
    assert_allclose(wilson_kish(0.7, 82.571, 0.9), wilson(0.7 * 82.571, 82.571, 0.9))
    # The golden half-widths 8.30 and 7.54 points are Wald's; Wilson's are a little narrower here.
    low, high = wilson_kish(0.7, 82.571, 0.9)
    plain_low, plain_high = wilson_kish(0.7, 100, 0.9)
    assert_allclose(1.644854 * np.sqrt(0.21 / np.array([82.571, 100])), [0.0830, 0.0754], atol=5e-5)
    assert 0.0754 < plain_high - plain_low < high - low < 2 * 0.0830


def test_weighting_is_not_a_cure():
    """Response follows the outcome, in the two groups oppositely: raking moves away from the truth."""
    # Men: 500, 60 % have a job; women: 500, 20 % have one. 40 % in truth.
    men, women = {"job": 300, "none": 200}, {"job": 100, "none": 400}
    answered = {  # men: those with a job answer more; women: those with one are few, but answer all
        ("m", "job"): 0.5 * men["job"],
        ("m", "none"): 0.1 * men["none"],
        ("f", "job"): 0.9 * women["job"],
        ("f", "none"): 1.0 * women["none"],
    }
    count = np.array(list(answered.values()))
    job = np.array([True, False, True, False])
    truth = 400 / 1000
    unweighted = count[job].sum() / count.sum()
    gender = np.array([0, 0, 1, 1])
    _, (cells,) = combine(gender)
    by_gender = np.bincount(gender, weights=count)
    w = rake(by_gender, [Margin.of("gender", cells, [500, 500])]).weight[gender]
    weighted = (w * count)[job].sum() / (w * count).sum()
    assert abs(unweighted - truth) < 0.05
    assert abs(weighted - truth) > 0.1
