import warnings

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.design import coded
from yardstick.inference.mixed_linear import Ended, fit, in_percent

INPUT = stored("mixed_linear", "input.csv")
PARAMETERS = stored("mixed_linear", "parameters.csv").set_index(["case", "reml", "name"])
PARAMETERS = PARAMETERS.value.sort_index()
EFFECTS = stored("mixed_linear", "effects.csv").set_index(["case", "reml"]).sort_index()
CASES = list(dict.fromkeys(INPUT.case))
R_NAMES = ["(Intercept)", "f1", "f2", "g1", "z"]


def cells_of(case):
    d = INPUT[INPUT.case == case].assign(square=lambda d: d.y**2)
    cells = d.groupby(["unit", "f", "g", "z"], as_index=False).agg(
        n=("y", "size"), total=("y", "sum"), square=("square", "sum")
    )
    design = coded({"f": cells.f, "g": cells.g}, {"z": cells.z}, cells.n)
    return design, cells.unit.to_numpy(), cells.n, cells.total, cells.square


@pytest.mark.parametrize("reml", [True, False])
@pytest.mark.parametrize("case", CASES)
def test_cells_agree_with_lme4_on_rows(case, reml):
    found, r = fit(*cells_of(case), reml=reml), PARAMETERS[case, int(reml)]
    assert found.status is (Ended.NO_VARIANCE if case == "none" else Ended.CONVERGED)
    # lme4 stops where its criterion no longer changes, which fixes the SD to about 1e-7.
    assert_allclose(found.sigma, r["sigma"], rtol=1e-6, atol=1e-12)
    assert_allclose(found.residual, r["residual"], rtol=1e-6)
    assert_allclose(found.beta, r[R_NAMES], rtol=1e-6, atol=1e-8)
    assert_allclose(found.beta_se, r[[f"se {n}" for n in R_NAMES]], rtol=1e-6)
    assert_allclose(found.log_likelihood, r["loglik"], rtol=1e-9, atol=1e-8)
    effects = EFFECTS.loc[(case, int(reml))]
    assert_allclose(found.effect[effects.unit], effects.effect, rtol=2e-6, atol=1e-7)
    assert_allclose(found.effect_sd[effects.unit], effects.sd, rtol=2e-6, atol=1e-10)


def test_it_matters_that_cells_carry_their_sums_of_squares():
    design, unit, n, total, _ = cells_of("balanced")
    means_only = fit(design, unit, n, total, total**2 / n)
    assert abs(means_only.residual / fit(*cells_of("balanced")).residual - 1) > 0.02


def test_how_cells_are_cut_does_not_matter():
    d = INPUT[INPUT.case == "unbalanced"]
    design = coded({"f": d.f, "g": d.g}, {"z": d.z})
    rows = fit(design, d.unit.to_numpy(), np.ones(len(d)), d.y, d.y**2)
    cells = fit(*cells_of("unbalanced"))
    for name in ("beta", "covariance", "sigma", "effect", "effect_sd_full", "log_likelihood"):
        assert_allclose(getattr(rows, name), getattr(cells, name), rtol=1e-8, atol=1e-10)


def perfect():
    unit = np.repeat(np.arange(6), 4)
    y = np.array([8.1, 8.5, 8.2, 8.9, 8.4, 8.6])[unit]
    return unit, y


@pytest.mark.parametrize("reml", [True, False])
def test_an_infinite_likelihood_is_refused(reml):
    unit, y = perfect()
    found = fit(np.ones((24, 1)), unit, np.ones(24), y, y**2, reml=reml)
    assert found.status is Ended.PERFECT_FIT
    assert not found.converged
    assert np.isnan(found.log_likelihood)
    assert np.isnan(found.effect).all()
    assert np.isnan(in_percent(found).percent).all()


def test_ordinary_data_on_which_a_library_stops_at_no_variance():
    """MixedLM with lbfgs says converged, variance 0, log likelihood infinite; lme4 does not."""
    from statsmodels.regression.mixed_linear_model import MixedLM

    d = INPUT[INPUT.case == "unbalanced"]
    x = np.column_stack([np.ones(len(d)), d.f == 1, d.f == 2, d.g, d.z]).astype(float)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = MixedLM(d.y.to_numpy(), x, d.unit.to_numpy()).fit(reml=True, method="lbfgs")
    # Should this fail, the library is mended and the trap is gone; ours must hold either way.
    assert theirs.converged
    assert np.isinf(theirs.llf)
    assert theirs.cov_re[0, 0] == 0
    ours = fit(*cells_of("unbalanced"))
    assert ours.status is Ended.CONVERGED
    assert np.isfinite(ours.log_likelihood)
    assert_allclose(ours.sigma, PARAMETERS["unbalanced", 1, "sigma"], rtol=1e-6)


def test_one_graduate_a_unit_cannot_tell_the_variances_apart():
    y = np.random.default_rng(1).normal(8.5, 0.3, size=30)
    found = fit(np.ones((30, 1)), np.arange(30), np.ones(30), y, y**2)
    assert found.status is Ended.PERFECT_FIT


