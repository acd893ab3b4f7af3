"""The employment page and the page of yardsticks on the fixture institution."""

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from tests.ui.conftest import words
from ui.employment.rules import headlines
from ui.employment.study import NO_COUNTRY, with_abroad
from ui.forks import KNOWLEDGE, forks
from yardstick.measure.labels import population_words
from yardstick.measure.model import Distribution, Filters

EMPLOYMENT = "pages/graduates/employment.py"
YARDSTICKS = "pages/graduates/yardsticks.py"
PARTS = ("destinations", "pay", "first_job", "work", "regions", "study", "match", "later")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("part", PARTS)
def test_every_section_opens(open_page, part, lang):
    at = open_page(EMPLOYMENT, part=[part], lang=[lang])
    assert not at.exception
    assert at.subheader, "a section shows at least one item"


@pytest.mark.parametrize("part", PARTS)
def test_every_section_stands_three_graduates(open_page, part):
    at = open_page(EMPLOYMENT, part=[part], cohort=["2024"], gender=["other"], level=["doctor"])
    assert not at.exception


def test_an_unknown_section_shows_the_first(open_page):
    at = open_page(EMPLOYMENT, part=["nonsense"])
    assert not at.exception
    assert at.subheader[0].value == "Where did they go?"


@pytest.mark.parametrize(
    ("standard", "heading"),
    [("cn_moe", "Destination rate"), ("nace", "Career outcomes rate"), ("hesa", "Highly skilled")],
)
def test_the_standard_of_the_filter_decides_the_rate(open_page, standard, heading):
    assert heading in words(open_page(EMPLOYMENT, standard=[standard]))


def test_the_rules_of_the_year_can_be_chosen(open_page):
    assert "(2021 rules)" in words(open_page(EMPLOYMENT, rules=["2021"]))
    assert "(2021 rules)" not in words(open_page(EMPLOYMENT, rules=["2024"]))


def test_an_empty_selection_offers_the_way_back(open_page):
    for page in (EMPLOYMENT, YARDSTICKS):
        at = open_page(page, cohort=["1999"])
        assert not at.exception
        assert at.button(key="reset_empty")
        assert not at.subheader


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_yardsticks_open(open_page, lang):
    at = open_page(YARDSTICKS, lang=[lang])
    assert not at.exception
    assert len(at.subheader) == 2


def test_every_standard_with_a_rate_is_a_yardstick():
    standards = {i.standard for i in forks()}
    assert standards == {"cn_moe", "nace", "qilt", "ofs", "hesa", "mycos"}
    assert KNOWLEDGE in [i.id for i in forks()]
    assert all(headlines(s) for s in standards)


def test_a_standard_without_rates_on_destinations_has_no_headline():
    assert headlines("aapor") == {}


def test_graduates_abroad_without_a_country_are_not_at_home():
    frame = pd.DataFrame(
        {
            "code": ["CN", "GB"],
            "n": [80.0, 5.0],
            "base": [85.0, 85.0],
            "share": [80 / 85, 5 / 85],
            "names": [1, 1],
            "status": ["shown", "shown"],
        }
    )
    spread = Distribution("study_country", (), Filters(), 6, frame, 100, counts=(80, 5))
    shown = with_abroad(spread, 100, 20).frame.set_index("code")
    assert shown.loc[NO_COUNTRY, "n"] == 15
    assert shown.loc["CN", "share"] == pytest.approx(0.8)
    assert with_abroad(spread, 100, 5) is spread
    written = Distribution(
        "study_country", (), Filters(), 6, frame.assign(code=["China", "UK"]), 100, counts=(80, 5)
    )
    assert with_abroad(written, 100, 20) is written


def test_countries_are_named_in_the_readers_language(open_page):
    at = open_page(EMPLOYMENT, part=["study"], lang=["zh"])
    tables = [t.value for t in at.table if "国家或地区" in t.value.columns]
    assert "中国" in tables[0]["国家或地区"].tolist()


def test_later_names_the_cohorts_of_every_time(open_page):
    at = open_page(EMPLOYMENT, part=["later"])
    assert "for orientation only" in words(at)
    assert "not only the latest one" in words(at)
    assert "not only the latest one" not in words(
        open_page(EMPLOYMENT, part=["later"], cohort=["2021", "2022"])
    )


