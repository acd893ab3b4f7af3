"""Where do its graduates go? Destinations, industries, employers, regions, further study."""

from ui.distributions import distribution_table, there, why_not
from ui.employment.destinations import outside
from ui.employment.names import ranked
from ui.employment.topics import EMPLOYERS, INDUSTRIES, INSTITUTIONS, REGIONS
from ui.item import item
from ui.page import Page
from ui.profile.sheet import in_pairs
from yardstick.catalogue import Indicator, load_catalogue
from yardstick.figures.bars import bars
from yardstick.measure import distribution

TOP = 8


def show(p: Page, head: Indicator) -> None:
    """Components of the rate, then what is on record of the work and the study."""
    _destinations(p, head)
    for place, topic in zip(
        in_pairs(), (INDUSTRIES, REGIONS, EMPLOYERS, INSTITUTIONS), strict=False
    ):
        with place:
            ranked(p, topic, top=TOP)


def _destinations(p: Page, head: Indicator) -> None:
    spread = distribution(p.reader, head.column, (), p.filters)
    codes = load_catalogue().columns[head.column].codes
    item(
        p,
        "destinations",
        p.t("Where did they go?"),
        bars(spread.frame, codes, p.label, p.t, title=p.t("Share of the graduates on record"))
        if there(spread)
        else why_not(p, spread),
        distribution_table(p, spread.frame, p.t("Destination"), lambda c: p.label(codes, c)),
        data=spread,
        note=outside(p, spread) if there(spread) else "",
        caveats=[spread.reason(p.t)] if spread.reason and there(spread) else [],
        indicators=[head.id],
    )
