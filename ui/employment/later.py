"""And later? The same rates at every wave there is: months and years after graduation."""

import streamlit as st

from ui.item import item
from ui.page import Page
from ui.tables import measures_table
from ui.telling import told
from yardstick.catalogue import load_catalogue
from yardstick.figures.caterpillar import caterpillar
from yardstick.measure import Measures, measure
from yardstick.measure.model import VISIBLE
from yardstick.sentences import compared, joined, rate

#: What can be measured at any time after graduation.
ANY_TIME = ("match.field", "match.level", "satisfaction.job", "region.served_share", "pay.median")


def show(p: Page) -> None:
    """One item for each indicator that has two waves or more in view."""
    p.draw(
        lambda q: st.header(
            q.t("How do they fare months and years after graduation?"), anchor=False
        )
    )
    everyone = p.filters.with_(wave=None)
    found = measure(p.reader, ANY_TIME, ("wave",), everyone)
    frame = found.estimates()
    catalogue = load_catalogue()
    currency = p.reader.snapshot.meta.get("currency", "")
    answers = []
    notes = _notes(p)
    for i in ANY_TIME:
        rows = frame[(frame["indicator"] == i) & frame["status"].isin(VISIBLE)]
        if len(rows) < 2:
            continue
        about = catalogue[i]
        here = Measures(found.by, found.filters, rows.reset_index(drop=True))
        years = [_observed(p, about.column, w) for w in rows["wave"]]
        names = [
            p.t("{when}, {who}", when=_when(p, w), who=told(p, None, y).who)
            for w, y in zip(rows["wave"], years, strict=True)
        ]
        said = ""
        if about.kind == "share":
            first, last = rows.iloc[0].to_dict(), rows.iloc[-1].to_dict()
            ends = (_when(p, rows["wave"].iloc[-1]), _when(p, rows["wave"].iloc[0]))
            said = compared(last, first, ends, p.t)
            answers.append((about, said, last, years[-1]))
        item(
            p,
            "later_" + i.replace(".", "_"),
            about.label(p.lang),
            caterpillar(
                rows,
                (),
                p.label,
                p.t,
                title=about.label(p.lang),
                unit=about.unit,
                decimals=about.decimals,
                currency=currency,
                names=names,
                sort=False,
            ),
            measures_table(p, here),
            data=here,
            note=said,
            caveats=[
                p.t(
                    "Each wave holds the cohorts that have come that far, and those of them who "
                    "answered: it is not the same people growing older."
                ),
                *(
                    [p.t("Pay is nominal: prices of different years are not set off.")]
                    if about.unit != "percent"
                    else []
                ),
            ],
            indicators=[i],
        )
    if not answers:
        p.answer(p.t("There is only one time of observation for these graduates."))
        item(
            p,
            "later",
            p.t("And later?"),
            None,
            measures_table(p, found),
            data=found,
        )
        return
    leading, said, last, years = answers[0]
    about = told(p, last["wave_used"], years)
    name = leading.label(p.lang)
    first = rate(last, name, about, p.t, decimals=leading.decimals)
    p.answer(joined([first, said, *notes], p.t))


def _notes(p: Page) -> list[str]:
    """What to keep in mind: other cohorts at every time, and all of them where none was chosen."""
    apart = p.t("Different cohorts stand behind the times, for orientation only.")
    every = p.t("All cohorts with a later observation are used here, not only the latest one.")
    return [apart] if p.filters.cohorts else [apart, every]


def _observed(p: Page, column: str, wave: int) -> list[int]:
    """The cohorts in view that have been asked at that time."""
    info = p.reader.snapshot.info()
    asked = info.presence.get(column, {})
    return [
        c
        for c in p.filters.cohorts or info.cohorts
        if (asked.get((c, int(wave))) if asked else (c, int(wave)) in info.cohort_waves)
    ]


def _when(p: Page, wave: int) -> str:
    return p.t("{n} months after graduation", n=int(wave)) if wave else p.t("At graduation")
