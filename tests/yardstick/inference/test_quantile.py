import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from tests.yardstick.reference import stored
from yardstick.inference.histogram import Histogram
from yardstick.inference.quantile import order_ranks, quantile, quantile_interval

INPUT = stored("quantile", "input.csv")
R = stored("quantile", "output.csv")
RANKS = stored("quantile", "ranks.csv")


@pytest.mark.parametrize("row", R.to_dict("records"), ids=lambda r: f"{r['sample']}-{r['p']}")
def test_agrees_with_r(row):
    s = INPUT[INPUT["sample"] == row["sample"]]
    # Shuffled and split into two cells per value: the histogram must not care.
    value = np.concatenate([s["value"], s["value"]])[::-1]
    count = np.concatenate([s["count"], np.zeros(len(s), dtype=int)])[::-1]
    found = quantile(Histogram.of(np.zeros(len(value)), value, count), row["p"])
    assert_allclose(found, row["quantile"], rtol=1e-12)


def test_ranks_agree_with_r():
    for (p, confidence), rows in RANKS.groupby(["p", "confidence"]):
        low, high = order_ranks(rows["n"].to_numpy(), p, confidence)
        assert_array_equal(low, rows["low"].to_numpy(dtype=float))
        assert_array_equal(high, rows["high"].to_numpy(dtype=float))


@pytest.mark.parametrize(("n", "low", "high"), [(25, 8, 18), (30, 11, 20), (8, 2, 7)])
def test_published_ranks_of_the_median_at_90_percent(n, low, high):
    assert [float(r) for r in order_ranks(n, 0.5, 0.90)] == [low, high]


def test_too_small_a_base_has_no_limits():
    values = Histogram.of([0, 0], [10.0, 20.0], [1, 1])
    low, high = quantile_interval(values, 0.5)
    assert np.isnan(low[0])
    assert np.isnan(high[0])


def test_groups_do_not_mix_and_an_empty_one_has_no_value():
    values = Histogram.of([0, 2, 2, 0], [5.0, 1.0, 3.0, np.nan], [1, 1, 1, 9], groups=4)
    assert_array_equal(values.sizes, [1, 0, 2, 0])
    assert_array_equal(quantile(values, 0.5), [5, np.nan, 2, np.nan])


def test_refuses_a_quantile_that_is_none():
    with pytest.raises(ValueError, match="is not between 0 and 1"):
        quantile(Histogram.of([0], [1.0], [1]), 50)


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 50), st.integers(1, 4)), min_size=1, max_size=60
    ),
    st.floats(0, 1),
)
def test_is_numpys_linear_quantile(cells, p):
    group, value, count = (np.array(c) for c in zip(*cells, strict=True))
    found = quantile(Histogram.of(group, value, count, groups=4), p)
    for g in range(4):
        here = group == g
        expanded = np.repeat(value[here], count[here])
        expected = np.quantile(expanded, p, method="linear") if expanded.size else np.nan
        assert_allclose(found[g], expected, atol=1e-9)
