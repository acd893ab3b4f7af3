"""How has it moved? The headline and the composition cohort by cohort."""

import pandas as pd

from ui.distributions import distribution_table, there
from ui.item import item
from ui.page import Page
from ui.tables import measures_table
from yardstick.catalogue import Indicator, load_catalogue
from yardstick.figures.drawn import Drawn, nothing
from yardstick.figures.natural import with_natural
from yardstick.figures.parts import parts
from yardstick.figures.trend import trend
from yardstick.measure import Distribution, breaks, change, distribution, measure
from yardstick.measure.model import VISIBLE
from yardstick.sentences import changed
from yardstick.text import mark
from yardstick.wording import whole

MOST_PARTS = 8
NATURAL = mark(
    "Every graduate is counted; the intervals show how much such rates vary by chance from one "
    "cohort to another."
)


def over_cohorts(p: Page, head: Indicator) -> None:
    """Both items, over all cohorts whichever are selected: a series of one says nothing."""
    everyone = p.filters.with_(cohorts=())
    found = measure(p.reader, head.id, ("cohort",), everyone)
    series, natural = with_natural(found.estimates())
    name = head.label(p.lang)
    why = {c: reason(p.t) for c, reason in breaks(p.reader, head.id, everyone).items()}
    rows = change(p.reader, head.id, (), p.filters).to_dict("records")
    item(
        p,
        "by_cohort",
        p.t("How has it moved from cohort to cohort?"),
        trend([(name, series)], p.t, title=name, breaks=why),
        measures_table(p, found),
        data=found,
        note=changed(rows[0], head.unit, p.t) if rows else "",
        caveats=[*([p.t(NATURAL)] if natural else []), *dict.fromkeys(why.values())],
        indicators=[head.id],
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
        ),
        data=spread,
        note=p.t("All cohorts, whichever are selected above."),
        indicators=[head.id],
    )


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
        [p.t("{n} graduates", n=whole(n)) for n in table.sum(axis=1)],
        names,
        table.to_numpy().tolist(),
        p.t,
        title=p.t("Share of the graduates on record"),
    )
