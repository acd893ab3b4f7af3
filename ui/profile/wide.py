"""Several outcomes of several groups as one table: a row a group, a column an outcome."""

import pandas as pd

from ui.format import cell, count, span
from ui.page import Page
from yardstick.catalogue import Indicator
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.records import records


def wide(
    p: Page, estimates: pd.DataFrame, asked: list[Indicator], by: str = "programme"
) -> pd.DataFrame:
    """Value with its interval and base in each cell; a symbol where there is no value."""
    groups = list(dict.fromkeys(estimates[by]))
    rows = {(r[by], r["indicator"]): r for r in records(estimates)}
    table = {DIMENSION_LABELS[by](p.lang): [p.label(by, g) for g in groups]}
    for i in asked:
        table[i.label(p.lang)] = [_said(p, rows.get((g, i.id)), i) for g in groups]
    return pd.DataFrame(table)


def _said(p: Page, row: dict | None, i: Indicator) -> str:
    if row is None:
        return ""
    value = cell(row["value"], row["status"], i.unit, i.decimals)
    limits = span(row["low"], row["high"], i.unit, i.decimals, p.t)
    base = count(row["base"])
    about = [limits, p.t("base {n}", n=base) if base else ""]
    inside = "; ".join(a for a in about if a)
    return p.t("{value} ({detail})", value=value, detail=inside) if inside else value
