"""How has each outcome moved over the cohorts? Interrupted wherever it must not be joined."""

import pandas as pd
import streamlit as st

from ui.employment.cohorts import NATURAL
from ui.item import item
from ui.page import Page
from ui.profile.sheet import in_pairs
from ui.tables import measures_table
from ui.telling import recomputed
from yardstick.catalogue import Indicator
from yardstick.figures.drawn import visible
from yardstick.figures.natural import with_natural
from yardstick.figures.trend import trend
from yardstick.measure import Measures, breaks, measure_one
from yardstick.measure.apart import apart
from yardstick.measure.model import BOUNDS


def show(p: Page, asked: list[Indicator]) -> None:
    """One item for each outcome that has a value in any cohort, over all cohorts."""
    st.header(p.t("How has it moved over the cohorts?"), anchor=False)
    every = p.filters.with_(cohorts=())
    found = measure_one(p.reader, [i.id for i in asked], ("cohort",), every)
    places, silent = in_pairs(), []
    rows, seen = _by_indicator(found.frame)
    for i in asked:
        if i.id in seen:
            frame = found.frame.take(rows[i.id]).reset_index(drop=True)
            with next(places):
                _one(p, i, Measures(found.by, found.filters, frame))
        else:
            silent.append(i.label(p.lang))
    if len(silent) == len(asked):
        item(
            p,
            "trend",
            p.t("No cohort has a figure to show."),
            None,
            measures_table(p, found),
            data=found,
        )


def _one(p: Page, i: Indicator, found: Measures) -> None:
    moved = breaks(p.reader, i.id, found.filters)
    why = {c: reason(p.t) for c, reason in moved.items()}
    again = recomputed(i, found.frame["cohort"], p.t)
    rows, natural = with_natural(found.estimates())
    name = i.label(p.lang)
    item(
        p,
        "trend_" + i.id.replace(".", "_"),
        name,
        trend(
            [(name, _known(rows))],
            p.t,
            title=name,
            unit=i.unit,
            decimals=i.decimals,
            currency=p.reader.snapshot.meta.get("currency", ""),
            breaks=why,
        ),
        measures_table(p, found),
        data=found,
        caveats=[
            *([again] if again else []),
            *([p.t(NATURAL)] if natural else []),
            *apart(moved.values(), p.t),
        ],
        indicators=[i.id],
    )


def _by_indicator(frame: pd.DataFrame) -> tuple[dict[str, list[int]], set[str]]:
    """Where the rows of each indicator are, and which of them have a value."""
    rows: dict[str, list[int]] = {}
    seen = set()
    there = visible(frame).tolist()
    told = zip(frame["indicator"].tolist(), frame["method"].tolist(), there, strict=True)
    for k, (i, method, shown) in enumerate(told):
        rows.setdefault(i, []).append(k)
        if shown and method != BOUNDS:
            seen.add(i)
    return rows, seen


def _known(rows: pd.DataFrame) -> pd.DataFrame:
    """From the first to the last cohort with a value: the programme may be younger."""
    cohorts = rows["cohort"].tolist()
    seen = [c for c, shown in zip(cohorts, visible(rows).tolist(), strict=True) if shown]
    first, last = min(seen), max(seen)
    return rows.take([k for k, c in enumerate(cohorts) if first <= c <= last])
