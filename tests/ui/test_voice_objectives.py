"""Objectives on the page: the window in the address, a table to paste, and why there is none."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from tests.ui.conftest import words
from ui.voice.objective_words import answer, asked_of
from yardstick.inference.attainment import Judged
from yardstick.measure.snapshot import Snapshot
from yardstick.text import Translator

PAGE = "pages/feedback/voice.py"


def test_no_cohort_in_the_window_says_what_was_asked_when(open_page):
    at = open_page(PAGE, lang=["en"], part=["objectives"])
    assert not at.exception
    said = words(at)
    assert "nobody answered 4 to 6 years after graduation" in said
    assert "asked 6 months after graduation" in said


def test_another_window_gives_means_bases_and_verdicts(open_page):
    at = open_page(PAGE, lang=["en"], part=["objectives"], years=["0-1"])
    assert not at.exception
    said = words(at)
    assert "Window 0 to 1 years after graduation" in said
    assert "of 2 objectives reached" in said
    assert "Base: alumni " in said
    assert "Bars are the 95% intervals of the means" in said
    assert "rests on the narrower 90% interval" in said
    tables = [t.value for t in at.table]
    paste = next(t for t in tables if "Alumni: mean (n)" in t.columns)
    assert paste["Threshold (score)"].tolist() == ["3.50", "3.00"]
    assert paste["Objective"].iloc[0] == "1: Uses what was learnt in work"
    assert any("At or above the threshold" in t.columns for t in tables)


@pytest.mark.parametrize("years", ["x", "4", "9-a", "", "99-200", "²-³", "4-" + "9" * 5000])
def test_a_window_that_is_none_does_not_break_the_page(open_page, years):
    assert not open_page(PAGE, part=["objectives"], years=[years]).exception


def objective(employers: float) -> SimpleNamespace:
    """An objective that alumni speak of; the mean of employers as given."""
    sides = {"alumni": SimpleNamespace(n=13, mean=4.2), "employers": None}
    sides["employers"] = SimpleNamespace(n=4, mean=employers)
    return SimpleNamespace(judged=Judged.REACHED, wording="Works", **sides)


def test_a_side_with_too_few_answers_is_not_told_as_part_of_the_base():
    page = SimpleNamespace(t=Translator("en"), label=lambda column, code: code)
    nothing = float("nan")
    alone = [objective(nothing)]
    assert "too few employers (4) for a figure, so alumni speak alone" in answer(page, "P", alone)
    assert "On 1 of 1 objectives too few employers answered" in asked_of(page, alone)
    one_of_two = [objective(nothing), objective(4.0)]
    assert "Base: alumni 13, employers 4." in answer(page, "P", one_of_two)
    assert "On 1 of 2 objectives too few employers answered" in asked_of(page, one_of_two)
    assert asked_of(page, [objective(4.0)]) == ""


def test_in_chinese(open_page):
    at = open_page(PAGE, lang=["zh"], part=["objectives"], years=["0-1"])
    assert not at.exception
    assert "培养目标中" in words(at)


def test_who_may_not_see_the_programme_is_told_so(open_page, monkeypatch):
    monkeypatch.setenv("YARDSTICK_SCHOOLS", "HUM")
    at = open_page(PAGE, lang=["en"], part=["objectives"])
    assert not at.exception
    assert "None of the programmes you may see has objectives" in words(at)


def test_sources_without_objectives_say_what_is_needed(open_page, monkeypatch):
    whole = Snapshot.info

    monkeypatch.setattr(Snapshot, "info", lambda self: replace(whole(self), objectives=None))
    # A window of its own: what was made for another test is kept with the snapshot.
    at = open_page(PAGE, lang=["en"], part=["objectives"], years=["7-8"])
    assert not at.exception
    assert "What is needed: the table “objectives”" in words(at)
