"""Where did they go? Destinations and components under the standard of the filter."""

from ui.distributions import distribution_table, there, why_not
from ui.employment.cohorts import over_cohorts
from ui.employment.rules import AMONG_PLACED, family_of, headline
from ui.item import item
from ui.page import Page
from ui.tables import measures_table
from ui.telling import applied_back, told
from yardstick.catalogue import Indicator, load_catalogue
from yardstick.figures.bars import bars
from yardstick.measure import Distribution, Measures, distribution, measure_one
from yardstick.records import records
from yardstick.sentences import joined, rate, seen, within
from yardstick.wording import whole


def show(p: Page) -> None:
    """The section: what was found, its components, and how both moved over the cohorts."""
    head = headline(p)
    found = measure_one(p.reader, family_of(head), (), p.filters)
    p.answer(_sentence(p, head, found))
    spread = distribution(p.reader, head.column, (), p.filters)
    codes = load_catalogue().columns[head.column].codes
    back = applied_back(p, [head.id])
    drawn = (
        bars(
            spread.frame,
            codes,
            p.label,
            p.t,
            title=p.t("Share of the graduates on record"),
            decimals=head.decimals,
        )
        if there(spread)
        else why_not(p, spread)
    )
    item(
        p,
        "destinations",
        p.t("Where did they go?"),
        drawn,
        distribution_table(
            p,
            spread.frame,
            p.t("Destination"),
            lambda c: p.label(codes, c),
            decimals=head.decimals,
        ),
        data=spread,
        note=outside(p, spread),
        caveats=[*([spread.reason(p.t)] if spread.reason and there(spread) else []), *back],
        indicators=[head.id],
    )
    item(
        p,
        "components",
        p.t("The rate and its components"),
        None,
        measures_table(p, found, indicator=True),
        data=found,
        caveats=back,
        indicators=[head.id],
    )
    over_cohorts(p, head)


def _sentence(p: Page, head: Indicator, found: Measures) -> str:
    rows = {r["indicator"]: r for r in records(found.estimates())}
    bounds = {r["indicator"]: r for r in records(found.bounds())}
    catalogue = load_catalogue()
    about = told(p, rows[head.id]["wave_used"])

    def name(i: str) -> str:
        return catalogue[i].label(p.lang)

    parts = [
        (_part(p, catalogue[k]), r["value"])
        for k, r in rows.items()
        if catalogue[k].component_of == head.id and seen(r)
    ]
    said = rate(
        rows[head.id],
        name(head.id),
        about,
        p.t,
        decimals=head.decimals,
        bounds=bounds.get(head.id),
        parts=parts,
    )
    instead = [] if seen(rows[head.id]) else [k for k in AMONG_PLACED[:1] if seen(rows.get(k))]
    return joined(
        [
            said,
            *(rate(rows[k], name(k), about, p.t, decimals=catalogue[k].decimals) for k in instead),
        ],
        p.t,
    )


def _part(p: Page, part: Indicator) -> str:
    """A component by the label of its code, without the standard's name."""
    codes = load_catalogue().columns[part.column].codes or ""
    return p.label(codes, part.positive[0]) if len(part.positive) == 1 else part.label(p.lang)


def outside(p: Page, spread: Distribution) -> str:
    """Who is outside the shares, by residual code."""
    codes = load_catalogue().columns[spread.column].codes or ""
    counted = [
        p.t("{label} {n}", label=within(p.label(codes, code)), n=whole(n))
        if code != "missing"
        else p.t("not recorded {n}", n=whole(n))
        for code, n in spread.missing.items()
    ]
    return p.t("Outside these shares: {parts}.", parts=" · ".join(counted)) if counted else ""
