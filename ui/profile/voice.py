"""How satisfied are its alumni, and would they recommend it? With base and response."""

import pandas as pd

from ui.format import cell, count, span
from ui.item import item
from ui.page import Page
from ui.profile.asked_feedback import about, answers_of, way
from ui.profile.chosen import Programme
from ui.voice.words import by_item, positive_set, version_name
from yardstick.feedback.voice import NPS, OVERALL, POSITIVE, Topic, topics
from yardstick.measure import Filters, Measures, measure_one
from yardstick.measure.model import VISIBLE
from yardstick.records import records
from yardstick.sentences import joined
from yardstick.text import mark
from yardstick.wording import missing, percent, signed, whole

RESPONSE, REACH = "survey.response", "survey.reach"
NOBODY = mark("No source asks alumni how satisfied they are, or whether they would recommend it.")


def show(p: Page, programme: Programme) -> None:
    """One item on the questions about the whole."""
    t = p.t
    title = t("How satisfied are its alumni, and would they recommend it?")
    topic = next((x for x in topics(p.reader) if set(x.constructs) & set(OVERALL)), None)
    if topic is None:
        item(p, "profile_voice", title, None, pd.DataFrame(), note=t(NOBODY))
        return
    waves = tuple(dict.fromkeys(w for q in topic.questions for v in q.versions for w in v.waves))
    filters = answers_of(p, "answer_score", waves).with_(programmes=(programme.code,))
    found = measure_one(p.reader, (POSITIVE, NPS), ("item",), filters.with_(items=topic.items))
    rows = {
        x: [r for r in records(found.estimates()) if r["indicator"] == x] for x in (POSITIVE, NPS)
    }
    answered = [r for r in rows[POSITIVE] if (r["base"] or 0) > 0]
    item(
        p,
        "profile_voice",
        title,
        None,
        _table(p, topic, answered, {r["item"]: r for r in rows[NPS]}),
        data=Measures(found.by, found.filters, found.frame),
        note=_words(p, filters, bool(answered)),
        caveats=[
            t(
                "Shares depend on which answers count as positive, and versions of a question are "
                "never joined. Unweighted: who answered may differ from who did not."
            )
        ]
        if answered
        else [],
        indicators=[POSITIVE, NPS],
    )
    way(p, programme, filters, "voice", "answers", t("More on what alumni say"))


def _table(p: Page, topic: Topic, rows: list[dict], scores: dict[str, dict]) -> pd.DataFrame:
    t, known = p.t, by_item(topic.questions)
    table = pd.DataFrame(
        {
            t("Question"): [version_name(p, *known[r["item"]]) for r in rows],
            t("Counted as positive"): [positive_set(p, known[r["item"]][1]) for r in rows],
            t("Share"): [cell(r["value"], r["status"], "percent", 1) for r in rows],
            t("95% interval"): [span(r["low"], r["high"], "percent", 1, t) for r in rows],
            t("Base"): [count(r["base"]) for r in rows],
            t("Net promoter score"): [_score(p, scores.get(r["item"])) for r in rows],
        }
    )
    # Where nothing is asked from 0 to 10, an empty column would only ask questions.
    return table.loc[:, (table != "").any()]


def _score(p: Page, row: dict | None) -> str:
    """The score with its interval."""
    if row is None or row["status"] not in VISIBLE or missing(row["value"]):
        return ""
    said = signed(row["value"], "points", 1)
    if missing(row["low"]):
        return said
    low, high = (signed(row[x], "points", 1) for x in ("low", "high"))
    return p.t("{value} ({low} to {high})", value=said, low=low, high=high)


def _words(p: Page, filters: Filters, answered: bool) -> str:
    """When it was asked, and how many of those asked answered the survey."""
    t, when = p.t, about(filters, p.t)
    if not answered:
        return t("None of its alumni answered these questions ({when}).", when=when)
    said = t("Asked of its alumni: {when}.", when=when)
    asked = {r["indicator"]: r for r in records(
        measure_one(p.reader, (RESPONSE, REACH), (), filters).estimates()
    )}  # fmt: skip
    response, reach = asked[RESPONSE], asked[REACH]
    if response["status"] not in VISIBLE or missing(response["value"]):
        return joined([said, t("How many were invited is not on record.")], t)
    rates = t(
        "Response rate (RR2) {rate} of {n} invited.",
        rate=percent(response["value"]),
        n=whole(response["base"]),
    )
    if reach["status"] in VISIBLE and not missing(reach["value"]):
        rates = t(
            "Response rate (RR2) {rate} of {n} invited; {reach} of all {whole} graduates.",
            rate=percent(response["value"]),
            n=whole(response["base"]),
            reach=percent(reach["value"]),
            whole=whole(reach["base"]),
        )
    return joined([said, rates], t)
