"""Which questions drive an outcome, when nothing is computed, and what a driver's units are."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from yardstick.feedback import driving
from yardstick.feedback.driving import Driver, Left, Question, State, drive, gathered
from yardstick.inference.driver_shift import driver_shift
from yardstick.inference.ordinal import ordinal
from yardstick.inference.proportional import proportional
from yardstick.inference.shapley import shapley_shares

FIVE = [Question(x, "", 1, 5) for x in "abc"]


def people(n: int, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    x = rng.integers(1, 6, (n, 3)).astype(float)
    latent = 0.9 * x[:, 0] + 0.3 * x[:, 1] + rng.logistic(size=n)
    return np.digitize(latent, [2, 3.2, 4.4, 5.5]) + 1.0, x


def test_numbers_are_those_of_the_methods():
    y, x = people(400)
    found = drive(y, x, FIVE, 4.0, 200)
    assert (found.state, found.answered, found.n) == (State.COMPUTED, 400, 400)
    by_hand = shapley_shares(y, x, draws=0)
    assert_allclose(found.shares.share, by_hand.share)
    assert np.all((found.shares.low < by_hand.share) & (by_hand.share < found.shares.high))
    fit = ordinal(y, x)
    assert_allclose(found.fit.coefficient, fit.coefficient, rtol=1e-8)
    assert found.test.p_value == pytest.approx(proportional(y, x).p_value, rel=1e-6)
    shift = driver_shift(fit, x, 0, found.values[0], 4.0)
    assert found.shifts[0].shift == pytest.approx(shift.shift)
    assert found.values[0] == tuple(np.quantile(x[:, 0], [0.25, 0.75], method="inverted_cdf"))


def test_the_order_of_people_does_not_matter_and_who_left_one_blank_is_counted():
    y, x = people(300)
    x[:40, 1] = np.nan
    y[290:] = np.nan
    one = drive(y, x, FIVE, 4.0, 50)
    again = drive(y[::-1], x[::-1], FIVE, 4.0, 50)
    assert (one.answered, one.n) == (290, 250)
    assert_allclose(one.shares.low, again.shares.low)


def test_other_scales_are_stretched_onto_one_to_five():
    y, x = people(300)
    eleven = [FIVE[0], FIVE[1], Question("c", "", 0, 10)]
    wide = x.copy()
    wide[:, 2] = (x[:, 2] - 1) / 4 * 10
    assert_allclose(
        drive(y, wide, eleven, 4.0, 0).fit.coefficient, drive(y, x, FIVE, 4.0, 0).fit.coefficient
    )


@pytest.mark.parametrize(
    ("change", "state"),
    [
        (lambda y, x: (y[:99], x[:99]), State.FEW),
        (lambda y, x: (np.where(np.arange(200) < 99, y, np.nan), x), State.FEW),
        (lambda y, x: (y, np.where(np.arange(200)[:, None] < 99, np.nan, x)), State.COMPUTED),
        (lambda y, x: (y, np.where(np.arange(200)[:, None] < 100, np.nan, x)), State.COMPUTED),
        (lambda y, x: (np.full(200, 3.0), x), State.SAME),
        (lambda y, x: (y, x * [1, 0, 0] + [0, 2, 2]), State.NO_DRIVERS),
    ],
)
def test_when_nothing_is_computed(change, state):
    y, x = change(*people(200))
    assert drive(y, x, FIVE, 4.0, 0).state == state


def test_below_the_least_number_with_all_answers():
    y, x = people(200)
    x[:60, 0], x[60:101, 1] = np.nan, np.nan
    found = drive(y, x, FIVE, 4.0, 0)
    assert (found.state, found.answered, found.n) == (State.FEW, 200, 99)
    assert found.shares is None


def test_what_few_were_asked_or_all_answered_alike_is_left_out():
    y, x = people(300)
    x[:151, 1] = np.nan
    x[:, 2] = 4
    more = np.c_[x, np.random.default_rng(1).integers(1, 6, 300)]
    found = drive(y, more, [*FIVE, Question("d", "", 1, 5)], 4.0, 0)
    assert [d.code for d in found.drivers] == ["a", "d"]
    assert dict(found.left) == {"b": Left.RARE, "c": Left.SAME}
    assert found.n == 300, "who left blank what is no driver stays"


def test_a_step_that_few_took_is_not_tested():
    y, x = people(400)
    y[y == 1] = 2
    y[:3] = 1
    assert ordinal(y, x).categories.size == 5
    merged = drive(y, x, FIVE, 4.0, 0).test
    assert merged.df == 3 * (len(np.unique(y)) - 1 - 1 - 1)
    two = drive((y > 3).astype(float), x, FIVE, 1.0, 0)
    assert two.test is None
    assert two.fit.converged
    assert not np.isnan(two.shifts[0].shift)


def test_constructs_are_put_together_largest_first_and_only_as_far_as_needed():
    asked = [
        Question("t", "teaching", 1, 5),
        *(Question(f"c{k}", "competences", 1, 5) for k in range(8)),
        *(Question(f"v{k}", "voice", 1, 5) for k in range(3)),
    ]
    answered = [100] * len(asked)
    every, left = gathered(asked, answered, 12)
    assert [d.code for d in every] == [q.id for q in asked]
    assert not left
    some, _ = gathered(asked, answered, 8)
    assert [d.code for d in some] == ["t", "competences", "v0", "v1", "v2"]
    assert some[1] == Driver("competences", tuple(f"c{k}" for k in range(8)))
    few, left = gathered(asked, answered, 4)
    assert [d.code for d in few] == ["t", "competences", "voice"]
    assert not left
    # One construct alone is not put together: there would be nothing to set it against.
    alone, left = gathered(asked[1:9], [9, 9, 9, 9, 9, 9, 9, 5], 7)
    assert [d.code for d in alone] == [f"c{k}" for k in range(7)]
    assert left == [("c7", Left.MANY)]


def test_ten_people_for_each_driver():
    rng = np.random.default_rng(5)
    asked = [Question(f"c{k}", "k", 1, 5) for k in range(11)] + [Question("a", "", 1, 5)]
    x = rng.integers(1, 6, (120, 12)).astype(float)
    y = rng.integers(1, 5, 120).astype(float)
    assert len(drive(y, x, asked, 3.0, 0).drivers) == 12
    assert [d.code for d in drive(y[:119], x[:119], asked, 3.0, 0).drivers] == ["k", "a"]


def test_a_driver_that_is_a_sum_of_others_has_shares_and_no_model():
    y, x = people(300)
    x[:, 2] = (x[:, 0] + x[:, 1]) / 2
    found = drive(y, x, FIVE, 4.0, 20)
    assert found.state == State.COMPUTED
    assert found.fit is None
    assert found.test is None
    assert found.shifts == (None, None, None)
    assert found.shares.r_squared > 0.3


def test_low_and_high_go_further_out_where_quartiles_are_the_same():
    values = np.arange(1.0, 6.0)
    assert driving.low_high(values, np.array([10, 20, 40, 20, 10])) == (2.0, 4.0)
    assert driving.low_high(values, np.array([5, 10, 70, 10, 5])) == (2.0, 4.0)
    assert driving.low_high(values, np.array([20, 6, 48, 6, 20])) == (2.0, 4.0)
    assert driving.low_high(values, np.array([1, 1, 96, 1, 1])) == (1.0, 5.0)
    assert driving.low_high(values, np.array([12, 2, 72, 2, 12])) == (1.0, 5.0)
