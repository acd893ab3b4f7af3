"""Searching in comments with a browser: the term stands in the address, and not in the log."""

import re

import pytest

from tests.browser.test_every_page import drawn, sound

pytestmark = pytest.mark.browser


def test_a_search_by_hand_and_by_deep_link_is_answered_and_not_logged(server, tab):
    # Every expectation waits: the page is drawn in many messages, and old ones stand until then.
    expect = pytest.importorskip("playwright.sync_api").expect
    expect.set_options(timeout=120_000)
    quotes, box = tab.locator("blockquote"), tab.locator(".st-key-voice_search input")
    tab.goto(server.url + "/voice?part=comments&lang=en")
    drawn(tab)
    expect(quotes).to_have_count(5)
    sound(tab, server)
    box.fill("sesquipedalian")
    box.press("Enter")
    tab.wait_for_url(re.compile("search=sesquipedalian"))
    expect(quotes).to_have_count(0)
    expect(tab.get_by_text("shown only where at least 10 people wrote one").first).to_be_visible()
    sound(tab, server)
    tab.goto(server.url + "/voice?part=comments&lang=zh&search=实习")
    expect(tab.get_by_text("其中13人的意见匹配")).to_be_visible()
    drawn(tab)
    expect(quotes).to_have_count(1)
    expect(box).to_have_value("实习")
    expect(quotes).to_have_attribute("lang", "zh")
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
