"""Words on courses: what a course carries, what it is worth, whether it still exists."""

import pandas as pd

from ui.page import Page
from yardstick.feedback.courses import CourseFit
from yardstick.feedback.curricula import competences
from yardstick.figures.courses import LOOKS
from yardstick.inference.verdict import Standing
from yardstick.measure.labels import label
from yardstick.measure.model import Status
from yardstick.sentences import joined
from yardstick.text import mark
from yardstick.wording import cohorts_words, listing, missing, percent, signed, whole

#: Names in a sentence; the table has all.
NAMED = 3
NO_CAUSE = mark(
    "A course that carries a competence goes with its gap; nothing here says that it makes it."
)


def competence_names(p: Page) -> dict[str, str]:
    """Names of competences by code."""
    known = competences(p.reader)
    return dict(zip(known["competence"], known["name"], strict=True))


def based(p: Page, name: str, value: str, n: float) -> str:
    """A name with its value and base."""
    return p.t("{name} {value} (base {n})", name=name, value=value, n=whole(n))


def carries(p: Page, fit: CourseFit, course: str) -> str:
    """What a course carries, largest part first; those that fall short are marked."""
    names, short = competence_names(p), set(fit.short())
    own = fit.carried[fit.carried["course_id"] == course].sort_values(
        "share", ascending=False, kind="stable"
    )
    return listing(
        [
            f"{'▶ ' if r['competence'] in short else ''}{names.get(r['competence'], r['competence'])}"
            f" {percent(r['share'], 0)}"
            for r in own.to_dict("records")
        ],
        p.t,
    )


def worth(p: Page, row: dict) -> str:
    """Credits, and whether the course is a core one."""
    t = p.t
    kind = t("core") if bool(row["core"]) else t("not core")
    if missing(row["credits"]) or pd.isna(row["credits"]):
        return kind
    return t("{n} credits, {kind}", n=f"{float(row['credits']):g}", kind=kind)


def offered(row: dict) -> bool:
    """Whether the course still exists."""
    return bool(row["offered"])


def offer(p: Page, row: dict) -> str:
    """Whether the course still exists, and what took its place."""
    t = p.t
    if offered(row):
        return t("still offered")
    if not missing(row["replaced_by_name"]) and row["replaced_by_name"]:
        return t("no longer offered, replaced by {name}", name=row["replaced_by_name"])
    return t("no longer offered")


def version_name(p: Page, version: dict) -> str:
    """A version of the curriculum and the cohorts that studied it."""
    studied = cohorts_words(version["cohorts"], p.t) if len(version["cohorts"]) else "–"
    return p.t("curriculum {name}, cohorts {cohorts}", name=version["curriculum"], cohorts=studied)


def finding(p: Page, row: dict) -> str:
    """Shape and words of the finding on a course."""
    look = LOOKS.get(row["finding"])
    return f"{look.shape} {p.t(look.words)}" if look else ""


def answer(p: Page, fit: CourseFit, industries: pd.DataFrame, own: bool) -> str:
    """The chain in words: what falls short, which courses carry it, who asks for it."""
    t = p.t
    name, years = p.label("programme", fit.programme), cohorts_words(fit.cohorts, t)
    short = fit.gaps[fit.gaps["finding"] == "short"]
    weak = fit.weak()
    if short.empty:
        said = t(
            "{name}, {years}: no competence falls short beyond chance and materiality.",
            name=name,
            years=years,
        )
    else:
        told = [
            based(p, label(p.reader, "pair", r["pair"]), signed(r["gap"], "points", 2), r["n"])
            for r in short.head(NAMED).to_dict("records")
        ]
        said = t(
            "{name}, {years}: look first at {gaps}.",
            name=name,
            years=years,
            gaps=listing(told, t),
        )
    parts = [said]
    carrying = weak[weak["short"] > 0]
    if len(carrying):
        told = [
            t(
                "{course} (meets the need of {share} of the {n} who need it)",
                course=r["name"],
                share=percent(r["fulfilment"], 0),
                n=whole(r["n"]),
            )
            for r in carrying.head(NAMED).to_dict("records")
        ]
        parts.append(
            t("Of the courses that carry this, {names} stand out as weak.", names=listing(told, t))
            if len(told) > 1
            else t("Of the courses that carry this, {names} stands out as weak.", names=told[0])
        )
    elif len(weak):
        names = listing(weak["name"].head(NAMED).tolist(), t)
        parts.append(t("Weak by what alumni say: {names}.", names=names))
    elif fit.courses.empty:
        parts.append(t("No curriculum of it is on record for these cohorts."))
    elif len(short):
        parts.append(t("No course stands out as weak."))
    if len(fit.uncarried):
        names = listing(list(dict.fromkeys(fit.uncarried["name"])), t)
        parts.append(t("No course carries {names}.", names=names))
    sure = industries[industries["status"] == Status.SHOWN] if len(industries) else industries
    if len(sure):
        first = sure.groupby("industry")["n"].max().sort_values(ascending=False)
        names = listing([p.label("industry", c) for c in first.index[:NAMED]], t)
        parts.append(
            t("Its alumni are asked for this mostly in {names}.", names=names)
            if own
            else t("Alumni of all programmes are asked for this mostly in {names}.", names=names)
        )
    return joined(parts, t)


def weak_names(frame: pd.DataFrame) -> list[str]:
    """Names of the courses that are called weak."""
    return frame.loc[frame["finding"] == Standing.BELOW, "name"].tolist()
