"""Whose answers a profile reads: the latest three cohorts at the usual wave, unless chosen; and the
way to the page that shows all of it."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from ui.address import link
from ui.page import Page
from ui.profile.chosen import Programme
from ui.registry import BY_URL
from ui.sections import PARAMETER
from yardstick.compare.pool import POOLED
from yardstick.findings.model import pool_of, usual_wave
from yardstick.measure import Filters
from yardstick.places import ROOT
from yardstick.sentences import Told
from yardstick.text import Translator
from yardstick.wording import cohorts_words


def answers_of(p: Page, column: str, waves: Sequence[int]) -> Filters:
    """Cohorts, gender and wave of a column of answers; no programme, so that all share one answer.

    One cohort of a programme is few answers: without a choice the latest three are pooled. A wave
    at which nobody was asked gives way to the usual one.
    """
    asked = p.view.filters
    wave = asked.wave if asked.wave in waves else usual_wave(waves)
    cohorts = asked.cohorts or pool_of(p.reader, column, wave, POOLED)
    return Filters(cohorts=cohorts, genders=asked.genders, wave=wave)


def about(filters: Filters, t: Translator) -> str:
    """The cohorts and the months after graduation."""
    if not filters.cohorts:
        return t("{n} months after graduation", n=filters.wave or 0)
    return Told(cohorts_words(filters.cohorts, t), filters.wave)(t)


def way(p: Page, programme: Programme, filters: Filters, url: str, part: str, words: str) -> None:
    """A link to the section with the same programme, cohorts and wave; paper has none."""
    view = p.view.with_(programme=programme.code, cohort=filters.cohorts, wave=filters.wave)
    p.draw(partial(_way, url=url, words=words, query=link(view, **{PARAMETER: part})))


def _way(p: Page, url: str, words: str, query: dict[str, list[str]]) -> None:
    entry = BY_URL[url]
    st.page_link(ROOT / entry.file, label=words, icon=entry.icon, query_params=query)
