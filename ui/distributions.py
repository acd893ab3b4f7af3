"""Distributions as tables to read, and what stands in their place where there is none."""

from collections.abc import Callable, Sequence

import pandas as pd

from ui.format import cell, count, span
from ui.page import Page
from yardstick.figures.drawn import Drawn
from yardstick.measure.model import VISIBLE, Distribution
from yardstick.records import records
from yardstick.wording import missing, status_words

Name = Callable[[object], str]


def there(found: Distribution) -> bool:
    """Whether the distribution may be shown and has anybody in it."""
    return found.status in VISIBLE and not found.frame.empty and bool(found.frame["n"].sum())


def why_not(p: Page, found: Distribution) -> Drawn:
    """In place of the figure: the typed reason."""
    if found.reason is not None:
        return Drawn(None, found.reason(p.t))
    if found.status not in VISIBLE:
        return Drawn(None, status_words(found.status, p.t))
    return Drawn(None, p.t("No graduate in view has a record of this."))


def distribution_table(
    p: Page,
    frame: pd.DataFrame,
    heading: str,
    name: Name,
    *,
    groups: Sequence[tuple[str, str]] = (),
    decimals: int = 1,
) -> pd.DataFrame:
    """One row per code: name, graduates, share and interval, in the order of the frame."""
    if frame.empty:
        return pd.DataFrame()
    t, rows = p.t, records(frame)
    table: dict[str, list] = {
        p.t(title): [p.label(dimension, r[dimension]) for r in rows] for dimension, title in groups
    }
    table[heading] = [name(r["code"]) for r in rows]
    table[t("Graduates")] = [count(r["n"]) for r in rows]
    table[t("Share")] = [cell(r["share"], r["status"], "percent", decimals) for r in rows]
    if any(not missing(r["low"]) for r in rows):
        table[t("Interval")] = [span(r["low"], r["high"], "percent", decimals, t) for r in rows]
    return pd.DataFrame(table, dtype=object)
