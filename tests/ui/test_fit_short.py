"""Curriculum fit of the whole institution names programmes whose gaps vanish among all."""

from dataclasses import replace

import pandas as pd
import pytest

from tests.ui.conftest import words
from yardstick.feedback.by_programme import programme_gaps
from yardstick.feedback.gaps import Finding, gaps
from yardstick.feedback.lists import pair_lists

PAGE = "pages/feedback/fit.py"
SAID = "Look there first, under “By programme”"


@pytest.fixture
def one_falls_short(monkeypatch) -> None:
    """No pair is called for all together; the first two rows by programme are."""

    def together(*of):
        found = gaps(*of)
        return replace(found, frame=found.frame.assign(finding=Finding.SMALL))

    def each(*of):
        found = programme_gaps(*of)
        first = found.frame["programme"].iloc[0]
        short = found.frame["programme"] == first
        finding = pd.Series(Finding.SMALL, found.frame.index).mask(short, Finding.SHORT)
        return replace(found, frame=found.frame.assign(finding=finding))

    monkeypatch.setattr("ui.fit.chosen.gaps", together)
    monkeypatch.setattr("ui.fit.competences.programme_gaps", each)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "By itself one programme falls short of at least one pair beyond chance"),
        ("zh", "分专业看，有1个专业"),
    ],
)
def test_what_vanishes_among_all_is_named(open_page, one_falls_short, lang, said):
    at = open_page(PAGE, lang=[lang])
    assert not at.exception
    assert said in words(at)
    assert "Nothing here must be looked at first" not in words(at)


def test_one_programme_is_not_told_of_others(open_page, one_falls_short, reader):
    code = programme_gaps(reader, pair_lists(reader)[0]).frame["programme"].iloc[0]
    at = open_page(PAGE, lang=["en"], programme=[code])
    assert not at.exception
    assert SAID not in words(at)
