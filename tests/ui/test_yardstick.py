"""The teaching yardstick: choices, sections, screens that explain themselves, the download."""

import pandas as pd
import pytest

from tests.ui.conftest import asked, words
from ui.registry import BY_URL
from ui.standings.standing import furthest
from yardstick.compare import compare, load_outcomes
from yardstick.export.standings import MEANINGS, standings
from yardstick.inference.verdict import Standing
from yardstick.measure import Filters, Reader, Scope
from yardstick.measure.weighting import category_label
from yardstick.text import translator

YARDSTICK = BY_URL["yardstick"].file
PARTS = ("standing", "funnel", "adjustment", "layers", "weights")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_in_both_languages(open_page, part, lang):
    at = open_page(YARDSTICK, part=[part], lang=[lang])
    assert not at.exception
    assert at.subheader
    assert not any("{" in word for word in words(at).split())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_answers_to_a_survey_stand_weighted_and_unweighted(open_page, reader, lang):
    at = open_page(YARDSTICK, part=["weights"], outcome=["match"], lang=[lang])
    assert not at.exception
    t = translator(lang)
    c = compare(reader, "match")
    if not c.frame.empty:
        assert any(t("Weighted less unweighted") in tb.value.columns for tb in at.table)


def test_a_register_is_not_weighted(open_page):
    at = open_page(YARDSTICK, part=["weights"], outcome=["destination"])
    assert "there is nothing to weight" in words(at)


def test_categories_of_the_weights_have_names(reader):
    made = category_label(reader.snapshot, "programme_group", "ENG/bachelor")
    assert made("en").startswith("School of Engineering, ")
    assert "bachelor" not in made("zh")


@pytest.mark.parametrize("outcome", load_outcomes())
def test_every_outcome_has_a_comparison_or_says_why_not(open_page, outcome):
    at = open_page(YARDSTICK, outcome=[outcome])
    assert not at.exception
    label = load_outcomes()[outcome].label("en")
    assert label in words(at)
    assert len(at.metric) >= 5 or "cannot be compared here: " in words(at)


def test_choices_are_codes_in_the_address(open_page):
    at = open_page(YARDSTICK, outcome=["study"], factors=["cohort_level"])
    assert at.selectbox(key="yardstick_outcome").value == "study"
    at.selectbox(key="yardstick_outcome").set_value("destination").run()
    at.selectbox(key="yardstick_target").set_value("category").run()
    assert not at.exception
    assert asked(at, "outcome") == ["destination"]
    assert asked(at, "target") == ["category"]
    assert asked(at, "factors") == ["cohort_level"]
    assert "like graduates of its discipline" in words(at)
    assert "Only cohort and level are held constant here" in words(at)


def test_a_code_that_does_not_exist_asks_for_the_usual(open_page):
    at = open_page(YARDSTICK, outcome=["nosuch"], factors=["employer"], target=["world"])
    assert not at.exception
    assert at.selectbox(key="yardstick_factors").value == "intake"


def test_the_sentence_says_what_chance_alone_gives(open_page):
    assert "of the institution differed from its benchmark" in words(open_page(YARDSTICK))


def test_cohorts_are_pooled_and_named(open_page, reader):
    at = open_page(YARDSTICK)
    pooled = compare(reader, "destination").cohorts
    assert len(pooled) > 1
    shown = next(m.value for m in at.metric if m.label == "Cohorts pooled")
    assert str(pooled[0]) in shown
    assert str(pooled[-1]) in shown
    one = open_page(YARDSTICK, cohort=[str(pooled[-1])])
    assert "one cohort only" in words(one)


def test_all_cohorts_are_more_than_the_latest(open_page, reader):
    at = open_page(YARDSTICK, cohort=["all"])
    assert not at.exception
    shown = next(m.value for m in at.metric if m.label == "Cohorts pooled")
    assert str(min(reader.snapshot.info().cohorts)) in shown


def test_a_school_limits_the_rows_and_not_the_comparison(open_page, reader):
    every = compare(reader, "destination")
    school = every.frame["school"].iloc[0]
    at = open_page(YARDSTICK, school=[school])
    assert not at.exception
    shown = next(m.value for m in at.metric if m.label == "Programmes compared")
    assert shown == str(every.programmes)
    assert f"{(every.frame['school'] == school).sum()} of them in view" in words(at)


def test_one_programme_has_a_sentence_of_its_own(open_page, reader):
    frame = compare(reader, "destination").frame
    code = frame.loc[frame["verdict"] != Standing.NO_FIGURE, "programme"].iloc[0]
    at = open_page(YARDSTICK, programme=[code], lang=["en"])
    assert not at.exception
    assert "like graduates" in words(at) or "is the programme itself" in words(at)


