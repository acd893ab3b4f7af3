"""What share is positive, on which positive set, and how sure that is: the topic at a glance."""

from ui.item import item
from ui.page import Page
from ui.tables import measures_table
from ui.voice.chosen import Chosen
from yardstick.feedback.voice import MEAN, POSITIVE
from yardstick.figures.caterpillar import caterpillar
from yardstick.measure import measure


def show(p: Page, chosen: Chosen) -> None:
    """Every question of the topic."""
    asked = p.filters.with_(items=chosen.topic.items)
    found = measure(p.reader, [POSITIVE, MEAN], ("item",), asked)
    shares = found.frame[found.frame["indicator"] == POSITIVE]
    item(
        p,
        "voice_headline",
        p.t("How many answer positively?"),
        caterpillar(shares, found.by, p.label, p.t, title=p.t("Positive answers"), sort=False),
        measures_table(p, found),
        data=found,
        indicators=[POSITIVE, MEAN],
    )
