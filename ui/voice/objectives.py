"""Objectives about five years out, for accreditation: both sides against the threshold, to paste."""

from functools import partial

import pandas as pd
import streamlit as st

from ui.format import count
from ui.item import item
from ui.page import Page
from ui.voice.objective_words import (
    answer,
    asked_of,
    limits,
    named,
    nowhere,
    response,
    window_words,
)
from yardstick.feedback.objectives import (
    MEAN,
    Objective,
    Window,
    judged_objectives,
    programmes_with_objectives,
)
from yardstick.figures.objectives import mean_text, objective_rows, verdict_text
from yardstick.text import mark
from yardstick.wording import missing, percent

OF, YEARS = "of", "years"
#: Years after graduation the slider offers.
LEAST, MOST = 0, 15
NONE = mark(
    "No source of this build lists objectives of programmes. What is needed: the table “objectives” "
    "with wording, threshold and the questions that ask about each, and surveys of alumni and "
    "employers that ask them about five years after graduation."
)
NOT_YOURS = mark("None of the programmes you may see has objectives in the sources.")
READING = (
    mark(
        "**Window.** Objectives describe what graduates achieve about five years after graduation. "
        "Answers count from the years of the window; where several waves lie in it, the one nearest "
        "to its middle. Only cohorts that studied the version of the curriculum count."
    ),
    mark(
        "**Verdict.** The means of alumni and employers weigh alike; one side speaks alone where the "
        "other has no figure. Reached and not reached are said only where the 90% interval of that "
        "mean lies on one side of the threshold. The threshold is the programme’s own."
    ),
    mark(
        "Both sides are judgements of those who answered. Few employers answer for one programme: "
        "read their mean with its base."
    ),
)
#: Why a bar may cross the threshold beside a verdict.
RESTS_ON = mark(
    "Bars are the 95% intervals of the means. A verdict rests on the narrower 90% interval, so a bar "
    "may touch the threshold where the verdict says reached or not reached."
)


def show(p: Page) -> None:
    """Objectives of one programme."""
    t = p.t
    known = programmes_with_objectives(p.reader)
    if not known:
        why = t(NONE if p.reader.snapshot.info().objectives is None else NOT_YOURS)
        p.draw(lambda q: st.info(why, icon=":material/info:"))
        return
    programme, window = _programme(p, known), _window()
    found = judged_objectives(p.reader, programme, window, p.filters)
    names = {c: p.label("programme", c) for c in known}
    shown = window or (found[0].window if found else Window(4, 6))
    fixed = len(p.filters.programmes) == 1 and programme in p.filters.programmes
    p.draw(partial(_choose, names=names, now=programme, window=shown, fixed=fixed))
    there = [o for o in found if o.sides]
    if not there:
        why = nowhere(p, programme, found, shown)
        p.draw(lambda q: st.info(why, icon=":material/info:"))
        return
    p.answer(answer(p, programme, there))
    _table(p, programme, there)
    _spread(p, there)
    p.draw(_how_to_read)


def _programme(p: Page, known: tuple[str, ...]) -> str:
    chosen = [c for c in p.filters.programmes if c in known]
    if len(p.filters.programmes) == 1 and chosen:
        return chosen[0]
    asked = st.query_params.get(OF)
    if asked in known:
        return str(asked)
    of_school = [c for c in known if _in_view(p, c)]
    return (chosen or of_school or list(known))[0]


def _in_view(p: Page, programme: str) -> bool:
    if not p.filters.schools:
        return True
    info = p.reader.snapshot.info().programmes
    own = info.loc[info["programme"] == programme, "school"]
    return bool(own.isin(p.filters.schools).any())


def _window() -> Window | None:
    """The window of the address, ``4-6``; None where it names none or no window."""
    parts = str(st.query_params.get(YEARS) or "").split("-")
    if len(parts) != 2 or not all(x.isascii() and x.isdigit() and len(x) < 4 for x in parts):
        return None
    first, last = sorted(min(max(int(x), LEAST), MOST) for x in parts)
    return Window(first, last)


