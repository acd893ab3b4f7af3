"""The sentence that answers a page's question from the numbers, in either language.

Every sentence says what it rests on (how many graduates, of which years, when), says no more than
the interval allows, and describes: none of them explains why something is so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from yardstick.inference.difference import Verdict, mover, newcombe
from yardstick.measure.model import VISIBLE, Reason, Status
from yardstick.text import Translator, mark
from yardstick.wording import (
    amount,
    difference,
    interval,
    missing,
    money,
    percent,
    signed,
    status_words,
    whole,
)

VERDICT_WORDS: dict[str, str] = {
    Verdict.UP: mark("rose"),
    Verdict.DOWN: mark("fell"),
    Verdict.NO_CALL: mark("no clear change"),
    Verdict.BREAK: mark("not comparable"),
    Verdict.TOO_SMALL: mark("base too small to compare"),
    Verdict.NO_EARLIER: mark("no earlier cohort"),
    Verdict.NO_FIGURE: mark("no figure to compare"),
}
#: Shapes for tables and cards, where a word is looked for at a glance; no colour.
VERDICT_SHAPES: dict[str, str] = {
    Verdict.UP: "▲",
    Verdict.DOWN: "▼",
    Verdict.NO_CALL: "○",
    Verdict.BELOW: "○",
    Verdict.BREAK: "┆",
}
#: One row of a Measures frame.
Estimate = Mapping[str, object]


@dataclass(frozen=True)
class Told:
    """Whom and when a sentence is about: the selection in words and the months after graduation."""

    who: str
    wave: int | None
    currency: str = ""

    def __call__(self, t: Translator) -> str:
        """Selection and time, to stand in brackets."""
        if missing(self.wave):
            return self.who
        when = (
            t("at graduation")
            if not self.wave
            else t("{n} months after graduation", n=int(self.wave))
        )
        return t("{who}, {when}", who=self.who, when=when)


def seen(row: Estimate | None) -> bool:
    """Whether a row has a value to speak of."""
    return row is not None and row["status"] in VISIBLE and not missing(row["value"])


def why(row: Estimate | None, t: Translator) -> str:
    """The typed reason of a row without a value."""
    if row is None:
        return status_words(Status.NO_DATA, t)
    reason = row.get("reason")
    return reason(t) if isinstance(reason, Reason) else status_words(row["status"], t)


def absent(name: str, row: Estimate | None, t: Translator) -> str:
    """One line for a figure that is not there."""
    return t("{name} cannot be shown: {why}", name=name, why=_stopped(why(row, t), t))


def _stopped(text: str, t: Translator) -> str:
    """``text`` as the end of a sentence: with one full stop."""
    text = text.strip()
    return text if text[-1:] in (".", "。", "!", "?") else t("{sentence}.", sentence=text)


def joined(sentences: Sequence[str], t: Translator) -> str:
    """Sentences one after the other, with the space the language puts between them."""
    found = [s for s in sentences if s]
    text = found[0] if found else ""
    for s in found[1:]:
        text = t("{text} {next}", text=text, next=s)
    return text


def hedge(row: Estimate, unit: str, t: Translator, decimals: int = 1, currency: str = "") -> str:
    """The interval in brackets, else nothing."""
    said = interval(
        row["low"],
        row["high"],
        row["confidence"],
        unit,
        t,
        decimals,
        currency,  # type: ignore[arg-type]
    )
    return t(" ({interval})", interval=said) if said else ""


def caution(row: Estimate, t: Translator) -> str:
    """A second sentence where the base is too small to lean on."""
    if row["status"] != Status.UNRELIABLE:
        return ""
    return t("With so few graduates this is a hint, not a finding.")


def rate(
    row: Estimate | None,
    name: str,
    told: Told,
    t: Translator,
    *,
    decimals: int = 1,
    bounds: Estimate | None = None,
    parts: Sequence[tuple[str, float]] = (),
) -> str:
    """A share with its base, its interval or bounds, and the largest of its parts."""
    if not seen(row):
        return absent(name, row, t)
    said = t(
        "{name}: {value}{hedge} of {base} graduates ({told}).",
        name=name,
        value=percent(row["value"], decimals),
        hedge=hedge(row, "percent", t, decimals),
        base=whole(row["base"]),
        told=told(t),
    )
    mostly = mainly(parts, t, decimals)
    open_ = ""
    if bounds is not None and not missing(bounds["low"]) and not missing(bounds["high"]):
        open_ = t(
            "Graduates without information leave it open between {low} and {high}.",
            low=percent(bounds["low"], decimals),
            high=percent(bounds["high"], decimals),
        )
    return joined([said, mostly, open_, caution(row, t)], t)


def mainly(parts: Sequence[tuple[str, float]], t: Translator, decimals: int = 1) -> str:
    """The two largest parts by the labels of their codes."""
    largest = [p for p in sorted(parts, key=lambda p: -p[1]) if p[1] > 0][:2]
    said = [t("{part} ({share})", part=_within(n), share=percent(v, decimals)) for n, v in largest]
    if len(said) < 2:
        return t("Mainly {part}.", part=said[0]) if said else ""
    return t("Mainly {part}, then {next}.", part=said[0], next=said[1])


def _within(name: str) -> str:
    """A label in the middle of a sentence."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def pay(
    median: Estimate | None, q1: Estimate | None, q3: Estimate | None, told: Told, t: Translator
) -> str:
    """The median with its interval, and where the middle half lies."""
    name = t("Median monthly pay")
    if not seen(median):
        return absent(name, median, t)
    said = t(
        "Half of the {base} graduates with known pay ({told}) earn {median} a month or more{hedge}.",
        base=whole(median["base"]),
        told=told(t),
        median=money(median["value"], told.currency, t),
        hedge=hedge(median, "currency_month", t, 0, told.currency),
    )
    middle = (
        t(
            "The middle half earns between {q1} and {q3}.",
            q1=money(q1["value"], told.currency, t),
            q3=money(q3["value"], told.currency, t),
        )
        if seen(q1) and seen(q3)
        else ""
    )
    known = (
        t(
            "Pay is known for {share} of all {population} graduates in view.",
            share=percent(median["base"] / median["population"], 0),
            population=whole(median["population"]),
        )
        if median["population"]
        else ""
    )
    return joined([said, middle, known, caution(median, t)], t)


