"""The profile on paper: A4, nothing that only a screen needs, every value of every table."""

import io
import re
import unicodedata

import pytest

from tests.browser.test_every_page import drawn, sound

pytestmark = pytest.mark.browser
#: A4 in points.
WIDTH, HEIGHT = 595, 842
#: Eight as it is laid out; with the text of a screen it would be many more.
PAGES = 10
ROWS = """() => [...document.querySelectorAll('table tr')].map(
    row => [...row.cells].map(cell => cell.textContent).join(''))"""
PAINTED = """() => {
    const figures = document.querySelectorAll('[data-testid=stPlotlyChart]').length;
    const asked = document.querySelectorAll('[class*=st-key-figure_]').length;
    const painted = new Set([...document.querySelectorAll('.js-plotly-plot .main-svg')]
        .map(svg => svg.closest('.js-plotly-plot')));
    return asked > 0 && figures === asked && painted.size === figures;
}"""


#: Radicals that a PDF names in place of the characters drawn with the same glyph; NFKC leaves them.
RADICALS = str.maketrans(
    "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻥⻦⻨⻩⻬⻮⻰",
    "母民西见角贝车长门青页风飞食马骨鱼鸟麦黄齐齿龙",
)


def plain(text: str) -> str:
    """Letters without spaces, ligatures and look-alikes of a font's choosing."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(RADICALS)


def lowest(page) -> float:
    """Where the lowest text of a page stands, in points from its upper edge."""
    found, kept, here, line = [], [], (1, 0, 0, 1, 0, 0), (1, 0, 0, 1, 0, 0)
    for operands, operator in page.get_contents().operations:
        if operator == b"q":
            kept.append(here)
        elif operator == b"Q":
            here = kept.pop()
        elif operator == b"cm":
            here = within([float(x) for x in operands], here)
        elif operator == b"Tm":
            line = [float(x) for x in operands]
        elif operator in (b"Tj", b"TJ"):
            found.append(within(line, here)[5])
    return float(page.mediabox.height) - min(found)


def within(inner, outer) -> tuple[float, ...]:
    """One transformation of a PDF (a b c d e f) within another."""
    a, b, c, d, e, f = inner
    p, q, r, s, x, y = outer
    return (
        *(a * p + b * r, a * q + b * s),
        *(c * p + d * r, c * q + d * s),
        *(e * p + f * r + x, e * q + f * s + y),
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_value_of_a_profile_is_on_a4(server, tab, lang):
    pypdf = pytest.importorskip("pypdf")
    tab.goto(f"{server.url}/profile?programme=080901&lang={lang}")
    drawn(tab)
    tab.wait_for_function(PAINTED)
    rows = tab.evaluate(ROWS)
    assert len(rows) > 30
    assert tab.locator("[data-testid=stDataFrame]").count() == 0, "a grid has no text to print"
    pages = pypdf.PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True))).pages
    assert all(
        abs(page.mediabox.width - WIDTH) < 2 and abs(page.mediabox.height - HEIGHT) < 2
        for page in pages
    )
    assert len(pages) <= PAGES
    # An item kept whole would leave the page before it empty from above the middle.
    assert [n for n, page in enumerate(pages[:-1], 1) if lowest(page) < HEIGHT / 2] == []
    paper = plain("".join(page.extract_text() for page in pages))
    assert [row for row in rows if plain(row) not in paper] == []
    # What only a screen needs stays there; what says whose figures these are does not.
    chips = tab.locator(".st-key-filters button").all_inner_texts()
    assert chips
    assert "CSVXLSX" not in paper
    assert plain(tab.locator("h1").inner_text()) in paper
    assert plain({"en": "internal, not for publication", "zh": "内部"}[lang]) in paper
    sound(tab, server)


def test_figures_fit_the_paper(server, tab):
    tab.goto(f"{server.url}/profile?programme=080901&lang=en")
    drawn(tab)
    tab.wait_for_function(PAINTED)
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": 718, "height": 1000})
    overflow = tab.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot .main-svg, table')]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1).length"""
    )
    assert overflow == 0
    hidden = tab.locator(".st-key-filters, [data-testid=stHeader], [class*=st-key-tools_]")
    assert hidden.count() > 3
    assert not any(e.is_visible() for e in hidden.all())
