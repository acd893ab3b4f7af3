"""Estimates as tables to read: labels instead of codes, symbols instead of blanks."""

from collections.abc import Sequence

import pandas as pd

from ui.format import cell, count, span
from ui.page import Page
from ui.programme_links import name_programmes
from yardstick.catalogue import Indicator, load_catalogue
from yardstick.measure.labels import DIMENSION_LABELS, population_words
from yardstick.measure.model import BOUNDS, Measures
from yardstick.records import records
from yardstick.wording import missing, percent

USUAL = 0.95


def _span(p: Page, i: Indicator, row: dict) -> str:
    """The interval, with its confidence where that is not the usual one."""
    said = span(row["low"], row["high"], i.unit, i.decimals, p.t)
    usual = missing(row["confidence"]) or row["confidence"] == USUAL
    if not said or usual or row["method"] == BOUNDS:
        return said
    return p.t("{interval} ({confidence})", interval=said, confidence=percent(row["confidence"], 0))


def measures_table(
    p: Page, measures: Measures, *, by: Sequence[str] | None = None, indicator: bool | None = None
) -> pd.DataFrame:
    """One row per estimate: group, indicator, value, interval, base and all graduates.

    Rows of bounds say so in place of a value: their interval holds all unknown outcomes.
    ``indicator`` shows the indicator's name; by default where there is more than one.
    """
    listed, t = records(measures.frame), p.t
    catalogue = load_catalogue()
    table: dict[str, list] = {}
    for dimension in measures.by if by is None else by:
        table[DIMENSION_LABELS[dimension](p.lang)] = [
            p.label(dimension, r[dimension]) for r in listed
        ]
    which = [catalogue[r["indicator"]] for r in listed]
    if len({i.id for i in which}) > 1 if indicator is None else indicator:
        table[t("Indicator")] = [i.label(p.lang) for i in which]
    rows = list(zip(which, listed, strict=True))
    table[t("Value")] = [
        t("bounds") if r["method"] == BOUNDS else cell(r["value"], r["status"], i.unit, i.decimals)
        for i, r in rows
    ]
    spans = [_span(p, i, r) for i, r in rows]
    if any(spans):
        table[t("Interval")] = spans
    table[t("Base")] = [count(r["base"]) for _, r in rows]
    answers = bool(which) and all(catalogue.columns[i.column].of_answers for i in which)
    table[p.t(population_words(p.reader.snapshot, measures.filters, answers))] = [
        count(r["population"]) for _, r in rows
    ]
    # All of it is text, and said to be: finding that out takes as long as making the table.
    ready = pd.DataFrame(table, dtype=object)
    if table and measures.by[:1] == ("programme",) and by is None:
        return name_programmes(p, ready, [r["programme"] for r in listed])
    return ready
