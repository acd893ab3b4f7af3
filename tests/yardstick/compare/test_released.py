"""What a scope is told in several selections cannot be solved together for the few outside it."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.yardstick.compare.test_compare import wider
from tests.yardstick.measure.worlds import world
from yardstick.compare import compare, trends
from yardstick.compare.cover import whole_withheld, withheld
from yardstick.compare.jointly import admitted, gives_away
from yardstick.compare.released import NOT_APPROVED, TOGETHER, told_together
from yardstick.inference.standardise import indirect
from yardstick.measure import Filters, Reader, Scope

FIGURES = ["expected", "difference", "left_out_expected", "pooled", "funnel_z"]


def rows(counts: np.ndarray) -> tuple[np.ndarray, list[np.ndarray], np.ndarray]:
    """Counts by unit, gender and band as rows, and four ways to make cells of them."""
    unit, gender, band = (v.ravel() for v in np.indices(counts.shape))
    ways = [np.zeros_like(unit), gender, band, gender * counts.shape[2] + band]
    n = counts.ravel().astype(float)
    return unit[n > 0], [w[n > 0] for w in ways], n[n > 0]


def test_two_ways_that_are_safe_alone_and_not_together():
    """Two equations for three bands hide the band of one programme; the whole is the third."""
    bands = np.array([[40, 30, 20], *[[40, 40, 0]] * 3, [0, 0, 40]])
    outside = np.arange(5) > 0
    unit, (whole, _, band, _), n = rows(bands[:, None, :] * np.array([[[1], [0]]]))
    at, one = np.ones(len(n), dtype=bool), np.zeros(len(n), dtype=int)
    for cell in (whole, band):
        assert not withheld(unit, cell, n, outside, one)[0, 0]
        assert told_together(unit, [cell], n, outside, at) == [True]
    assert told_together(unit, [whole, band], n, outside, at) == [True, False]
    assert told_together(unit, [band, whole], n, outside, at) == [True, False]
    # With three programmes in each band nothing can be solved for fewer.
    wide = np.concatenate([bands, bands[4:], bands[4:]])
    unit, (whole, _, band, _), n = rows(wide[:, None, :] * np.array([[[1], [0]]]))
    at = np.ones(len(n), dtype=bool)
    assert told_together(unit, [whole, band], n, np.arange(7) > 0, at) == [True, True]


def test_a_row_space_that_reaches_two_programmes_gives_them_away():
    others = np.diag([5.0, 5, 5, 5])
    everything = np.ones((1, 4))
    assert not gives_away(everything, others)
    assert gives_away(np.vstack([everything, [[1, 1, 0, 0]]]), others)
    assert not gives_away(np.vstack([everything, [[1, 1, 1, 1.0]]]), others)
    assert gives_away(np.array([[1.0, 0, 0, 0]]), others)
    assert gives_away(np.ones((1, 1)), np.array([[5.0]]))
    assert not gives_away(np.zeros((0, 4)), others)
    assert admitted([everything, np.array([[1.0, 1, 0, 0]]), 2 * everything], others) == [
        True, False, True,
    ]  # fmt: skip


@settings(max_examples=80)
@given(data=st.data())
def test_no_one_or_two_outside_can_be_solved_for_over_all_that_is_told(data):
    units, bands = data.draw(st.integers(4, 8)), data.draw(st.integers(1, 3))
    sizes = st.sampled_from([0, 0, 10, 20, 25, 40])
    size = units * 2 * bands
    drawn = data.draw(st.lists(sizes, min_size=size, max_size=size))
    counts = np.array(drawn).reshape(units, 2, bands)
    outside = np.arange(units) >= data.draw(st.integers(1, 3))
    if not counts[outside].any() or not counts[~outside].any():
        return
    unit, cells, n = rows(counts)
    told = told_together(unit, cells, n, outside, np.ones(len(n), dtype=bool))
    one, unknown = np.zeros(len(n), dtype=int), np.flatnonzero(outside[unit])
    equations = [np.zeros((0, len(unknown)))]
    for cell, admitted_ in zip(cells, told, strict=True):
        if not admitted_:
            continue
        hidden = withheld(unit, cell, n, outside, one)
        shown = ~outside & ~hidden[:, 0]
        overall = not whole_withheld(unit, cell, n, outside, one, hidden)
        columns = []
        for k in unknown:
            total = np.where(np.arange(len(n)) == k, 1.0, 0.0)
            stand = indirect(unit, cell, n, total, units)
            parts = [stand.expected[shown], stand.left_out_expected[shown]]
            columns.append(np.concatenate([*parts, [total.sum()] if overall else []]))
        equations.append(np.nan_to_num(np.array(columns).T))
    matrix, whose = np.vstack(equations), unit[unknown]
    rank = np.linalg.matrix_rank
    for few in [*combinations(np.unique(whose), 1), *combinations(np.unique(whose), 2)]:
        rest = matrix[:, ~np.isin(whose, few)]
        assert (rank(rest) if rest.size else 0) == (rank(matrix) if matrix.size else 0)


@pytest.fixture(scope="module")
def many(tmp_path_factory) -> Reader:
    return world(tmp_path_factory.mktemp("many"), wider("E", "F", "G"))


@pytest.mark.parametrize(
    "asked",
    [
        {"filters": Filters(genders=("female",))},
        {"filters": Filters(genders=("female", "male"))},
        {"target": "category"},
        {"factors": ("gender",)},
        {"factors": ("origin", "entry_band", "class")},
    ],
)
def test_cuts_that_others_could_be_set_against_are_not_released_to_a_scope(many, asked):
    narrow = Reader(many.snapshot, Scope(schools=("S1",)))
    c = compare(narrow, "destination", **asked)
    assert set(c.frame["status"]) == {"not_released"}
    assert {r.message for r in c.frame["reason"]} == {NOT_APPROVED}
    assert c.frame[FIGURES].isna().all(axis=None)
    assert c.frame["observed"].notna().all()
    assert c.withheld
    everyone = compare(many, "destination", **asked)
    assert everyone.frame["expected"].notna().all()
    # Where nobody is outside, a scope is told what everybody is.
    whole = compare(Reader(many.snapshot, Scope(schools=("S1", "S2"))), "destination", **asked)
    assert whole.frame["expected"].notna().all()


def test_named_sets_are_told_where_they_give_nothing_away_together(many):
    narrow = Reader(many.snapshot, Scope(schools=("S1",)))
    for name in ("intake", "cohort_level", "intake_without_gender"):
        assert set(compare(narrow, "destination", factors=name).frame["status"]) == {"shown"}


ROUTES = ("exam", "exam", "exam", "plan", "plan", "recommended")


def test_a_named_set_is_withheld_where_the_usual_one_and_it_are_too_much(tmp_path):
    """E alone outside was recommended: its graduates are the whole less the other routes."""
    graduates, outcomes = [], []
    for code in "ABCDE":
        for k in range(60):
            number = len(graduates) + 1
            route = {"A": ROUTES[k % 6], "E": "recommended"}.get(code, ROUTES[2 + k % 2])
            graduates.append(
                {
                    "graduate_id": number,
                    "programme_code": code,
                    "gender": None,
                    "entry_route": route,
                }
            )
            outcomes.append({
                "graduate_id": number, "destination_code": "10" if k % 5 else "70",
                "evidence": "contract",
            })  # fmt: skip
    programmes = [{"programme_code": c, "school_code": "S" + c} for c in "ABCDE"]
    tables = {"programmes": programmes, "graduates": graduates, "outcomes": outcomes}
    reader = world(tmp_path, tables)
    narrow = Reader(reader.snapshot, Scope(programmes=("A",)))
    assert compare(narrow, "destination").frame["status"].tolist() == ["shown"]
    routed = compare(narrow, "destination", factors="intake_and_route")
    assert routed.frame["status"].tolist() == ["not_released"]
    assert [r.message for r in routed.frame["reason"]] == [TOGETHER]
    assert routed.frame[FIGURES].isna().all(axis=None)


def test_a_trend_of_one_gender_is_not_released_to_a_scope(many):
    narrow = Reader(many.snapshot, Scope(schools=("S1",)))
    assert len(trends(narrow, "destination").frame)
    assert trends(narrow, "destination", Filters(genders=("female",))).frame.empty
    assert len(trends(many, "destination", Filters(genders=("female",))).frame)