def test_no_variance_has_no_interval():
    found = fit(*cells_of("none"))
    percent = in_percent(found)
    assert found.sigma == 0
    assert (found.effect == 0).all()
    assert (found.shrunk == 1).all()
    assert np.isnan(percent.low).all()
    assert np.isnan(percent.high).all()


def test_too_little_to_fit_is_told():
    one = np.ones(3)
    assert fit(np.ones((3, 1)), [0, 0, 0], one, one, one).status is Ended.TOO_FEW_UNITS
    assert fit(np.ones((3, 1)), [0, 1, 2], 0 * one, one, one).status is Ended.NO_DATA
    # A covariate that tells the two units apart leaves nothing for their effects.
    y = np.array([1.0, 2, 4, 3, 5, 6, 8, 9])
    unit = np.repeat([0, 1], 4)
    told = fit(np.column_stack([np.ones(8), unit]), unit, np.ones(8), y, y**2)
    assert told.status is Ended.TOO_FEW_UNITS


def test_inputs_that_do_not_fit_together_are_refused():
    two = np.ones((2, 1))
    with pytest.raises(ValueError, match="one entry"):
        fit(two, [0, 1], [1], [1.0, 1.0], [1.0, 1.0])
    with pytest.raises(ValueError, match="smaller than its sum"):
        fit(two, [0, 1], [2, 2], [4.0, 4.0], [1.0, 8.0])


def test_empty_units_and_aliased_columns_change_nothing():
    design, unit, n, total, square = cells_of("balanced")
    plain, full = fit(design, unit, n, total, square), design.full()
    doubled = np.vstack([np.column_stack([full, full[:, 1]]), np.full(6, 7.0)])
    padded = fit(doubled, np.r_[unit, 26], np.r_[n, 0], np.r_[total, 0], np.r_[square, 0])
    assert np.isnan(padded.beta[5])
    assert_allclose(padded.beta[:5], plain.beta, rtol=1e-8)
    assert_allclose(padded.effect[:25], plain.effect, atol=1e-9)
    assert_allclose(padded.effect[25:], 0)
    assert_allclose(padded.effect_sd_full[25:], plain.sigma)
    assert np.isnan(padded.unpooled[25:]).all()


def test_large_numbers_keep_their_digits():
    design, unit, n, total, square = cells_of("balanced")
    moved = design.full()
    moved[:, 4] += 2024
    far = fit(moved, unit, n, total + 1e4 * n, square + 2e4 * total + 1e8 * n)
    plain = fit(*cells_of("balanced"))
    assert_allclose(far.sigma, plain.sigma, rtol=1e-5)
    assert_allclose(far.effect, plain.effect, atol=1e-6)


def test_percent_is_of_the_level_and_shrunk_towards_nothing():
    found = fit(*cells_of("unbalanced"))
    percent = in_percent(found)
    assert_allclose(np.log1p(percent.percent), found.effect)
    assert_allclose(found.effect, found.unpooled * (1 - percent.shrunk))
    assert (percent.low < percent.percent).all()
    assert (percent.percent < percent.high).all()
    assert percent.shrunk[0] > 0.5 > percent.shrunk[-1]


def test_prediction_errors_have_the_right_size():
    rng = np.random.default_rng(21)
    scores = []
    for _ in range(5):
        unit = np.repeat(np.arange(60), rng.integers(3, 40, 60))
        z, b = rng.normal(size=len(unit)), 0.1 * rng.normal(size=60)
        y = 8.5 + 0.1 * z + b[unit] + 0.35 * rng.normal(size=len(unit))
        design = np.column_stack([np.ones(len(unit)), z])
        found = fit(design, unit, np.ones(len(unit)), y, y**2)
        scores.append((found.effect - b) / found.effect_sd_full)
    assert 0.85 < np.std(scores) < 1.15


def test_the_best_of_several_ratios_is_taken():
    """The profile's derivative is that of the profile, and no other ratio is better."""
    d = INPUT[INPUT.case == "tiny"]
    frame = pd.DataFrame({"n": np.ones(len(d)), "y": d.y, "unit": d.unit})
    design = coded({"f": d.f, "g": d.g}, {"z": d.z})
    found = fit(design, d.unit.to_numpy(), frame.n, frame.y, frame.y**2, reml=False)
    x, y = design.full(), d.y.to_numpy()
    same = (d.unit.to_numpy()[:, None] == d.unit.to_numpy()).astype(float)

    def by_matrices(ratio):
        v = np.eye(len(y)) + ratio * same
        inverse = np.linalg.inv(v)
        beta = np.linalg.solve(x.T @ inverse @ x, x.T @ inverse @ y)
        left = (y - x @ beta) @ inverse @ (y - x @ beta)
        size = len(y)
        whole = size * (1 + np.log(2 * np.pi * left / size)) + np.linalg.slogdet(v)[1]
        return -whole / 2

    assert_allclose(
        found.log_likelihood, by_matrices((found.sigma / found.residual) ** 2), rtol=1e-9
    )
    others = [by_matrices(v) for v in np.r_[0, np.geomspace(1e-4, 1e4, 200)]]
    assert found.log_likelihood >= max(others) - 1e-9
