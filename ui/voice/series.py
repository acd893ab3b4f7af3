"""One question cohort by cohort, each time of asking and each version a series of its own."""

from collections.abc import Sequence

import pandas as pd

from ui.format import cell, count, span
from ui.item import item
from ui.page import Page
from ui.voice.chosen import question_name
from ui.voice.distribution import answers, answers_table
from ui.voice.words import positive_set, scale_name
from yardstick.catalogue import load_catalogue
from yardstick.feedback.spread import spread
from yardstick.feedback.voice import MEAN, POSITIVE, Question, Version
from yardstick.figures.diverging import diverging
from yardstick.figures.trend import trend
from yardstick.measure import measure
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.text import mark

#: More series than this cannot be told apart.
MOST = 8
BY = ("item", "cohort")
EVERY = mark("All cohorts, whichever are selected above.")


def show(p: Page, question: Question) -> None:
    """The share over cohorts, and the answers of each cohort. All cohorts: one alone is no series."""
    waves = [w for v in question.versions for w in v.waves]
    if p.filters.wave is not None:
        waves = [w for w in waves if w == p.filters.wave]
    shares, rows, found, bars = [], [], [], []
    for wave in sorted(set(waves)):
        asked = p.filters.with_(cohorts=(), wave=wave, items=question.items)
        seen = measure(p.reader, [POSITIVE, MEAN], BY, asked)
        frame = seen.frame[seen.frame["cohort"].notna()]
        frame = frame.assign(cohort=frame["cohort"].astype(int))
        found.append(frame)
        spreads = spread(p.reader, question.items, BY, asked)
        for version in question.versions:
            own = frame[frame["item"] == version.item]
            share = own[own["indicator"] == POSITIVE].reset_index(drop=True)
            if share.empty:
                continue
            shares.append((_name(p, question, version, wave), share))
            mean = own[own["indicator"] == MEAN].set_index("cohort")
            for r in share.to_dict("records"):
                rows.append(_row(p, question, version, wave, r, mean.loc[r["cohort"]]))
                key = (version.item, r["cohort"])
                name = p.t("{cohort}: {series}", cohort=str(r["cohort"]), series=shares[-1][0])
                bars.append((name, version, key, spreads, r))
    if not shares:
        return
    _over_time(p, question, shares, rows, found)
    _answers(p, question, bars)


def _name(p: Page, question: Question, version: Version, wave: int) -> str:
    when = p.t("{n} months", n=wave)
    if len(question.versions) < 2:
        return when
    return p.t(
        "{when}, version {version} (scale {scale})",
        when=when,
        version=version.version,
        scale=scale_name(p, version),
    )


def _row(p: Page, question: Question, version: Version, wave: int, r: dict, mean) -> dict:
    t, decimals = p.t, load_catalogue()[POSITIVE].decimals
    return {
        DIMENSION_LABELS["cohort"](p.lang): str(r["cohort"]),
        DIMENSION_LABELS["wave"](p.lang): str(wave),
        t("Version"): version.version,
        t("Counted as positive"): positive_set(p, version),
        t("Positive"): cell(r["value"], r["status"], "percent", decimals),
        t("Interval"): span(r["low"], r["high"], "percent", decimals, t),
        t("Scale"): scale_name(p, version),
        t("Mean"): cell(mean["value"], mean["status"], "points", 2),
        t("Interval of the mean"): span(mean["low"], mean["high"], "points", 2, t),
        t("Base"): count(r["base"]),
    }


def breaks(p: Page, question: Question) -> list[str]:
    """Why series of this question end: one sentence for each change of version."""
    return [
        p.t(
            "Version {new} of this question has another wording or scale ({new_scale}) than version "
            "{old} ({old_scale}): their figures are not joined and must not be compared.",
            new=new.version,
            old=old.version,
            new_scale=scale_name(p, new),
            old_scale=scale_name(p, old),
        )
        for old, new in zip(question.versions, question.versions[1:], strict=False)
    ]


def _over_time(
    p: Page,
    question: Question,
    shares: Sequence[tuple[str, pd.DataFrame]],
    rows: list[dict],
    found: list[pd.DataFrame],
) -> None:
    t = p.t
    item(
        p,
        "voice_series",
        t("{question}: how has it moved?", question=question_name(p, question)),
        trend(shares[:MOST], t, title=t("Positive answers")),
        pd.DataFrame(rows),
        data=pd.concat(found, ignore_index=True),
        note=t(EVERY),
        caveats=[
            *breaks(p, question),
            *(
                [t("The first {n} series are drawn; the table has all.", n=MOST)]
                * (len(shares) > MOST)
            ),
            t(
                "Answers at different times after graduation are different series: they are never "
                "joined."
            ),
        ],
        indicators=[POSITIVE, MEAN],
    )


def _answers(p: Page, question: Question, bars: list[tuple]) -> None:
    t = p.t
    drawn = [answers(p, name, version, key, found, r) for name, version, key, found, r in bars]
    tables = [
        answers_table(p, found, [(key, key[0], {t("Asked"): name})])
        for name, _, key, found, _ in bars
    ]
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
    item(
        p,
        "voice_cohorts",
        t("{question}: the answers of each cohort", question=question_name(p, question)),
        diverging(drawn, t, title=t("Share of those who answered on the scale")),
        table,
        data=table,
        note=t(EVERY),
        caveats=breaks(p, question),
        indicators=[POSITIVE],
    )
