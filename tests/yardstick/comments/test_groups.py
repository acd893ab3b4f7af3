"""Groups of people large enough to be quoted, whatever selections are set against each other."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yardstick.comments.groups import NOWHERE, groups

LEAST = 10


def test_small_parts_are_put_together_within_the_nearest_level():
    people = [12, 4, 15, 3, 4, 8, 11]
    programme = ["a", "a", "a", "a", "b", "b", "c"]
    school = ["s"] * 7
    found = groups(people, [programme, school], LEAST).tolist()
    # 4 and 3 are too few together: the smallest group of the programme takes them in.
    assert found == [0, 0, 2, 0, 4, 4, 6]


def test_what_is_too_small_for_its_programme_goes_to_the_school_and_then_to_all():
    people, programme = [4, 7, 5, 30], ["a", "b", "c", "d"]
    assert groups(people, [programme, ["s", "s", "t", "t"]], LEAST).tolist() == [0, 0, 2, 2]
    assert groups(people, [programme, ["s", "t", "u", "v"]], LEAST).tolist() == [0, 0, 0, 3]
    assert groups([4, 5], [["a", "b"]], LEAST).tolist() == [NOWHERE, NOWHERE]
    assert groups([], [[]], LEAST).size == 0


def test_an_empty_part_is_not_told_from_a_small_one():
    levels = [["a", "a", "b"]]
    assert (groups([12, 0, 20], levels, LEAST) == groups([12, 9, 20], levels, LEAST)).all()


def test_levels_of_another_length_are_refused():
    with pytest.raises(ValueError, match="length"):
        groups([1, 2], [["a"]], LEAST)


parts = st.lists(
    st.tuples(st.integers(0, 25), st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=9
)


@given(parts)
def test_no_two_selections_differ_by_fewer_people_than_a_group_has(drawn):
    people = np.array([n for n, *_ in drawn])
    programme = [(b, a) for _, a, b in drawn]
    found = groups(people, [programme, [b for *_, b in drawn]], LEAST)
    known = found != NOWHERE
    # Nobody is left out where all together are enough.
    assert known.all() or people.sum() < LEAST

    def released(selection: tuple[int, ...]) -> np.ndarray:
        inside = np.zeros(len(people), dtype=bool)
        inside[list(selection)] = True
        whole = [g for g in set(found[known]) if inside[found == g].all()]
        return np.isin(found, whole)

    every = range(len(people))
    for k in (1, 2, len(people) - 1):
        for a in combinations(every, k):
            for b in combinations(every, max(k - 1, 0)):
                for shown in (released(a), released(a) & ~released(b)):
                    n = people[shown].sum()
                    assert n == 0 or n >= LEAST
                    assert n or not shown.any()
