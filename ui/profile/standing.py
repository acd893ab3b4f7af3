"""How did the latest cohort fare? Every outcome beside all of the level, and the cohort before."""

import pandas as pd

from ui.drill import called, currency, span_of_change
from ui.format import cell, count, span
from ui.item import item
from ui.page import Page
from ui.profile.chosen import Programme
from ui.telling import told
from yardstick.catalogue import Indicator
from yardstick.measure import changes_of_one, measure, measure_one
from yardstick.measure.model import Measures
from yardstick.records import records
from yardstick.sentences import Estimate, joined, rate
from yardstick.sentences import compared as told_apart
from yardstick.wording import difference, missing


def show(p: Page, programme: Programme, asked: list[Indicator], answered: str = "") -> None:
    """The table of all outcomes. Where nothing else ``answered``, the first outcome does."""
    t, ids = p.t, [i.id for i in asked]
    own = measure_one(p.reader, ids, (), p.filters)
    peers = p.filters.with_(programmes=(), levels=(programme.level,))
    level = measure(p.reader, ids, (), peers)
    rows = _by_indicator(own)
    beside = _by_indicator(level)
    moved = records(changes_of_one(p.reader, ids, p.filters))
    p.answer(answered or _sentence(p, programme, asked, rows, beside))
    table = {
        t("Outcome"): [i.label(p.lang) for i in asked],
        t("Value"): [_cell(rows[i.id], i) for i in asked],
        t("Interval"): [_span(p, rows[i.id], i) for i in asked],
        t("Base"): [count(rows[i.id]["base"]) for i in asked],
        peer_name(p, programme): [_cell(beside[i.id], i) for i in asked],
        t("Base of the latter"): [count(beside[i.id]["base"]) for i in asked],
        t("Against the cohort before"): [
            _moved(p, i, r) for i, r in zip(asked, moved, strict=True)
        ],
    }
    item(
        p,
        "standing",
        t("What was observed, beside all graduates of the level?"),
        None,
        pd.DataFrame(table),
        data=own,
        note=t(
            "Beside all graduates of the same level whom you may see. That is a comparison of "
            "results, not of teaching: programmes differ in whom they admit and in their market."
        ),
        caveats=_times(p, asked, rows),
        indicators=ids,
    )


def peer_name(p: Page, programme: Programme) -> str:
    """All graduates of the programme's level, as a heading."""
    return p.t("All, {level}", level=p.label("level", programme.level))


def _by_indicator(found: Measures) -> dict[str, dict]:
    return {r["indicator"]: r for r in records(found.estimates())}


def _cell(row: dict, i: Indicator) -> str:
    return cell(row["value"], row["status"], i.unit, i.decimals)


def _span(p: Page, row: dict, i: Indicator) -> str:
    return span(row["low"], row["high"], i.unit, i.decimals, p.t)


def _moved(p: Page, i: Indicator, row: dict) -> str:
    if missing(row["difference"]):
        return called(p, i, row)
    return p.t(
        "{verdict}: {difference} ({limits})",
        verdict=called(p, i, row),
        difference=difference(row["difference"], i.unit, p.t, i.decimals, currency(p)),
        limits=span_of_change(row, i, p.t),
    )


def _sentence(
    p: Page,
    programme: Programme,
    asked: list[Indicator],
    rows: dict[str, dict],
    beside: dict[str, dict],
) -> str:
    """The rate of destinations, hedged, and whether it can be told from all of the level."""
    first = asked[0]
    row: Estimate = rows[first.id]
    said = rate(row, first.label(p.lang), told(p, row["wave_used"]), p.t)
    names = (programme.name, peer_name(p, programme))
    return joined([said, told_apart(row, beside[first.id], names, p.t)], p.t)


def _times(p: Page, asked: list[Indicator], rows: dict[str, dict]) -> list[str]:
    """At how many months after graduation each outcome was observed, where they differ."""
    waves: dict[int, list[str]] = {}
    for i in asked:
        if not missing(rows[i.id]["wave_used"]) and not missing(rows[i.id]["value"]):
            waves.setdefault(int(rows[i.id]["wave_used"]), []).append(i.label(p.lang))
    if len(waves) < 2:
        return []
    told_ = [
        p.t("{n} months after graduation: {names}", n=n, names=" · ".join(names))
        for n, names in sorted(waves.items())
    ]
    return [p.t("Observed at different times. {times}", times=p.t("; ").join(told_))]