def first_job(row: Estimate | None, told: Told, t: Translator) -> str:
    """By when half had a first job, or that this was not reached."""
    name = t("Time to the first job")
    if row is None or row["status"] not in VISIBLE:
        return absent(name, row, t)
    if missing(row["value"]):
        said = t(
            "Fewer than half of {base} graduates ({told}) had a first job by the last month observed: "
            "there is no median.",
            base=whole(row["base"]),
            told=told(t),
        )
    elif not row["value"] and not missing(row["high"]) and row["high"]:
        # The interval of the median reaches beyond zero: the share then may well be half.
        said = t(
            "About half of the {base} graduates in the base ({told}) had their first job by graduation.",
            base=whole(row["base"]),
            told=told(t),
        )
    elif not row["value"]:
        said = t(
            "Half of {base} graduates or more ({told}) had their first job at graduation.",
            base=whole(row["base"]),
            told=told(t),
        )
    else:
        said = t(
            "Half of {base} graduates ({told}) had a first job within {months}{hedge}.",
            base=whole(row["base"]),
            told=told(t),
            months=amount(row["value"], "months", t),
            hedge=hedge(row, "months", t),
        )
    return joined([said, caution(row, t)], t)


def regions(
    stayed: float, total: float, moves: Sequence[tuple[str, float]], told: Told, t: Translator
) -> str:
    """How many work where they came from, and which regions gain and lose most.

    ``moves``: region and graduates working there minus graduates from there.
    """
    if not total:
        return t("No graduate in view has both a region of origin and a region of work on record.")
    said = t(
        "{share} of {n} graduates with both regions on record ({told}) work in the region they came from.",
        share=percent(stayed / total),
        n=whole(total),
        told=told(t),
    )
    ranked = sorted(moves, key=lambda m: -m[1])
    most = ""
    if ranked and ranked[0][1] > 0 and ranked[-1][1] < 0:
        most = t(
            "{gain} gains most ({more} more working there than from there), {loss} loses most ({fewer} fewer).",
            gain=ranked[0][0],
            more=whole(ranked[0][1]),
            loss=ranked[-1][0],
            fewer=whole(-ranked[-1][1]),
        )
    return joined([said, most], t)


def match(both: Estimate | None, neither: Estimate | None, told: Told, t: Translator) -> str:
    """Field and level together, never one of the two alone."""
    name = t("Field and level of the work")
    if not seen(both):
        return absent(name, both, t)
    said = t(
        "{value}{hedge} of {base} graduates in work who answered ({told}) work in their own or a "
        "related field and are not over-qualified.",
        value=percent(both["value"]),
        hedge=hedge(both, "percent", t),
        base=whole(both["base"]),
        told=told(t),
    )
    other = (
        t(
            "{value}{hedge} work outside their field and are over-qualified.",
            value=percent(neither["value"]),
            hedge=hedge(neither, "percent", t),
        )
        if seen(neither)
        else ""
    )
    return joined([said, other, caution(both, t)], t)


