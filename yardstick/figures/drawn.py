"""What every figure function returns, and the labels it is given."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pandas as pd

from yardstick.figures.sketch import Picture
from yardstick.measure.model import VISIBLE, Status
from yardstick.text import Translator
from yardstick.wording import listing, missing, status_words

#: ``label(dimension or code list, code)`` in the reader's language.
Label = Callable[[str, object], str]

#: Key in the ``meta`` of a layout: what the ``customdata`` of the points are codes of.
POINTS = "points"


class Drawn(NamedTuple):
    """A figure and its description in words. ``figure`` is None where there is nothing to draw:
    the description then says why."""

    figure: Picture | None
    alt: str


def nothing(t: Translator, why: str = "") -> Drawn:
    """There is nothing to draw; ``why`` where it is known."""
    return Drawn(None, why or t("There is nothing to draw for this selection."))


def visible(frame: pd.DataFrame) -> pd.Series:
    """Rows that have a value to draw."""
    # Few rows, asked for many times: plain values are quicker than set operations of pandas.
    both = zip(frame["status"].tolist(), frame["value"].tolist(), strict=True)
    there = [status in VISIBLE and not missing(value) for status, value in both]
    return pd.Series(there, index=frame.index, dtype=bool)


def why_missing(row: pd.Series, t: Translator) -> str:
    """The typed reason of one row in words, else what its status means."""
    reason = row.get("reason")
    if callable(reason):
        return reason(t)
    if isinstance(reason, str) and reason:
        return t(reason)
    return status_words(row["status"], t)


def why_none(rows: Sequence[tuple[str, str]], t: Translator) -> str:
    """Why nothing of ``rows`` (name, reason) is drawn: a reason of all of them by itself, several
    reasons each in a paragraph with the names it holds for."""
    names: dict[str, list[str]] = {}
    for name, reason in rows:
        names.setdefault(reason.rstrip(".。"), []).append(name)
    if len(names) == 1 and len(rows) > 1:
        return t("{sentence}.", sentence=next(iter(names)))
    lines = [t("{name}: {why}.", name=listing(n, t), why=reason) for reason, n in names.items()]
    return "\n\n".join(lines)


def group_name(row: pd.Series, by: Sequence[str], label: Label, t: Translator) -> str:
    """The name of a group: the labels of its codes."""
    names = [label(d, row[d]) for d in by if not missing(row[d])]
    return " · ".join(names) if names else t("All graduates in view")


def unreliable(row: pd.Series) -> bool:
    return row["status"] == Status.UNRELIABLE
