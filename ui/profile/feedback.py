"""What do work and employers ask for beyond what was acquired? The largest gaps, and both sides."""

import pandas as pd

from ui.fit.cells import finding_cell, gap_cell, gap_span
from ui.format import cell, count
from ui.item import item
from ui.page import Page
from ui.profile.asked_feedback import about, answers_of, way
from ui.profile.chosen import Programme
from yardstick.feedback.by_programme import ProgrammeGaps, programme_gaps
from yardstick.feedback.employers import Beside, Finding, beside
from yardstick.feedback.gaps import GAP
from yardstick.feedback.gaps import Finding as Gap
from yardstick.feedback.lists import PairList, pair_lists
from yardstick.feedback.voice import ALUMNI, MEAN
from yardstick.measure import Filters, label
from yardstick.sentences import joined
from yardstick.text import mark
from yardstick.wording import listing, missing, signed, whole

#: The largest gaps and differences shown; all of them stand on their pages.
MOST = 6
NO_PAIRS = mark("No source asks alumni how important a competence is and how well it is attained.")
VERDICTS: dict[str, tuple[str, str]] = {
    Finding.LOWER: ("▼", mark("employers see less")),
    Finding.HIGHER: ("▲", mark("employers see more")),
    Finding.SMALL: ("≈", mark("no difference that matters")),
    Finding.CANNOT_TELL: ("○", mark("cannot be told")),
}


def show(p: Page, programme: Programme) -> None:
    """Two items: the largest gaps, and employers beside alumni where both were asked."""
    lists = [one for one in pair_lists(p.reader) if one.respondent == ALUMNI]
    if not lists:
        item(p, "profile_gaps", _title(p), None, pd.DataFrame(), note=p.t(NO_PAIRS))
        return
    # The first list that the programme has a figure of.
    made = [_gaps(p, one) for one in lists]
    found, filters = next((m for m in made if _own(m[0], programme)["seen"].any()), made[0])
    _show_gaps(p, programme, found, filters)
    _show_employers(p, programme, filters)


def _title(p: Page) -> str:
    return p.t("Does what it teaches fit what work asks for?")


def _gaps(p: Page, one: PairList) -> tuple[ProgrammeGaps, Filters]:
    filters = answers_of(p, "pair_gap", one.waves)
    return programme_gaps(p.reader, one, filters), filters


def _own(found: ProgrammeGaps, programme: Programme) -> pd.DataFrame:
    rows = found.frame[found.frame["programme"] == programme.code]
    return rows.sort_values("gap", ascending=False, kind="stable", na_position="last")


def _show_gaps(p: Page, programme: Programme, found: ProgrammeGaps, filters: Filters) -> None:
    t, own = p.t, _own(found, programme)
    rows = own.head(MOST).to_dict("records")
    table = pd.DataFrame(
        {
            t("Asked about"): [label(p.reader, "pair", r["pair"]) for r in rows],
            t("Gap"): [gap_cell(r) for r in rows],
            t("What may be said"): [finding_cell(p, r) for r in rows],
            t("95% interval"): [gap_span(p, r) for r in rows],
            t("Base"): [count(r["n"]) for r in rows],
        }
    )
    item(
        p,
        "profile_gaps",
        _title(p),
        None,
        table,
        data=own.drop(columns=["reason"]),
        note=_gap_words(p, own, about(filters, t)),
        caveats=[
            t(
                "Importance less attainment in points of the scale, of those who rated both. Judged "
                "together with {n} gaps of all programmes; a gap goes with a programme and does not "
                "say what made it.",
                n=whole(found.family),
            )
        ]
        if len(own)
        else [],
        indicators=[GAP],
    )
    way(p, programme, filters, "fit", "courses", t("Which courses carry it"))


def _gap_words(p: Page, own: pd.DataFrame, when: str) -> str:
    """Which gaps are called, and which are shown."""
    t, seen = p.t, own[own["seen"]]
    if seen.empty:
        return t("Too few of its alumni rated both sides ({when}).", when=when)
    short = seen[seen["finding"] == Gap.SHORT]
    shown = (
        t("The {n} largest of {all} are shown.", n=MOST, all=whole(len(own)))
        if len(own) > MOST
        else ""
    )
    if short.empty:
        said = t("No gap is called large and sure enough ({when}).", when=when)
    else:
        names = [label(p.reader, "pair", x) for x in short["pair"]]
        said = t(
            "Attainment falls short of importance on {names}, by more than what matters and beyond "
            "chance ({when}).",
            names=listing(names, t),
            when=when,
        )
    return joined([said, shown], t)


def _show_employers(p: Page, programme: Programme, filters: Filters) -> None:
    """Employers' view of what graduates can do; nothing where employers were not asked the same."""
    t = p.t
    both = beside(p.reader, "attainment", filters.with_(programmes=(programme.code,)))
    if both.frame.empty:
        return
    rows = both.frame.head(MOST).to_dict("records")
    known = (both.frame["finding"] != Finding.NO_FIGURE).any()
    table = pd.DataFrame(
        {
            t("Asked about"): [label(p.reader, "item", r["item"]) for r in rows],
            t("Difference"): [_signed(r["difference"]) for r in rows],
            t("What may be said"): [_verdict(p, r) for r in rows],
            t("95% interval"): [gap_span(p, r) for r in rows],
            t("Employers"): [_mean(r, "employers") for r in rows],
            t("Alumni"): [_mean(r, "alumni") for r in rows],
        }
    )
    item(
        p,
        "profile_employers",
        t("Do employers see its graduates as alumni see themselves?"),
        None,
        table if known else pd.DataFrame(),
        data=both.frame.drop(columns=["employers_reason", "alumni_reason"]),
        note=_employer_words(p, both, about(filters, t))
        if known
        else t("Too few employers or alumni of this programme rated the same competence."),
        caveats=[t("Means of what graduates can do, bases in brackets. Different people answered.")]
        if known
        else [],
        indicators=[MEAN],
    )
    way(p, programme, filters, "voice", "employers", t("More on what employers say"))


def _employer_words(p: Page, both: Beside, when: str) -> str:
    t = p.t
    called = both.frame[both.frame["finding"].isin([Finding.LOWER, Finding.HIGHER])]
    if called.empty:
        return t("On no competence is a difference large and sure enough ({when}).", when=when)
    names = [label(p.reader, "item", x) for x in called["item"]]
    return t("They differ on {names} ({when}).", names=listing(names, t), when=when)


def _mean(row: dict, side: str) -> str:
    value = cell(row[side], row[f"{side}_status"], "points", 2)
    base = count(row[f"{side}_n"])
    return f"{value} ({base})" if base else value


def _signed(value: float) -> str:
    return "" if missing(value) else signed(value, "points", 2)


def _verdict(p: Page, row: dict) -> str:
    if row["finding"] not in VERDICTS:
        return ""
    shape, words = VERDICTS[row["finding"]]
    return f"{shape} {p.t(words)}"
