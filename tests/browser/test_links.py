"""Links between the pages stay in their tab, so that the way back is the browser's own."""

import pytest

SHOWN = [
    ("overview", "[data-testid='stMarkdown'] a[href^='yardstick?']"),
    ("profile", "[data-testid='stTable'] a"),
]


@pytest.mark.parametrize(("page", "link"), SHOWN)
def test_a_link_within_the_house_stays_in_its_tab(server, tab, page, link):
    tab.goto(f"{server.url}/{page}?lang=en")
    found = tab.locator(link).first
    found.wait_for()
    # The last part of a page is the one that keeps its links in the tab.
    tab.wait_for_function("window.staysInTab === true")
    target = f"{server.url}/{found.get_attribute('href')}"
    found.click()
    tab.wait_for_url(target)
    assert len(tab.context.pages) == 1
