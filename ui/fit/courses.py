"""From a competence to the courses that carry it: for one programme, or the way to one."""

import pandas as pd
import streamlit as st

from ui.fit.cells import gap_cell
from ui.fit.chosen import Chosen
from ui.fit.course_items import INDICATORS, asked_in, chain, one_version, rule, uncarried
from ui.fit.course_words import NO_CAUSE, answer, based
from ui.fit.pick import lead_into, pick_programme
from ui.fit.words import pair_name
from ui.item import item
from ui.page import Page
from yardstick.feedback.by_programme import programme_gaps
from yardstick.feedback.courses import asked_for, course_fit
from yardstick.feedback.curricula import courses as courses_of
from yardstick.feedback.curricula import has_curricula
from yardstick.feedback.gaps import GAP
from yardstick.feedback.weak import rated_courses
from yardstick.measure.labels import DIMENSION_LABELS, label
from yardstick.text import mark
from yardstick.wording import listing, percent, whole

NO_CURRICULA = mark(
    "No source of this build holds curricula, so no competence leads to a course. What is needed: "
    "the versions of each curriculum, their courses, and which part of a course carries which "
    "competence (tables “curricula”, “courses” and “curriculum_map”)."
)


def show(p: Page, chosen: Chosen | None) -> None:
    """One programme where the selection names one; else programmes to choose from."""
    if not has_curricula(p.reader):
        st.info(p.t(NO_CURRICULA), icon=":material/info:")
        return
    programmes = p.view.codes("programme")
    if len(programmes) == 1:
        _one(p, programmes[0], chosen)
    else:
        _choose(p, chosen)


def _choose(p: Page, chosen: Chosen | None) -> None:
    """Programmes with gaps or weak courses, and a way into any that has a curriculum."""
    t = p.t
    known = _with_courses(p)
    asked = set(p.view.codes("programme"))
    gaps = programme_gaps(p.reader, chosen.list, p.filters).called() if chosen else None
    judged = rated_courses(p.reader, p.filters)
    weak = judged.weak()
    short = [] if gaps is None else gaps["programme"].tolist()
    first = list(dict.fromkeys([*short, *weak["programme"]]))
    p.answer(
        t(
            "{n} programmes fall short of a competence, {m} have a course that stands out as weak. "
            "Choose one to see which courses carry what falls short.",
            n=whole(len(set(short))),
            m=whole(weak["programme"].nunique()),
        )
    )
    if first:
        table = pd.DataFrame(
            {
                DIMENSION_LABELS["programme"](p.lang): [p.label("programme", c) for c in first],
                t("Falls short of"): [
                    ""
                    if gaps is None
                    else listing(
                        [
                            based(p, pair_name(p, r["pair"]), gap_cell(r), r["n"])
                            for r in gaps[gaps["programme"] == c].to_dict("records")
                        ],
                        t,
                    )
                    for c in first
                ],
                t("Weak courses"): [
                    listing(
                        [
                            based(
                                p,
                                label(p.reader, "course", r["course"]),
                                percent(r["fulfilment"], 0),
                                r["n"],
                            )
                            for r in weak[weak["programme"] == c].to_dict("records")
                        ],
                        t,
                    )
                    for c in first
                ],
            }
        )
        item(
            p,
            "courses_first",
            t("Where to look first"),
            None,
            lead_into(p, table, first, "courses"),
            note=t(
                "Gap in points of the scale, and share of those who need a course whose need it meets."
            ),
            caveats=[*rule(p, judged.family, judged.cohorts), t(NO_CAUSE)],
            indicators=[GAP, *INDICATORS],
        )
    others = [c for c in dict.fromkeys(known) if c not in first and (not asked or c in asked)]
    pick_programme(p, "courses", [*first, *others], "courses")


def _with_courses(p: Page) -> list[str]:
    """Programmes of which any course is on record."""
    return list(dict.fromkeys(courses_of(p.reader)["programme"]))


def _one(p: Page, programme: str, chosen: Chosen | None) -> None:
    fit = course_fit(p.reader, programme, p.filters, chosen.list if chosen else None)
    industries, own = asked_for(p.reader, fit, p.filters)
    p.answer(answer(p, fit, industries, own))
    if fit.courses.empty:
        st.info(
            p.t(
                "Without a curriculum of this programme for these cohorts nothing leads from a "
                "competence to a course. Choose another programme."
            ),
            icon=":material/info:",
        )
        asked_in(p, fit, industries, own)
        pick_programme(p, "courses", _with_courses(p), "courses")
        return
    if len(fit.versions) > 1:
        st.caption(
            p.t(
                ":material/info: These cohorts studied {n} versions of the curriculum; they are kept "
                "apart.",
                n=whole(len(fit.versions)),
            )
        )
    chain(p, fit, industries, own)
    for version in fit.versions.to_dict("records"):
        one_version(p, fit, version)
    asked_in(p, fit, industries, own)
    uncarried(p, fit)
