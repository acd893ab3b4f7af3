"""Estimates as tables to read: labels instead of codes, symbols instead of blanks."""

from collections.abc import Sequence

import pandas as pd

from ui.format import cell, count, span
from ui.page import Page
from yardstick.catalogue import load_catalogue
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.measure.model import BOUNDS, Measures


def measures_table(
    p: Page, measures: Measures, *, by: Sequence[str] | None = None, indicator: bool | None = None
) -> pd.DataFrame:
    """One row per estimate: group, indicator, value, interval, base and all graduates.

    Rows of bounds say so in place of a value: their interval holds all unknown outcomes.
    ``indicator`` shows the indicator's name; by default where there is more than one.
    """
    frame, t = measures.frame, p.t
    catalogue = load_catalogue()
    many = frame["indicator"].nunique() > 1 if indicator is None else indicator
    table: dict[str, list] = {}
    for dimension in measures.by if by is None else by:
        table[DIMENSION_LABELS[dimension](p.lang)] = [
            p.label(dimension, c) for c in frame[dimension]
        ]
    which = [catalogue[i] for i in frame["indicator"]]
    if many:
        table[t("Indicator")] = [i.label(p.lang) for i in which]
    rows = list(zip(which, frame.to_dict("records"), strict=True))
    table[t("Value")] = [
        t("bounds") if r["method"] == BOUNDS else cell(r["value"], r["status"], i.unit, i.decimals)
        for i, r in rows
    ]
    table[t("Interval")] = [span(r["low"], r["high"], i.unit, i.decimals, t) for i, r in rows]
    table[t("Base")] = [count(r["base"]) for _, r in rows]
    table[t("All graduates")] = [count(r["population"]) for _, r in rows]
    return pd.DataFrame(table)
