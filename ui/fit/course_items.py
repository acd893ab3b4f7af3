"""What a programme's courses carry and how they are rated: the chain, a version, what is missing."""

import pandas as pd
import streamlit as st

from ui.fit.cells import gap_cell, gap_span
from ui.fit.course_words import (
    NO_CAUSE,
    based,
    carries,
    competence_names,
    finding,
    offer,
    offered,
    version_name,
    worth,
)
from ui.fit.words import pair_name
from ui.format import cell, count, span
from ui.item import item
from ui.page import Page
from yardstick.feedback.courses import CourseFit
from yardstick.feedback.gaps import GAP, IMPORTANCE
from yardstick.feedback.rules import load_rules
from yardstick.feedback.weak import rated_courses
from yardstick.figures.courses import course_rows, met_text
from yardstick.inference.verdict import Standing
from yardstick.wording import cohorts_words, listing, percent, whole

INDICATORS = ("course.importance", "course.fulfilment")
#: Industries named for a competence in the chain; the table below has all.
INDUSTRIES = 4


def rule(p: Page, family: int, cohorts: tuple[int, ...]) -> list[str]:
    """What a course has to clear to be called weak."""
    about = load_rules()["course"]
    return [
        p.t(
            "Courses are judged on the ratings of {years}. Weak: surely important to more than half, "
            "and meeting the need of fewer than all rated courses of the level by more than {least} "
            "points, beyond chance among the {n} courses judged together.",
            years=cohorts_words(cohorts, p.t),
            least=f"{100 * about.part:g}",
            n=whole(family),
        )
    ]


def chain(p: Page, fit: CourseFit, industries: pd.DataFrame, own: bool) -> None:
    """A row for each competence that falls short: its courses, and who asks for it."""
    t, short = p.t, fit.gaps[fit.gaps["finding"] == "short"].to_dict("records")
    if not short:
        return
    table = pd.DataFrame(
        {
            t("Competence"): [pair_name(p, r["pair"]) for r in short],
            t("Carried by"): [_courses_of(p, fit, r["competence"]) for r in short],
            t("Asked for in"): [_industries_of(p, industries, r["pair"]) for r in short],
            t("Gap"): [gap_cell(r) for r in short],
            t("95% interval"): [gap_span(p, r) for r in short],
            t("Base"): [count(r["n"]) for r in short],
        }
    )
    said = [
        t("Carried by: the part of the course that carries the competence, and its credits."),
        t("Asked for in: industry of work, mean importance and base, most people first."),
    ]
    if not own:
        said.append(t("Too few alumni of the programme in any one industry: all programmes speak."))
    item(
        p,
        "chain",
        t("What falls short, which courses carry it, and who asks for it"),
        None,
        table,
        caveats=[*said, t(NO_CAUSE)],
        indicators=[GAP],
    )


def _courses_of(p: Page, fit: CourseFit, competence: str) -> str:
    rows = fit.of(competence).to_dict("records") if isinstance(competence, str) else []
    if not rows:
        return p.t("no course")
    t = p.t
    said = [
        t(
            "{course} {share}, {worth}",
            course=f"{'▼ ' if r['finding'] == Standing.BELOW else ''}{r['name']}",
            share=percent(r["share"], 0),
            worth=worth(p, r),
        )
        for r in rows
    ]
    told = said[0]
    for one in said[1:]:
        told = t("{value}; {note}", value=told, note=one)
    return told


def _industries_of(p: Page, industries: pd.DataFrame, pair: str) -> str:
    if industries.empty:
        return "–"
    rows = industries[industries["pair"] == pair].sort_values("n", ascending=False, kind="stable")
    said = [
        based(
            p,
            p.label("industry", r["industry"]),
            cell(r["importance"], r["status"], "points", 2),
            r["n"],
        )
        for r in rows.head(INDUSTRIES).to_dict("records")
    ]
    return listing(said, p.t) or "–"


