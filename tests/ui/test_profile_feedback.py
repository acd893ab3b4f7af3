"""What alumni and employers say on the profile, and the ways from a finding to where it is read."""

from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.ui.conftest import words
from ui.address import read
from ui.evidence import SECTIONS, feedback
from ui.registry import BY_URL
from yardstick.feedback.lists import pair_lists

PROFILE = BY_URL["profile"].file
TITLES = {
    "en": (
        "Does what it teaches fit what work asks for?",
        "How satisfied are its alumni, and would they recommend it?",
    ),
    "zh": ("专业所教是否符合工作要求？", "校友满意度如何，是否愿意推荐？"),
}


@pytest.mark.parametrize("lang", TITLES)
def test_the_profile_tells_of_competences_and_satisfaction(open_page, lang):
    at = open_page(PROFILE, programme=["080901"], lang=[lang])
    assert not at.exception
    said = words(at)
    for title in TITLES[lang]:
        assert title in said


def test_without_surveys_the_profile_says_what_no_source_asks(open_page, monkeypatch):
    monkeypatch.setattr("ui.profile.feedback.pair_lists", lambda _: ())
    monkeypatch.setattr("ui.profile.voice.topics", lambda _: ())
    monkeypatch.setattr("ui.profile.courses.rated_courses", lambda *_: SimpleNamespace(frame=()))
    at = open_page(PROFILE, programme=["080901"])
    assert not at.exception
    said = words(at)
    assert "No source asks alumni how important a competence is" in said
    assert "No source asks alumni how satisfied they are" in said
    assert "find wanting" not in said


@pytest.mark.parametrize("kind", SECTIONS)
def test_a_finding_leads_to_the_same_people_at_the_same_time(reader, kind):
    one = pair_lists(reader)[0]
    page = SimpleNamespace(reader=reader, lang="zh", view=read({"gender": ["female"]}))
    row = {
        "kind": kind,
        "unit": "programme",
        "programme": "080901",
        "subject": one.pairs[0],
        "cohort_first": 2022,
        "cohort_last": 2024,
        "wave": 6,
    }
    found = urlsplit(feedback(page, row))
    url, part = SECTIONS[kind]
    assert found.path == url in BY_URL
    query = parse_qs(found.query)
    assert query["part"] == [part]
    assert query["programme"] == ["080901"]
    assert query["cohort"] == ["2022", "2023", "2024"]
    assert (query["wave"], query["lang"]) == (["6"], ["zh"])
    assert "gender" not in query, "a finding is about all genders"
    assert query.get("list") == ([one.key] if kind == "gap" else None)
    whole = parse_qs(urlsplit(feedback(page, row | {"unit": "institution"})).query)
    assert "programme" not in whole
