"""What a scope is told cannot be solved for the results of one or two programmes outside it."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yardstick.compare.cover import thin, whole_withheld, withheld
from yardstick.inference.standardise import indirect


def test_thin():
    amounts = np.array([[0, 0, 0], [5, 5, 0], [5, 5, 5], [9, 2, 2], [4, 2, 2.0]])
    assert thin(amounts).tolist() == [False, True, False, True, False]
    assert not thin(np.zeros((1, 0)))[0]


@pytest.mark.parametrize(("others", "hidden"), [((), False), ((9,), True), ((9, 9), True),
                                                 ((9, 9, 9), False), ((30, 9, 9), True)])  # fmt: skip
def test_own_programmes_are_no_cover(others, hidden):
    """Twenty own programmes beside two outside hide neither of the two."""
    n = np.array([50.0] * 20 + list(others))
    unit, one = np.arange(len(n)), np.zeros(len(n), dtype=int)
    outside = unit >= 20
    found = withheld(unit, one, n, outside, one)
    assert found[:20].tolist() == [[hidden]] * 20
    assert whole_withheld(unit, one, n, outside, one, found) == hidden


def test_two_benchmarks_that_solve_for_a_cell_are_withheld():
    """Each is covered by itself; with different mixes two of them give both cells."""
    table = np.array([[30, 10], [10, 30], [40, 0], [40, 0], [40, 0], [0, 20.0]])
    unit, cell = np.nonzero(table)
    n, outside = table[unit, cell], np.arange(6) >= 2
    year = np.zeros(len(n))
    assert withheld(unit, cell, n, outside, year)[:2].all()
    safe = np.array([[30, 10], [10, 30], [40, 7], [40, 7], [40, 7], [0, 0.0]])
    unit, cell = np.nonzero(safe)
    assert not withheld(unit, cell, safe[unit, cell], outside, np.zeros(len(unit))).any()


def _rows(counts: np.ndarray) -> tuple:
    """Unit, cell (numbered over cohorts), graduates and cohort of counts by unit, cohort, cell."""
    unit, year, cell = np.nonzero(counts)
    return unit, year * counts.shape[2] + cell, counts[unit, year, cell].astype(float), year


def _told(counts: np.ndarray, outside: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Equations of what is released over every pool of cohorts, and the programme of each unknown.

    Unknown are the positives of the programmes outside by cohort and cell. An equation is what
    becomes of an expected value when one of them grows by one.
    """
    unit, cell, n, year = _rows(counts)
    hidden = withheld(unit, cell, n, outside, year)
    years = np.unique(year)
    unknown = np.flatnonzero(outside[unit])
    equations = []
    for size in range(1, len(years) + 1):
        for pool in combinations(range(len(years)), size):
            at = np.isin(year, years[list(pool)])
            shown = ~outside & ~hidden[:, list(pool)].any(axis=1)
            asked = [unit[at], cell[at], n[at], outside, year[at]]
            overall = not whole_withheld(*asked, hidden[:, list(pool)])
            columns = []
            for k in unknown:
                total = np.where(np.arange(len(n)) == k, 1.0, 0.0)[at]
                stand = indirect(unit[at], cell[at], n[at], total, len(outside))
                parts = [stand.expected[shown], stand.left_out_expected[shown]]
                columns.append(np.concatenate([*parts, [total.sum()] if overall else []]))
            equations.append(np.nan_to_num(np.array(columns).T))
    return np.vstack(equations), unit[unknown]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_one_or_two_outside_can_be_solved_for(data):
    units = data.draw(st.integers(2, 7))
    shape = (units, data.draw(st.integers(1, 2)), data.draw(st.integers(1, 3)))
    size = int(np.prod(shape))
    sizes = st.sampled_from([0, 0, 3, 10, 20, 25, 40])
    counts = np.array(data.draw(st.lists(sizes, min_size=size, max_size=size))).reshape(shape)
    outside = np.array(data.draw(st.lists(st.booleans(), min_size=units, max_size=units)))
    if not counts[outside].any() or not counts.any():
        return
    equations, whose = _told(counts, outside)
    rank = np.linalg.matrix_rank
    for few in [*combinations(np.unique(whose), 1), *combinations(np.unique(whose), 2)]:
        rest = equations[:, ~np.isin(whose, few)]
        # Were there a sum of these alone, the equations would lose it with their unknowns.
        assert (rank(rest) if rest.size else 0) == rank(equations)
