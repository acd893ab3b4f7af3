"""signals(): what the build found, for whoever may see it, each as a row of numbers and a sentence."""

import math
from collections.abc import Mapping

import pandas as pd

from yardstick.catalogue import load_catalogue
from yardstick.compare.catalogue import (
    ALWAYS,
    Outcome,
    load_factors,
    load_outcomes,
    load_thresholds,
)
from yardstick.compare.comparison import compare
from yardstick.compare.trends import trends
from yardstick.findings.model import COLUMNS
from yardstick.measure import Filters, Reader, label
from yardstick.measure.apart import apart
from yardstick.measure.findings import stored_chance, stored_signals
from yardstick.measure.model import Reason
from yardstick.measure.pooled import pooled
from yardstick.sentences import Told, joined
from yardstick.sentences.held_constant import not_held, pooled_comparison
from yardstick.text import Translator, mark
from yardstick.wording import (
    amount,
    cohorts_words,
    difference,
    graduates,
    half_up,
    interval,
    listing,
    missing,
    percent,
    signed,
    whole,
)

KIND_WORDS: dict[str, str] = {
    "threshold": mark("below a threshold"),
    "below": mark("below the benchmark"),
    "falling": mark("falling against the benchmark"),
    "mismatch": mark("mismatch of field or level"),
    "coverage": mark("too few answers"),
    "above": mark("above the benchmark"),
    "rising": mark("rising against the benchmark"),
}
TONE_WORDS: dict[str, str] = {
    "bad": mark("to look into"),
    "good": mark("good news"),
    "neutral": mark("neither good nor bad"),
}
_OPEN = mark("cannot be judged")
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


def tone_words(kind: str, tone: str, t: Translator) -> str:
    """Whether a finding is good news; of too few answers nothing can be said either way."""
    words = _OPEN if kind == "coverage" else TONE_WORDS[tone]
    return t(words)


def signals(reader: Reader, filters: Filters | None = None) -> pd.DataFrame:
    """The stored findings within scope and filters, in the order of triage.

    None whose benchmark the comparison withholds from this reader.

    Columns: :data:`yardstick.findings.model.COLUMNS`. ``kind``: threshold, below, falling, match,
    coverage, above, rising; ``tone``: bad, good, neutral. Empty without columns where the snapshot
    was built without comparisons, or by a version that stored others. Filters of cohort, gender and wave do not apply: each finding
    names the cohorts it is about.
    """
    found = stored_signals(reader, filters, _released)
    # Another version stored other columns: its findings cannot be told by these sentences.
    return found if set(COLUMNS) <= set(found.columns) else pd.DataFrame()


def chance(reader: Reader) -> pd.DataFrame:
    """How many flags each list has and chance alone would give, over the whole institution.

    Columns: :data:`yardstick.findings.model.CHANCE_COLUMNS`; ``family``: benchmark or trend.
    """
    return stored_chance(reader, _overall)


def _released(reader: Reader, outcome: str, moving: bool) -> frozenset[str]:
    """The programmes whose benchmark the comparison itself, or its change, shows this reader."""
    if outcome not in load_outcomes():
        return frozenset()
    if moving:
        slopes = trends(reader, outcome).slopes
        return frozenset(slopes.loc[slopes["change"].notna(), "programme"])
    frame = compare(reader, outcome, model=False).frame
    return frozenset(frame.loc[frame["expected"].notna(), "programme"])


def _overall(reader: Reader, outcome: str) -> bool:
    """Whether the comparison shows this reader what is made of all programmes together."""
    return outcome in load_outcomes() and not compare(reader, outcome, model=False).withheld


