"""How soon did they find a first job? The waiting time with those still waiting counted in."""

import pandas as pd

from ui.format import count
from ui.item import item
from ui.page import Page
from ui.tables import measures_table
from ui.telling import told
from yardstick.figures.drawn import Drawn
from yardstick.figures.waiting import waiting
from yardstick.measure import Curve, curve, measure, measure_one
from yardstick.measure.model import VISIBLE
from yardstick.records import records
from yardstick.sentences import first_job
from yardstick.wording import percent, status_words

INDICATOR = "time.first_job"


def show(p: Page) -> None:
    found = measure_one(p.reader, [INDICATOR], (), p.filters)
    row = records(found.estimates())[0]
    p.answer(first_job(row, told(p, row["wave_used"]), p.t))
    line = curve(p.reader, INDICATOR, (), p.filters)
    item(
        p,
        "first_job",
        p.t("How soon did they find a first job?"),
        _drawn(p, line, row["value"]),
        _table(p, line),
        data=line,
        caveats=[
            p.t(
                "Graduates still looking when they were asked stay in the count up to that month "
                "(Kaplan-Meier); beyond the last month observed nothing is said."
            )
        ]
        if line.status in VISIBLE
        else [],
        indicators=[INDICATOR],
    )
    levels = measure(p.reader, INDICATOR, ("level",), p.filters)
    lines = curve(p.reader, INDICATOR, ("level",), p.filters)
    found_by = levels.estimates().set_index("level")
    groups = [
        (
            p.t("{name}, base {n}", name=p.label("level", level), n=count(found_by["base"][level])),
            part,
            found_by["value"].get(level),
        )
        for level, part in lines.frame.groupby("level", sort=False)
    ]
    if len(groups) > 1:
        item(
            p,
            "first_job_by_level",
            p.t("Does the wait differ by level of study?"),
            waiting(groups, p.t, title=p.t("Share who had found a first job")),
            measures_table(p, levels),
            data=levels,
            indicators=[INDICATOR],
        )


def _drawn(p: Page, line: Curve, median: float) -> Drawn:
    if line.status not in VISIBLE:
        return Drawn(None, line.reason(p.t) if line.reason else status_words(line.status, p.t))
    name = p.t("All graduates in view")
    return waiting([(name, line.frame, median)], p.t, title=p.t("Share who had found a first job"))


def _table(p: Page, line: Curve) -> pd.DataFrame:
    rows = records(line.frame[line.frame["status"].isin(VISIBLE)])
    if not rows:
        return pd.DataFrame()
    return pd.DataFrame(
        {
            p.t("Months after graduation"): [f"{r['time']:g}" for r in rows],
            p.t("Still observed"): [count(r["at_risk"]) for r in rows],
            p.t("Found in that month"): [count(r["events"]) for r in rows],
            p.t("Share who had found a first job"): [percent(1 - r["value"]) for r in rows],
            p.t("Interval"): [
                p.t("{low}–{high}", low=percent(1 - r["high"]), high=percent(1 - r["low"]))
                if r["low"] == r["low"]
                else ""
                for r in rows
            ],
        }
    )
