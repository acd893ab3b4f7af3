"""Every page opens on the fixture institution, in both languages, whatever is selected."""

import pytest

from tests.ui.conftest import words
from ui.quality.findings import CHECK_NAMES, CHECK_WORDS
from ui.registry import PAGES
from yardstick.measure import open_snapshot

FILES = [e.file for e in PAGES]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("file", FILES)
def test_page_opens(open_page, file, lang):
    at = open_page(file, lang=[lang])
    assert not at.exception
    assert len(at.title) == 1
    assert "20" in at.caption[-1].value  # the stamp of the build closes the page


@pytest.mark.parametrize("file", FILES)
def test_demonstration_says_so(open_page, file):
    at = open_page(file)
    assert any("Demonstration data" in m.value for m in at.markdown)


@pytest.mark.parametrize("file", FILES)
def test_empty_selection_is_no_accident(open_page, file):
    at = open_page(file, cohort=["1999"], school=["NOWHERE"])
    assert not at.exception
    assert len(at.title) == 1


def test_overview_offers_the_way_back_from_an_empty_selection(open_page):
    at = open_page(cohort=["1999"])
    assert at.button(key="reset_empty")
    at.button(key="reset_empty").click().run()
    assert not at.exception
    assert "cohort" not in at.query_params


def test_names_of_schools_follow_the_language(open_page):
    english, chinese = (open_page(lang=[lang], school=["ENG"]) for lang in ("en", "zh"))
    assert "School of Engineering" in words(english)
    assert "工程学院" in words(chinese)
    assert "School of Engineering" not in words(chinese)


def test_methods_entry_of_one_indicator(open_page):
    at = open_page("pages/reference/methods.py", indicator=["cn2024.destination_rate"])
    assert at.header[0].value == "Destination rate (2024 rules)"
    assert "numerator" in words(at)


def test_methods_names_an_indicator_that_does_not_exist(open_page):
    at = open_page("pages/reference/methods.py", indicator=["cn1999.rate"])
    assert any("cn1999.rate" in w.value for w in at.warning)


def test_methods_search_finds_in_both_languages(open_page):
    at = open_page("pages/reference/methods.py")
    for wanted in ("Kaplan", "落实率", "cn2021.flexible"):
        at.text_input[0].set_value(wanted).run()
        assert 0 < len(at.expander) < 20, wanted
    at.text_input[0].set_value("no such words at all").run()
    assert len(at.expander) == 0
    assert at.info


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_overview_tells_pay_as_money(open_page, lang):
    at = open_page(figure=["pay.median"], lang=[lang])
    assert not at.exception
    assert "00%" not in words(at).replace("100%", "")


def test_overview_says_which_cohort_the_cards_show(open_page):
    at = open_page(cohort=["all"])
    assert "Cards show the latest cohort" in words(at) or "Each card shows" in words(at)
    assert "recomputed under the 2024 rules" in words(at)
    assert "Cards show" not in words(open_page())


def test_a_school_of_one_discipline_opens_by_programme(open_page):
    """A table of one row would compare nothing."""
    assert len(open_page(school=["ENG"]).dataframe[0].value) > 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_programme_with_a_history_tells_it(open_page, warehouse, lang):
    snapshot = open_snapshot(warehouse)
    info = snapshot.info()
    latest = max(info.cohorts)
    known = info.programmes
    noted = known[(known[f"note_{lang}"].fillna("") != "") & known["cohort_to"].notna()]
    assert len(noted)
    row = noted.iloc[0]
    said = words(open_page(programme=[row["programme"]], lang=[lang]))
    assert row[f"note_{lang}"] in said
    ended = info.programmes.groupby("programme")["cohort_to"].max()
    for code in ended[ended < latest].index[:1]:
        assert str(ended[code]) in words(open_page(programme=[code], lang=[lang]))


def test_data_page_accounts_for_every_row(open_page):
    at = open_page("pages/reference/data_quality.py")
    assert "rows were read from the source files" in words(at)
    assert not at.exception


def test_every_check_of_a_build_has_a_name(warehouse):
    checks = open_snapshot(warehouse).table("meta_checks")
    assert len(checks)
    assert set(checks["check"]) <= set(CHECK_NAMES)
    assert set(checks["status"]) <= set(CHECK_WORDS)
