"""Gaps in sentences: what was found, how surely, and what to look at first. None says why."""

from collections.abc import Sequence

from ui.fit.chosen import list_name
from ui.page import Page
from ui.telling import told
from yardstick.feedback.gaps import RULE, Finding, Gaps, first
from yardstick.feedback.lists import Apart, cohorts_at, left_out
from yardstick.feedback.rules import load_rules
from yardstick.measure.labels import label
from yardstick.sentences import joined
from yardstick.text import Translator, mark, plural
from yardstick.wording import listing, percent, signed, whole

#: What is found of the other pairs; what is found of none is not said.
OTHERS: dict[Finding, str] = {
    Finding.OVER: mark("On {n} it exceeds importance by more than that."),
    Finding.SMALL: mark("On {n} the gap is surely smaller than that."),
    Finding.CANNOT_TELL: mark("On {n} it cannot be told."),
}
#: Names in a sentence; of more only the number is said.
NAMED = 3


def pair_name(p: Page, pair: str) -> str:
    """What the pair is about."""
    return label(p.reader, "pair", pair)


def whom(p: Page, wave: int | None) -> str:
    """The cohorts that answered at this time, and the selection."""
    return told(p, wave, cohorts_at(p.reader, wave, p.filters))(p.t)


def answer(p: Page, found: Gaps, short: Sequence[str] = ()) -> str:
    """The sentence on top; ``short`` are programmes that fall short of something by themselves."""
    t, frame = p.t, found.frame
    seen = frame[frame["seen"]]
    who = whom(p, found.wave)
    about = list_name(p, found.list)
    if seen.empty:
        return t(
            "{about}, {who}: too few answered both sides for any figure.", about=about, who=who
        )
    of = {f: seen[seen["finding"] == f] for f in Finding}
    low, high = seen["n"].min(), seen["n"].max()
    base = whole(high) if low == high else t("{low} to {high}", low=whole(low), high=whole(high))
    told_of = {
        "about": about,
        "who": who,
        "n": whole(len(seen)),
        "base": base,
        "least": least_words(found.margin, t),
    }
    if of[Finding.SHORT].empty:
        said = [
            t(
                "{about}, {who}: on none of {n} pairs (base {base}) is attainment shown to fall short "
                "of importance by more than {least}.",
                **told_of,
            )
        ]
    else:
        said = [
            t(
                "{about}, {who}: of {n} pairs (base {base}), attainment falls short of importance by "
                "more than {least} on {short}{which}.",
                short=whole(len(of[Finding.SHORT])),
                which=_which(p, of[Finding.SHORT]),
                **told_of,
            )
        ]
    said += [
        t(words, n=whole(len(of[finding]))) for finding, words in OTHERS.items() if len(of[finding])
    ]
    return joined([*said, *filter(None, [look_first(p, found, short)])], t)


def least_words(margin: float | None, t: Translator) -> str:
    """The smallest gap that matters."""
    if margin is None:
        return t("a part of the scale ({share} of its range)", share=percent(_rule().part, 2))
    return t("{n} points of the scale", n=f"{margin:.2f}")


def _rule():
    return load_rules()[RULE]


def criteria(margin: float | None, tests: int, t: Translator) -> list[str]:
    """What a gap has to clear to be called, and what chance alone would call; nothing untested."""
    if not tests:
        return []
    alone = _rule().false_calls
    return [
        t(
            "A gap is called if it clears two things. Materiality: it is larger than {least}, a "
            "convention. Chance: the paired test of a gap no larger than that, adjusted for the {n} "
            "gaps tested together (Benjamini-Hochberg, at most {share} of the calls expected to be "
            "wrong).",
            least=least_words(margin, t),
            n=whole(tests),
            share=percent(alone, 0),
        ),
        t(
            "By chance alone, were no true gap larger than that, this rule would call any of the "
            "{n} in at most {share} of such surveys; without the adjustment it would call up to "
            "{calls} of them on average.",
            n=whole(tests),
            share=percent(alone, 0),
            calls=f"{alone * tests:.1f}",
        ),
    ]


#: Why something meant as a pair has no gap.
APART: dict[str, str] = {
    Apart.ONE_SIDE: mark("Asked on one side only, so there is no gap: {names}."),
    Apart.SCALES_DIFFER: mark("The two sides have different scales, so there is no gap: {names}."),
    Apart.NOBODY: mark("Nobody answered both sides, so there is no gap: {names}."),
}


def not_paired(p: Page, found: Gaps) -> list[str]:
    """What belongs to the list and has no gap, with the reason."""
    names: dict[str, list[str]] = {}
    for item, why in left_out(p.reader, found.list):
        names.setdefault(why, []).append(label(p.reader, "item", item))
    return [p.t(APART[why], names=listing(of, p.t)) for why, of in names.items()]


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


def look_first(p: Page, found: Gaps, short: Sequence[str] = ()) -> str:
    """What deserves a look before anything else, and on what grounds.

    Large gaps of a few programmes vanish among all: ``short`` (codes) names them. Empty where
    nothing is called and something cannot be told: that is no all-clear.
    """
    t = p.t
    names = [pair_name(p, x) for x in first(found)]
    if names:
        return t(
            "Look first at {names}: important beside the others, little attained, and a gap that "
            "matters and is beyond chance.",
            names=listing(names, t),
        )
    if (found.frame["finding"] == Finding.SHORT).any():
        return t(
            "No pair with such a gap lies surely among the important and little attained: look at "
            "the largest gaps first."
        )
    if short:
        names = [p.label("programme", c) for c in short[:NAMED]]
        words = plural(
            len(short),
            mark(
                "By itself one programme falls short of at least one pair beyond chance: {names}. "
                "Look there first, under “By programme”."
            ),
            mark(
                "By themselves {n} programmes fall short of at least one pair beyond chance (largest "
                "gaps: {names}). Look there first, under “By programme”."
            ),
        )
        return t(words, n=whole(len(short)), names=listing(names, t))
    if (found.frame["finding"] == Finding.CANNOT_TELL).any():
        return ""
    return t("Nothing here must be looked at first.")