def one_version(p: Page, fit: CourseFit, version: dict) -> None:
    """The courses of one version: weak and important first."""
    t = p.t
    keys = ("programme_id", "curriculum")
    own = fit.courses
    for key in keys:
        own = own[own[key] == version[key]]
    rows = own.to_dict("records")
    names = [r["name"] for r in rows]
    details = [_detail(p, fit, r) for r in rows]
    table = pd.DataFrame(
        {
            t("Course"): names,
            t("Finding"): [finding(p, r) for r in rows],
            t("Carries"): [carries(p, fit, r["course_id"]) for r in rows],
            t("Important to"): [_share(r, "importance", "importance_n") for r in rows],
            t("Meets the need of"): [_share(r, "fulfilment", "n") for r in rows],
            t("95% interval"): [
                span(r["fulfilment_low"], r["fulfilment_high"], "percent", 0, t) for r in rows
            ],
            t("Base"): [count(r["n"]) for r in rows],
            t("Credits"): [worth(p, r) for r in rows],
            t("Offered"): [offer(p, r) for r in rows],
        }
    )
    drawn = own[own["fulfilment"].notna() | (own["short"] > 0)]
    at = [k for k, r in enumerate(rows) if r["course_id"] in set(drawn["course_id"])]
    judged = rated_courses(p.reader, p.filters)
    item(
        p,
        f"courses_{version['programme_id']}_{version['curriculum']}".lower(),
        t("Courses: {version}", version=version_name(p, version)),
        course_rows(
            drawn,
            [names[k] for k in at],
            [details[k] for k in at],
            t,
            title=t("Share of those who need the course whose need it meets"),
        ),
        table,
        data=own.drop(columns=["reason", "cohorts", "waves"], errors="ignore"),
        note=t(
            "Weak and important first. ▶ marks a competence that falls short, ◇ what all rated "
            "courses of the level get."
        ),
        caveats=[
            *rule(p, judged.family, judged.cohorts),
            *(
                [t("What courses of other programmes get may not be told here: none is called.")]
                if fit.withheld
                else []
            ),
            t(NO_CAUSE),
        ],
        indicators=INDICATORS,
    )


def _detail(p: Page, fit: CourseFit, r: dict) -> str:
    """What stands below the name of a course."""
    t = p.t
    said = t(
        "{met}. Carries {what}",
        met=met_text(r, t),
        what=carries(p, fit, r["course_id"]) or t("nothing that is mapped"),
    )
    return said if offered(r) else t("{value}; {note}", value=said, note=offer(p, r))


def _share(r: dict, value: str, base: str) -> str:
    said = cell(r[value], r["status"], "percent", 0)
    return f"{said} ({whole(r[base])})" if r[value] == r[value] and base == "importance_n" else said


def uncarried(p: Page, fit: CourseFit) -> None:
    """Competences that no course carries, and those that no survey asks for."""
    t, names = p.t, competence_names(p)
    rows = fit.uncarried.to_dict("records")
    gaps = {r["competence"]: r for r in fit.gaps.to_dict("records")}
    short = set(fit.short())
    with st.container(border=True, key="item_uncarried"):
        st.subheader(t("What no course carries"), anchor="uncarried")
        if not rows:
            st.markdown(t("Every competence that a survey asks for is carried by a course."))
        for r in sorted(rows, key=lambda r: r["competence"] not in short):
            gap = gaps.get(r["competence"])
            name = names.get(r["competence"], r["competence"])
            if gap and gap["seen"]:
                name = based(p, name, gap_cell(gap), gap["n"])
            st.markdown(
                t(
                    "- **{name}**: no course of the curriculum {version} carries it.",
                    name=name,
                    version=r["curriculum"],
                )
            )
        if len(fit.unasked):
            st.caption(
                t(
                    "Carried by courses, but no survey asks for it: {names}.",
                    names=listing(fit.unasked["name"].tolist(), t),
                )
            )


def asked_in(p: Page, fit: CourseFit, industries: pd.DataFrame, own: bool) -> None:
    """What falls short, industry by industry: how important, and how large the gap."""
    t = p.t
    if industries.empty:
        return
    rows = industries.sort_values(["pair", "n"], ascending=[True, False]).to_dict("records")
    table = pd.DataFrame(
        {
            t("Competence"): [pair_name(p, r["pair"]) for r in rows],
            t("Industry"): [p.label("industry", r["industry"]) for r in rows],
            t("Importance"): [cell(r["importance"], r["status"], "points", 2) for r in rows],
            t("Importance, 95% interval"): [_ends(p, r) for r in rows],
            t("Gap"): [gap_cell(r | {"seen": True}) for r in rows],
            t("Gap, 95% interval"): [gap_span(p, r) for r in rows],
            t("Base"): [count(r["n"]) for r in rows],
        }
    )
    whose = t("Alumni of the programme.") if own else t("Alumni of all programmes in view.")
    item(
        p,
        "asked_in",
        t("In which industries is it asked for?"),
        None,
        table,
        data=industries,
        note=whose,
        caveats=[
            t(
                "By the industry of work on record; industries with too few answers are not shown. "
                "Where intervals overlap, differences between industries may be chance."
            )
        ],
        indicators=[IMPORTANCE, GAP],
    )


def _ends(p: Page, r: dict) -> str:
    if r["importance_low"] != r["importance_low"]:
        return ""
    return p.t(
        "{low} to {high}", low=f"{r['importance_low']:.2f}", high=f"{r['importance_high']:.2f}"
    )
