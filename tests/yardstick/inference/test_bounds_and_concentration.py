import math

import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.bounds import worst_case
from yardstick.inference.concentration import (
    concentrated,
    effective_number,
    herfindahl,
    top_share,
)


def test_bounds_of_the_nace_example():
    low, high = worst_case(730, 820, 150)
    assert round(float(low) * 100, 2) == 75.26
    assert round(float(high) * 100, 2) == 90.72


def test_nothing_unknown_leaves_the_rate():
    assert_allclose(worst_case(3, 4, 0), (0.75, 0.75))
    assert all(math.isnan(v) for v in worst_case(0, 0, 0))


def test_concentration():
    assert herfindahl([5, 5, 5, 5]) == 0.25
    assert effective_number([5, 5, 5, 5]) == 4
    assert herfindahl([7]) == 1
    assert_allclose(herfindahl([6, 3, 1]), 0.46)
    assert_allclose(top_share([1, 6, 3], 2), 0.9)
    assert top_share([1, 2], 5) == 1


def test_simpsons_estimate_agrees_with_r():
    rows = stored("concentration", "input.csv")
    table = rows.pivot_table(index="group", columns="category", values="count", fill_value=0)
    found = concentrated(table)
    expected = stored("concentration", "output.csv")
    for field in ("n", "index", "se", "low", "high"):
        assert_allclose(getattr(found, field), expected[field], rtol=1e-10, err_msg=field)
    # The error is that of samples drawn from the shares.
    assert_allclose(found.se, expected["drawn_sd"], rtol=0.03)
    assert_allclose(found.equal, 1 / found.index)
    assert (found.equal_low < found.equal).all()
    assert np.isinf(found.equal_high[found.low == 0]).all()


def test_few_do_not_look_concentrated_because_they_are_few():
    rng = np.random.default_rng(1)
    drawn = rng.multinomial(6, [0.25] * 4, size=4000)
    assert abs(concentrated(drawn).index.mean() - 0.25) < 0.01
    assert np.mean([herfindahl(d) for d in drawn]) > 0.35
    one = concentrated([[5, 0], [1, 0], [0, 0]])
    assert one.index[0] == 1
    assert np.isnan(one.se).all()
    assert np.isnan(one.index[1:]).all()


def test_nothing_to_concentrate_is_undefined_not_zero():
    assert math.isnan(herfindahl([]))
    assert math.isnan(herfindahl([0, 0]))
    assert math.isnan(top_share([]))


def test_refuses_what_cannot_be():
    with pytest.raises(ValueError, match="negative"):
        herfindahl([1, -1])
    with pytest.raises(ValueError, match="negative"):
        concentrated([[1, -1]])
    with pytest.raises(ValueError, match="1 or more"):
        top_share([1], 0)
