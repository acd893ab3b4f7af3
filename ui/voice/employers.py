"""Employers beside alumni, employers by domain, and what else employers were asked."""

import pandas as pd
import streamlit as st

from ui.format import cell, count, span
from ui.item import item
from ui.page import Page
from ui.telling import told
from ui.voice import distribution
from ui.voice.chosen import topic_name
from ui.voice.reading import how_to_read
from ui.voice.response import response_words
from yardstick.codes import code_list
from yardstick.feedback.employers import (
    RULE,
    SATISFIED,
    SIDES,
    Beside,
    Domains,
    Finding,
    beside,
    domains,
)
from yardstick.feedback.rules import load_rules
from yardstick.feedback.voice import EMPLOYERS, MEAN, POSITIVE, cohorts_asked, topics
from yardstick.figures.beside import beside as drawn_beside
from yardstick.figures.beside import finding_words
from yardstick.figures.caterpillar import caterpillar
from yardstick.measure import Measures, label, measure
from yardstick.sentences import joined
from yardstick.text import mark
from yardstick.wording import cohorts_words, listing, missing, signed, whole

NO_EMPLOYERS = mark(
    "No source of this build asks employers. What is needed: a survey whose questions say “employer” "
    "as respondent in the table of items."
)
NOT_THE_SAME = mark(
    "Alumni and employers were not asked about the same competence on the same scale. What is "
    "needed: the same code in the column “competence” on both sides."
)
QUESTIONS = {
    "attainment": mark("How well is it mastered? Employers beside alumni"),
    "importance": mark("How important is it in work? Employers beside alumni"),
}
KEYS = {"attainment": "voice_beside", "importance": "voice_beside_importance"}
TWO_STAGES = mark(
    "Employers usually answer where the graduate agreed to name them and they agreed to answer: two "
    "steps that both favour the satisfied. Read these figures as an upper end."
)
DIFFERENT_PEOPLE = mark(
    "Those are different people: employers speak of the graduates they hired, alumni of themselves. "
    "A difference says that the two see it differently, not who is right."
)
READING = (
    mark(
        "**Two views.** The dot is the mean of alumni, the open diamond that of employers, each with "
        "its 95% interval; the difference has an interval of its own (Welch)."
    ),
    mark(
        "**A disagreement is called** where the difference is larger than what matters, beyond "
        "chance, and adjusted for all competences of the list (Benjamini-Hochberg)."
    ),
    mark(
        "**Domains** follow the Employer Satisfaction Survey: foundation, adaptive, collaborative, "
        "technical, employability, overall. “Not required in the role” leaves the base."
    ),
)


def show(p: Page) -> None:
    """Everything employers say."""
    asked = topics(p.reader, EMPLOYERS)
    found = {side: beside(p.reader, side, p.filters) for side in SIDES}
    if not asked and all(b.frame.empty for b in found.values()):
        p.draw(lambda page: st.info(page.t(NO_EMPLOYERS), icon=":material/info:"))
        return
    p.answer(_answer(p, found["attainment"]))
    for side, both in found.items():
        _beside(p, both, side)
    _domains(p, domains(p.reader, p.filters))
    for k, topic in enumerate(asked):
        shares = measure(p.reader, [POSITIVE], ("item",), p.filters.with_(items=topic.items))
        name = topic_name(p, topic, asked) if len(asked) > 1 else ""
        distribution.show(p, topic, shares, f"voice_distribution_{k}", name)
    how_to_read(p, READING, "voice_reading_employers")


def names_of(p: Page, both: Beside) -> list[str]:
    """What each row is about, in the words of the alumni's question."""
    return [label(p.reader, "item", x) for x in both.frame["item"]]


def _answer(p: Page, both: Beside) -> str:
    t, f = p.t, both.frame
    seen = f[f["finding"] != Finding.NO_FIGURE] if len(f) else f
    if not len(seen):
        return t(NOT_THE_SAME) if f.empty else t("Too few employers or alumni answered to compare.")
    names = dict(zip(f["item"], names_of(p, both), strict=True))

    def some(finding: Finding) -> str:
        rows = seen[seen["finding"] == finding].to_dict("records")
        said = [
            t(
                "{name} ({difference})",
                name=names[r["item"]],
                difference=signed(r["difference"], "points", 2),
            )
            for r in rows[:3]
        ]
        return listing(said, t)

    def base(column: str) -> str:
        least, most = seen[column].min(), seen[column].max()
        low, high = whole(least), whole(most)
        return high if least == most else t("{low} to {high}", low=low, high=high)

    lower, higher = (int((seen["finding"] == x).sum()) for x in (Finding.LOWER, Finding.HIGHER))
    said = [
        t(
            "Of {n} competences rated by alumni and by employers, {who}, employers rate {lower} lower "
            "and {higher} higher by more than {margin} points beyond chance.",
            n=whole(len(seen)),
            who=told(p, both.waves[1], _cohorts(p, both))(t),
            lower=whole(lower),
            higher=whole(higher),
            margin=f"{seen['margin'].max():.2f}",
        )
    ]
    for finding, words in (
        (Finding.LOWER, mark("Lower: {names}.")),
        (Finding.HIGHER, mark("Higher: {names}.")),
    ):
        if some(finding):
            said.append(t(words, names=some(finding)))
    said.append(
        t(
            "Base: alumni {alumni}, employers {employers}.",
            alumni=base("alumni_n"),
            employers=base("employers_n"),
        )
    )
    return joined(said, t)


