"""What a page made once is the same for all who ask the same, and for nobody else."""

import pytest

from tests.ui.conftest import words
from ui.registry import PAGES

FILES = [e.file for e in PAGES]


def groups(at) -> list[str]:
    """What the table of groups on the overview names."""
    table = at.dataframe[0].value
    return table[table.columns[0]].tolist()


@pytest.mark.parametrize("file", FILES)
def test_a_second_reader_sees_the_same(open_page, file):
    first, second = open_page(file), open_page(file)
    assert not second.exception
    assert words(first) == words(second)
    assert len(first.main) == len(second.main)
    assert len(first.table) == len(second.table)


@pytest.mark.parametrize(
    "part", ["destinations", "pay", "first_job", "work", "regions", "study", "match", "later"]
)
def test_a_section_draws_the_same_for_a_second_reader(open_page, part):
    first, second = (
        open_page("pages/graduates/employment.py", part=[part], cohort=["all"]) for _ in range(2)
    )
    assert not first.exception
    assert not second.exception
    assert first.subheader
    for kind in ("markdown", "caption", "header", "subheader", "table", "button_group"):
        assert len(first.get(kind)) == len(second.get(kind)), kind
    assert words(first) == words(second)


@pytest.mark.parametrize("narrow_first", [True, False])
def test_readers_of_other_scope_share_nothing(open_page, monkeypatch, narrow_first):
    seen = {}
    for scope in ["ENG", None] if narrow_first else [None, "ENG"]:
        if scope is None:
            monkeypatch.delenv("YARDSTICK_SCHOOLS", raising=False)
        else:
            monkeypatch.setenv("YARDSTICK_SCHOOLS", scope)
        seen[scope] = open_page(by=["school"], figure=["mix.study"], gender=["female"])
        assert not seen[scope].exception
    assert groups(seen["ENG"]) == ["School of Engineering"]
    assert len(groups(seen[None])) > 1
    assert words(seen["ENG"]) != words(seen[None])


def test_languages_share_nothing(open_page):
    english, chinese = (open_page(by=["school"], lang=[lang]) for lang in ("en", "zh"))
    assert not set(groups(english)) & set(groups(chinese))


def test_definitions_repeated_for_a_second_reader_are_those_asked_for(open_page):
    page = "pages/reference/methods.py"
    whole, again = open_page(page), open_page(page)
    narrowed = open_page(page, standard=["nace"])
    chinese = open_page(page, lang=["zh"])
    labels = [[e.label for e in at.expander] for at in (whole, again, narrowed, chinese)]
    assert labels[0] == labels[1]
    assert 0 < len(labels[2]) < len(labels[0])
    assert len(labels[3]) == len(labels[0])
    assert not set(labels[3]) & set(labels[0])


def test_cards_repeated_for_a_second_reader_are_the_same(open_page):
    first, second = open_page(), open_page()
    cards = [(m.label, m.value) for m in first.metric]
    assert cards
    assert cards == [(m.label, m.value) for m in second.metric]
