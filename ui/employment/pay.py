"""What do they earn? The distribution of pay with quartiles, and the median of each group."""

from ui.distributions import there, why_not
from ui.item import item
from ui.page import Page
from ui.tables import measures_table
from ui.telling import told
from yardstick.catalogue import load_catalogue
from yardstick.figures.caterpillar import caterpillar
from yardstick.figures.drawn import Drawn, visible
from yardstick.figures.histogram import Quartiles, histogram
from yardstick.measure import Distribution, distribution, measure, measure_one
from yardstick.records import records
from yardstick.sentences import Estimate, pay
from yardstick.wording import money

QUARTILES = ("pay.median", "pay.p25", "pay.p75")
FULL_TIME = ("pay.median_full_time", "pay.p25_full_time", "pay.p75_full_time", "qilt.median_pay")


def show(p: Page) -> None:
    found = measure_one(p.reader, [*QUARTILES, *FULL_TIME], (), p.filters)
    rows = {r["indicator"]: r for r in records(found.estimates())}
    median, q1, q3 = (rows[i] for i in QUARTILES)
    about = told(p, median["wave_used"])
    p.answer(pay(median, q1, q3, about, p.t))
    spread = distribution(p.reader, "pay", (), p.filters)
    item(
        p,
        "pay",
        p.t("What do they earn?"),
        drawn(p, spread, median, q1, q3, about.currency),
        measures_table(p, found, indicator=True),
        data=found,
        caveats=[
            p.t("Pay as reported by those who gave it; those who did not may earn more or less."),
            p.t("Answers gather at round amounts."),
            p.t("The hatched bar holds all higher amounts."),
        ]
        if there(spread)
        else [],
        indicators=["pay.median", "pay.median_full_time", "qilt.median_pay"],
    )
    if there(spread):
        # Without pay the first item has said why already.
        _by_group(p, median, about.currency)


def drawn(
    p: Page, spread: Distribution, median: Estimate, q1: Estimate, q3: Estimate, currency: str
) -> Drawn:
    if not there(spread):
        return why_not(p, spread)
    quartiles = Quartiles(q1["value"], median["value"], q3["value"], median["low"], median["high"])
    title = p.t(
        "Pay a month, {currency}", currency=money(0, currency, p.t).replace("0", "").strip()
    )
    return histogram(
        spread.frame["code"], spread.frame["n"], quartiles, p.t, title=title, currency=currency
    )


def _by_group(p: Page, whole: Estimate, currency: str) -> None:
    """The median of each school, or of each programme once one school is chosen."""
    by = "programme" if len(p.filters.schools) == 1 or p.filters.programmes else "school"
    groups = measure(p.reader, "pay.median", (by,), p.filters)
    indicator = load_catalogue()["pay.median"]
    item(
        p,
        "pay_by_group",
        p.t("Does pay differ between schools?")
        if by == "school"
        else p.t("Does pay differ between programmes?"),
        caterpillar(
            groups.estimates(),
            (by,),
            p.label,
            p.t,
            title=indicator.label(p.lang),
            unit=indicator.unit,
            decimals=0,
            currency=currency,
            reference=(p.t("Selection"), whole["value"]),
        ),
        measures_table(p, groups),
        data=groups,
        note=p.t("Groups whose intervals overlap widely cannot be told apart.")
        if visible(groups.estimates()).any()
        else "",
        indicators=["pay.median"],
    )
