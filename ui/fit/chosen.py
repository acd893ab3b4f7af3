"""Which list of pairs the reader looks at and where the lines of the map stand, as codes in the address."""

from dataclasses import dataclass

import streamlit as st

from ui.page import Page
from yardstick.feedback.gaps import Gaps, gaps
from yardstick.feedback.lists import PairList, construct_name, pair_lists
from yardstick.figures.importance import RULES
from yardstick.inference.quadrant import Rule
from yardstick.text import mark

LIST, LINES = "list", "lines"
#: Why there is nothing to choose from.
NO_PAIRS = mark(
    "No source of this build asks how important a competence is and how well it is attained. "
    "What is needed: a survey of alumni or employers that asks both of the same competence, "
    "described in the table of items (columns “pair” and “side”)."
)


@dataclass(frozen=True)
class Chosen:
    """One list of pairs, and the rule of the lines."""

    list: PairList
    rule: Rule

    def of(self, p: Page) -> Gaps:
        """The gaps of the page's selection."""
        return gaps(p.reader, self.list, p.filters, self.rule)


def chosen(p: Page) -> Chosen | None:
    """What the address asks for, the first list where it asks for none; None without pairs."""
    known = {one.key: one for one in pair_lists(p.reader)}
    if not known:
        return None
    asked = st.query_params.get(LIST)
    one = known[asked] if asked in known else next(iter(known.values()))
    rules = offered(one)
    rule = st.query_params.get(LINES)
    return Chosen(one, Rule(rule) if rule in rules else rules[0])


def offered(one: PairList) -> list[Rule]:
    """Rules of the lines; the middle of the scale only where all pairs have one."""
    return [r for r in Rule if r is not Rule.MIDPOINT or one.ends is not None]


def choose(p: Page, now: Chosen, lines: bool) -> None:
    """The selects; each writes its code into the address. ``lines`` where there is a map."""
    t = p.t
    lists = {one.key: one for one in pair_lists(p.reader)}
    with st.container(horizontal=True, vertical_alignment="bottom", key="fit_choice"):
        if len(lists) > 1:
            _select(LIST, t("Asked"), list(lists), lambda k: list_name(p, lists[k]), now.list.key)
        if lines:
            rules = [str(r) for r in offered(now.list)]
            _select(LINES, t("Lines of the map at"), rules, lambda r: t(RULES[r]), str(now.rule))


def list_name(p: Page, one: PairList) -> str:
    """Who was asked, about what: in the source's own word."""
    t = p.t
    who = p.label("respondent_kind", one.respondent)
    said = t("{who}: {what}", who=who, what=construct_name(one.construct, p.lang) or one.survey)
    lists = [x for x in pair_lists(p.reader) if (x.respondent, x.construct) == _same(one)]
    if len({x.survey for x in lists}) > 1:
        said = t("{name}, survey {survey}", name=said, survey=one.survey)
    if len({x.version for x in lists}) > 1:
        said = t("{name}, version {version}", name=said, version=one.version)
    return said


def _same(one: PairList) -> tuple[str, str]:
    return one.respondent, one.construct


def _select(name: str, title: str, codes: list[str], words, value: str) -> None:
    key = f"fit_{name}"

    def write() -> None:
        st.query_params[name] = st.session_state[key]

    st.session_state[key] = value
    st.selectbox(title, codes, format_func=words, key=key, on_change=write, width=340)
