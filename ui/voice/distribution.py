"""How the answers of a topic spread over their scales: bars around a line."""

import pandas as pd

from ui.format import cell, count, span
from ui.item import item
from ui.page import Page
from ui.voice.words import by_item, version_name
from yardstick.catalogue import load_catalogue
from yardstick.feedback.spread import NEUTRAL, Spread, sides, spread
from yardstick.feedback.voice import POSITIVE, Topic, Version, cohorts_asked
from yardstick.figures.diverging import APART, Answers, Segment, diverging
from yardstick.measure import Measures
from yardstick.measure.labels import answer_label
from yardstick.measure.model import VISIBLE, WEIGHTED, Status
from yardstick.sentences import why
from yardstick.text import mark
from yardstick.wording import interval, missing, percent, status_words, whole

BESIDE = mark(
    "Shares are of those who answered on the scale. “Cannot say” leaves the base: its bar is drawn "
    "to the same measure, as a share of that base, and is no part of the whole."
)


def show(
    p: Page, topic: Topic, shares: Measures, key: str = "voice_distribution", name: str = ""
) -> None:
    """Every question of the topic, one bar each. ``shares`` are the positive shares by question.

    Where a page shows several topics, each needs a ``key`` of its own and the ``name`` of the topic.
    """
    t = p.t
    found = spread(p.reader, topic.items, ("item",), p.filters)
    known = by_item(topic.questions)
    cohorts = cohorts_asked(p.reader, topic.items, p.filters)
    names = {x: version_name(p, q, v, cohorts) for x, (q, v) in known.items()}
    frame = shares.frame
    plain = (frame["indicator"] == POSITIVE) & (frame["method"] != WEIGHTED)
    rows = frame[plain].to_dict("records")
    bars = [answers(p, names[r["item"]], known[r["item"]][1], (r["item"],), found, r) for r in rows]
    several = {v.scale for _, v in known.values()}
    item(
        p,
        key,
        t("{topic}: how do the answers spread?", topic=name)
        if name
        else t("How do the answers spread?"),
        diverging(bars, t, title=t("Share of those who answered on the scale")),
        answers_table(
            p, found, [((r["item"],), r["item"], {t("Question"): names[r["item"]]}) for r in rows]
        ),
        data=found.answers,
        caveats=[
            t(BESIDE),
            *(
                [t("The questions have different scales: compare each with itself.")]
                if len(several) > 1
                else []
            ),
        ],
        indicators=[POSITIVE],
    )


def answers(
    p: Page, name: str, version: Version, key: tuple, found: Spread, share: dict
) -> Answers:
    """One row of the figure: the group ``key`` of the spread; ``share`` its positive share."""
    known = {str(r["code"]): r for r in found.rows.get(key, ())}
    if share["status"] not in VISIBLE or not known:
        return Answers(name, why(share, p.t))
    made = []
    parts = sides(p.reader, version)
    for k, part in enumerate(parts):
        rows = [known[c] for c in part.codes if c in known]
        n = sum(r["n"] for r in rows)
        same = [x.side for x in parts].count(part.side)
        outermost = part.side != NEUTRAL and (same == 1 or k in (0, len(parts) - 1))
        made.append(
            Segment(part.side, outermost, _named(p, version, part.codes), n / share["base"], n)
        )
    # From the line outwards: the most negative answer comes last.
    segments = [s for s in reversed(made) if s.side == "negative"]
    segments += [s for s in made if s.side != "negative"]
    if out := found.cannot_say.get(key):
        label = p.label("answer_status", APART)
        segments.append(Segment(APART, False, label, out / share["base"], out))
    return Answers(name, _detail(p, share, found.cannot_say.get(key, 0)), segments)


def _named(p: Page, version: Version, codes: tuple[str, ...]) -> str:
    names = [answer_label(p.reader, version.item, c) for c in codes]
    return names[0] if len(names) == 1 else p.t("{first} to {last}", first=names[0], last=names[-1])


def _detail(p: Page, row: dict, out: float) -> str:
    t = p.t
    decimals = load_catalogue()[POSITIVE].decimals
    text = t("positive {value}", value=percent(row["value"], decimals))
    if not missing(row["low"]):
        said = interval(row["low"], row["high"], row["confidence"], "percent", t, decimals)
        text = t("{value} ({interval})", value=text, interval=said)
    text = t("{value}, base {n}", value=text, n=whole(row["base"]))
    if out:
        text = t("{value}; {n} could not say", value=text, n=whole(out))
    if row["status"] == Status.UNRELIABLE:
        text = t("{value}; {note}", value=text, note=status_words(row["status"], t))
    return text


def answers_table(
    p: Page, found: Spread, groups: list[tuple[tuple, str, dict[str, str]]]
) -> pd.DataFrame:
    """One row per group and answer. ``groups``: key, the question asked, and the first columns."""
    t, rows = p.t, []
    for key, question, first in groups:
        for r in found.rows.get(key, ()):
            rows.append(
                first
                | {
                    t("Answer"): answer_label(p.reader, question, str(r["code"])),
                    t("Share"): cell(r["share"], r["status"], "percent", 1),
                    t("95% interval"): span(r["low"], r["high"], "percent", 1, t),
                    t("Number"): count(r["n"]),
                    t("Base"): count(r["base"]),
                }
            )
        if out := found.cannot_say.get(key):
            rows.append(
                first
                | {
                    t("Answer"): p.label("answer_status", APART),
                    t("Share"): t("not in the base"),
                    t("95% interval"): "",
                    t("Number"): count(out),
                    t("Base"): "",
                }
            )
    return pd.DataFrame(rows)
