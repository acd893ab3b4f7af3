"""The section on comments: what it says of the fixture's, its search, and what is kept of that."""

import re

import pytest

from tests.ui.conftest import asked, words
from yardstick.measure import open_snapshot

PAGE = "pages/feedback/voice.py"


def quotations(at) -> str:
    """The blocks of quotations; the page's own style is no text."""
    found = [str(e.proto.body) for e in at.get("html")]
    return "\n".join(x for x in found if "<blockquote" in x)


def test_themes_words_and_quotations_of_the_fixture(open_page):
    at = open_page(PAGE, lang=["en"], part=["comments"])
    assert not at.exception
    said = words(at)
    assert "of 52 comments, 38.5% speak of “Practice and internships”" in said
    assert "In 13.5% of the comments no theme" in said
    shown = quotations(at)
    assert shown.count("<blockquote") == 5
    assert '<blockquote lang="zh"' in shown
    assert "Chinese · 13 people wrote this" in shown
    assert "5 of 5 different texts by 52 people" in said
    (table,) = (t.value for t in at.table if "Share of comments" in t.value.columns)
    assert table.iloc[0].tolist()[:2] == ["Practice and internships", "38.5%"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_narrow_selection_stands_beside_all_and_few_are_withheld(open_page, lang):
    at = open_page(PAGE, lang=[lang], part=["comments"], programme=["080901"])
    assert not at.exception
    heading = {"en": "All you may see", "zh": "可查看的全部范围"}[lang]
    assert any(heading in t.value.columns for t in at.table)
    few = open_page(PAGE, lang=[lang], part=["comments"], programme=["050211"])
    assert not few.exception
    assert any("[c]" in t.value.to_string() for t in few.table)
    assert not quotations(few)
    reason = {"en": "Quotations need at least 10 people", "zh": "须至少有10人"}[lang]
    assert re.search(reason, words(few))
    assert re.search("[一-鿿]", few.title[0].value) or lang == "en"


def test_a_search_stands_in_the_address_and_shows_what_enough_people_wrote(open_page):
    at = open_page(PAGE, lang=["en"], part=["comments"], search=["实习"])
    assert not at.exception
    assert at.text_input(key="voice_search").value == "实习"
    assert "13 people whose comments match" in words(at)
    assert quotations(at).count("<blockquote") == 1
    at.text_input(key="voice_search").set_value("companies").run()
    assert asked(at, "search") == ["companies"]
    assert not quotations(at)
    assert "shown only where at least 10 people wrote one" in words(at)
    at.text_input(key="voice_search").set_value("").run()
    assert asked(at, "search") == []
    assert quotations(at).count("<blockquote") == 5


def test_a_theme_stands_in_the_address(open_page):
    at = open_page(PAGE, lang=["en"], part=["comments"], theme=["facilities"])
    assert not at.exception
    assert "11 people whose comments match" in words(at)
    at.selectbox(key="voice_theme").set_value("").run()
    assert asked(at, "theme") == []


def test_gender_takes_quotations_away_and_says_so(open_page):
    at = open_page(PAGE, lang=["en"], part=["comments"], gender=["female"])
    assert not at.exception
    assert not quotations(at)
    assert "Quotations are not told apart by gender" in words(at)


@pytest.mark.parametrize("part", ["comments", "answers"])
def test_what_is_searched_for_is_not_kept_by_any_section(open_page, warehouse, part):
    at = open_page(PAGE, lang=["en"], part=[part], search=["sesquipedalian"])
    assert not at.exception
    kept = open_snapshot(warehouse).kept._values
    assert kept
    assert "sesquipedalian" not in repr(list(kept))
    assert "sesquipedalian" not in words(at)


def test_what_people_wrote_is_no_markup():
    from ui.voice.quoted import _quotation

    class Told:
        lang = "en"

        def t(self, message: str, **values: object) -> str:
            return message.format(**values)

    row = {"text": "<script>alert(1)</script>\n**bold** & 'x'", "language": '"><b>', "people": 1}
    said = _quotation(Told(), row)  # type: ignore[arg-type]
    assert "<script" not in said
    assert "<b>" not in said
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **bold** &amp;" in said
    # A text of a megabyte neither fills the page nor goes unmentioned.
    long = _quotation(Told(), row | {"text": "很好" * 300_000})  # type: ignore[arg-type]
    assert 2_000 < len(long) < 3_000
    assert "好…" in long


def test_without_comments_a_sentence_says_what_is_needed(open_page, monkeypatch):
    monkeypatch.setattr("ui.voice.comments.open_questions", lambda reader: ())
    at = open_page(PAGE, lang=["zh"], part=["comments"])
    assert not at.exception
    assert "意见表（comments）" in words(at)
