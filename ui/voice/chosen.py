"""Which topic and which of its questions the reader looks at, as codes in the address."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from ui.page import Page
from yardstick.feedback.voice import Question, Topic, topics
from yardstick.measure import label
from yardstick.text import mark

TOPIC, QUESTION = "about", "question"
#: Why there is nothing to choose from.
NO_QUESTIONS = mark(
    "No source of this build asks alumni anything on a scale. What is needed: a survey with its "
    "questions described in the table of items and its answers in the table of responses."
)


@dataclass(frozen=True)
class Chosen:
    """One topic and one of its questions."""

    topic: Topic
    question: Question


def chosen(p: Page) -> Chosen | None:
    """What the address asks for, the first topic and question where it asks for none."""
    known = {one.key: one for one in topics(p.reader)}
    if not known:
        return None
    topic = known.get(st.query_params.get(TOPIC) or "") or next(iter(known.values()))
    asked = {q.key: q for q in topic.questions}
    question = asked.get(st.query_params.get(QUESTION) or "") or topic.questions[0]
    return Chosen(topic, question)


def choose(p: Page, now: Chosen) -> None:
    """The selects; each writes its code into the address."""
    t = p.t
    known = {one.key: one for one in topics(p.reader)}
    asked = {q.key: q for q in now.topic.questions}
    with st.container(horizontal=True, vertical_alignment="bottom", key="voice_choice"):
        if len(known) > 1:
            _select(TOPIC, t("About"), known, lambda k: topic_name(p, known[k]), now.topic.key)
        if len(asked) > 1:
            title = t("Question looked at more closely")
            _select(QUESTION, title, asked, lambda k: question_name(p, asked[k]), now.question.key)


def topic_name(p: Page, topic: Topic, among: Sequence[Topic] = ()) -> str:
    """What a topic is called; with its survey where several (``among``) ask about the same."""
    said = topic.name(p.lang)
    several = {x.survey for x in among or topics(p.reader) if x.name(p.lang) == said}
    if len(several) > 1:
        return p.t("{name}, survey {survey}", name=said, survey=topic.survey)
    return said


def question_name(p: Page, question: Question) -> str:
    """What a question is called, whichever its version."""
    return label(p.reader, "item", question.latest.item)


def _select(name: str, title: str, codes, words, value: str) -> None:
    key = f"voice_{name}"

    def write() -> None:
        st.query_params[name] = st.session_state[key]

    st.session_state[key] = value
    st.selectbox(title, list(codes), format_func=words, key=key, on_change=write, width=340)
