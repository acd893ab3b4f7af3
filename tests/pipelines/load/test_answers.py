"""Cells of several answers, and spellings of one."""

import pytest

from pipelines.load.answers import Answers, answers_of, cut


@pytest.fixture
def support() -> Answers:
    answers = Answers()
    answers.add("parents", ["Parents"])
    answers.add("self", ["Self (own savings, loan)", "self"])
    answers.add("work", ["Employment"])
    answers.add("no_work", ["Not employed, searching"])
    return answers


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("Parents", ["parents"]),
        ("1.  Parents, 2.  Self (own savings, loan)", ["parents", "self"]),
        ("2.Self (own savings, loan), 1.Parents", ["self", "parents"]),
        ("PARENTS ,  self", ["parents", "self"]),
        ("Not employed, searching", ["no_work"]),
        ("Employment, Not employed, searching", ["work", "no_work"]),
        ("Parents, Parents", ["parents"]),
        ("Parents, ", ["parents"]),
        ("", []),
        ("Parents, an aunt, who pays", ["parents", "an aunt, who pays"]),
        ("an aunt, Parents, the state", ["an aunt", "parents", "the state"]),
    ],
)
def test_a_cell_is_cut_into_the_answers_of_the_scale(support, cell, codes):
    assert cut(cell, ",", support) == codes


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("x" + ",x" * 200_000, ["x" + ",x" * 200_000]),
        ("x," * 100_000 + "Self (own savings, loan)", ["x," * 99_999 + "x", "self"]),
    ],
)
def test_a_cell_of_any_length_is_cut(support, cell, codes):
    assert cut(cell, ",", support) == codes


@pytest.mark.parametrize("separator", [".", ")", "、"])
def test_the_number_in_front_may_hold_the_separator(support, separator):
    assert cut(f"(3{separator} Parents", separator, support) == ["parents"]


def test_every_other_text_is_one_answer_where_the_scale_says_so(support):
    support.add("other", ["*"])
    assert cut("Parents, an aunt, the state", ",", support) == ["parents", "other"]
    assert support.code("an aunt") == "other"


@pytest.mark.parametrize("text", ["4", " often ", "4.  Often", "4) OFTEN", "经常", "quite  often"])
def test_one_answer_is_known_by_code_label_and_spelling(text):
    scale = answers_of(
        [
            {
                "scale": "f",
                "code": "4",
                "label_en": "Often",
                "label_zh": "经常",
                "says": "Quite often",
            }
        ]
    )["f"]
    assert scale.code(text) == "4"


def test_what_no_spelling_knows_is_no_answer(support):
    assert support.code("uncle") is None
    assert support.code(" ") is None


def test_a_spelling_of_two_answers_is_told():
    answers = Answers()
    answers.add("1", ["Low"])
    answers.add("2", ["low "])
    assert answers.doubled == [("low", "1", "2")]
