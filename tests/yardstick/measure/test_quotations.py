"""Quotations and the search in them, asked for as somebody would who wants to know who wrote what."""

import logging
from dataclasses import replace
from itertools import chain, combinations

import pytest

from tests.yardstick.measure.commented import ITEM, PEOPLE, commented
from yardstick.measure import Filters, Reader, Scope, Status
from yardstick.measure import quotations as module
from yardstick.measure.quotations import MOST, quotations

LEAST = 10
COHORTS = (2021, 2022, 2023)
PROGRAMMES = ("A", "B", "C", "D")
TERMS = ("", "laboratories", "sailing", "a2021")
SCOPES = (Scope(), Scope(schools=("S1",)), Scope(programmes=("A", "C")))


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    return commented(tmp_path_factory.mktemp("comments"))


@pytest.fixture(autouse=True)
def _all_texts(monkeypatch) -> None:
    """An attacker gets every text in the end: what is limited is only how many at once."""
    monkeypatch.setattr(module, "MOST", 10_000)


def some(values: tuple) -> list[tuple]:
    """Every choice of some of the values, and of none: no restriction."""
    return list(chain.from_iterable(combinations(values, k) for k in range(len(values))))


def every_selection() -> list[Filters]:
    return [Filters(cohorts=c, programmes=p) for c in some(COHORTS) for p in some(PROGRAMMES)]


def shown(reader: Reader, filters: Filters, **more: str) -> frozenset[str]:
    return frozenset(quotations(reader, ITEM, filters, **more).frame["text"])


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("scope", SCOPES)
def test_no_selections_set_against_each_other_single_anybody_out(reader, term, scope):
    """Whatever is shown and whatever two selections differ by is written by ten people or more."""
    own = replace(reader, scope=scope)
    released = {shown(own, f, term=term) for f in every_selection()}
    # What selections can be cut into: the smallest parts that no further one divides.
    texts = frozenset().union(*released)
    part_of = {x: frozenset(k for k, r in enumerate(released) if x in r) for x in texts}
    sizes = [sum(1 for x in texts if part_of[x] == p) for p in set(part_of.values())]
    assert all(n >= LEAST for n in sizes)
    if term == "sailing":
        assert not texts
    elif term in ("", "laboratories"):
        assert texts


def test_terms_set_against_each_other_never_go_below_the_groups_that_are_shown_anyhow(reader):
    """Different terms cut groups otherwise; a text still belongs to a whole group without a term."""
    released = {shown(reader, f, term=term) for f in every_selection() for term in TERMS}
    plain = {shown(reader, f) for f in every_selection()}
    texts = frozenset().union(*plain)
    group = {x: frozenset(k for k, r in enumerate(plain) if x in r) for x in texts}
    for r in released:
        # Who is shown for a term is shown wherever the whole group is, so it places nobody closer.
        assert r <= texts
    for f in every_selection():
        for term in ("laboratories", "  LABoratories "):
            # A selection that shows somebody for a term shows all of their group without it.
            found = {group[x] for x in shown(reader, f, term=term)}
            everybody = shown(reader, f)
            assert all(x in everybody for x in texts if group[x] in found)


def test_a_rare_word_and_one_that_nobody_uses_are_answered_alike(reader):
    for filters in every_selection():
        rare, none = (quotations(reader, ITEM, filters, term=t) for t in ("sailing", "zebra"))
        assert rare.frame.empty
        assert (rare.status, rare.reason, rare.people, rare.matching, rare.texts) == (
            (none.status, none.reason, none.people, none.matching, none.texts)
        )


def test_gender_chooses_no_quotations(reader):
    for gender in ("male", "female"):
        found = quotations(reader, ITEM, Filters(genders=(gender,)))
        assert (found.status, len(found.frame)) == (Status.NOT_APPLICABLE, 0)
        assert found.people is None


def test_nothing_outside_the_scope_is_quoted_or_needed(reader):
    own = replace(reader, scope=Scope(schools=("S2",)))
    assert all(x[20] in "CD" for x in shown(own, Filters()))
    assert not shown(own, Filters(programmes=("A",)))
    assert quotations(own, ITEM, Filters(programmes=("A",))).status is Status.NO_DATA
    # The few of D are put together with C, which is theirs to see.
    assert quotations(own, ITEM).people == 25
    nobody = replace(reader, scope=Scope(programmes=()))
    assert quotations(nobody, ITEM).frame.empty


