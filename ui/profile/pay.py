"""What do its graduates earn? Distribution, median and quartiles."""

from ui.distributions import there
from ui.employment.pay import QUARTILES, drawn
from ui.item import item
from ui.page import Page
from ui.tables import measures_table
from ui.telling import told
from yardstick.measure import distribution, measure_one
from yardstick.records import records
from yardstick.sentences import pay


def show(p: Page) -> None:
    """One item: the sentence, the histogram, the quartiles as a table."""
    found = measure_one(p.reader, QUARTILES, (), p.filters)
    median, q1, q3 = records(found.estimates())
    spread = distribution(p.reader, "pay", (), p.filters)
    about = told(p, median["wave_used"])
    item(
        p,
        "pay",
        p.t("What do they earn?"),
        drawn(p, spread, median, q1, q3, about.currency),
        measures_table(p, found, indicator=True),
        data=found,
        note=pay(median, q1, q3, about, p.t) if there(spread) else "",
        indicators=QUARTILES,
    )
