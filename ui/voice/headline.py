"""What share is positive, on which positive set, and how sure that is: the topic at a glance."""

import pandas as pd

from ui.format import cell, count, span
from ui.item import item
from ui.page import Page
from ui.telling import told
from ui.voice import agreement, conventions, distribution, groups, series
from ui.voice.chosen import Chosen, question_name
from ui.voice.reading import how_to_read
from ui.voice.response import response_words
from ui.voice.words import by_item, positive_set, scale_name, version_name
from yardstick.catalogue import load_catalogue
from yardstick.feedback.voice import (
    MEAN,
    NPS,
    POSITIVE,
    Question,
    Topic,
    Version,
    cohorts_asked,
)
from yardstick.measure import Measures, measure
from yardstick.measure.model import VISIBLE, WEIGHTED
from yardstick.records import records
from yardstick.sentences import absent, caution, hedge, joined
from yardstick.text import Translator, mark
from yardstick.wording import missing, percent, signed, whole

WEIGHED = mark(
    "Weights make those who answered resemble the register; every other figure here is unweighted. "
    "Answers that are not linked to a graduate have no weight."
)


def show(p: Page, chosen: Chosen) -> None:
    """Every question of the topic, then one of them more closely."""
    topic, asked = chosen.topic, p.filters.with_(items=chosen.topic.items)
    found = measure(p.reader, [POSITIVE, MEAN, NPS], ("item",), asked, weighted=True)
    version = current(found, chosen.question)
    p.answer(_answer(p, chosen.question, version, found))
    distribution.show(p, topic, found)
    _shares(p, topic, found)
    _means(p, topic, found)
    agreement.show(p, topic)
    conventions.show(p, topic)
    series.show(p, chosen.question)
    groups.show(p, chosen.question, version)
    how_to_read(p)


def current(found: Measures, question: Question) -> Version:
    """The latest version that anybody of the selection answered."""
    rows = _rows(found, POSITIVE, weighted=False)
    answered = [v for v in question.versions if (rows.get(v.item) or {}).get("base", 0) > 0]
    return answered[-1] if answered else question.latest


def _rows(found: Measures, indicator: str, *, weighted: bool) -> dict[str, dict]:
    frame = found.frame[found.frame["indicator"] == indicator]
    return {r["item"]: r for r in records(frame) if (r["method"] == WEIGHTED) == weighted}


def _answer(p: Page, question: Question, version: Version, found: Measures) -> str:
    """The sentence on top: share, positive set, interval, base; mean or score; who answered."""
    t = p.t
    name = question_name(p, question)
    row = _rows(found, POSITIVE, weighted=False).get(version.item)
    if row is None or row["status"] not in VISIBLE or missing(row["value"]):
        return absent(name, row, t)
    cohorts = cohorts_asked(p.reader, (version.item,), p.filters).get(version.item, ())
    wave = row["wave_used"]
    said = [
        t(
            "{name}, {who}: {share} of {n} who answered on the scale chose {answers}{interval}.",
            name=name,
            who=told(p, wave, cohorts)(t),
            share=percent(row["value"]),
            n=whole(row["base"]),
            answers=positive_set(p, version),
            interval=hedge(row, "percent", t),
        ),
        caution(row, t),
    ]
    heavy = _rows(found, POSITIVE, weighted=True).get(version.item)
    if heavy and heavy["status"] in VISIBLE and not missing(heavy["value"]):
        said.append(t("Weighted to the register: {share}.", share=percent(heavy["value"])))
    score = _rows(found, NPS, weighted=False).get(version.item)
    if score and score["status"] in VISIBLE and not missing(score["value"]):
        said.append(
            t(
                "Net promoter score {score}{interval}.",
                score=signed(score["value"], "points", 1),
                interval=hedge(score, "points", t),
            )
        )
    said.append(response_words(p, question.survey, wave, cohorts))
    return joined(said, t)


def _shares(p: Page, topic: Topic, found: Measures) -> None:
    """Positive shares with their sets, weighted beside unweighted."""
    t = p.t
    plain, heavy = (_rows(found, POSITIVE, weighted=w) for w in (False, True))
    known, decimals = by_item(topic.questions), load_catalogue()[POSITIVE].decimals
    cohorts = cohorts_asked(p.reader, topic.items, p.filters)

    def value(r: dict | None) -> str:
        return "–" if r is None else cell(r["value"], r["status"], "percent", decimals)

    def limits(r: dict | None) -> str:
        return "" if r is None else span(r["low"], r["high"], "percent", decimals, t)

    table = pd.DataFrame(
        [
            {
                t("Question"): version_name(p, *known[x], cohorts),
                t("Counted as positive"): positive_set(p, known[x][1]),
                t("Unweighted"): value(r),
                t("Interval"): limits(r),
                t("Weighted"): value(heavy.get(x)),
                t("Interval, weighted"): limits(heavy.get(x)),
                t("Answers"): count(r["base"]),
                t("Respondents"): count(r["population"]),
                t("Effective base"): count((heavy.get(x) or {}).get("effective_base")),
            }
            for x, r in plain.items()
        ]
    )
    why = {r["reason"](t) for r in heavy.values() if callable(r["reason"])}
    item(
        p,
        "voice_shares",
        t("Positive answers, weighted beside unweighted"),
        None,
        table,
        data=Measures(found.by, found.filters, _only(found, POSITIVE)),
        caveats=[t(WEIGHED), *sorted(why)],
        indicators=[POSITIVE],
    )


def _only(found: Measures, *indicators: str) -> pd.DataFrame:
    return found.frame[found.frame["indicator"].isin(indicators)].reset_index(drop=True)


def _means(p: Page, topic: Topic, found: Measures) -> None:
    """Means on each question's own scale, and net promoter scores where it goes from 0 to 10."""
    t = p.t
    means, scores = (_rows(found, x, weighted=False) for x in (MEAN, NPS))
    known = by_item(topic.questions)
    cohorts = cohorts_asked(p.reader, topic.items, p.filters)
    scored = {x: r for x, r in means.items() if known[x][1].ends is not None}
    if not scored:
        return
    recommend = any(r["status"] in VISIBLE for r in scores.values())
    rows = []
    for x, r in scored.items():
        rows.append(
            {
                t("Question"): version_name(p, *known[x], cohorts),
                t("Scale"): scale_name(p, known[x][1]),
                t("Mean"): cell(r["value"], r["status"], "points", 2),
                t("Interval"): span(r["low"], r["high"], "points", 2, t),
                t("Base"): count(r["base"]),
            }
        )
        if recommend:
            s = scores[x]
            rows[-1] |= {
                t("Net promoter score"): _score(s),
                t("Interval, score"): _score_limits(s, t),
            }
    item(
        p,
        "voice_means",
        t("Mean answers and net promoter score") if recommend else t("Mean answers"),
        None,
        pd.DataFrame(rows),
        data=Measures(found.by, found.filters, _only(found, MEAN, *([NPS] if recommend else []))),
        caveats=[t("A mean hides answers that lie far apart: read it beside the distribution.")],
        indicators=[MEAN, NPS] if recommend else [MEAN],
    )


def _score(row: dict) -> str:
    if row["status"] not in VISIBLE or missing(row["value"]):
        return cell(None, row["status"], "points", 1)
    return (
        f"{signed(row['value'], 'points', 1)} {cell(0.0, row['status'], 'points', 0)[1:]}".strip()
    )


def _score_limits(row: dict, t: Translator) -> str:
    if missing(row["low"]):
        return ""
    return t(
        "{low} to {high}",
        low=signed(row["low"], "points", 1),
        high=signed(row["high"], "points", 1),
    )
