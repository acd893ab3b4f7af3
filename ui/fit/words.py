"""Gaps in sentences: what was found, how surely, and what to look at first. None says why."""

from ui.fit.chosen import list_name
from ui.page import Page
from ui.telling import told
from yardstick.feedback.gaps import Finding, Gaps, first
from yardstick.feedback.lists import cohorts_at
from yardstick.measure.labels import label
from yardstick.sentences import joined
from yardstick.wording import listing, signed, whole

#: Names in a sentence; of more only the number is said.
NAMED = 3


def pair_name(p: Page, pair: str) -> str:
    """What the pair is about."""
    return label(p.reader, "pair", pair)


def whom(p: Page, wave: int | None) -> str:
    """The cohorts that answered at this time, and the selection."""
    return told(p, wave, cohorts_at(p.reader, wave, p.filters))(p.t)


def answer(p: Page, found: Gaps) -> str:
    """The sentence on top."""
    t, frame = p.t, found.frame
    seen = frame[frame["seen"]]
    who = whom(p, found.wave)
    about = list_name(p, found.list)
    if seen.empty:
        return t(
            "{about}, {who}: too few answered both sides for any figure.", about=about, who=who
        )
    short = seen[seen["finding"] == Finding.SHORT]
    over = seen[seen["finding"] == Finding.OVER]
    least, most = seen["n"].min(), seen["n"].max()
    base = (
        whole(most) if least == most else t("{low} to {high}", low=whole(least), high=whole(most))
    )
    said = t(
        "{about}, {who}: of {n} pairs, attainment falls short of importance on {short}{which} and "
        "exceeds it on {over}; on the others no gap can be told (base {base}).",
        about=about,
        who=who,
        n=whole(len(seen)),
        short=whole(len(short)),
        which=_which(p, short),
        over=whole(len(over)),
        base=base,
    )
    return joined([said, look_first(p, found)], t)


def _which(p: Page, rows) -> str:
    """The largest gaps in brackets."""
    if rows.empty:
        return ""
    names = [
        f"{pair_name(p, r['pair'])} {signed(r['gap'], 'points', 2)}"
        for r in rows.head(NAMED).to_dict("records")
    ]
    if len(rows) > NAMED:
        return p.t(" (largest: {names})", names=listing(names, p.t))
    return p.t(" ({names})", names=listing(names, p.t))


def look_first(p: Page, found: Gaps) -> str:
    """What deserves a look before anything else, and on what grounds."""
    t = p.t
    names = [pair_name(p, x) for x in first(found)]
    if names:
        return t(
            "Look first at {names}: important beside the others, little attained, and a gap that "
            "stands out among all of the list.",
            names=listing(names, t),
        )
    if (found.frame["finding"] == Finding.SHORT).any():
        return t(
            "No pair with a gap lies surely among the important and little attained: look at the "
            "largest gaps first."
        )
    return t("On this base there is nothing that must be looked at first.")
