"""Which industries and occupations the selection feeds: rankings with their concentration."""

from ui.employment.names import ranked
from ui.employment.topics import INDUSTRIES, OCCUPATIONS
from ui.page import Page


def show(p: Page) -> None:
    """Industries, then occupations."""
    industries, _ = ranked(p, INDUSTRIES, top=12, leads=True)
    ranked(p, OCCUPATIONS, top=12)
    p.answer(industries)