def _choose(p: Page, *, names: dict[str, str], now: str, window: Window, fixed: bool) -> None:
    def write() -> None:
        if not fixed:
            st.query_params[OF] = st.session_state["voice_of"]

    def move() -> None:
        first, last = st.session_state["voice_years"]
        st.query_params[YEARS] = f"{first}-{last}"

    with st.container(horizontal=True, vertical_alignment="bottom", key="objectives_choice"):
        if not fixed and len(names) > 1:
            st.session_state["voice_of"] = now
            st.selectbox(
                p.t("Objectives of"),
                list(names),
                format_func=names.get,
                key="voice_of",
                on_change=write,
                width=340,
            )
        st.session_state["voice_years"] = (window.first, window.last)
        st.slider(
            p.t("Years after graduation"),
            LEAST,
            MOST,
            key="voice_years",
            on_change=move,
            width=340,
        )


def _table(p: Page, programme: str, found: list[Objective]) -> None:
    """The figure, and the table as it goes into a report."""
    t = p.t
    names = [named(p, o, found) for o in found]
    table = pd.DataFrame(
        {
            t("Objective"): names,
            t("Threshold (score)"): [_points(o.threshold) for o in found],
            t("Alumni: mean (n)"): [mean_text(o.alumni, t) for o in found],
            t("Employers: mean (n)"): [mean_text(o.employers, t) for o in found],
            t("Mean of the sides, 90% interval"): [limits(p, o.mean, o.low, o.high) for o in found],
            t("Verdict"): [verdict_text(o.judged, t) for o in found],
        }
    )
    item(
        p,
        "objectives",
        t("Are the objectives of {name} attained?", name=p.label("programme", programme)),
        objective_rows(found, names, t, title=t("Mean score")),
        table,
        data=_data(found),
        note=window_words(p, found),
        caveats=[t(RESTS_ON), *filter(None, (asked_of(p, found), response(p, programme, found)))],
        indicators=[MEAN],
        table_open=True,
    )


def _points(value: float) -> str:
    return "–" if missing(value) else f"{value:.2f}"


def _spread(p: Page, found: list[Objective]) -> None:
    """One row per objective and side: how the answers spread."""
    t = p.t
    rows = [
        {
            t("Objective"): named(p, o, found),
            t("Rated by"): p.label("respondent_kind", r.side),
            t("Mean, 95% interval"): mean_text(r, t)
            if missing(r.mean)
            else limits(p, r.mean, r.low, r.high),
            t("At or above the threshold"): "–"
            if missing(r.share)
            else t(
                "{value} ({low} to {high})",
                value=percent(r.share, 0),
                low=percent(r.share_low, 0),
                high=percent(r.share_high, 0),
            ),
            t("Answers by score"): "　".join(
                f"{score:g}: {percent(k / sum(n for _, n in r.counts), 0)}" for score, k in r.counts
            )
            or "–",
            t("Verdict"): verdict_text(r.judged, t),
            t("Base"): count(r.n),
            t("Respondents"): count(r.asked),
        }
        for o in found
        for r in o.sides
    ]
    table = pd.DataFrame(rows)
    item(
        p,
        "objectives_answers",
        t("How do the answers on each objective spread?"),
        None,
        table,
        data=_data(found),
        indicators=[MEAN],
    )


def _data(found: list[Objective]) -> pd.DataFrame:
    """What is downloaded: one row per objective and side at full precision, the verdict on both."""
    return pd.DataFrame(
        [
            {
                "curriculum": o.curriculum,
                "objective": o.code,
                "wording": o.wording,
                "years_first": o.window.first,
                "years_last": o.window.last,
                "cohorts": ";".join(str(c) for c in o.cohorts),
                "threshold": o.threshold,
                "respondent": r.side,
                "question": r.item,
                "wave": r.wave,
                "mean": r.mean,
                "low": r.low,
                "high": r.high,
                "n": r.n,
                "respondents": r.asked,
                "share_at_threshold": r.share,
                "share_low": r.share_low,
                "share_high": r.share_high,
                "status": str(r.status),
                "verdict": str(r.judged),
                "both_mean": o.mean,
                "both_low_90": o.low,
                "both_high_90": o.high,
                "both_verdict": str(o.judged),
            }
            for o in found
            for r in o.sides
        ]
    )


def _how_to_read(p: Page) -> None:
    with st.expander(p.t("How to read this"), icon=":material/help:", key="objectives_reading"):
        st.markdown("\n\n".join(p.t(part) for part in READING))
