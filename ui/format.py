"""How tables write numbers, intervals, dates and statuses; words around them are yardstick.wording."""

from datetime import datetime

import pandas as pd

from yardstick.measure.model import SYMBOLS, VISIBLE, Status
from yardstick.records import plain_rows
from yardstick.text import Translator, mark
from yardstick.wording import missing, percent, status_words, whole

MONTHS = (
    mark("{day} January {year}"),
    mark("{day} February {year}"),
    mark("{day} March {year}"),
    mark("{day} April {year}"),
    mark("{day} May {year}"),
    mark("{day} June {year}"),
    mark("{day} July {year}"),
    mark("{day} August {year}"),
    mark("{day} September {year}"),
    mark("{day} October {year}"),
    mark("{day} November {year}"),
    mark("{day} December {year}"),
)


def figure(value: float | None, unit: str, decimals: int) -> str:
    """A value without its unit's name, for a column whose heading says the unit."""
    if missing(value):
        return ""
    if unit == "percent":
        return percent(value, decimals)
    return f"{value:,.{decimals}f}"


def cell(value: float | None, status: str, unit: str, decimals: int) -> str:
    """A value as a table shows it: with its mark where it is unreliable, a symbol where it is not
    there. Never an empty cell that could be read as zero."""
    mark_ = SYMBOLS[Status(status)]
    if Status(status) not in VISIBLE or missing(value):
        return mark_ or SYMBOLS[Status.NO_DATA]
    return f"{figure(value, unit, decimals)} {mark_}".strip()


def span(low: float | None, high: float | None, unit: str, decimals: int, t: Translator) -> str:
    """An interval as a table shows it; empty where there is none."""
    if missing(low) or missing(high):
        return ""
    return t("{low}–{high}", low=figure(low, unit, decimals), high=figure(high, unit, decimals))


def count(n: float | None) -> str:
    """A number of graduates; empty where there is none."""
    return "" if missing(n) else whole(n)


def day(iso: str | None, t: Translator) -> str:
    """A date: ``22 November 2026`` or ``2026年11月22日``."""
    if not iso or missing(iso):
        return ""
    when = datetime.fromisoformat(str(iso))
    return t(MONTHS[when.month - 1], day=when.day, year=when.year)


def moment(iso: str | None, t: Translator) -> str:
    """A date and a time of day (UTC)."""
    if not iso or missing(iso):
        return ""
    return f"{day(iso, t)} {datetime.fromisoformat(str(iso)):%H:%M} UTC"


def occurring(table: pd.DataFrame) -> set[Status]:
    """Statuses whose symbols stand in a table that is ready to read."""
    text = "\n".join({v for row in plain_rows(table) for v in row if isinstance(v, str)})
    return {s for s in Status if SYMBOLS[s] and SYMBOLS[s] in text}


def legend(statuses: set[Status], t: Translator) -> str:
    """What the symbols mean, only for those that occur."""
    parts = [f"`{SYMBOLS[s]}` {status_words(s, t)}" for s in Status if s in statuses and SYMBOLS[s]]
    return " · ".join(parts)
