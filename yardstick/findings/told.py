"""A finding in words: with its base and interval, in either language, and without a cause."""

import math
from collections.abc import Mapping

from yardstick.catalogue import load_catalogue
from yardstick.compare.catalogue import ALWAYS, Outcome, load_outcomes, load_thresholds
from yardstick.findings.times import about, when, years
from yardstick.findings.told_feedback import FEEDBACK, feedback_chance, flags
from yardstick.measure import Reader, label
from yardstick.text import Translator, mark
from yardstick.wording import (
    amount,
    difference,
    graduates,
    interval,
    missing,
    percent,
    signed,
    whole,
)

_WHY = mark("Why is not known from these data.")
_STANDING = mark(
    "{programme}: {outcome} {observed} among {n} ({about}); {others} reach {expected}. "
    "The difference of {difference} ({interval}) is very likely more than {material}. {why}"
)
_MOVING = mark(
    "{programme}: against {others}, {outcome} {moved} by {change} from {early} to {late} "
    "({interval}; {n}, {when}). That is very likely more than {material}. {why}"
)
#: Who is compared: with the intake held constant, or cohort and level alone.
_LIKE = mark("graduates of the institution with a like intake")
_ALIKE = mark("graduates of the institution of the same cohort and level")
_THRESHOLD = mark(
    "{programme}: {outcome} {observed} among {n} ({about}), below {limit} ({threshold}) with a "
    "probability of {p} or more."
)
_COVERAGE = mark(
    "{programme}: {n} of {population} invited or listed graduates answered the survey "
    "({observed}; {about}). That is too few to say how its graduates fare."
)
_CHANCE = mark(
    "{outcome}: {found} of {programmes} programmes are flagged; were there no differences at all, "
    "chance would flag {mean} on average ({draws} redraws of the data by the same rule)."
)
_CHANCE_TREND = mark(
    "{outcome}, change over cohorts: {found} of {programmes} programmes are flagged; were there no "
    "differences at all, chance would flag {mean} on average ({draws} redraws of the data by the "
    "same rule)."
)


def sentence(row: Mapping[str, object], reader: Reader, t: Translator) -> str:
    """One finding in words: with its base and interval, and without a cause."""
    kind = str(row["kind"])
    if kind in FEEDBACK:
        return FEEDBACK[kind](row, reader, t)
    if kind == "threshold":
        return _below_threshold(row, reader, t)
    if kind == "coverage":
        return t(
            _COVERAGE,
            programme=label(reader, "programme", row["programme"]),
            n=whole(row["n"]),  # type: ignore[arg-type]
            population=whole(row["population"]),  # type: ignore[arg-type]
            observed=percent(row["observed"]),  # type: ignore[arg-type]
            about=about(row, t),
        )
    outcome = load_outcomes()[str(row["outcome"])]
    shared = {
        "programme": label(reader, "programme", row["programme"]),
        "outcome": outcome.label(t.lang),
        "n": graduates(row["n"], t),  # type: ignore[arg-type]
        "interval": _interval(outcome, row, t),
        "material": _material(outcome, row, t),
        "why": t(_WHY),
        "others": t(_LIKE if set(str(row["held"]).split(";")) - set(ALWAYS) else _ALIKE),
    }
    if kind in ("rising", "falling"):
        return t(
            _MOVING,
            moved=t(mark("rose")) if kind == "rising" else t(mark("fell")),
            change=gap(outcome, abs(row["difference"]), t).lstrip("+"),  # type: ignore[arg-type]
            early=years(row["cohort_first"], row["early_last"], t),
            late=years(row["late_first"], row["cohort_last"], t),
            when=when(row, t),
            **shared,
        )
    currency = reader.snapshot.meta.get("currency", "")
    return t(
        _STANDING,
        observed=value(outcome, row["observed"], currency, t),
        expected=value(outcome, row["expected"], currency, t),
        difference=gap(outcome, row["difference"], t),  # type: ignore[arg-type]
        about=about(row, t),
        **shared,
    )


def value(outcome: Outcome, v: object, currency: str, t: Translator) -> str:
    """A value of an outcome: a share as a percentage, pay as an amount."""
    unit = "currency_month" if outcome.kind == "log_pay" else "percent"
    return amount(v, unit, t, 1, currency)  # type: ignore[arg-type]


def gap(outcome: Outcome, d: float, t: Translator) -> str:
    """A difference of an outcome: points for shares, percent of pay for pay."""
    if missing(d):
        return ""
    if outcome.kind == "log_pay":
        return t("{n}% of pay", n=signed(100 * math.expm1(d), "", 1))
    return difference(d, "percent", t)


def chance_sentence(row: Mapping[str, object], reader: Reader, t: Translator) -> str:
    """One row of :func:`yardstick.signals.chance` in words."""
    if row["family"] in FEEDBACK:
        return feedback_chance(row, reader, t)
    message = _CHANCE_TREND if row["family"] == "trend" else _CHANCE
    return t(
        message,
        outcome=load_outcomes()[str(row["outcome"])].label(t.lang),
        found=whole(row["found"]),  # type: ignore[arg-type]
        programmes=whole(row["programmes"]),  # type: ignore[arg-type]
        mean=flags(row["mean"], t),
        draws=whole(row["draws"]),  # type: ignore[arg-type]
    )


def _below_threshold(row: Mapping[str, object], reader: Reader, t: Translator) -> str:
    i = load_catalogue()[str(row["indicator"])]
    sure = math.floor(100 * float(row["probability"])) / 100  # type: ignore[arg-type]
    return t(
        _THRESHOLD,
        programme=label(reader, "programme", row["programme"]),
        outcome=i.label(t.lang),
        observed=percent(row["observed"]),  # type: ignore[arg-type]
        n=graduates(row["n"], t),  # type: ignore[arg-type]
        about=about(row, t),
        limit=percent(row["expected"], 0),  # type: ignore[arg-type]
        threshold=load_thresholds()[str(row["threshold"])].label(t.lang),
        p=percent(min(sure, 0.99), 0),
    )


def _interval(outcome: Outcome, row: Mapping[str, object], t: Translator) -> str:
    low, high = float(row["low"]), float(row["high"])  # type: ignore[arg-type]
    if outcome.kind != "log_pay":
        return t(
            "{confidence} interval {low} to {high}",
            confidence="95%",
            low=signed(low, "percent"),
            high=signed(high, "percent"),
        )
    return interval(math.expm1(low), math.expm1(high), 0.95, "percent", t)


def _material(outcome: Outcome, row: Mapping[str, object], t: Translator) -> str:
    """The smallest difference worth acting on."""
    material = 100 * float(row["materiality"])  # type: ignore[arg-type]
    number = f"{material:.1f}".removesuffix(".0")
    if outcome.kind == "log_pay":
        return t("{n}% of pay", n=number)
    return t("{n} points", n=number)
