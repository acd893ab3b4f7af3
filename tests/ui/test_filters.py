"""The filter bar writes codes to the address and never drops what it does not know."""

from tests.ui.conftest import asked, words


def test_choice_goes_to_the_address_as_a_code(open_page):
    at = open_page()
    at.multiselect(key="filter_school").set_value(["ENG"]).run()
    assert asked(at, "school") == ["ENG"]
    at.selectbox(key="filter_wave").set_value("6").run()
    assert asked(at, "wave") == ["6"]


def test_language_switch_keeps_the_filters(open_page):
    at = open_page(school=["ENG"], cohort=["2023"])
    at.segmented_control(key="language").set_value("zh").run()
    assert asked(at, "lang") == ["zh"]
    assert asked(at, "school") == ["ENG"]
    assert asked(at, "cohort") == ["2023"]
    assert at.multiselect(key="filter_school").value == ["ENG"]


def test_unavailable_value_is_told_and_kept(open_page):
    at = open_page(cohort=["2023", "2050"], school=["GONE"])
    notice = at.warning[0].value
    assert "2050" in notice
    assert "GONE" in notice
    assert asked(at, "cohort") == ["2023", "2050"]
    assert asked(at, "school") == ["GONE"]


def test_unavailable_value_survives_a_change_beside_it(open_page):
    at = open_page(cohort=["2050"])
    at.pills(key="filter_cohort").set_value(["2023"]).run()
    assert asked(at, "cohort") == ["2023", "2050"]


def test_unavailable_value_leaves_when_the_reader_says_so(open_page):
    at = open_page(cohort=["2023", "2050"], school=["GONE"])
    at.button(key="remove_unavailable").click().run()
    assert not at.warning
    assert asked(at, "cohort") == ["2023"]
    assert "school" not in at.query_params


def test_unavailable_school_does_not_show_everybody(open_page):
    at = open_page(school=["GONE"])
    assert not at.exception
    assert not at.metric


def test_reset_keeps_the_language(open_page):
    at = open_page(cohort=["2023"], lang=["zh"], standard=["nace"])
    at.button(key="reset").click().run()
    assert "cohort" not in at.query_params
    assert "standard" not in at.query_params
    assert asked(at, "lang") == ["zh"]


def test_programmes_are_narrowed_by_the_school(open_page):
    everything = open_page().multiselect(key="filter_programme").options
    narrowed = open_page(school=["ENG"]).multiselect(key="filter_programme").options
    assert 0 < len(narrowed) < len(everything)


def test_scope_of_the_server_cannot_be_widened(open_page, monkeypatch):
    monkeypatch.setenv("YARDSTICK_SCHOOLS", "ENG")
    at = open_page()
    assert at.multiselect(key="filter_school").options == ["School of Engineering"]
    at = open_page(school=["HUM"])
    assert "HUM" in at.warning[0].value
    assert not at.metric
    assert words(at)
