import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.collapsing import collapse
from yardstick.inference.raking import (
    EMPTY,
    NO_POPULATION,
    NOT_CONVERGED,
    TOTALS,
    Margin,
    RakingError,
    combine,
    rake,
)
from yardstick.inference.trimming import margin_moves, trim
from yardstick.inference.weighted import kish, weighted_share

#: A 2 x 2 table: cells in the order of rows, then columns.
COUNT = np.array([60.0, 40, 30, 70])
ROW, COLUMN = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])


def margins(rows=(500, 500), columns=(550, 450)):
    return [Margin.of("row", ROW, rows), Margin.of("column", COLUMN, columns)]


def respondents():
    """The stored respondents with their codes, and the register's margins."""
    everybody = stored("weighting", "graduates.csv")
    names = ["school", "gender", "destination"]
    codes = {v: everybody[v].astype("category").cat.codes.to_numpy() for v in names}
    there = (everybody["answered"] == 1).to_numpy()
    cell, cells = combine(*(codes[v][there] for v in names))
    known = [Margin.of(v, c, np.bincount(codes[v])) for v, c in zip(names, cells, strict=True)]
    return cell, np.bincount(cell), known


def test_golden_two_by_two():
    found = rake(COUNT, margins())
    assert_allclose(found.weight * COUNT * 1000 / 200, [350, 150, 200, 300], rtol=1e-8)
    assert_allclose(found.weight, [7 / 6, 0.75, 4 / 3, 6 / 7], rtol=1e-8)
    one = kish(200, (found.weight * COUNT).sum(), (found.weight**2 * COUNT).sum())
    assert_allclose((one.deff, one.effective), (1.04464, 191.453), rtol=1e-5)
    # Rates of the cells .9, .8, .7, .6.
    yes = COUNT * [0.9, 0.8, 0.7, 0.6]
    share = weighted_share(
        (yes.sum(), (found.weight * yes).sum(), (found.weight**2 * yes).sum()),
        (200, (found.weight * COUNT).sum(), (found.weight**2 * COUNT).sum()),
        200,
    )
    assert_allclose((yes.sum() / 200, share.value), (0.7450, 0.7550), atol=1e-9)


def test_agrees_with_survey_rake():
    cell, count, known = respondents()
    r = stored("weighting", "weights.csv")
    found = rake(count, known)
    assert_allclose(found.weight[cell], r["weight"], rtol=1e-8)
    assert found.gap <= 1e-10
    assert found.population == 900
    assert found.respondents == len(r)


def test_trimming_agrees_with_survey_trim_weights():
    cell, count, known = respondents()
    raked = rake(count, known).weight
    found = trim(raked, count, 0.8, 1.5)
    assert_allclose(found.weight[cell], stored("weighting", "weights.csv")["cut"], rtol=1e-8)
    assert_allclose((found.weight * count).sum(), (raked * count).sum())
    assert 0 < found.share < 1


def test_trimming_moves_the_margins_and_says_so():
    _, count, known = respondents()
    raked = rake(count, known)
    cut = trim(raked.weight, count, 0.8, 1.5)
    moves = margin_moves(raked.weight, cut.weight, count, known)
    assert max(np.abs(m).max() for m in moves) > 0.01
    for m in moves:
        assert abs(m.sum()) < 1e-12
    same = trim(raked.weight, count, 0.0, 100.0)
    assert_allclose(same.weight, raked.weight)
    assert same.share == 0


def test_limits_hold_after_trimming():
    rng = np.random.default_rng(5)
    weight, count = rng.lognormal(0, 1.5, 200), rng.integers(1, 50, 200)
    found = trim(weight, count)
    mean = (weight * count).sum() / count.sum()
    assert found.weight.min() >= 0.3 * mean * (1 - 1e-9)
    assert found.weight.max() <= 3 * mean * (1 + 1e-9)
    assert_allclose((found.weight * count).sum(), (weight * count).sum())


