"""Whom a page's sentences are about: the selection of this page in words."""

from collections.abc import Iterable, Sequence

from ui.page import Page
from yardstick.catalogue import Indicator, load_catalogue
from yardstick.measure import measure_one
from yardstick.sentences import Told
from yardstick.text import Translator
from yardstick.wording import cohorts_words, listing, missing

_OTHERS = ("school", "discipline", "class", "programme", "level", "gender")


def told(p: Page, wave: int | None = None, years: Sequence[int] = ()) -> Told:
    """Years and selection, and the months after graduation where there is one wave.

    ``years`` where the sentence is about other cohorts than those selected.
    """
    years = years or p.filters.cohorts or p.reader.snapshot.info().cohorts
    who = p.t("graduates of {years}", years=cohorts_words(years, p.t))
    for name in _OTHERS:
        if codes := p.view.codes(name):
            chosen = listing([p.label(name, c) for c in codes], p.t)
            who = p.t("{who}, {selection}", who=who, selection=chosen)
    return Told(who, wave, p.reader.snapshot.meta.get("currency", ""))


def recomputed(i: Indicator, cohorts: Iterable[object], t: Translator) -> str:
    """That rules are applied to cohorts older than the rules; empty where none is."""
    first = i.first_cohort
    if not first or not any(not missing(c) and int(c) < first for c in cohorts):  # type: ignore[call-overload]
        return ""
    return t(
        "Cohorts of {before} and before are recomputed under the {year} rules.",
        before=str(first - 1),
        year=str(first),
    )


def applied_back(
    p: Page, indicators: Iterable[str], cohorts: Iterable[object] | None = None
) -> list[str]:
    """Once each, what ``recomputed`` says of the indicators for the cohorts in view."""
    about = list(cohorts or p.filters.cohorts or p.reader.snapshot.info().cohorts)
    catalogue = load_catalogue()
    said = [recomputed(catalogue[i], about, p.t) for i in indicators]
    return [s for s in dict.fromkeys(said) if s]


def nobody(p: Page) -> bool:
    """Whether the selection holds no graduate at all, at any time."""
    return p.once("nobody", lambda: _nobody(p))


def _nobody(p: Page) -> bool:
    found = measure_one(p.reader, ["mix.study"], (), p.filters.with_(wave=None)).estimates()
    return not found["population"].fillna(0).any()
