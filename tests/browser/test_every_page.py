"""Every page by deep link on a freshly started server: filters, language, navigation, no fault."""

import re

import pytest

from ui.registry import PAGES

pytestmark = pytest.mark.browser
EXCEPTION = "[data-testid='stException'], [data-testid='stAlertContentError']"
FILTERED = ("overview", "employment", "yardsticks", "yardstick")


def address(entry, query: str = "") -> str:
    return f"/{'' if entry.default else entry.url}{query}"


def drawn(tab) -> str:
    """Wait until the script has ended; the page's title."""
    tab.wait_for_selector("h1")
    tab.wait_for_function(
        "() => document.querySelector('[data-testid=stApp]')"
        ".getAttribute('data-test-script-state') === 'notRunning'"
    )
    return tab.locator("h1").inner_text()


def sound(tab, server) -> None:
    assert tab.locator(EXCEPTION).count() == 0
    assert tab.locator("[role='dialog']").count() == 0, "page not found"
    assert server.errors() == []


@pytest.mark.parametrize("entry", PAGES, ids=lambda e: e.url)
def test_deep_link_filter_and_language(server, tab, entry):
    tab.goto(server.url + address(entry, "?level=bachelor&lang=en"))
    english = drawn(tab)
    sound(tab, server)
    if entry.url in FILTERED:
        tab.locator(".st-key-chip_cohort button").first.click()
        tab.locator(".st-key-filter_cohort").get_by_text("2023", exact=True).click()
        tab.wait_for_url(re.compile("cohort=2023"))
        drawn(tab)
        tab.keyboard.press("Escape")
        sound(tab, server)
    tab.locator(".st-key-language").get_by_text("中文").click()
    tab.wait_for_url(re.compile("lang=zh"))
    tab.wait_for_function(
        "was => document.querySelector('h1') && document.querySelector('h1').innerText !== was",
        arg=english,
    )
    chinese = drawn(tab)
    assert re.search("[一-鿿]", chinese)
    assert "level=bachelor" in tab.url
    sound(tab, server)


def test_view_survives_navigation_and_the_way_back(server, tab):
    tab.goto(server.url + "/?school=ENG&cohort=2023&lang=en")
    drawn(tab)
    tab.get_by_role("link", name="Employment").first.click()
    tab.wait_for_url(re.compile("/employment"))
    tab.wait_for_url(re.compile("school=ENG"))
    drawn(tab)
    assert "cohort=2023" in tab.url
    assert "School of Engineering" in tab.locator(".st-key-chip_school").inner_text()
    tab.get_by_role("link", name="Methods").first.click()
    tab.wait_for_url(re.compile("/methods.*school=ENG"))
    drawn(tab)
    tab.go_back()
    tab.wait_for_url(re.compile("/employment.*school=ENG"))
    drawn(tab)
    sound(tab, server)


def test_every_figure_leads_to_its_definition(server, tab):
    tab.goto(server.url + "/?cohort=2024&lang=en")
    drawn(tab)
    tab.locator(".st-key-key_figures a").first.click()
    tab.wait_for_url(re.compile(r"/methods\?.*indicator="))
    drawn(tab)
    assert "cohort=2024" in tab.url
    assert tab.locator(".st-key-asked h2").count() == 1
    sound(tab, server)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_yardstick_by_deep_link_and_another_choice(server, tab, lang):
    tab.goto(server.url + f"/yardstick?outcome=destination&part=funnel&lang={lang}")
    drawn(tab)
    tab.wait_for_selector(".st-key-item_funnel .js-plotly-plot")
    sound(tab, server)
    tab.locator(".st-key-yardstick_factors input").click()
    tab.locator("[role='option']").last.click()
    tab.wait_for_url(re.compile("factors=intake_and_discipline"))
    drawn(tab)
    assert "part=funnel" in tab.url
    sound(tab, server)


def test_signals_lead_to_profile_and_yardstick(server, tab):
    tab.goto(server.url + "/?lang=en")
    drawn(tab)
    tab.wait_for_selector(".st-key-item_signals")
    ways = tab.locator(".st-key-item_signals a[href*='yardstick?']")
    if ways.count():
        assert tab.locator(".st-key-item_signals a[href*='profile?']").count()
        # Links in a text open in a new tab.
        tab.goto(f"{server.url}/{ways.first.get_attribute('href').lstrip('/')}")
        drawn(tab)
        assert tab.locator(".st-key-yardstick_outcome").count() == 1
    sound(tab, server)


def test_phone_has_no_sideways_scroll(server, tab):
    tab.set_viewport_size({"width": 390, "height": 844})
    for entry in PAGES:
        tab.goto(server.url + address(entry, "?lang=zh"))
        drawn(tab)
        widths = tab.evaluate(
            "() => {const m = document.querySelector('[data-testid=stMain]');"
            "return [m.scrollWidth, m.clientWidth]}"
        )
        assert widths[0] <= widths[1], entry.url
        sound(tab, server)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_drivers_and_objectives_of_the_alumni_voice(server, tab, lang):
    tab.goto(server.url + f"/voice?part=drivers&lang={lang}")
    drawn(tab)
    sound(tab, server)
    assert tab.locator(".st-key-voice_target").count() == 1
    tab.goto(server.url + f"/voice?part=objectives&years=0-1&lang={lang}")
    tab.wait_for_selector(".st-key-item_objectives table")
    drawn(tab)
    sound(tab, server)
    assert tab.locator(".st-key-voice_years").count() == 1
    assert "years=0-1" in tab.url
