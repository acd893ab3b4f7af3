"""Whom a page's sentences are about: the selection of this page in words."""

from ui.page import Page
from yardstick.sentences import Told
from yardstick.wording import cohorts_words, listing

_OTHERS = ("school", "discipline", "class", "programme", "level", "gender")


def told(p: Page, wave: int | None = None) -> Told:
    """Years and selection, and the months after graduation where there is one wave."""
    years = p.filters.cohorts or p.reader.snapshot.info().cohorts
    who = p.t("graduates of {years}", years=cohorts_words(years, p.t))
    for name in _OTHERS:
        if codes := p.view.codes(name):
            chosen = listing([p.label(name, c) for c in codes], p.t)
            who = p.t("{who}, {selection}", who=who, selection=chosen)
    return Told(who, wave, p.reader.snapshot.meta.get("currency", ""))