def test_a_programme_of_few_is_quoted_with_its_school_only(reader):
    few = quotations(reader, ITEM, Filters(programmes=("D",)))
    assert (few.status, few.frame.empty) == (Status.SUPPRESSED, True)
    assert "10" in str(dict(few.reason.values))
    assert any("D2021" in x for x in shown(reader, Filters(schools=("S2",))))
    # One cohort of C took the few of D in: without them they would be left over.
    assert {x[20:25] for x in shown(reader, Filters(programmes=("C",)))} == {"C2022", "C2023"}


def test_the_base_of_the_profile_decides(reader):
    strict = replace(reader, profile=replace(reader.profile, quote_base=40))
    assert quotations(strict, ITEM).people == sum(PEOPLE.values())
    # One school has 44 people; without it the 25 of the other would be left over.
    assert quotations(strict, ITEM, Filters(schools=("S1",))).status is Status.SUPPRESSED


def test_a_theme_is_looked_for_as_a_term_is(reader):
    found = quotations(reader, ITEM, theme="practice")
    assert found.matching == found.people == sum(PEOPLE.values())
    assert quotations(reader, ITEM, theme="facilities").matching == found.people // 3
    both = quotations(reader, ITEM, theme="facilities", term="sailing")
    assert (both.status, both.matching) == (Status.SUPPRESSED, None)


def test_order_is_stable_and_says_nothing_of_the_file(reader, monkeypatch):
    monkeypatch.setattr(module, "MOST", MOST)
    first = quotations(reader, ITEM)
    again = quotations(reader, ITEM)
    assert first.frame["text"].tolist() == again.frame["text"].tolist()
    assert len(first.frame) == MOST < first.texts
    numbers = [int(x.split("number")[1][:3]) for x in first.frame["text"]]
    assert numbers != sorted(numbers)
    assert list(first.frame.columns) == ["text", "language", "people"]


def test_the_same_text_of_several_people_stands_once(tmp_path):
    people = {("A", 2021): 12}
    comments = [
        {"survey": "alumni", "respondent_id": k, "item": "O", "text": "More of it" + "!" * (k % 2)}
        for k in range(1, 13)
    ]
    comments += [{"survey": "alumni", "respondent_id": 99, "item": "O", "text": "None"}]
    found = quotations(commented(tmp_path, people, comments=comments), ITEM)
    assert sorted(found.frame["people"]) == [6, 6]
    assert (found.people, found.texts) == (12, 2)


@pytest.mark.parametrize("term", ["x", " ' ", "%", "_"])
def test_one_character_is_no_term_and_signs_are_taken_as_they_are(reader, term):
    found = quotations(reader, ITEM, term=term)
    assert found.frame.empty or term == " ' "
    assert quotations(reader, ITEM, term="%%").frame.empty
    assert quotations(reader, ITEM, term="') OR true --").frame.empty


def test_a_term_is_neither_kept_nor_logged(reader, caplog):
    caplog.set_level(logging.DEBUG)
    quotations(reader, ITEM, term="secretword")
    quotations(reader, ITEM, term="practice says")
    assert "secretword" not in caplog.text
    held = repr(reader.snapshot.kept._values) + repr(reader.snapshot._statements)
    assert "secretword" not in held
    assert "practice says" not in held


def test_other_questions_and_times_are_told_with_their_reason(reader, tmp_path):
    assert quotations(reader, "alumni/none/1").status is Status.NO_DATA
    assert quotations(reader, ITEM, Filters(wave=60)).status is Status.NO_DATA
    bare = commented(tmp_path, {}, items=[], graduates=[{"graduate_id": 1, "programme_code": "A"}])
    assert quotations(bare, ITEM).status is Status.NOT_COMPUTABLE


def test_who_names_neither_programme_nor_cohort_belongs_to_all_alone(tmp_path):
    """Anonymous answers: quoted where everything is looked at, and in no programme nor scope."""
    people = {("A", 2021): 12, (None, None): 11}
    own = commented(tmp_path, people, graduates=[{"graduate_id": 1, "programme_code": "A"}])
    assert quotations(own, ITEM).people == 23
    assert quotations(own, ITEM, Filters(programmes=("A",))).people == 12
    assert quotations(own, ITEM, Filters(cohorts=(2021,))).people == 12
    scoped = replace(own, scope=Scope(programmes=("A",)))
    assert quotations(scoped, ITEM).people == 12
    assert not any("None" in x for x in shown(scoped, Filters(), term="practice"))
    # Fewer of them would be left over, so the programme takes them in.
    few = commented(_folder(tmp_path), people | {(None, None): 4}, graduates=[])
    assert quotations(few, ITEM).people == 16
    assert quotations(few, ITEM, Filters(programmes=("A",))).status is Status.SUPPRESSED


def _folder(parent):
    made = parent / "few"
    made.mkdir()
    return made