def _cohorts(p: Page, both: Beside) -> tuple[int, ...]:
    """Cohorts that employers spoke of."""
    items = tuple(dict.fromkeys(both.measures[-1].frame["item"]))[:1]
    return cohorts_asked(p.reader, items, p.filters).get(items[0], ()) if items else ()


def _responses(p: Page, both: Beside) -> list[str]:
    """How far the survey of either side reached."""
    info = p.reader.snapshot.info().items.set_index("item_id")
    said = []
    for measures, wave in zip(both.measures, both.waves, strict=True):
        items = tuple(dict.fromkeys(measures.frame["item"]))
        if not items or wave is None:
            continue
        cohorts = cohorts_asked(p.reader, items[:1], p.filters).get(items[0], ())
        survey, who = (str(info.loc[items[0], x]) for x in ("survey", "respondent"))
        # Employers may speak of no cohort: they count where the reader names none.
        about = p.filters.cohorts if who == EMPLOYERS else cohorts
        words = response_words(p, survey, wave, about, graduates=who != EMPLOYERS)
        kind = p.label("respondent_kind", who)
        said.append(p.t("{who}: {response}", who=kind, response=words))
    return said


def _beside(p: Page, both: Beside, side: str) -> None:
    t, f = p.t, both.frame
    if f.empty:
        return
    names = names_of(p, both)
    rows = f.to_dict("records")
    table = pd.DataFrame(
        {
            t("Competence"): names,
            t("Alumni, mean"): [cell(r["alumni"], r["alumni_status"], "points", 2) for r in rows],
            t("Alumni, interval"): [_limits(p, r, "alumni") for r in rows],
            t("Alumni, base"): [count(r["alumni_n"]) for r in rows],
            t("Employers, mean"): [
                cell(r["employers"], r["employers_status"], "points", 2) for r in rows
            ],
            t("Employers, interval"): [_limits(p, r, "employers") for r in rows],
            t("Employers, base"): [count(r["employers_n"]) for r in rows],
            t("Employers less alumni"): [signed(r["difference"], "points", 2) or "–" for r in rows],
            t("95% interval"): [_span(p, r) for r in rows],
            t("Finding"): [finding_words(r, t) for r in rows],
        }
    )
    rule = load_rules()[RULE]
    item(
        p,
        KEYS[side],
        t(QUESTIONS[side]),
        drawn_beside(f, names, t, title=t("Mean answer, points of the scale")),
        table,
        data=f.drop(columns=[c for c in f.columns if c.endswith("_reason")]),
        caveats=[
            rule.note(p.lang),
            t(DIFFERENT_PEOPLE),
            *(_responses(p, both) if side == SIDES[0] else []),
        ],
        indicators=[MEAN],
    )


def _limits(p: Page, r: dict, name: str) -> str:
    return span(r[f"{name}_low"], r[f"{name}_high"], "points", 2, p.t)


def _span(p: Page, r: dict) -> str:
    if missing(r["low"]):
        return ""
    low, high = (signed(r[x], "points", 2) for x in ("low", "high"))
    return p.t("{low} to {high}", low=low, high=high)


def domain_name(code: str, lang: str) -> str:
    """What a domain is called."""
    return code_list("construct").label(code, lang)


def _domains(p: Page, found: Domains) -> None:
    t = p.t
    if found.frame.empty:
        return
    f = found.frame
    names = [domain_name(d, p.lang) for d in f["domain"]]
    if found.chosen:
        pooled = t("Cohorts {cohorts}.", cohorts=cohorts_words(found.cohorts, t))
    else:
        pooled = t(
            "Pooled over the latest cohorts employers spoke of: {cohorts}. One year alone is usually "
            "too few.",
            cohorts=cohorts_words(found.cohorts, t),
        )
    rows = f.to_dict("records")
    table = pd.DataFrame(
        {
            t("Domain"): names,
            t("Questions"): [whole(n) for n in f["items"]],
            t("Satisfied"): [cell(r["value"], r["status"], "percent", 1) for r in rows],
            t("90% interval"): [span(r["low"], r["high"], "percent", 1, t) for r in rows],
            t("Employers"): [count(r["base"]) for r in rows],
        }
    )
    item(
        p,
        "voice_domains",
        t("How satisfied are employers, by domain?"),
        caterpillar(f, (), p.label, t, title=t("Satisfied employers"), names=names, sort=False),
        table,
        data=Measures(("domain",), p.filters.with_(cohorts=found.cohorts), f),
        note=pooled,
        caveats=[
            t(TWO_STAGES),
            t(
                "Over several questions each employer is one draw: the interval allows for answers of "
                "one employer going together."
            ),
            *_missing(p, found),
        ],
        indicators=[SATISFIED],
    )


def _missing(p: Page, found: Domains) -> list[str]:
    """Domains nobody was asked about."""
    every = dict.fromkeys(
        c.extra["domain"] for c in code_list("construct") if c.extra.get("domain")
    )
    lacking = [domain_name(d, p.lang) for d in every if d not in found.items]
    if not lacking:
        return []
    return [
        p.t(
            "Not asked of employers in this build: {names}. A question belongs to a domain by its "
            "construct in the table of items.",
            names=listing(lacking, p.t),
        )
    ]
