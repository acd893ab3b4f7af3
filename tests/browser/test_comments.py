"""Searching in comments with a browser: the term stands in the address, and not in the log."""

import re

import pytest

from tests.browser.test_every_page import drawn, sound

pytestmark = pytest.mark.browser


def test_a_search_by_hand_and_by_deep_link_is_answered_and_not_logged(server, tab):
    tab.goto(server.url + "/voice?part=comments&lang=en")
    drawn(tab)
    sound(tab, server)
    assert tab.locator("blockquote").count() == 5
    box = tab.locator(".st-key-voice_search input")
    box.fill("sesquipedalian")
    box.press("Enter")
    tab.wait_for_url(re.compile("search=sesquipedalian"))
    tab.get_by_text("shown only where at least 10 people wrote one").wait_for()
    assert tab.locator("blockquote").count() == 0
    sound(tab, server)
    tab.goto(server.url + "/voice?part=comments&lang=zh&search=实习")
    tab.get_by_text("其中13人的意见匹配").wait_for()
    drawn(tab)
    assert tab.locator("blockquote").count() == 1
    # The box is filled by a message of its own, after the page has been drawn.
    tab.wait_for_function(
        "() => document.querySelector('.st-key-voice_search input').value === '实习'"
    )
    assert tab.locator("blockquote").get_attribute("lang") == "zh"
    log = server.log.read_text(encoding="utf-8", errors="replace")
    assert "sesquipedalian" not in log
    assert "search=" not in log


def test_on_a_phone_quotations_fit_the_screen(server, browser):
    context = browser.new_context(viewport={"width": 390, "height": 800})
    tab = context.new_page()
    tab.set_default_timeout(120_000)
    tab.goto(server.url + "/voice?part=comments&lang=zh")
    drawn(tab)
    for quote in tab.locator("blockquote").all():
        box = quote.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    sound(tab, server)
    context.close()