def compared(
    first: Estimate | None, second: Estimate | None, names: tuple[str, str], t: Translator
) -> str:
    """Whether two independent shares can be told apart, by the interval of their difference.

    Rates of a register have no sampling interval; for a comparison the interval for natural
    variation (Newcombe) takes its place.
    """
    if not seen(first) or not seen(second):
        return ""
    if any(missing(r[k]) for r in (first, second) for k in ("low", "high")):
        if any(missing(r["positive"]) for r in (first, second)):
            return ""
        found = newcombe(first["positive"], first["base"], second["positive"], second["base"])
    else:
        found = mover(
            first["value"],
            first["low"],
            first["high"],
            second["value"],
            second["low"],
            second["high"],
        )
    gap, low, high = (float(np.asarray(v)) for v in found)
    if missing(low) or missing(high):
        return ""
    points = {
        "a": names[0],
        "b": names[1],
        "difference": f"{100 * abs(gap):.1f}",
        "low": f"{100 * low:+.1f}".replace("-", "−"),
        "high": f"{100 * high:+.1f}".replace("-", "−"),
    }
    if low <= 0 <= high:
        return t(
            "{a} and {b} cannot be told apart (difference {low} to {high} percentage points).",
            **points,
        )
    if gap > 0:
        return t("{a} is {difference} percentage points above {b} ({low} to {high}).", **points)
    return t("{a} is {difference} percentage points below {b} ({low} to {high}).", **points)


def changed(
    row: Estimate, unit: str, t: Translator, *, decimals: int = 1, currency: str = ""
) -> str:
    """A cohort against the one before it (a row of ``change``): a call only where one is made."""
    reason = row.get("reason")
    if missing(row["difference"]):
        return reason(t) if isinstance(reason, Reason) else ""
    return t(
        "Cohort {cohort} against {previous}: {verdict}, {difference} ({low} to {high}).",
        cohort=str(row["cohort"]),
        previous=str(row["previous_cohort"]),
        verdict=verdict_words(row, unit, t, decimals=decimals, currency=currency),
        difference=difference(row["difference"], unit, t, decimals, currency),
        low=signed(row["low"], unit, decimals),
        high=signed(row["high"], unit, decimals),
    )


def verdict_words(
    row: Estimate, unit: str, t: Translator, *, decimals: int = 1, currency: str = ""
) -> str:
    """What is called of a row of ``change``: the same words in sentence, card and table."""
    if row["verdict"] != Verdict.BELOW:
        words = VERDICT_WORDS[row["verdict"]]
        return t(words)
    least = row["material"]
    if unit == "percent":
        return t("below the {n}-point threshold, not reported as a change", n=f"{100 * least:.1f}")
    return t(
        "below the threshold of {amount}, not reported as a change",
        amount=amount(least, unit, t, decimals, currency),
    )


def forks(rows: Sequence[tuple[str, Estimate]], told: Told, t: Translator) -> str:
    """Why the headline moves: the lowest and highest rate of the same graduates, and their bases."""
    shown = sorted((r for r in rows if seen(r[1])), key=lambda r: r[1]["value"])
    if not shown:
        return t(
            "None of the standards can be computed for these graduates ({told}).", told=told(t)
        )
    if len(shown) == 1:
        name, row = shown[0]
        return rate(row, name, told, t)
    (low_name, low), (high_name, high) = shown[0], shown[-1]
    said = t(
        "The same graduates ({told}) give from {low} ({low_name}) to {high} ({high_name}).",
        told=told(t),
        low=percent(low["value"]),
        low_name=low_name,
        high=percent(high["value"]),
        high_name=high_name,
    )
    bases = [r[1]["base"] for r in shown]
    moves = t(
        "The standards differ in rule, in time and in who answered; the difference says nothing about "
        "the graduates themselves. The base runs from {fewest} to {most}; the lower rate "
        "counts {low_positive} of {low_base} as a success, the higher {high_positive} of {high_base}.",
        fewest=whole(min(bases)),
        most=whole(max(bases)),
        low_positive=whole(low["positive"]),
        low_base=whole(low["base"]),
        high_positive=whole(high["positive"]),
        high_base=whole(high["base"]),
    )
    return joined([said, moves], t)
