"""Work in sentences: pay, the wait for it, where it is, and whether it fits."""

from collections.abc import Sequence

from yardstick.measure.model import VISIBLE
from yardstick.sentences.told import Estimate, Told, absent, caution, few, hedge, joined, seen
from yardstick.text import Translator
from yardstick.wording import amount, missing, money, percent, whole


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
    stayed: float,
    total: float,
    moves: Sequence[tuple[str, float]],
    told: Told,
    t: Translator,
    *,
    least: float = 0,
) -> str:
    """How many work where they came from, and which regions gain and lose most.

    ``moves``: region and graduates working there minus graduates from there. ``least``: the base
    below which a share is a hint only.
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
    return joined([said, most, few(total, least, t)], t)


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
