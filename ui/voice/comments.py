"""What was written in their own words: themes, words that stand out, quotations and a search."""

import streamlit as st

from ui.page import Page
from ui.telling import told
from ui.voice import sayings, themes
from ui.voice.quoted import quoted
from ui.voice.reading import how_to_read
from yardstick.feedback.comments import (
    OpenQuestion,
    Themes,
    cohorts_at,
    open_questions,
    told_apart,
)
from yardstick.feedback.comments import themes as themes_of
from yardstick.feedback.keywords import sayings as words_of
from yardstick.measure import label
from yardstick.sentences import caution, hedge, joined
from yardstick.text import mark
from yardstick.wording import listing, percent, whole

OPEN = "open"
#: Why there is nothing to read.
NO_COMMENTS = mark(
    "No source of this build holds comments. What is needed: open questions in the table of items "
    "(kind “comment”) and what was written in the table of comments."
)
READING = (
    mark(
        "**Themes** come from a dictionary of terms that the institution may edit. A comment may "
        "speak of several; a theme says what a comment is about, neither praise nor blame. Blanks "
        "and answers such as “None” are no comments."
    ),
    mark(
        "**Who writes** is no random part of those who answered. The interval says how far chance "
        "may move a share, and nothing about those who wrote nothing."
    ),
    mark(
        "**Words that stand out** are used by more people of a programme than chance allows, set "
        "against everybody else of the institution, all words judged at once. A person counts once "
        "per word. Words that fewer than five people of the programme use are not listed."
    ),
    mark(
        "**Quotations** stand in an order that says nothing of who wrote them. They are laid out in "
        "groups of people large enough for nobody to be singled out, and a group is shown as a whole "
        "or not at all: a selection shows those groups that lie within it. A search is answered only "
        "where as many people’s comments match. Telephone numbers, addresses, numbers of people and "
        "the names of a supplied list were taken out before anything was stored; read with care "
        "nonetheless, and pass on nothing that points to a person."
    ),
)


def show(p: Page) -> None:
    """Everything on one open question."""
    known = {q.item: q for q in open_questions(p.reader)}
    if not known:
        st.info(p.t(NO_COMMENTS), icon=":material/info:")
        return
    asked = st.query_params.get(OPEN) or ""
    now = known.get(asked) or _telling(p, known)
    _choose(p, known, now)
    found = themes_of(p.reader, now.item, p.filters)
    p.answer(_answer(p, now, found))
    _waves(p, now, found)
    themes.show(p, found)
    if found.wave is not None:
        sayings.show(p, now.item, found.wave)
    quoted(p, now.item, found)
    how_to_read(p, READING, "comments_reading")


def _telling(p: Page, known: dict[str, OpenQuestion]) -> OpenQuestion:
    """The first question on which a programme says more than others, whatever is filtered."""
    for q in known.values():
        if any(len(words_of(p.reader, q.item, w).frame) for w in q.waves):
            return q
    return next(iter(known.values()))


def question_name(p: Page, known: dict[str, OpenQuestion], item: str) -> str:
    """What a question is called; who was asked where several kinds of people were."""
    name = label(p.reader, "item", item)
    if len({q.respondent for q in known.values()}) > 1:
        who = p.label("respondent_kind", known[item].respondent)
        return p.t("{who}: {what}", who=who, what=name)
    return name


def _choose(p: Page, known: dict[str, OpenQuestion], now: OpenQuestion) -> None:
    if len(known) < 2:
        return
    key = "voice_open"

    def write() -> None:
        st.query_params[OPEN] = st.session_state[key]

    st.session_state[key] = now.item
    st.selectbox(
        p.t("Open question"),
        list(known),
        format_func=lambda x: question_name(p, known, x),
        key=key,
        on_change=write,
        width=340,
    )


def _answer(p: Page, now: OpenQuestion, found: Themes) -> str:
    """How many wrote, and what most of them speak of."""
    t = p.t
    name = label(p.reader, "item", now.item)
    if found.none is None:
        return t("{name}: nobody of this selection wrote anything.", name=name)
    who = told(p, found.wave, cohorts_at(p.reader, found.wave, p.filters))(t)
    n, seen = found.none["base"], told_apart(found)
    if seen.empty:
        return t(
            "{name}, {who}: {n} comments, too few to say what they speak of.",
            name=name,
            who=who,
            n=whole(n),
        )
    first = seen.iloc[0].to_dict()
    others = [
        t("“{theme}” ({share})", theme=p.label("theme", r["theme"]), share=percent(r["value"]))
        for r in seen.iloc[1:3].to_dict("records")
        if r["positive"] > 0
    ]
    said = t(
        "{name}, {who}: of {n} comments, {share} speak of “{theme}”{interval}.",
        name=name,
        who=who,
        n=whole(n),
        share=percent(first["value"]),
        theme=p.label("theme", first["theme"]),
        interval=hedge(first, "percent", t),
    )
    more = t("Next come {themes}.", themes=listing(others, t)) if others else ""
    return joined([said, more, caution(first, t)], t)


def _waves(p: Page, now: OpenQuestion, found: Themes) -> None:
    """Other times at which people wrote: they are never put together."""
    others = [w for w in now.waves if w != found.wave]
    if others and found.wave is not None:
        st.caption(
            p.t(
                "Shown: answers {wave} months after graduation. Also asked at {others} months; "
                "choose that time above to see it.",
                wave=found.wave,
                others=", ".join(str(w) for w in others),
            )
        )