def test_an_empty_category_is_refused_and_never_weighted_silently():
    empty = [
        Margin.of("row", np.zeros(2, int), [500, 500]),
        Margin.of("column", [0, 1], [550, 450]),
    ]
    with pytest.raises(RakingError) as refused:
        rake([60, 40], empty)
    (problem,) = refused.value.problems
    assert (problem.kind, problem.margin, problem.category) == (EMPTY, "row", 1)
    assert problem.amount == 500
    mended = rake([60, 40], empty, repair=True)
    assert mended.repaired == (problem,)
    assert_allclose(mended.weight * [60, 40] * 10, [550, 450])


def test_totals_that_disagree_are_refused_or_scaled_and_reported():
    with pytest.raises(RakingError) as refused:
        rake(COUNT, margins(columns=(560, 450)))
    assert [p.kind for p in refused.value.problems] == [TOTALS]
    mended = rake(COUNT, margins(columns=(1100, 900)), repair=True)
    assert [p.kind for p in mended.repaired] == [TOTALS]
    assert_allclose(mended.weight, rake(COUNT, margins()).weight)
    # A rounding in the seventh place is no disagreement.
    assert rake(COUNT, margins(columns=(550.0001, 450))).repaired == ()


def test_respondents_whom_the_register_does_not_have_are_always_refused():
    for repair in (False, True):
        with pytest.raises(RakingError) as refused:
            rake(COUNT, margins(rows=(1000, 0)), repair=repair)
        assert NO_POPULATION in [p.kind for p in refused.value.problems]


def test_a_pattern_of_zeros_that_cannot_be_met_is_refused():
    # All of row 0 is in column 0, but column 0 is smaller than row 0.
    stuck = [Margin.of("row", [0, 1, 1], [700, 300]), Margin.of("column", [0, 0, 1], [400, 600])]
    with pytest.raises(RakingError) as refused:
        rake([50, 30, 20], stuck)
    (problem,) = refused.value.problems
    assert problem.kind == NOT_CONVERGED
    assert problem.amount > 0.1


def test_everybody_answered_means_weights_of_one():
    found = rake(COUNT, margins(rows=(100, 100), columns=(90, 110)))
    assert_allclose(found.weight, 1)


def test_without_respondents_or_margins():
    with pytest.raises(ValueError, match="margins and respondents"):
        rake([0, 0], [Margin.of("row", [0, 1], [1, 1])])
    with pytest.raises(ValueError, match="margins and respondents"):
        rake(COUNT, [])
    with pytest.raises(ValueError, match="category"):
        Margin.of("row", [0, 2], [1, 1])


def test_cells_are_combinations_that_occur():
    a, b = np.array([0, 1, 1, 0, 1]), np.array([2, 0, 0, 2, 1])
    cell, codes = combine(a, b)
    assert codes[0][cell].tolist() == a.tolist()
    assert codes[1][cell].tolist() == b.tolist()
    assert np.bincount(cell).tolist() == [2, 2, 1]
    # So many possible combinations that they are found by sorting.
    wide, codes = combine(a * 10**5, b * 10**5)
    assert codes[0][wide].tolist() == (a * 10**5).tolist()
    assert np.bincount(wide).tolist() == [2, 2, 1]


def test_small_categories_go_together_smallest_first():
    found = collapse([100, 5, 60, 3, 14], smallest=20)
    # 3 and 5 make 8, with 14 they make 22.
    assert found.into.tolist() == [0, 1, 2, 1, 1]
    assert found.kept == 3
    assert found.alone.tolist() == [True, False, True, False, False]


def test_small_categories_stay_in_their_block_where_they_can():
    found = collapse([5, 30, 8, 40], smallest=20, block=[0, 0, 1, 1])
    assert found.into.tolist() == [0, 0, 1, 1]
    # A block of its own that is too small joins the smallest of all.
    assert collapse([5, 30, 40], smallest=20, block=[0, 1, 1]).into.tolist() == [0, 0, 1]


def test_nothing_left_to_put_together():
    assert collapse([4, 5], smallest=20).kept == 1
    assert collapse([0], smallest=20).into.tolist() == [0]
    assert collapse([20, 21], smallest=20).kept == 2
