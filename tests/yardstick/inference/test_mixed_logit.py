import tracemalloc
from functools import cache

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.integrate import quad
from scipy.special import expit, gammaln, xlogy

from tests.yardstick.reference import stored
from yardstick.inference.design import coded
from yardstick.inference.mixed_likelihood import Cells, Likelihood
from yardstick.inference.mixed_logit import Ended, fit, in_points

INPUT = stored("mixed_logit", "input.csv")
PARAMETERS = (
    stored("mixed_logit", "parameters.csv").set_index(["case", "nodes", "name"]).value.sort_index()
)
EFFECTS = stored("mixed_logit", "effects.csv").set_index(["case", "nodes"]).sort_index()
CASES = list(dict.fromkeys(INPUT.case))
R_NAMES = ["(Intercept)", "f1", "f2", "g1", "z"]


def cells_of(case):
    d = INPUT[INPUT.case == case]
    design = coded({"f": d.f, "g": d.g}, {"z": d.z}, d.n)
    return design, d.unit.to_numpy(), d.x.to_numpy(), d.n.to_numpy()


@cache
def fitted(case, nodes):
    return fit(*cells_of(case), nodes=nodes)


def saturated(x, n):
    x, n = x[n > 0], n[n > 0]
    choose = gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1)
    return np.sum(choose + xlogy(x, x / n) + xlogy(n - x, 1 - x / n))


def simulated(rng, units, cells, sigma, size, rate=0.5):
    unit = np.repeat(np.arange(units), cells)
    f, z = rng.integers(0, 3, len(unit)), rng.normal(size=len(unit)).round(1)
    n, b = rng.poisson(size, len(unit)), sigma * rng.normal(size=units)
    fixed = rate + 0.4 * (f == 1) - 0.3 * (f == 2) + 0.3 * z
    x = rng.binomial(n, expit(fixed + b[unit]))
    return coded({"f": f}, {"z": z}, n), unit, x, n, b, fixed


