"""The same answers by other conventions: how far the positive set alone moves the share."""

import pandas as pd

from ui.format import cell, count, span
from ui.item import item
from ui.page import Page
from ui.voice.words import by_item, version_name
from yardstick.catalogue import Indicator, load_catalogue
from yardstick.feedback.voice import MEAN, Topic, cohorts_asked
from yardstick.measure import measure
from yardstick.measure.model import VISIBLE
from yardstick.measure.people import PEOPLE
from yardstick.records import records
from yardstick.wording import missing

FAMILY = "voice"


def offered(ends: tuple[float, float] | None) -> tuple[Indicator, ...]:
    """Shares the catalogue defines for scales with these ends, over all answers on the scale."""
    if ends is None:
        return ()
    return tuple(
        i
        for i in load_catalogue().indicators.values()
        if i.family == FAMILY
        and i.kind == "share"
        and i.column == "answer_score"
        # What counts people over several questions is no other convention for one of them.
        and i.interval not in PEOPLE
        and i.scale_points == ends
    )


def show(p: Page, topic: Topic) -> None:
    """Questions whose scale several conventions are made for; nothing where there is none."""
    t, known = p.t, by_item(topic.questions)
    by_ends: dict[tuple[float, float], list[str]] = {}
    for x, (_, version) in known.items():
        if version.ends is not None and len(offered(version.ends)) > 1:
            by_ends.setdefault(version.ends, []).append(x)
    cohorts = cohorts_asked(p.reader, topic.items, p.filters)
    for ends, items in by_ends.items():
        which = offered(ends)
        asked = p.filters.with_(items=tuple(items))
        found = measure(p.reader, [*(i.id for i in which), MEAN], ("item",), asked)
        rows: dict[str, dict[str, dict]] = {}
        for r in records(found.frame):
            rows.setdefault(r["item"], {})[r["indicator"]] = r
        table, apart = [], []
        for x, of in rows.items():
            line = {t("Question"): version_name(p, *known[x], cohorts)}
            for i in which:
                r = of[i.id]
                line[i.label(p.lang)] = cell(r["value"], r["status"], "percent", i.decimals)
                line[t("{name}, interval", name=i.label(p.lang))] = span(
                    r["low"], r["high"], "percent", i.decimals, t
                )
            mean = of[MEAN]
            line[t("Mean")] = cell(mean["value"], mean["status"], "points", 2)
            line[t("Base")] = count(mean["base"])
            table.append(line)
            apart += _apart(of, which)
        item(
            p,
            f"voice_conventions_{ends[0]:g}_{ends[1]:g}",
            t("The same answers by other conventions"),
            None,
            pd.DataFrame(table),
            data=found,
            note=_note(p, apart, which),
            caveats=[
                t(
                    "A share means nothing without its positive set: never compare figures of "
                    "two conventions, neither over time nor with another institution."
                )
            ],
            indicators=[*(i.id for i in which), MEAN],
        )


def _apart(of: dict[str, dict], which: tuple[Indicator, ...]) -> list[float]:
    """How far the widest and the narrowest set lie apart, where both have a value."""
    values = [of[i.id]["value"] for i in which if of[i.id]["status"] in VISIBLE]
    values = [v for v in values if not missing(v)]
    return [max(values) - min(values)] if len(values) > 1 else []


def _note(p: Page, apart: list[float], which: tuple[Indicator, ...]) -> str:
    if not apart:
        return ""
    names = p.t("{first} to {last}", first=which[0].label(p.lang), last=which[-1].label(p.lang))
    return p.t(
        "From one convention to another ({names}) the same answers give a share that is up to "
        "{points} percentage points higher.",
        names=names,
        points=f"{100 * max(apart):.1f}",
    )
