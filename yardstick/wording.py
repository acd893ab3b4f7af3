"""How values, intervals, lists and statuses are put into words, the same in figures and sentences."""

import math
from collections.abc import Sequence

from yardstick.measure.model import SYMBOLS, Status
from yardstick.text import Translator, mark, plural

STATUS_WORDS: dict[Status, str] = {
    Status.SHOWN: mark("shown"),
    Status.UNRELIABLE: mark("small base, unreliable"),
    Status.SUPPRESSED: mark("hidden to protect individuals"),
    Status.NOT_RELEASED: mark("not released"),
    Status.NOT_APPLICABLE: mark("not applicable"),
    Status.NOT_ASKED: mark("not asked"),
    Status.NOT_COMPUTABLE: mark("not computable from this source"),
    Status.NO_DATA: mark("no data"),
}

#: Currencies whose amount is written in a way of its own; any other is "CODE amount".
_CURRENCIES = {"CNY": mark("CNY {amount}")}


def missing(value: object) -> bool:
    """Whether ``value`` stands for no value at all."""
    return value is None or (isinstance(value, float) and math.isnan(value)) or value != value


def percent(value: float, decimals: int = 1) -> str:
    """A fraction as a percentage, halves rounded up."""
    return f"{half_up(100 * value, decimals):.{decimals}f}%"


def half_up(value: float, decimals: int = 0) -> float:
    """``value`` rounded as readers round: a half goes away from zero."""
    scale = 10.0**decimals
    # What stands for a half in binary may lie a hair below it.
    return math.copysign(math.floor(abs(value) * scale + 0.5 + 1e-9) / scale, value)


def whole(value: float) -> str:
    """A count with separated thousands."""
    return f"{int(half_up(value)):,}"


_ONE_GRADUATE, _GRADUATES = mark("{n} graduate"), mark("{n} graduates")


def graduates(n: float, t: Translator) -> str:
    """A number of graduates."""
    return t(plural(n, _ONE_GRADUATE, _GRADUATES), n=whole(n))


def money(value: float, currency: str, t: Translator) -> str:
    """An amount of money, to the unit."""
    message = _CURRENCIES.get(currency)
    if message:
        return t(message, amount=whole(value))
    return f"{currency} {whole(value)}".strip()


def months(value: float, t: Translator) -> str:
    """A number of months, with a decimal only where there is one."""
    return t("{n} months", n=f"{value:.1f}".removesuffix(".0"))


def amount(value: float, unit: str, t: Translator, decimals: int = 1, currency: str = "") -> str:
    """A value in the words of its unit (a unit of the catalogue)."""
    if missing(value):
        return "–"
    if unit == "percent":
        return percent(value, decimals)
    if unit in ("currency_month", "currency_year"):
        return money(value, currency, t)
    if unit == "months":
        return months(value, t)
    # Adding 0 takes the sign off what rounds to zero.
    return f"{round(value, decimals) + 0.0:,.{decimals}f}".replace("-", "−")


def interval(
    low: float,
    high: float,
    confidence: float,
    unit: str,
    t: Translator,
    decimals: int = 1,
    currency: str = "",
) -> str:
    """The interval in words; empty where there is none."""
    if missing(low) or missing(high):
        return ""
    return t(
        "{confidence} interval {low} to {high}",
        confidence=percent(confidence if not missing(confidence) else 0.95, 0),
        low=amount(low, unit, t, decimals, currency),
        high=amount(high, unit, t, decimals, currency),
    )


def signed(value: float | None, unit: str, decimals: int = 1) -> str:
    """A difference with its sign, shares in percentage points; empty where there is none."""
    if missing(value):
        return ""
    scaled = round(value * 100 if unit == "percent" else value, decimals) + 0.0  # type: ignore[operator]
    return f"{scaled:+,.{decimals}f}".replace("-", "−") if scaled else f"{0:.{decimals}f}"


def difference(
    value: float | None, unit: str, t: Translator, decimals: int = 1, currency: str = ""
) -> str:
    """A difference with its sign and unit; that of shares says that it is in points."""
    text = signed(value, unit, decimals)
    if text and unit == "percent":
        return t("{n} points", n=text)
    if text and unit in ("currency_month", "currency_year") and currency:
        return f"{text[0]}{money(abs(value), currency, t)}" if text[0] in "+−" else text  # type: ignore[arg-type]
    if text and unit == "months":
        return t("{n} months", n=text)
    return text


def status_words(status: str, t: Translator) -> str:
    """What a status means, in the reader's language."""
    return t(STATUS_WORDS[Status(status)])


def symbol(status: str) -> str:
    """The symbol that stands for a status in tables and downloads."""
    return SYMBOLS[Status(status)]


def listing(items: Sequence[str], t: Translator) -> str:
    """``a, b and c`` in the reader's language."""
    items = list(items)
    if len(items) < 2:
        return items[0] if items else ""
    head = items[0]
    for item in items[1:-1]:
        head = t("{first}, {next}", first=head, next=item)
    return t("{first} and {last}", first=head, last=items[-1])


def cohorts_words(cohorts: Sequence[int], t: Translator) -> str:
    """The graduation years an answer is about, runs of years folded."""
    years = sorted({int(c) for c in cohorts})
    if not years:
        return t("all cohorts")
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][1] + 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return listing(
        [str(a) if a == b else t("{first} to {last}", first=str(a), last=str(b)) for a, b in runs],
        t,
    )