@pytest.mark.parametrize("nodes", [1, 7, 15])
@pytest.mark.parametrize("case", CASES)
def test_agrees_with_lme4(case, nodes):
    found, r = fitted(case, nodes), PARAMETERS[case, nodes]
    expected = Ended.NO_VARIANCE if case == "none" else Ended.CONVERGED
    assert found.status is expected
    assert found.converged
    assert_allclose(found.beta, r[R_NAMES], rtol=2e-4, atol=2e-5)
    assert_allclose(found.beta_se, r[[f"se {n}" for n in R_NAMES]], rtol=1e-3)
    assert_allclose(found.sigma, r["sigma"], rtol=2e-4, atol=1e-5)
    _, _, x, n = cells_of(case)
    # lme4 counts from the saturated model when there is more than one node.
    shift = saturated(x, n) if nodes > 1 else 0.0
    assert_allclose(found.log_likelihood - shift, r["loglik"], rtol=1e-7, atol=1e-6)
    modes = EFFECTS.loc[(case, nodes)]
    # glmer's modes are the last step of its inner iteration.
    assert_allclose(found.effect[modes.unit], modes.effect, rtol=1e-3, atol=5e-5)
    assert_allclose(found.effect_sd[modes.unit], modes.sd, rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize("nodes", [1, 2, 5])
@pytest.mark.parametrize("sigma", [0.0, 0.02, 0.7, -0.7, 4.0])
def test_the_gradient_is_that_of_the_approximated_likelihood(nodes, sigma):
    design, unit, x, n = cells_of("extreme")
    k = n > 0
    cells = Cells(unit[k], design.row[k], x[k], n[k], 12, len(design.matrix))
    function = Likelihood(cells, design.matrix, nodes)
    at = np.array([0.4, 0.2, -0.5, 0.3, 0.6, sigma])
    by_hand = [(function(at + m)[0] - function(at - m)[0]) / 2e-5 for m in 1e-5 * np.eye(6)]
    assert_allclose(function(at)[1], by_hand, atol=2e-6)


def test_many_nodes_give_the_exact_integral():
    design, unit, x, n = cells_of("large")
    k = (n > 0) & (unit < 4)
    cells = Cells(unit[k], design.row[k], x[k], n[k], 4, len(design.matrix))
    beta, sigma = np.array([0.3, 0.5, -0.2, 0.1, 0.4]), 2.5
    fixed = design.full() @ beta

    def exact(i):
        at = k & (unit == i)

        def density(u):
            eta = fixed[at] + sigma * u
            return np.exp(np.sum(x[at] * eta - n[at] * np.logaddexp(0, eta)) - u * u / 2)

        return np.log(quad(density, -12, 12, epsabs=0, epsrel=1e-11, limit=400)[0])

    whole = sum(exact(i) for i in range(4)) - 4 * 0.5 * np.log(2 * np.pi)
    found = Likelihood(cells, design.matrix, 40)(np.append(beta, sigma))[0]
    assert_allclose(found, whole, rtol=1e-8)
    laplace = Likelihood(cells, design.matrix, 1)(np.append(beta, sigma))[0]
    assert abs(laplace - whole) > 1e-3  # else this test could not tell the two apart


def test_cells_and_persons_give_the_same_fit():
    design, unit, x, n = cells_of("typical")
    each = np.repeat(np.arange(len(n)), n)
    success = np.concatenate([np.arange(size) < k for size, k in zip(n, x, strict=True)])
    persons = fit(design.full()[each], unit[each], success, np.ones(len(each)))
    cells = fitted("typical", 1)
    assert_allclose(persons.beta, cells.beta, atol=1e-7)
    assert_allclose(persons.sigma, cells.sigma, rtol=1e-6)
    assert_allclose(persons.effect, cells.effect, atol=1e-6)
    assert_allclose(persons.covariance, cells.covariance, rtol=1e-4, atol=1e-9)


def test_scale_and_place_of_a_covariate_do_not_matter():
    design, unit, x, n = cells_of("typical")
    moved = design.full()
    moved[:, 4] = 2024 + 1000 * moved[:, 4]
    found, plain = fit(moved, unit, x, n), fitted("typical", 1)
    assert found.status is Ended.CONVERGED
    assert_allclose(found.beta[4] * 1000, plain.beta[4], rtol=1e-5)
    assert_allclose(found.beta_se[4] * 1000, plain.beta_se[4], rtol=1e-5)
    assert_allclose(found.effect, plain.effect, atol=1e-6)


def test_programmes_with_all_or_no_successes_stay_finite():
    design, unit, x, n = cells_of("extreme")
    base, positive = np.bincount(unit, n), np.bincount(unit, x)
    assert (positive[[0, 2]] == base[[0, 2]]).all()
    assert positive[1] == 0
    for nodes in (1, 9):
        found = fitted("extreme", nodes)
        points = in_points(found, design, unit, n)
        assert np.isfinite(found.effect).all()
        assert points.points[1] < 0 < min(points.points[0], points.points[2])
        # Shares stay shares, also at the ends of the interval.
        assert (points.expected + points.low > 0).all()
        assert (points.expected + points.high < 1).all()
        assert (points.low < points.points).all()
        assert (points.points < points.high).all()


def test_empty_cells_and_units_change_nothing():
    design, unit, x, n = cells_of("typical")
    full, zero = design.full(), np.zeros(3, dtype=int)
    padded = np.vstack([full, full[:2], [[1, 0, 0, 9, 99]]])
    found = fit(padded, np.r_[unit, 0, 1, 31], np.r_[x, zero], np.r_[n, zero], units=33)
    assert_allclose(found.beta, fitted("typical", 1).beta, atol=1e-7)
    assert_allclose(found.effect[:30], fitted("typical", 1).effect, atol=1e-7)
    assert_allclose(found.effect[30:], 0)
    assert_allclose(found.effect_sd[30:], found.sigma)
    assert_allclose(found.shrunk[30:], 1)
    points = in_points(found, padded, np.r_[unit, 0, 1, 31], np.r_[n, zero])
    assert np.isnan(points.points[30:]).all()
    assert np.isfinite(points.points[:30]).all()


def test_separation_is_told_and_named():
    design, unit, x, n = cells_of("typical")
    rare = np.zeros(len(n))
    rare[[3, 50]] = 1
    x = np.where(rare > 0, n, x)
    found = fit(np.column_stack([design.full(), rare]), unit, x, n)
    assert found.status is Ended.SEPARATED
    assert not found.converged
    assert found.separated == ("x5",)
    assert np.array_equal(found.apart, rare > 0)
    for values in (found.beta, found.beta_se, found.effect, found.effect_sd, found.sigma):
        assert np.isnan(values).all()
    points = in_points(found, np.column_stack([design.full(), rare]), unit, n)
    assert np.isnan(points.points).all()
    assert "without exception" in found.message


def test_separation_by_a_combination_of_columns_is_found():
    rng = np.random.default_rng(3)
    z = rng.normal(size=(200, 2))
    x = (z[:, 0] + z[:, 1] > 0).astype(int)
    matrix = np.column_stack([np.ones(200), z])
    unit = np.arange(200) % 10
    assert fit(matrix, unit, x, np.ones(200)).status is Ended.SEPARATED
    x[np.argmin(np.abs(z.sum(axis=1)))] ^= 1
    x[np.argmax(np.abs(z.sum(axis=1)))] ^= 1
    assert fit(matrix, unit, x, np.ones(200)).status is not Ended.SEPARATED


def test_of_a_combination_only_the_cells_it_predicts_are_apart():
    """Both columns take part, and hold most cells; what they separate together is one group."""
    a, b = np.array([0, 0, 1, 1] * 8), np.array([0, 1, 0, 1] * 8)
    n, x = np.full(32, 10), np.where((a == 0) & (b == 0), 10, np.arange(32) % 5 + 3)
    keep = (a == 0) | (b == 0)  # without the fourth kind nothing tells the two columns apart
    matrix = np.column_stack([np.ones(32), a, b])[keep]
    found = fit(matrix, (np.arange(32) // 4)[keep], x[keep], n[keep])
    assert found.separated == ("x0", "x1", "x2")
    assert np.array_equal(found.apart, ((a == 0) & (b == 0))[keep])


@pytest.mark.parametrize("share", [0, 1])
def test_all_successes_or_none_is_separation(share):
    n = np.full(20, 5)
    found = fit(np.ones((20, 1)), np.arange(20) % 4, n * share, n)
    assert found.status is Ended.SEPARATED


@pytest.mark.parametrize("nodes", [1, 7])
def test_units_that_are_all_or_nothing_have_no_finite_variance(nodes):
    unit = np.repeat(np.arange(20), 3)
    n = np.full(60, 20)
    found = fit(np.ones((60, 1)), unit, np.where(unit % 2, n, 0), n, nodes)
    assert found.status in (Ended.UNBOUNDED, Ended.NOT_CONVERGED)
    assert np.isnan(found.effect).all()


def test_a_variance_that_the_data_cannot_tell_is_not_called_converged():
    # One graduate a unit: sigma only stretches the coefficients.
    rng = np.random.default_rng(5)
    found = fit(np.ones((300, 1)), np.arange(300), rng.random(300) < 0.6, np.ones(300), nodes=25)
    assert found.status is not Ended.CONVERGED


def test_no_variance_is_reported_and_has_no_interval():
    design, unit, _, n = cells_of("none")
    found = fitted("none", 1)
    assert found.status is Ended.NO_VARIANCE
    assert found.sigma == 0
    assert (found.effect == 0).all()
    assert (found.shrunk == 1).all()
    assert np.isnan(found.sigma_se)
    points = in_points(found, design, unit, n)
    assert (points.points == 0).all()
    assert np.isnan(points.low).all()
    assert np.isnan(points.high).all()


def test_too_little_to_fit_is_told():
    one = fit(np.ones((4, 1)), np.zeros(4, dtype=int), [1, 2, 3, 1], [4, 4, 4, 4])
    assert one.status is Ended.TOO_FEW_UNITS
    assert fit(np.ones((4, 1)), [0, 1, 2, 3], [0] * 4, [0] * 4).status is Ended.NO_DATA
    nothing = fit(np.ones((0, 1)), np.zeros(0, dtype=int), [], [])
    assert nothing.status is Ended.NO_DATA


@pytest.mark.parametrize(
    ("unit", "x", "n"),
    [([0, 1], [3, 1], [2, 2]), ([0, -1], [1, 1], [2, 2]), ([0, 1], [1], [2, 2]),
     ([0, 1], [np.nan, 1], [2, 2]), ([0.5, 1], [1, 1], [2, 2])],
)  # fmt: skip
def test_what_are_no_counts_is_refused(unit, x, n):
    with pytest.raises(ValueError, match=r"counts|units|one entry"):
        fit(np.ones((2, 1)), unit, x, n)


def test_an_aliased_column_has_no_coefficient_and_changes_nothing():
    design, unit, x, n = cells_of("typical")
    full = design.full()
    found = fit(np.column_stack([full[:, :3], full[:, 1] + full[:, 2], full[:, 3:]]), unit, x, n)
    assert np.isnan(found.beta[3])
    assert np.isnan(found.beta_se[3])
    plain = fitted("typical", 1)
    assert_allclose(np.delete(found.beta, 3), plain.beta, atol=1e-7)
    assert_allclose(found.effect, plain.effect, atol=1e-7)
    doubled = np.column_stack([full, full[:, 4]])
    assert_allclose(
        in_points(fit(doubled, unit, x, n), doubled, unit, n).low,
        in_points(plain, design, unit, n).low,
        atol=1e-6,
    )


def test_points_are_the_difference_of_mean_predictions_at_the_units_own_mix():
    design, unit, _, n = cells_of("unbalanced")
    found = fitted("unbalanced", 1)
    points = in_points(found, design, unit, n)
    for i in (0, 7, 19):
        at = (unit == i) & (n > 0)
        e = design.full()[at] @ found.beta
        with_effect = np.average(expit(e + found.effect[i]), weights=n[at])
        without = np.average(expit(e), weights=n[at])
        assert_allclose(points.points[i], with_effect - without)
        assert_allclose(points.expected[i], without)
    assert_allclose(points.shrunk, found.effect_sd**2 / found.sigma**2)
    assert points.shrunk[0] > 0.5 > points.shrunk[19]
    narrow = in_points(found, design, unit, n, conditional=True)
    assert (narrow.high - narrow.low < points.high - points.low).all()


def test_standard_errors_have_the_right_size():
    """A variational fit has a quarter of it: z-scores would then spread about 4, not 1."""
    rng = np.random.default_rng(11)
    z_scores, inside = [], []
    for _ in range(4):
        design, unit, x, n, b, fixed = simulated(rng, 100, 12, 0.5, 4)
        found = fit(design, unit, x, n)
        z_scores.append((found.effect - b) / found.effect_sd_full)
        base = np.bincount(unit, n)
        true = np.bincount(unit, n * expit(fixed + b[unit])) - np.bincount(unit, n * expit(fixed))
        points = in_points(found, design, unit, n)
        inside.append((points.low <= true / base) & (true / base <= points.high))
    # Effects of one fit share the error of the intercept; four fits average that out.
    assert 0.85 < np.std(z_scores) < 1.15
    assert 0.92 < np.mean(inside) < 0.98


def test_errors_of_what_varies_between_programmes_have_the_right_size():
    """Here the variational fit is a quarter: it forgets that programmes differ."""
    rng = np.random.default_rng(17)
    units, scores = 40, []
    unit = np.repeat(np.arange(units), 2)
    design = np.column_stack([np.ones(2 * units), unit % 2])
    n = np.full(2 * units, 30)
    for _ in range(60):
        b = 0.6 * rng.normal(size=units)
        x = rng.binomial(n, expit(0.4 + 0.5 * design[:, 1] + b[unit]))
        found = fit(design, unit, x, n)
        scores.append((found.beta - [0.4, 0.5]) / found.beta_se)
    assert 0.8 < np.std(scores) < 1.25


def test_sigma_and_coefficients_are_found_again():
    rng = np.random.default_rng(12)
    design, unit, x, n, _, _ = simulated(rng, 400, 10, 0.5, 5)
    found = fit(design, unit, x, n, nodes=7)
    assert abs(found.sigma - 0.5) < 4 * found.sigma_se
    assert (np.abs(found.beta - [0.5, 0.4, -0.3, 0.3]) < 4 * found.beta_se).all()


def test_memory_grows_with_units_times_columns_not_their_square():
    rng = np.random.default_rng(13)
    units, columns = 1500, 80
    design = np.column_stack([np.ones(units), rng.normal(size=(units, columns - 1))])
    n = np.full(units, 50)
    x = rng.binomial(n, expit(0.2 + 0.5 * rng.normal(size=units)))
    tracemalloc.start()
    found = fit(design, np.arange(units), x, n)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.converged
    assert peak < 0.5 * units * columns**2 * 8
