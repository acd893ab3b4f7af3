"""The page on alumni voice: what it says of the fixture's answers, in both languages."""

import re
from dataclasses import replace

import pytest

from tests.ui.conftest import words
from yardstick.feedback.employers import Finding, beside
from yardstick.feedback.voice import ALUMNI, Topic, topics

PAGE = "pages/feedback/voice.py"


def headings(at) -> set[str]:
    """Headings of all tables."""
    return {str(name) for table in at.table for name in table.value.columns}


def test_topic_and_question_stand_in_the_address(open_page):
    at = open_page(PAGE, lang=["en"], about=["alumni/work"], question=["alumni/USE"])
    assert not at.exception
    assert at.selectbox(key="voice_about").value == "alumni/work"
    assert at.selectbox(key="voice_question").value == "alumni/USE"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_asked_of_the_whole_comes_first(open_page, lang):
    at = open_page(PAGE, lang=[lang])
    assert not at.exception
    assert at.selectbox(key="voice_about").value == "alumni/satisfaction+recommendation"
    said = {"en": "Satisfied with the university", "zh": "对母校的满意度"}[lang]
    assert said in str([t.value for t in at.table]) + words(at)


def test_the_share_is_told_with_its_set_base_interval_and_response(open_page):
    at = open_page(PAGE, lang=["en"])
    said = words(at)
    assert "who answered on the scale chose “Satisfied” and “Very satisfied” (95% interval" in said
    assert "Response rate (RR2)" in said
    assert "filled in this form" in said
    assert "Net promoter score" in said
    assert {"Counted as positive", "Weighted", "Effective base"} <= headings(at)


def test_other_conventions_and_several_questions_as_one_scale(open_page):
    at = open_page(PAGE, lang=["en"], about=["alumni/work"], question=["alumni/USE"])
    said = words(at)
    assert "The same answers by other conventions" in said
    assert "percentage points higher" in said


def test_employers_stand_beside_alumni_with_both_response_rates(open_page):
    at = open_page(PAGE, lang=["en"], part=["employers"])
    assert not at.exception
    said = words(at)
    assert "competences rated by alumni and by employers" in said
    assert "the response rate is not known" in said
    assert "two steps that both favour the satisfied" in said
    assert "different people" in said
    assert re.search(r"Base: alumni [\d,]+( to [\d,]+)?, employers [\d,]+", said)
    few = open_page(PAGE, lang=["en"], part=["employers"], programme=["NOBODY"])
    assert not few.exception


def test_differences_in_brackets_are_chinese_in_chinese(open_page, monkeypatch):
    def lower(*of):
        found = beside(*of)
        return replace(found, frame=found.frame.assign(finding=Finding.LOWER))

    monkeypatch.setattr("ui.voice.employers.beside", lower)
    monkeypatch.setattr("ui.page.Page.once", lambda self, name, make: make())
    said = words(open_page(PAGE, lang=["zh"], part=["employers"]))
    assert re.search(r"评价较低：[^。(]*（[−+]\d\.\d\d）", said)
    assert "基数：校友" in said


def test_each_topic_of_employers_has_a_figure_of_its_own(open_page, monkeypatch):
    def by_question(reader, respondent=ALUMNI):
        one = topics(reader, respondent)[0]
        return tuple(
            Topic(f"survey {k}", one.constructs, (q,)) for k, q in enumerate(one.questions * 2)
        )

    monkeypatch.setattr("ui.voice.employers.topics", by_question)
    # What other tests made of the same address is not what this form gives.
    monkeypatch.setattr("ui.page.Page.once", lambda self, name, make: make())
    at = open_page(PAGE, lang=["en"], part=["employers"])
    assert not at.exception
    for k in (0, 1):
        assert f", survey survey {k}: how do the answers spread?" in words(at)


def test_who_answered_is_set_against_the_target(open_page):
    at = open_page(PAGE, lang=["en"], part=["who"])
    assert not at.exception
    said = words(at)
    assert "The target of 60% is" in said
    assert "What became of the invitations?" in said
    assert {"Not linkable", "R-indicator"} <= headings(at)


@pytest.mark.parametrize("part", ["answers", "employers", "who"])
def test_every_part_in_chinese_and_for_nobody(open_page, part):
    at = open_page(PAGE, lang=["zh"], part=[part])
    assert not at.exception
    assert at.title[0].value == "毕业生和用人单位怎么说？"
    nobody = open_page(PAGE, lang=["zh"], part=[part], cohort=["1999"])
    assert not nobody.exception


def everything(at) -> str:
    """Text and tables in full."""
    return words(at) + "".join(table.value.to_csv() for table in at.table)


@pytest.mark.parametrize("part", ["answers", "who"])
def test_a_reader_of_one_school_sees_that_school_alone(open_page, monkeypatch, part):
    assert "Translation" in everything(open_page(PAGE, lang=["en"], part=[part]))
    monkeypatch.setenv("YARDSTICK_SCHOOLS", "ENG")
    at = open_page(PAGE, lang=["en"], part=[part])
    assert not at.exception
    assert "Translation" not in everything(at)


def test_employers_of_one_school_alone(open_page, monkeypatch):
    monkeypatch.setenv("YARDSTICK_SCHOOLS", "ENG")
    at = open_page(PAGE, lang=["en"], part=["employers"])
    assert not at.exception
    assert "30 answered" not in words(at)
