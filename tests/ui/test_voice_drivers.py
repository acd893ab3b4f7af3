"""What goes with satisfaction, on the page: the model in words, and why there is none."""

import pytest

from tests.published import published, with_models
from tests.ui.conftest import words

PAGE = "pages/feedback/voice.py"


@pytest.fixture(scope="module")
def with_small_models(tmp_path_factory):
    plain = published(tmp_path_factory, "screen_warehouse")
    return with_models(plain, tmp_path_factory.mktemp("models"))


@pytest.fixture
def modelled(open_page, with_small_models, monkeypatch) -> None:
    """The page reads a snapshot whose models ask for fewer people."""
    monkeypatch.setenv("YARDSTICK_WAREHOUSE", str(with_small_models))


def test_the_model_is_told_with_base_and_without_a_cause(modelled, open_page):
    at = open_page(PAGE, lang=["en"], part=["drivers"])
    assert not at.exception
    said = words(at)
    assert "Satisfied with the university, 6 months after graduation (whole institution)" in said
    assert "of the differences between answers" in said or "than chance may give" in said
    assert "Base " in said
    assert "left out because of missing answers" in said
    assert "need not bring it about" in said
    assert "Brant test" in said or "could not be tested" in said
    assert not {"causes", "leads to", "drives"} & set(said.lower().split())
    odds = next(t.value for t in at.table if "Odds ratio" in t.value.columns)
    # The column is headed p: its cells need no sign of equality.
    assert not odds["p"].str.contains("=").any()


def test_the_outcome_stands_in_the_address(modelled, open_page):
    at = open_page(PAGE, lang=["en"], part=["drivers"], target=["alumni~6~match.field"])
    assert not at.exception
    said = words(at)
    assert "two steps" in said
    assert "Field match" in said or "field" in said.lower()


def test_one_school_has_its_own_model(modelled, open_page):
    at = open_page(PAGE, lang=["en"], part=["drivers"], school=["ENG"])
    assert not at.exception
    said = words(at)
    assert "Computed once for School of Engineering" in said
    assert "whole institution" not in said


def test_in_chinese(modelled, open_page):
    at = open_page(PAGE, lang=["zh"], part=["drivers"])
    assert not at.exception
    assert "基数" in words(at)


def test_too_few_people_are_told_with_their_number(open_page):
    at = open_page(PAGE, lang=["en"], part=["drivers"])
    assert not at.exception
    said = words(at)
    assert "A model is computed from 100" in said
    assert "90 of 102 answered everything" in said


def test_a_school_reader_gets_the_school(open_page, monkeypatch):
    monkeypatch.setenv("YARDSTICK_SCHOOLS", "HUM")
    at = open_page(PAGE, lang=["en"], part=["drivers"])
    assert not at.exception
    assert "whole institution" not in words(at)
