"""Where do they study on? Share in further study, institutions and countries."""

from dataclasses import replace

import pandas as pd

from ui.employment.coverage import by_destination
from ui.employment.names import Completion, ranked
from ui.employment.topics import COUNTRIES, INSTITUTIONS
from ui.item import item
from ui.page import Page
from ui.tables import measures_table
from ui.telling import applied_back, told
from yardstick.catalogue import load_catalogue
from yardstick.codes import code_list
from yardstick.measure import measure_one
from yardstick.measure.model import REST, Distribution
from yardstick.records import records
from yardstick.sentences import joined, rate, seen

HOME = "CN"
#: Destination of those who study abroad, and the row of those whose country is not recorded.
ABROAD, NO_COUNTRY = "85", "_abroad"
RATES = ("cn2024.study", "mix.study", "mix.study_abroad")


def show(p: Page) -> None:
    t = p.t
    found = measure_one(p.reader, RATES, (), p.filters)
    rows = {r["indicator"]: r for r in records(found.estimates())}
    catalogue = load_catalogue()
    first = next((i for i in RATES[:2] if seen(rows[i])), RATES[0])
    said = [
        rate(
            rows[i],
            catalogue[i].label(p.lang),
            told(p, rows[i]["wave_used"]) if i == first else None,
            t,
            decimals=catalogue[i].decimals,
        )
        for i in (first, "mix.study_abroad")
        if i == first or seen(rows[i])
    ]
    p.answer(joined(said, t))
    item(
        p,
        "study",
        t("How many study on?"),
        None,
        measures_table(p, found, indicator=True),
        data=found,
        caveats=applied_back(p, [i for i in RATES if seen(rows[i])]),
        indicators=RATES,
    )

    ranked(p, INSTITUTIONS)
    ranked(
        p,
        COUNTRIES,
        completion=Completion(
            add=lambda spread, of: with_abroad(
                spread, of, by_destination(p, spread).get(ABROAD, 0)
            ),
            code=NO_COUNTRY,
            label=t("Abroad, country or region not recorded"),
            whom=t("graduates in further study whose country is on record or who are abroad"),
        ),
    )


def with_abroad(spread: Distribution, of: int | None, abroad: int) -> Distribution:
    """The countries with those who went abroad to an unrecorded one: they are not at home.

    Only where countries stand as codes: a written name does not say whether it is home.
    """
    frame = spread.frame
    codes = [c for c in frame["code"] if c != REST]
    if of is None or any(c not in code_list("country") for c in codes):
        return spread
    known = int(frame["n"].sum())
    unrecorded = min(abroad - int(frame.loc[frame["code"] != HOME, "n"].sum()), of - known)
    if unrecorded <= 0:
        return spread
    added = frame.iloc[:1].assign(code=NO_COUNTRY, n=float(unrecorded), names=1)
    frame = pd.concat([frame, added], ignore_index=True)
    frame["base"] = float(known + unrecorded)
    frame["share"] = frame["n"] / frame["base"]
    return replace(spread, frame=frame.sort_values("n", ascending=False, kind="stable"))
