"""The programme profile: choosing, explaining itself, its parts, and the ways that lead to it."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import plotly.graph_objects as go
import pytest

from tests.ui.conftest import asked, words
from ui.address import read
from ui.profile.benchmark import Stands
from ui.profile.effects import model_notes, told
from ui.programme_links import address, has_programmes, markdown, picked_point, with_links
from ui.registry import BY_URL
from yardstick.compare import Comparison, compare, load_outcomes
from yardstick.figures.standings import gap
from yardstick.inference.mixed_result import MESSAGES, Ended
from yardstick.measure import Filters, Reader, Reason, choices, measure, open_snapshot
from yardstick.measure.model import WEIGHTED
from yardstick.text import translator
from yardstick.wording import percent

PROFILE = BY_URL["profile"].file
#: Outcomes of the profile that surveys ask for.
WEIGHABLE = ("satisfaction.job",)


@pytest.fixture
def programmes(warehouse) -> dict[str, dict[str, str]]:
    return choices(Reader(open_snapshot(warehouse))).facts


def test_programmes_have_a_profile_in_both_languages(open_page, programmes):
    for number, code in enumerate(list(programmes)[::2]):
        at = open_page(PROFILE, programme=[code], lang=["zh" if number % 2 else "en"])
        assert not at.exception, code
        assert at.header, code
        assert len(at.table) >= 3, code


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_without_a_programme_one_can_be_chosen(open_page, programmes, lang):
    at = open_page(PROFILE, lang=[lang])
    assert not at.exception
    links = [cell for t in at.table for cell in t.value.iloc[:, 0]]
    assert len(links) == len(programmes)
    assert all(f"lang={lang}" in link for link in links)


def test_the_chooser_searches(open_page, programmes):
    at = open_page(PROFILE)
    code = next(iter(programmes))
    at.text_input(key="profile_search").set_value(code).run()
    assert sum(len(t.value) for t in at.table) < len(programmes)
    at.text_input(key="profile_search").set_value("no such words at all").run()
    assert not at.table
    assert any("No programme" in i.value for i in at.info)


def test_the_select_writes_the_address_and_lifts_what_it_implies(open_page, programmes):
    code, facts = next(iter(programmes.items()))
    at = open_page(PROFILE, school=[facts["school"]], cohort=["2023"])
    at.selectbox(key="profile_programme").set_value(code).run()
    assert not at.exception
    assert asked(at, "programme") == [code]
    assert asked(at, "cohort") == ["2023"]
    assert asked(at, "school") == []


def test_a_programme_unknown_here_explains_itself(open_page):
    at = open_page(PROFILE, programme=["NOSUCH"])
    assert not at.exception
    assert "These data have no programme NOSUCH, or you may not see it" in words(at)


def test_a_programme_out_of_scope_is_not_shown(open_page, programmes, monkeypatch):
    schools = sorted({f["school"] for f in programmes.values()})
    monkeypatch.setenv("YARDSTICK_SCHOOLS", schools[0])
    other = next(c for c, f in programmes.items() if f["school"] != schools[0])
    at = open_page(PROFILE, programme=[other])
    assert not at.exception
    assert "or you may not see it" in words(at)
    assert not at.header


def test_several_programmes_are_offered_for_choice(open_page, programmes):
    two = list(programmes)[:2]
    at = open_page(PROFILE, programme=two)
    assert "names 2 programmes" in words(at)
    assert sum(len(t.value) for t in at.table) == 2


def test_a_filter_that_shuts_the_programme_out_can_be_lifted(open_page, programmes):
    code, facts = next(iter(programmes.items()))
    other = next(f["school"] for f in programmes.values() if f["school"] != facts["school"])
    at = open_page(PROFILE, programme=[code], school=[other])
    assert "lies outside the selection" in words(at)
    at.button(key="profile_lift").click().run()
    assert asked(at, "school") == []
    assert at.header[0].value


def test_a_cohort_without_graduates_explains_itself(open_page, programmes):
    at = open_page(PROFILE, programme=[next(iter(programmes))], cohort=["1999"])
    assert not at.exception
    assert at.button(key="reset_empty")


def test_few_graduates_are_a_hint_and_nobody_is_shown(open_page, programmes):
    code = next(iter(programmes))
    at = open_page(PROFILE, programme=[code], gender=["other"], cohort=["all"])
    assert not at.exception


def test_a_wave_nobody_was_asked_at_leaves_the_page_standing(open_page, programmes):
    at = open_page(PROFILE, programme=[next(iter(programmes))], wave=["60"])
    assert not at.exception


def test_an_older_code_leads_to_what_continues_it(open_page, warehouse, programmes):
    periods = open_snapshot(warehouse).info().programmes
    older = periods[
        (periods["programme_code"] != periods["programme"])
        & ~periods["programme_code"].isin(list(programmes))
        & periods["programme"].isin(list(programmes))
    ]
    assert len(older), "the fixture has a renamed or merged programme"
    row = older.iloc[0]
    said = words(open_page(PROFILE, programme=[row["programme_code"]]))
    assert f"{row['programme_code']} goes on as" in said
    at = open_page(PROFILE, programme=[row["programme"]])
    assert "What has it been called, and what does it continue?" in words(at)


def test_the_answer_stands_on_the_benchmark(open_page):
    at = open_page(PROFILE, programme=["080901"])
    said = words(at)
    assert "of like graduates" in said
    assert "outcomes compared" in said
    table = next(t.value for t in at.table if "Like graduates" in t.value.columns)
    assert len(table) == 6
    assert (table["Verdict"] != "").all(), "a verdict, or why there is none"
    assert list(table.columns[:3]) == ["Outcome", "Difference", "Verdict"], "what a phone shows"


def test_the_latest_cohorts_are_pooled_for_the_benchmark_and_named(open_page):
    at = open_page(PROFILE, programme=["080901"])
    table = next(t.value for t in at.table if "Like graduates" in t.value.columns)
    assert "2022 to 2024" in table["Cohorts"].tolist()
    one = open_page(PROFILE, programme=["080901"], cohort=["2023"])
    table = next(t.value for t in one.table if "Like graduates" in t.value.columns)
    assert set(table["Cohorts"]) <= {"2023", "all cohorts"}


def pooled_table(at) -> pd.DataFrame:
    found = [t.value for t in at.table if "Shrunk by" in t.value.columns]
    return found[0] if found else pd.DataFrame()


def test_pooled_effects_stand_beside_the_verdict(open_page, warehouse):
    """What is told is what the comparison has; nothing is fitted for the page."""
    reader = Reader(open_snapshot(warehouse))
    frame = compare(reader, "destination").frame.set_index("programme")
    code = frame.index[frame["pooled"].notna()][0]
    at = open_page(PROFILE, programme=[code])
    assert not at.exception
    row = pooled_table(at).set_index("Outcome").loc["Destination rate"]
    assert row["Pooled effect"] == gap(frame.loc[code, "pooled"], "share", translator("en"))
    assert row["Shrunk by"] == percent(frame.loc[code, "shrunk"], 0)
    assert row["Base"] == f"{int(frame.loc[code, 'n']):,}"
    assert "the model finds no difference between programmes" in words(at)
    assert "A difference counts from 2.5 points" in words(at)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_pooled_effect_is_said_with_interval_and_shrinkage(lang):
    row = {"pooled": 0.031, "pooled_low": -0.004, "pooled_high": 0.066, "shrunk": 0.42}
    t = translator(lang)
    pay = Comparison(load_outcomes()["pay"], Filters(), "intake", "institution", pd.DataFrame())
    share = replace(pay, outcome=load_outcomes()["destination"])
    first, other = (Stands(c, row | {"agree": a}, "") for c, a in ((share, True), (pay, False)))
    said = told([first, other], t)
    assert gap(0.031, "share", t) in said
    assert "−0.4" in said
    assert "42%" in said
    assert t("The interval holds zero: there may be no difference.") in said
    assert load_outcomes()["pay"].label(lang) in said
    sure = told([replace(first, row=first.row | {"pooled_low": 0.01})], t)
    assert t("The interval holds zero: there may be no difference.") not in sure
    assert load_outcomes()["pay"].label(lang) not in sure


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_a_model_could_not_do_is_said_of_its_outcome_alone(lang):
    """Read without the outcome, "no differences" would be about all of them."""
    nothing_found = Reason(MESSAGES[Ended.NO_VARIANCE])
    c = Comparison(
        load_outcomes()["satisfaction"], Filters(), "intake", "institution", pd.DataFrame()
    )
    about = replace(c, model_notes=(nothing_found, nothing_found))
    other = replace(c, outcome=load_outcomes()["destination"])
    t = translator(lang)
    said = model_notes([Stands(other, {}, ""), Stands(about, {}, "")], t)
    assert len(said) == 1
    assert said[0].startswith(load_outcomes()["satisfaction"].label(lang))
    assert said[0].endswith(nothing_found(t))


def test_notes_of_the_model_do_not_stand_below_the_benchmark(open_page, reader, programmes):
    at = open_page(PROFILE, programme=[next(iter(programmes))])
    seen = words(at)
    labels = [o.label("en") for o in load_outcomes().values()]
    notes = {
        note(translator("en"))
        for o in load_outcomes()
        for note in compare(reader, o, model=False).model_notes
    }
    for said in notes:
        assert seen.count(said) == sum(seen.count(f"{name}: {said}") for name in labels)
    assert any(said in seen for said in notes)


def test_other_selections_say_where_pooled_effects_are(open_page, programmes):
    at = open_page(PROFILE, programme=[next(iter(programmes))], gender=["female"])
    assert not at.exception
    assert pooled_table(at).empty
    assert "the teaching yardstick computes them when it is asked" in words(at)


def test_a_small_base_is_marked_and_a_hint(open_page):
    said, found = "", []
    for code in ("081203", "050212"):
        at = open_page(PROFILE, programme=[code], cohort=["2024"])
        assert not at.exception
        said += words(at)
        found += [t.value for t in at.table if "Like graduates" in t.value.columns]
    assert "would be found four times in five" not in said or "difference of –" not in said
    assert any("[u]" in v for table in found for v in table["Observed"])
    assert "a hint, not a finding" in said


def test_thresholds_and_trend_stand_beside_the_benchmark(open_page):
    said = words(open_page(PROFILE, programme=["080901"]))
    assert "What has been found?" in said
    assert "Does it draw away from its benchmark, or closer?" in said
    assert "Is it above the thresholds others have set?" in said


def test_a_long_table_for_the_paper_is_no_grid(open_page):
    at = open_page(PROFILE, programme=["080901"])
    assert not at.dataframe


def test_comparable_programmes_stand_by_name_and_are_no_ranking(open_page, programmes):
    code = next(c for c, f in programmes.items() if f["class"] == "0502" and c != "050201")
    at = open_page(PROFILE, programme=[code])
    assert "This is not a ranking" in words(at)
    table = next(t.value for t in at.table if t.value.columns[0] == "Programme")
    names = table.iloc[:, 0].str.extract(r"\[(.*)\]\(")[0].tolist()
    assert names == sorted(names)
    assert len(names) > 1


def test_a_link_keeps_filters_and_language_and_names_one_programme():
    view = read({"cohort": ["2023", "2024"], "school": ["ENG"], "programme": ["A", "B"]})
    query = parse_qs(urlsplit(address(view, "zh", "X(1)")).query)
    assert query == {"cohort": ["2023", "2024"], "programme": ["X(1)"], "lang": ["zh"]}


def test_names_in_links_are_text_and_not_markup():
    assert markdown("A [b] *c*", "profile?programme=X(1)") == (
        r"[A \[b\] \*c\*](profile?programme=X(1%29)"
    )
    plain = pd.DataFrame({"a": [1]})
    assert with_links(plain) is plain


def test_a_figure_of_programmes_knows_the_point_that_was_chosen():
    event = type("Event", (), {"selection": type("S", (), {"points": [{"customdata": "P1"}]})()})()
    assert picked_point(event) == "P1"
    assert picked_point(None) is None
    assert not has_programmes(go.Figure())
    assert has_programmes(go.Figure(layout={"meta": {"points": "programme"}}))


def test_tables_and_figures_of_programmes_lead_to_the_profile(open_page, programmes):
    at = open_page("pages/graduates/employment.py", part=["pay"], school=["ENG"])
    table = next(t.value for t in at.table if t.value.columns[0] == "Programme")
    assert all("](profile?" in name for name in table["Programme"])
    opener = next(s for s in at.selectbox if str(s.key).startswith("open_profile_pay_by_group"))
    opener.select(opener.options[0]).run()
    assert not at.exception
    assert at.title[0].value.startswith("How does this programme do")
    assert at.header[0].value == opener.options[0]


def test_the_overview_leads_to_profiles(open_page):
    at = open_page(by=["programme"])
    grid = at.dataframe[0].value
    assert grid["Profile"].str.startswith("profile?").all()


def test_survey_figures_stand_weighted_beside_unweighted(open_page, warehouse, programmes):
    reader = Reader(open_snapshot(warehouse))
    shown = 0
    for code in programmes:
        at = open_page(PROFILE, programme=[code], wave=["6"])
        assert not at.exception, code
        tables = [t.value for t in at.table if "Weighted less unweighted" in t.value.columns]
        found = measure(reader, WEIGHABLE, (), Filters(programmes=(code,), wave=6), weighted=True)
        heavy = found.frame[(found.frame["method"] == WEIGHTED) & found.frame["value"].notna()]
        assert len(tables) <= 1
        if tables:
            shown += 1
            assert {"Weighted", "Unweighted", "Effective base"} <= set(tables[0].columns)
            assert "finite population" in words(at)
        else:
            assert heavy.empty, code
    assert shown
