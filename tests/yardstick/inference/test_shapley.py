import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.shapley import cross_products, r_squared_of_all, shapley_of, shapley_shares

INPUT = stored("shapley", "input.csv")
R = stored("shapley", "output.csv")
LIMITS = stored("shapley", "limits.csv")
Y, X = INPUT["satisfaction"], INPUT[R["driver"]]


def test_agrees_with_r():
    assert_allclose(shapley_shares(Y, X, draws=0).share, R["plain"], atol=1e-12)
    weighted = shapley_shares(Y, X, weight=INPUT["weight"], draws=0)
    assert_allclose(weighted.share, R["weighted"], atol=1e-12)


def test_limits_as_r_draws_them():
    found = shapley_shares(Y, X.iloc[:, :3], draws=4000)
    assert_allclose(found.low, LIMITS["low"], atol=0.008)
    assert_allclose(found.high, LIMITS["high"], atol=0.008)
    assert found.draws == 4000


def test_r_squared_of_every_set_as_least_squares_gives_it():
    x, y = X.to_numpy(dtype=float), Y.to_numpy(dtype=float)
    found = r_squared_of_all(cross_products(np.c_[x, y], np.ones((1, len(y)))))[0]
    for number in range(32):
        inside = [j for j in range(5) if number >> j & 1]
        full = np.c_[np.ones(len(y)), x[:, inside]]
        left = y - full @ np.linalg.lstsq(full, y, rcond=None)[0]
        assert found[number] == pytest.approx(1 - left.var() / y.var(), abs=1e-12)


def test_shares_add_up_and_two_drivers_have_a_closed_form():
    rho, a, b = 0.6, 0.5, 0.2
    matrix = np.array([[[1, rho, a], [rho, 1, b], [a, b, 1]]])
    total = (a * a + b * b - 2 * rho * a * b) / (1 - rho * rho)
    assert_allclose(
        shapley_of(matrix)[0], [(a * a + total - b * b) / 2, (b * b + total - a * a) / 2]
    )
    # Drivers that do not go together: the squares of their own correlations.
    apart = np.array([[[1, 0, a], [0, 1, b], [a, b, 1]]])
    assert_allclose(shapley_of(apart)[0], [a * a, b * b])


def test_counted_rows_as_people_one_by_one():
    unique, count = np.unique(np.c_[X, Y], axis=0, return_counts=True)
    twice = np.concatenate([unique, unique])
    one = shapley_shares(Y, X, draws=0)
    counted = shapley_shares(unique[:, -1], unique[:, :-1], count, draws=0)
    doubled = shapley_shares(
        twice[:, -1], twice[:, :-1], np.tile(count, 2), draws=200, confidence=0.90
    )
    assert_allclose(counted.share, one.share)
    assert_allclose(doubled.share, one.share)
    assert counted.n == one.n == 180
    assert counted.chance == pytest.approx(1 / 179)
    assert np.all((doubled.low < doubled.share) & (doubled.share < doubled.high))
    again = shapley_shares(
        twice[:, -1], twice[:, :-1], np.tile(count, 2), draws=200, confidence=0.90
    )
    assert_allclose(again.low, doubled.low)


def test_what_goes_with_nothing_takes_what_chance_gives():
    rng = np.random.default_rng(2)
    found = [
        shapley_shares(rng.normal(size=40), rng.normal(size=(40, 4)), draws=0) for _ in range(400)
    ]
    assert np.mean([f.share for f in found]) == pytest.approx(found[0].chance, rel=0.08)


def test_a_copy_shares_with_its_original_and_a_sum_adds_nothing():
    x = X.to_numpy(dtype=float)
    alone = shapley_shares(Y, x[:, :1], draws=0)
    copied = shapley_shares(Y, x[:, [0, 0]], draws=0)
    assert_allclose(copied.share, alone.share[0] / 2)
    summed = shapley_shares(Y, np.c_[x[:, :2], x[:, 0] + x[:, 1]], draws=50)
    assert summed.r_squared == pytest.approx(shapley_shares(Y, x[:, :2], draws=0).r_squared)
    assert np.all(summed.share >= 0)


def test_direction_and_unit():
    found = shapley_shares(Y, np.c_[-X["teaching"], X["practice"] * 1000 + 5e5], draws=0)
    plain = shapley_shares(Y, X[["teaching", "practice"]], draws=0)
    assert_allclose(found.share, plain.share, rtol=1e-9)
    assert found.correlation[0] < 0 < found.correlation[1]
    assert found.correlation[1] == pytest.approx(np.corrcoef(Y, X["practice"])[0, 1])


def test_twelve_drivers():
    rng = np.random.default_rng(3)
    x = rng.normal(size=(300, 12))
    found = shapley_shares(x @ np.arange(12.0) + rng.normal(size=300), x, draws=20)
    assert list(np.argsort(found.share)[-3:]) == [9, 10, 11]
    with pytest.raises(ValueError, match="12"):
        shapley_shares(x[:, 0], rng.normal(size=(300, 13)))


def test_missing_rows_leave_and_what_cannot_be_is_refused():
    holes = X.astype(float).copy()
    holes.iloc[3, 1] = np.nan
    kept = np.arange(len(Y)) != 3
    assert_allclose(
        shapley_shares(Y, holes, draws=0).share, shapley_shares(Y[kept], X[kept], draws=0).share
    )
    with pytest.raises(ValueError, match="same for everybody"):
        shapley_shares(Y, np.c_[X, np.full(len(Y), 4.2)])
    with pytest.raises(ValueError, match="same for everybody"):
        shapley_shares(np.full(len(Y), 4.2), X)
    with pytest.raises(ValueError, match="weight is negative"):
        shapley_shares(Y, X, weight=-1)
    with pytest.raises(ValueError, match="whole"):
        shapley_shares(Y, X, count=0.5)
    with pytest.raises(ValueError, match="confidence"):
        shapley_shares(Y, X, confidence=95)


def test_blocks_of_many_people_are_as_uncertain_as_people(monkeypatch):
    rng = np.random.default_rng(11)
    x = rng.integers(1, 6, (3000, 3)).astype(float)
    y = np.rint(0.7 * x[:, 0] + 0.2 * x[:, 1] + rng.standard_normal(3000))
    blocks = shapley_shares(y, x, draws=4000)
    # Rows with counts: the people of a row do not all land in one block.
    counted = shapley_shares(y, x, 4, draws=4000)
    monkeypatch.setattr("yardstick.inference.shapley.BLOCKS", 3000)
    people = shapley_shares(y, x, draws=4000)
    width = people.high - people.low
    assert np.all(width > 0)
    assert_allclose(blocks.high - blocks.low, width, rtol=0.08)
    assert_allclose((counted.high - counted.low)[:2], width[:2] / 2, rtol=0.08)
    assert_allclose(blocks.low, people.low, atol=0.08 * width.max())