def test_the_served_regions_and_the_origin_are_named(open_page):
    at = open_page(EMPLOYMENT, part=["regions"], lang=["zh"])
    assert "服务区域：" in words(at)

    def figures(page):
        return " ".join(str(e.proto) for e in page.get("plotly_chart"))

    assert "region of origin" not in figures(at)
    assert "region of origin" in figures(open_page(EMPLOYMENT, part=["regions"]))


def test_regions_of_work_alone_are_not_announced_as_nothing(open_page, monkeypatch):
    from ui.employment import regions

    true = regions.flows

    def without_origin(*asked, **more):
        found = true(*asked, **more)
        return replace(found, frame=found.frame.assign(origin=None))

    monkeypatch.setattr(regions, "flows", without_origin)
    said = words(open_page(EMPLOYMENT, part=["regions"], cohort=["2022"]))
    assert "they cannot be set against each other" in said
    assert "There is nothing to draw" not in said
    assert "Where do they work?" in said


def test_a_table_without_intervals_has_no_column_for_them(open_page):
    rates = [t.value for t in open_page(EMPLOYMENT, part=["study"]).table]
    assert "Base" in rates[0].columns
    assert "Interval" not in rates[0].columns


def test_a_confidence_that_is_not_usual_is_said(open_page):
    tables = [t.value for t in open_page(EMPLOYMENT, part=["pay"]).table]
    spans = [v for table in tables for v in table.get("Interval", [])]
    assert any("(90%)" in v for v in spans)
    assert not all("(" in v for v in spans)


@pytest.mark.parametrize(
    ("declared", "heading"),
    [
        ("all_graduates", "All graduates"),
        ("with_destination", "Graduates in the source"),
        ("respondents", "Graduates in the source"),
    ],
)
def test_a_narrow_source_is_not_called_all_graduates(declared, heading):
    info = SimpleNamespace(population={2023: "all_graduates", 2024: declared}, cohorts=(2023, 2024))
    snapshot = SimpleNamespace(info=lambda: info)
    assert population_words(snapshot, Filters(cohorts=(2024,))) == heading
    assert population_words(snapshot, Filters()) == heading
    assert population_words(snapshot, Filters(cohorts=(2023,))) == "All graduates"


def test_later_is_about_all_cohorts_and_says_so(open_page):
    """The chip of the filter must not call the latest cohort what is not about it."""
    at = open_page(EMPLOYMENT, part=["later"])
    chips = [str(block.proto.popover.label) for block in at.get("popover")]
    assert "All cohorts" in chips
    assert not any("Latest cohort" in c for c in chips)
    later = words(at)
    assert "All cohorts with a later observation are used here" in later
    one = words(open_page(EMPLOYMENT, part=["later"], cohort=["2022"]))
    assert "All cohorts with a later observation" not in one


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        (EMPLOYMENT, {"part": ["destinations"], "rules": ["2024"]}),
        (EMPLOYMENT, {"part": ["study"]}),
        (YARDSTICKS, {}),
    ],
)
def test_rules_applied_to_older_cohorts_are_said_wherever_they_are(open_page, page, asked):
    said = "Cohorts of 2023 and before are recomputed under the 2024 rules."
    assert said in words(open_page(page, cohort=["2022"], **asked))


def test_the_rate_has_the_same_decimals_in_sentence_and_table(open_page):
    at = open_page(EMPLOYMENT, part=["destinations"], rules=["2024"])
    tables = [t.value for t in at.table]
    flat = [[str(c) for c in t.reset_index().iloc[0]] for t in tables]
    (row,) = [r for r in flat if "Destination rate (2024 rules)" in r]
    rate = row[row.index("Destination rate (2024 rules)") + 1]
    assert f"Destination rate (2024 rules): {rate.split()[0]}" in words(at)


def test_without_industries_the_employers_answer(open_page, monkeypatch):
    """A source may know employers and no industries: the page does not open with the gap alone."""
    from ui.employment import work

    ranked = work.ranked

    def lacking(p, topic, **named):
        said, there = ranked(p, topic, **named)
        lacks = topic.key == "industries"
        return ("No source provides industry.", False) if lacks else (said, there)

    monkeypatch.setattr(work, "ranked", lacking)
    said = words(open_page(EMPLOYMENT, part=["work"]))
    (answer,) = [s for s in said.splitlines() if s.startswith("**No source provides industry.")]
    assert "employer" in answer
