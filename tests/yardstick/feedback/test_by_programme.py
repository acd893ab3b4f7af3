"""Gaps of all programmes: one list for the findings, whoever looks and whatever is chosen."""

import numpy as np
import pytest

from tests.yardstick.measure.surveys import paired
from tests.yardstick.measure.worlds import world
from yardstick.feedback.by_programme import programme_gaps
from yardstick.feedback.gaps import Finding
from yardstick.feedback.lists import pair_lists
from yardstick.inference.mean import p_beyond
from yardstick.inference.multiplicity import benjamini_hochberg
from yardstick.measure import Filters, Reader, Scope

#: In turn of P, Q and R; R falls short of the first by two points, the others of nothing.
PROGRAMMES = ("P", "Q", "R")
PEOPLE = 60
RNG = np.random.default_rng(4)


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    wanted = [RNG.integers(3, 6, PEOPLE).tolist() for _ in range(3)]
    attained = [RNG.integers(3, 6, PEOPLE).tolist() for _ in range(3)]
    attained[0][2::3] = [max(x - 2, 1) for x in wanted[0][2::3]]
    # Two differ, so that there is a spread to test.
    attained[0][2], attained[0][5] = wanted[0][2] - 1, wanted[0][5]
    folder = tmp_path_factory.mktemp("by_programme")
    return world(folder, paired(wanted, attained, PROGRAMMES))


def test_all_programmes_and_pairs_are_one_list(reader):
    (only,) = pair_lists(reader)
    found = programme_gaps(reader, only)
    assert len(found.frame) == 9
    assert found.family == 9
    p = p_beyond(found.frame["gap"], found.frame["sd"], found.frame["n"], 0.25)
    assert found.frame["q"].tolist() == pytest.approx(benjamini_hochberg(p).tolist())
    called = found.called()
    assert called[["programme", "pair"]].to_numpy().tolist() == [["R", "alumni/c0/1"]]
    assert found.wave == 6


def test_a_programme_has_one_finding_however_it_is_chosen_and_whoever_looks(reader):
    (only,) = pair_lists(reader)
    every = programme_gaps(reader, only).frame.set_index(["programme", "pair"])
    chosen = programme_gaps(reader, only, Filters(programmes=("R",)))
    scoped = programme_gaps(Reader(reader.snapshot, Scope(programmes=("R",))), only)
    for found in (chosen, scoped):
        assert set(found.frame["programme"]) == {"R"}
        assert found.family == 9
        for r in found.frame.to_dict("records"):
            assert r["q"] == every.loc[(r["programme"], r["pair"]), "q"]
    nobody = programme_gaps(Reader(reader.snapshot, Scope(programmes=())), only)
    assert not (nobody.frame["finding"] != Finding.NO_FIGURE).any()
