"""Differences in sentences: two groups, a cohort and the one before, and what is called of them."""

import numpy as np

from yardstick.inference.difference import Verdict, mover, newcombe
from yardstick.measure.model import Reason
from yardstick.sentences.told import Estimate, seen
from yardstick.text import Translator, mark
from yardstick.wording import amount, difference, missing, signed

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
    # An end that would be rounded to zero is given more precisely: zero is what it is read against.
    near = any(v and abs(v) < 0.0005 for v in (low, high))
    decimals = 2 if near else 1
    points = {
        "a": names[0],
        "b": names[1],
        "difference": f"{100 * abs(gap):.{decimals}f}",
        "low": signed(low, "percent", decimals),
        "high": signed(high, "percent", decimals),
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
    row: Estimate,
    unit: str,
    t: Translator,
    *,
    decimals: int = 1,
    currency: str = "",
    short: bool = False,
) -> str:
    """What is called of a row of ``change``: the same words in sentence, card and table.

    ``short`` for a column of a table, whose caption says what the threshold is.
    """
    if row["verdict"] != Verdict.BELOW:
        words = VERDICT_WORDS[row["verdict"]]
        return t(words)
    if short:
        return t("below the threshold")
    least = row["material"]
    if unit == "percent":
        return t("below the {n}-point threshold, not reported as a change", n=f"{100 * least:.1f}")
    return t(
        "below the threshold of {amount}, not reported as a change",
        amount=amount(least, unit, t, decimals, currency),
    )
