"""The page on alumni voice: what it says of the fixture's answers, in both languages."""

import pytest

from tests.ui.conftest import words

PAGE = "pages/feedback/voice.py"


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
