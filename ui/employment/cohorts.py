"""How has it moved? The headline and the composition cohort by cohort."""

from dataclasses import replace

import pandas as pd

from ui.distributions import distribution_table, there
from ui.employment.rules import AMONG_PLACED, DEFAULT
from ui.item import item
from ui.page import Page
from ui.tables import measures_table
from ui.telling import applied_back
from yardstick.catalogue import Indicator, load_catalogue
from yardstick.figures.drawn import Drawn, nothing
from yardstick.figures.natural import with_natural
from yardstick.figures.parts import parts
from yardstick.figures.trend import trend
from yardstick.measure import Distribution, Measures, breaks, change, distribution, measure_one
from yardstick.measure.apart import apart
from yardstick.measure.model import BOUNDS, VISIBLE, Filters
from yardstick.records import records
from yardstick.sentences import changed
from yardstick.text import mark
from yardstick.wording import graduates

MOST_PARTS = 8
NATURAL = mark(
    "Everybody on record is counted; the intervals show how much such rates vary by chance from "
    "one cohort to another."
)


def over_cohorts(p: Page, head: Indicator) -> None:
    """Both items, over all cohorts whichever are selected: a series of one says nothing."""
    everyone = p.filters.with_(cohorts=())
    every = p.reader.snapshot.info().cohorts
    shown, found = _computable(p, head, everyone)
    series, natural = with_natural(found.estimates())
    name = shown.label(p.lang)
    moved = breaks(p.reader, shown.id, everyone)
    why = {c: reason(p.t) for c, reason in moved.items()}
    currency = p.reader.snapshot.meta.get("currency", "")
    rows = records(change(p.reader, shown.id, (), p.filters))
    said = [
        changed(r, shown.unit, p.t, decimals=shown.decimals, currency=currency) for r in rows[:1]
    ]
    item(
        p,
        "by_cohort",
        p.t("How has it moved from cohort to cohort?"),
        trend(
            [(name, series)],
            p.t,
            title=name,
            unit=shown.unit,
            decimals=shown.decimals,
            currency=currency,
            breaks=why,
        ),
        measures_table(p, found),
        data=found,
        note="".join(s for s in said if s not in why.values()),
        caveats=[
            *applied_back(p, [shown.id], every),
            *([p.t(NATURAL)] if natural else []),
            *apart(moved.values(), p.t),
        ],
        indicators=[shown.id],
    )
    spread = distribution(p.reader, head.column, ("cohort",), everyone)
    if not there(spread):
        return
    codes = load_catalogue().columns[head.column].codes
    item(
        p,
        "composition",
        p.t("What was each cohort made up of?"),
        composition(p, spread, codes),
        distribution_table(
            p,
            spread.frame,
            p.t("Destination"),
            lambda c: p.label(codes, c),
            groups=[("cohort", mark("Cohort"))],
            decimals=head.decimals,
        ),
        data=spread,
        note=p.t("All cohorts, whichever are selected above."),
        caveats=applied_back(p, [head.id], every),
        indicators=[head.id],
    )


def _computable(p: Page, head: Indicator, filters: Filters) -> tuple[Indicator, Measures]:
    """The headline by cohort, or what stands in for it where no cohort gives it."""
    others = AMONG_PLACED[:1] if head.standard == DEFAULT else ()
    found = measure_one(p.reader, [head.id, *others], ("cohort",), filters)
    rows = zip(found.frame["indicator"], found.frame["method"], found.frame["status"], strict=True)
    seen = {i for i, method, status in rows if method != BOUNDS and status in VISIBLE}
    name = next((i for i in (head.id, *others) if i in seen), head.id)
    own = found.frame[found.frame["indicator"] == name].reset_index(drop=True)
    return load_catalogue()[name], replace(found, frame=own)


def composition(p: Page, spread: Distribution, codes: str) -> Drawn:
    """Stacked bars of the codes by cohort; the smallest joined where there are too many."""
    frame = spread.frame[spread.frame["status"].isin(VISIBLE)]
    if frame.empty:
        return nothing(p.t)
    table = frame.pivot_table(index="cohort", columns="code", values="n", sort=False).fillna(0)
    table = table.loc[:, table.sum() > 0]
    names = [p.label(codes, c) for c in table.columns]
    if len(names) > MOST_PARTS:
        small = table.sum().sort_values().index[: len(names) - MOST_PARTS + 1]
        rest = table[small].sum(axis=1).rename("_rest")
        table = pd.concat([table.drop(columns=small), rest], axis=1)
        names = [*(p.label(codes, c) for c in table.columns[:-1]), p.t("Other")]
    return parts(
        [str(c) for c in table.index],
        [graduates(n, p.t) for n in table.sum(axis=1)],
        names,
        table.to_numpy().tolist(),
        p.t,
        title=p.t("Share of the graduates on record"),
    )
