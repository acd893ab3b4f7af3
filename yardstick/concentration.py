"""Sentences on how many have something on record, and how few names or codes take most of them."""

from collections.abc import Sequence

from yardstick.inference.concentration import effective_number, herfindahl, top_share
from yardstick.sentences import Told, few, joined
from yardstick.text import Translator
from yardstick.wording import listing, percent, whole

#: Share of those it could be on record for from which a concentration is worth a sentence.
ENOUGH = 0.9


def recorded(n: float, of: float | None, t: Translator) -> str:
    """For how many something is on record, of those it could be on record for; else nothing."""
    if not of or n >= of:
        return ""
    return t(
        "On record for {n} of {all} ({share}).", n=whole(n), all=whole(of), share=percent(n / of)
    )


def too_few(n: float, of: float | None) -> bool:
    """Whether it is on record for too few of those it could be on record for."""
    return bool(of) and n < ENOUGH * of


def concentration(
    subject: str,
    several: str,
    names: Sequence[str],
    counts: Sequence[float],
    told: Told,
    t: Translator,
    *,
    whom: str = "",
    of: float | None = None,
    least: float = 0,
) -> str:
    """How much of it the three largest take.

    ``subject`` names the list in the plural (industries, employers); ``several`` is the message id
    of a number of them ("{k} employers"), because Chinese counts each kind with a word of its own.
    ``names`` are the largest that may be named, ``counts`` the sizes of all of them, ``whom`` those
    who have one on record, ``of`` how many could have one, ``least`` the base below which a share
    is a hint only. Where too few have one on record, nothing is said of the shares.
    """
    n = sorted((c for c in counts if c > 0), reverse=True)
    if not n:
        return t("No graduate in view has a record of this.")
    whom = whom or t("graduates on record")
    if too_few(sum(n), of):
        return t(
            "The {subject} are on record for {n} of {all} graduates only ({told}): the others may be "
            "spread differently, so nothing is said of how concentrated they are.",
            subject=subject,
            n=whole(sum(n)),
            all=whole(of or 0),
            told=told(t),
        )
    further = [recorded(sum(n), of, t), few(sum(n), least, t)]
    if len(n) == 1:
        said = t(
            "All {n} {whom} ({told}) are in one of the {subject}.",
            n=whole(sum(n)),
            whom=whom,
            told=told(t),
            subject=subject,
        )
        return joined([said, *further], t)
    first = min(3, len(n))
    said = t(
        "The largest {several} take {share} of {n} {whom} ({told}){which}.",
        several=t(several, k=first),
        share=percent(top_share(n, first)),
        n=whole(sum(n)),
        whom=whom,
        told=told(t),
        which=t(": {names}", names=named(list(names)[:first], t)) if len(names) >= first else "",
    )
    return joined([said, *further], t)


def equal_sized(
    several: str, counts: Sequence[float], t: Translator, of: float | None = None
) -> str:
    """How many equal ones a concentration is like, with its index, for a caption.

    ``several`` as in ``concentration``.
    """
    n = [c for c in counts if c > 0]
    if len(n) < 2 or too_few(sum(n), of):
        return ""
    alike = effective_number(n)
    return t(
        "As concentrated as about {several} of equal size (Herfindahl-Hirschman index {hhi}).",
        # Beyond ten, a decimal would promise more than such a number can say.
        several=t(several, k=f"{alike:.1f}" if alike < 10 else whole(alike)),
        hhi=f"{herfindahl(n):.3f}",
    )


def named(names: Sequence[str], t: Translator) -> str:
    """A list of names; each in quotation marks where one of them holds what parts a list."""
    if any(part in name for name in names for part in ("、", ",", "，", " and ", "和")):
        names = [f"“{name}”" for name in names]
    return listing(list(names), t)