def conditions(found: pd.DataFrame, reader: Reader, t: Translator) -> list[str]:
    """What holds for the findings as a list: what is held constant, what is not, what is pooled.

    ``found``: rows of :func:`signals`. Empty where none of them rests on a comparison or a pool.
    """
    compared = found[found["held"].fillna("") != ""]
    said = []
    if len(compared):
        known = load_factors().allowed
        sets = list(dict.fromkeys(compared["held"]))
        named = [listing([known[f].label(t.lang) for f in s.split(";")], t) for s in sets]
        said.append(
            joined(
                [
                    t("Held constant by the benchmark: {factors}.", factors=t("; ").join(named)),
                    not_held([f for s in sets for f in s.split(";")], t),
                ],
                t,
            )
        )
        said.append(pooled_comparison(_apart(compared, reader), t))
    limits = found[found["kind"] == "threshold"]
    if moved := _apart(limits, reader):
        said.append(
            joined(
                [
                    *apart(moved, t),
                    t("A rate set against a threshold may cover several of these cohorts."),
                ],
                t,
            )
        )
    return [s for s in said if s]


def _apart(rows: pd.DataFrame, reader: Reader) -> list[Reason]:
    """Why cohorts within the findings were not observed alike, each reason once."""
    found: dict[Reason, None] = {}
    asked = rows[["indicator", "cohort_first", "cohort_last", "wave"]]
    for r in asked.drop_duplicates().to_dict("records"):
        years = tuple(range(int(r["cohort_first"]), int(r["cohort_last"]) + 1))
        at = Filters(cohorts=years, wave=_wave(r))
        found |= dict.fromkeys(pooled(reader, [str(r["indicator"])], at))
    return list(found)


def sentence(row: Mapping[str, object], reader: Reader, t: Translator) -> str:
    """One finding in words: with its base and interval, and without a cause."""
    kind = row["kind"]
    if kind == "threshold":
        return _below_threshold(row, reader, t)
    if kind == "coverage":
        return t(
            _COVERAGE,
            programme=label(reader, "programme", row["programme"]),
            n=whole(row["n"]),  # type: ignore[arg-type]
            population=whole(row["population"]),  # type: ignore[arg-type]
            observed=percent(row["observed"]),  # type: ignore[arg-type]
            about=_about(row, t),
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
            early=_years(row["cohort_first"], row["early_last"], t),
            late=_years(row["late_first"], row["cohort_last"], t),
            when=_when(row, t),
            **shared,
        )
    currency = reader.snapshot.meta.get("currency", "")
    return t(
        _STANDING,
        observed=value(outcome, row["observed"], currency, t),
        expected=value(outcome, row["expected"], currency, t),
        difference=gap(outcome, row["difference"], t),  # type: ignore[arg-type]
        about=_about(row, t),
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


def chance_sentence(row: Mapping[str, object], t: Translator) -> str:
    """One row of :func:`chance` in words."""
    mean = float(row["mean"])  # type: ignore[arg-type]
    message = _CHANCE_TREND if row["family"] == "trend" else _CHANCE
    return t(
        message,
        outcome=load_outcomes()[str(row["outcome"])].label(t.lang),
        found=whole(row["found"]),  # type: ignore[arg-type]
        programmes=whole(row["programmes"]),  # type: ignore[arg-type]
        mean=f"{half_up(mean, 1):.1f}" if mean >= 0.1 or not mean else t("fewer than 0.1"),
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
        about=_about(row, t),
        limit=percent(row["expected"], 0),  # type: ignore[arg-type]
        threshold=load_thresholds()[str(row["threshold"])].label(t.lang),
        p=percent(min(sure, 0.99), 0),
    )


def _cohorts(row: Mapping[str, object], t: Translator) -> str:
    first, last = int(row["cohort_first"]), int(row["cohort_last"])  # type: ignore[call-overload]
    return cohorts_words(range(first, last + 1), t)


def _wave(row: Mapping[str, object]) -> int | None:
    wave = row["wave"]
    return None if wave is None or pd.isna(wave) else int(wave)  # type: ignore[call-overload]


def _about(row: Mapping[str, object], t: Translator) -> str:
    """Cohorts and months after graduation."""
    return Told(_cohorts(row, t), _wave(row))(t)


def _when(row: Mapping[str, object], t: Translator) -> str:
    wave = _wave(row)
    return t("at graduation") if not wave else t("{n} months after graduation", n=wave)


def _years(first: object, last: object, t: Translator) -> str:
    """The cohorts of a pool."""
    return t(
        "the cohorts {first} to {last}",
        first=str(int(first)),  # type: ignore[call-overload]
        last=str(int(last)),  # type: ignore[call-overload]
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
