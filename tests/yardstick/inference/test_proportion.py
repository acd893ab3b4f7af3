import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.proportion import (
    agresti_coull_fpc,
    effective_base,
    normal_quantile,
    wilson,
    wilson_fpc,
)

R = stored("proportion", "output.csv")


@pytest.mark.parametrize("row", R.to_dict("records"), ids=lambda r: f"{r['x']}of{r['n']}")
def test_agrees_with_r(row):
    x, n, population, confidence = row["x"], row["n"], row["population"], row["confidence"]
    assert_allclose(wilson(x, n, confidence), (row["wilson_low"], row["wilson_high"]), atol=1e-9)
    assert_allclose(
        wilson_fpc(x, n, population, confidence), (row["fpc_low"], row["fpc_high"]), atol=1e-9
    )
    # QILT rounds its multiplier at 90 % to 1.645: there the last digits differ.
    tolerance = 2e-5 if confidence == 0.9 else 1e-9
    assert_allclose(
        agresti_coull_fpc(x, n, np.inf, confidence), (row["ac_low"], row["ac_high"]), atol=tolerance
    )
    assert_allclose(
        agresti_coull_fpc(x, n, population, confidence),
        (row["ac_fpc_low"], row["ac_fpc_high"]),
        atol=tolerance,
    )


@pytest.mark.parametrize(
    ("x", "n", "population", "low", "high"),
    [
        (40, 50, 120, 0.713154, 0.856041),
        (40, 50, np.inf, 0.691447, 0.877748),
        (137, 180, 400, 0.718499, 0.795989),
        (30, 30, 60, 0.917785, 0.999477),
        (0, 30, 60, 0.000523, 0.082215),
    ],
)
def test_table_of_qilt_intervals(x, n, population, low, high):
    assert_allclose(agresti_coull_fpc(x, n, population, 0.90), (low, high), atol=6e-7)


def test_published_agresti_coull_vector():
    found = agresti_coull_fpc(25, 200, np.inf, 0.95)
    assert_allclose(found, (0.08558957, 0.17854442), atol=5e-9)


def test_agrees_with_statsmodels():
    from statsmodels.stats.proportion import proportion_confint

    for x, n in ((0, 9), (9, 9), (3.5, 17.25), (812, 1001)):
        assert_allclose(
            wilson(x, n, 0.95), proportion_confint(x, n, alpha=0.05, method="wilson"), atol=1e-12
        )
        assert_allclose(
            agresti_coull_fpc(x, n, np.inf, 0.95),
            proportion_confint(x, n, alpha=0.05, method="agresti_coull"),
            atol=1e-12,
        )


def test_normal_quantile_refuses_what_is_no_confidence():
    assert_allclose(normal_quantile(0.95), 1.959963984540054, atol=1e-12)
    with pytest.raises(ValueError, match="is not between 0 and 1"):
        normal_quantile(95)


def test_ends_are_exact():
    low, high = wilson([0, 7], [7, 7])
    assert low[0] == 0
    assert high[1] == 1
    low, high = wilson_fpc([0, 7], [7, 7], [20, 20])
    assert low[0] == 0
    assert high[1] == 1


def test_a_census_has_no_interval():
    for method in (wilson_fpc, agresti_coull_fpc):
        low, high = method(30, 60, 60)
        assert np.isnan(low)
        assert np.isnan(high)


def test_no_base_has_no_interval():
    for low, high in (wilson(0, 0), wilson_fpc(0, 0, 10), agresti_coull_fpc(0, 0, 10)):
        assert np.isnan(low)
        assert np.isnan(high)


def test_a_base_above_the_population_is_an_error():
    for method in (wilson_fpc, agresti_coull_fpc):
        with pytest.raises(ValueError, match="larger than its population"):
            method(5, 11, 10)
    with pytest.raises(ValueError, match="outside 0"):
        wilson(6, 5)


def test_effective_base():
    assert_allclose(effective_base(50, 120), 50 * 119 / 70)
    assert effective_base(50, np.inf) == 50
    assert np.isinf(effective_base(50, 50))
    assert effective_base(0, 50) == 0


@given(
    st.integers(1, 5000).flatmap(
        lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(n + 1, 20_000))
    ),
    st.sampled_from((0.5, 0.8, 0.9, 0.95, 0.999)),
)
def test_limits_hold_the_share_and_narrow_with_the_population(counts, confidence):
    x, n, population = counts
    low, high = wilson(x, n, confidence)
    finite_low, finite_high = wilson_fpc(x, n, population, confidence)
    assert 0 <= low <= x / n <= high <= 1
    assert 0 <= finite_low <= x / n <= finite_high <= 1
    assert finite_high - finite_low <= high - low + 1e-12