def test_few_graduates_leave_the_page_standing(open_page):
    at = open_page(YARDSTICK, gender=["other"], cohort=["2024"])
    assert not at.exception
    assert len(at.title) == 1


def test_nobody_is_explained(open_page):
    at = open_page(YARDSTICK, cohort=["1999"])
    assert not at.exception
    assert at.button(key="reset_empty")


def test_scope_limits_what_is_seen(open_page, reader, monkeypatch):
    frame = compare(reader, "destination").frame
    school = frame["school"].iloc[0]
    other = frame.loc[frame["school"] != school, "programme"].iloc[0]
    monkeypatch.setenv("YARDSTICK_SCHOOLS", school)
    at = open_page(YARDSTICK, programme=[other])
    assert not at.exception
    assert "1 of them in view" not in words(at)


@pytest.mark.parametrize("part", ["standing", "adjustment"])
def test_a_scope_is_told_why_a_cut_is_not_released(open_page, reader, monkeypatch, part):
    school = sorted(set(reader.snapshot.info().programmes["school"]))[0]
    monkeypatch.setenv("YARDSTICK_SCHOOLS", school)
    at = open_page(YARDSTICK, part=[part], gender=["female"])
    assert not at.exception
    assert "benchmarks are released for all graduates" in words(at)


def test_programmes_lead_to_their_profiles(open_page):
    at = open_page(YARDSTICK)
    links = [
        cell for t in at.table if t.value.columns[0] == "Programme" for cell in t.value["Programme"]
    ]
    assert links
    assert all("](profile?" in link for link in links)


def test_every_method_is_explained(open_page):
    labels = [e.label for part in PARTS for e in open_page(YARDSTICK, part=[part]).expander]
    assert labels.count("How to read this") >= 6


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "A difference counts from 2.5 points on. That is a convention"),
        ("zh", "差异自2.5个百分点起视为有实质意义。"),
    ],
)
def test_what_is_material_stands_beside_the_verdict_with_the_place_it_is_set_in(
    open_page, lang, said
):
    at = open_page(YARDSTICK, lang=[lang])
    assert said in words(at)
    assert "data/catalogue/outcomes.toml" in words(at)


def test_the_factor_table_names_what_is_forbidden(open_page):
    at = open_page(YARDSTICK, part=["adjustment"])
    table = next(t.value for t in at.table if t.value.columns[0] == "Factor")
    states = dict(zip(table["Factor"], table["In this comparison"], strict=True))
    assert states["Employer"] == "never"
    assert states["Cohort"] == "held constant"


def test_the_download_has_numbers_and_every_heading_is_explained(reader):
    c = compare(reader, "destination")
    frame = standings(reader, c)
    assert len(frame) == len(c.frame)
    got = frame["Difference from the benchmark"]
    assert got.iloc[0] == pytest.approx(100 * c.frame["difference"].iloc[0], nan_ok=True)
    own = {"Programme", "Programme, code", "School", "School, code", "Level", "Level, code"}
    known = own | set(MEANINGS) | {"Base", "Mark", "Status", "Reason"}
    assert set(frame.columns) <= known


def test_the_download_of_a_scope_holds_no_other_school(reader):
    school = compare(reader, "destination").frame["school"].iloc[0]
    own = Reader(reader.snapshot, Scope(schools=(school,)))
    frame = standings(own, compare(own, "destination", Filters()))
    assert set(frame["School, code"]) == {school}


def test_a_disagreement_is_said_on_the_page_with_what_the_verdict_follows(open_page, reader):
    c = compare(reader, "destination")
    at = open_page(YARDSTICK)
    differ = [a is False for a in c.frame["agree"]]
    assert ("The verdict follows the benchmark" in words(at)) == any(differ)


@pytest.mark.parametrize("part", ["standing", "funnel"])
def test_an_explanation_has_an_example_with_numbers_of_the_page(open_page, part):
    text = words(open_page(YARDSTICK, part=[part]))
    assert "An example from this" in text
    assert "{example}" not in text


def test_the_furthest_and_every_finding_are_drawn():
    frame = pd.DataFrame({"pooled": range(-50, 50), "verdict": Standing.CANNOT_TELL})
    frame.loc[50, "verdict"] = str(Standing.ABOVE)
    drawn = furthest(frame, 10)
    assert len(drawn) == 11
    assert set(drawn["pooled"]) == {*range(-50, -45), *range(45, 50), 0}
