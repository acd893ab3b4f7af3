"""Stored models of drivers: released only where all they speak of lies in the reader's scope."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.published import with_models
from yardstick.feedback.drivers import (
    INSTITUTION,
    ITEM,
    PROGRAMME,
    SCHOOL,
    Part,
    model,
    part_of,
    parts,
    targets,
)
from yardstick.measure import Filters, Reader, Scope, open_snapshot

WHOLE, SCHOOL_OF = Part(INSTITUTION, ""), Part(SCHOOL, "ENG")


@pytest.fixture(scope="module")
def every(warehouse: Path, tmp_path_factory) -> Reader:
    return Reader(open_snapshot(with_models(warehouse, tmp_path_factory.mktemp("models"))))


def of(every: Reader, **scope: tuple[str, ...]) -> Reader:
    return replace(every, scope=Scope(**scope))


def test_who_may_see_everything_sees_all_parts_widest_first(every):
    known = parts(every)
    assert known[0] == WHOLE
    levels = [p.level for p in known]
    assert levels == sorted(levels, key=(INSTITUTION, SCHOOL, PROGRAMME).index)
    assert {SCHOOL, PROGRAMME} < set(levels)


def test_a_school_sees_itself_and_its_programmes_and_nothing_of_the_whole(every):
    own = of(every, schools=("ENG",))
    known = parts(own)
    assert known[0] == SCHOOL_OF
    facts = every.snapshot.info().programme_facts
    inside = {p for p, s in zip(facts["programme"], facts["school"], strict=True) if s == "ENG"}
    assert {p.code for p in known[1:]} <= inside
    target = targets(every, WHOLE)[0]
    assert model(own, WHOLE, target) is None
    assert targets(own, WHOLE) == ()
    assert model(own, SCHOOL_OF, target) is not None


def test_one_programme_of_a_school_does_not_give_the_school(every):
    facts = every.snapshot.info().programme_facts
    inside = sorted(
        {p for p, s in zip(facts["programme"], facts["school"], strict=True) if s == "ENG"}
    )
    assert len(inside) > 1
    own = of(every, programmes=(inside[0],))
    assert SCHOOL_OF not in parts(own)
    assert all(p == Part(PROGRAMME, inside[0]) for p in parts(own))
    assert parts(of(every, schools=())) == ()


def test_a_selection_asks_for_its_programme_or_school(every):
    programme = next(p for p in parts(every) if p.level == PROGRAMME)
    assert part_of(every, Filters()) == WHOLE
    assert part_of(every, Filters(schools=("ENG",))) == SCHOOL_OF
    assert part_of(every, Filters(schools=("ENG", "HUM"))) == WHOLE
    assert part_of(every, Filters(programmes=(programme.code,))) == programme
    assert part_of(of(every, schools=("ENG",)), Filters(schools=("HUM",))) == SCHOOL_OF
    assert part_of(of(every, schools=()), Filters()) is None


def test_a_model_has_its_drivers_largest_first_and_counts_who_is_left_out(every):
    target = targets(every, WHOLE)[0]
    assert target.kind == ITEM
    found = model(every, WHOLE, target)
    assert found.computed
    assert found.drivers["share"].is_monotonic_decreasing
    assert found.drivers["share"].sum() == pytest.approx(found.row["r_squared"])
    assert found.left_out == found.row["answered"] - found.row["n"] > 0


def test_a_build_without_models_has_none(every, monkeypatch):
    old = Reader(open_snapshot(every.snapshot.path.parent))
    monkeypatch.setattr("yardstick.feedback.drivers.stored_drivers", lambda snapshot: None)
    assert parts(old) == ()
    assert part_of(old, Filters()) is None
