"""The page on curriculum fit: what it says of the fixture's answers, in both languages."""

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from tests.ui.conftest import asked, words
from ui.fit.change import INDUSTRIES, _sentence
from yardstick.feedback.gaps import Finding, gaps
from yardstick.text import Translator

PAGE = "pages/feedback/fit.py"


def test_gaps_are_told_with_their_base_and_the_lines_with_their_place(open_page):
    at = open_page(PAGE, lang=["en"])
    assert not at.exception
    said = words(at)
    assert "attainment falls short of importance by more than 0.25 points" in said
    assert "The lines stand at the means of all in the list" in said
    assert "6 months after graduation" in said
    # Both criteria, and what chance alone would call.
    assert "larger than 0.25 points of the scale" in said
    assert "Benjamini-Hochberg" in said
    assert "By chance alone" in said


@pytest.mark.parametrize(
    ("finding", "told", "clear"),
    [
        (Finding.SMALL, "the gap is surely smaller than that", True),
        (Finding.CANNOT_TELL, "it cannot be told", False),
        (Finding.OVER, "it exceeds importance by more than that", True),
    ],
)
def test_nothing_called_is_said_without_counts_of_nought(
    open_page, monkeypatch, finding, told, clear
):
    def all_alike(*of):
        found = gaps(*of)
        return replace(found, frame=found.frame.assign(finding=finding))

    monkeypatch.setattr("ui.fit.chosen.gaps", all_alike)
    monkeypatch.setattr("ui.fit.competences._short", lambda *_: [])
    said = words(open_page(PAGE, lang=["en"]))
    assert "is attainment shown to fall short of importance by more than 0.25 points" in said
    assert told in said
    assert " on 0" not in said
    assert "On 0" not in said
    # What cannot be told is no all-clear.
    assert ("Nothing here must be looked at first." in said) is clear


def test_where_no_gap_is_tested_no_rule_is_told(open_page):
    at = open_page(PAGE, lang=["en"], programme=["NOBODY"])
    assert not at.exception
    said = words(at)
    assert "too few answered both sides for any figure" in said
    assert "Benjamini-Hochberg" not in said
    assert "By chance alone" not in said


@pytest.mark.parametrize(
    ("equal", "said"),
    [
        ((11.2, 10.9), "about 11 industries of equal size, both times: no change"),
        ((11.2, 8.04), "about 11 industries of equal size, then about 8.0: no change"),
    ],
)
def test_the_same_number_is_not_told_as_a_change(monkeypatch, equal, said):
    monkeypatch.setattr("ui.fit.change.called", lambda found: pd.DataFrame())
    early = SimpleNamespace(first=2019, last=2021, n=3824)
    late = SimpleNamespace(first=2023, last=2025, n=4105)
    found = SimpleNamespace(early=early, late=late, equal=equal, called=0)
    page = SimpleNamespace(t=Translator("en"))
    assert said in _sentence(page, found, INDUSTRIES)


def test_the_list_and_the_lines_stand_in_the_address(open_page):
    at = open_page(PAGE, lang=["en"], list=["employers/required/1"], lines=["midpoint"])
    assert not at.exception
    said = words(at)
    assert "Employers: Competences" in said
    assert "the middle of the scale: importance 3.00, attainment 3.00" in said


def test_programmes_with_too_few_pairs_are_counted_and_withheld(open_page):
    at = open_page(PAGE, lang=["en"], part=["programmes"], cohort=["2022"])
    assert not at.exception
    said = words(at)
    assert "programmes with enough answers" in said
    assert "fewer than 8 people" in said
    tables = [str(t.value) for t in at.table]
    assert any("[c]" in table for table in tables)


@pytest.mark.parametrize("part", ["gaps", "programmes", "courses", "match", "fed"])
def test_every_part_in_chinese(open_page, part):
    at = open_page(PAGE, lang=["zh"], part=[part])
    assert not at.exception
    assert at.title[0].value == "所教是否契合工作所需？"


def test_what_changed_in_the_industries_is_said_with_its_cohorts_and_criteria(open_page):
    at = open_page(PAGE, lang=["en"], part=["fed"])
    assert not at.exception
    said = words(at)
    assert "Do fewer industries take more of them?" in said
    assert "of equal size" in said or "four cohorts observed alike" in said
    assert "chance" in said


def test_courses_without_a_programme_offer_a_way_to_one(open_page):
    at = open_page(PAGE, lang=["en"], part=["courses"])
    assert not at.exception
    assert "Choose one to see which courses carry what falls short" in words(at)
    (pick,) = [s for s in at.selectbox if s.label == "Look into one programme"]
    assert pick.options
    at = pick.select_index(pick.options.index("Computer Science")).run()
    assert asked(at, "programme")
    assert asked(at, "part") == ["courses"]
    assert "Courses: curriculum" in words(at)


def test_courses_of_one_programme_stand_in_their_versions_and_say_no_cause(open_page):
    at = open_page(PAGE, lang=["en"], part=["courses"], programme=["080901"])
    assert not at.exception
    said = words(at)
    assert said.count("Courses: curriculum") == 2
    assert "they are kept apart" in said
    assert "nothing here says that it makes it" in said
    assert "What no course carries" in said
    tables = " ".join(str(t.value.to_dict()) for t in at.table)
    assert "no longer offered" in tables
    assert "credits, core" in tables
    one = open_page(PAGE, lang=["en"], part=["courses"], programme=["080901"], cohort=["2022"])
    assert words(one).count("Courses: curriculum") == 1


def test_a_programme_without_a_curriculum_is_no_dead_end(open_page):
    at = open_page(PAGE, lang=["en"], part=["courses"], programme=["050201"])
    assert not at.exception
    said = words(at)
    assert "look first at" in said
    assert "No curriculum of it is on record" in said
    assert [s for s in at.selectbox if s.label == "Look into one programme"]


def test_the_match_is_never_one_rate_alone(open_page):
    at = open_page(PAGE, lang=["en"], part=["match"])
    assert not at.exception
    said = words(at)
    assert "Does the job fit field and level?" in said
    assert "How does the match go by programme?" in said
