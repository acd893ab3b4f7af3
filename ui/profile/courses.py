"""Which of its courses do alumni need and find wanting? The rated courses, the weakest first."""

import pandas as pd

from ui.fit.course_words import finding
from ui.format import cell, count, span
from ui.item import item
from ui.page import Page
from ui.profile.asked_feedback import about
from ui.profile.chosen import Programme
from yardstick.feedback.weak import FULFILMENT, IMPORTANCE, rated_courses
from yardstick.findings.told_feedback import gone
from yardstick.inference.verdict import Standing
from yardstick.measure import Filters, label
from yardstick.sentences import joined
from yardstick.wording import listing, percent, whole

MOST = 6


def show(p: Page, programme: Programme) -> None:
    """One item; nothing where no source rates courses."""
    t, asked = p.t, p.view.filters
    found = rated_courses(p.reader, Filters(cohorts=asked.cohorts, genders=asked.genders))
    own = found.frame[found.frame["programme"] == programme.code] if len(found.frame) else None
    if own is None or own.empty:
        return
    # The weak ones first, then those that meet the need least often.
    own = own.assign(weak=own["finding"] == Standing.BELOW).sort_values(
        ["weak", "fulfilment"], ascending=[False, True], kind="stable", na_position="last"
    )
    rows = own.head(MOST).to_dict("records")
    table = pd.DataFrame(
        {
            t("Course"): [label(p.reader, "course", r["course"]) for r in rows],
            t("Meets the need"): [cell(r["fulfilment"], r["status"], "percent", 0) for r in rows],
            t("What may be said"): [finding(p, r) for r in rows],
            t("95% interval"): [
                span(r["fulfilment_low"], r["fulfilment_high"], "percent", 0, t) for r in rows
            ],
            t("Base"): [count(r["n"]) for r in rows],
            t("All courses of the level"): [percent(r["expected"], 0) for r in rows],
            t("Important in work"): [percent(r["importance"], 0) for r in rows],
        }
    )
    weak = own[own["weak"]]
    when = about(Filters(cohorts=found.cohorts, wave=found.wave), t)
    item(
        p,
        "profile_courses",
        t("Which of its courses do alumni need and find wanting?"),
        None,
        table.loc[:, (table != "").any()],
        data=own.drop(columns=["reason", "weak"]),
        note=joined([_words(p, weak, when), _shown(p, len(own))], t),
        caveats=[
            t(
                "Of those who find the course important in work, the share who say that it met the "
                "need; judged together with {n} courses of the institution. A rating goes with a "
                "course and does not say what made it.",
                n=whole(found.family),
            ),
            *(
                [t("What courses of other programmes get is not released to you.")]
                if found.withheld
                else []
            ),
        ],
        indicators=[IMPORTANCE, FULFILMENT],
    )


def _words(p: Page, weak: pd.DataFrame, when: str) -> str:
    t = p.t
    if weak.empty:
        return t("No course stands out as weak ({when}).", when=when)
    named = [label(p.reader, "course", c) for c in weak["course"]]
    said = t("Weak by what alumni say: {names} ({when}).", names=listing(named, t), when=when)
    over = [
        t("{course}: {what}", course=label(p.reader, "course", c), what=words)
        for c in weak["course"]
        if (words := gone(c, p.reader, t))
    ]
    return joined([said, *over], t)


def _shown(p: Page, courses: int) -> str:
    if courses <= MOST:
        return ""
    return p.t("{n} of {all} rated courses are shown.", n=MOST, all=whole(courses))
