"""Where do they study on? Share in further study, institutions and countries."""

from ui.employment.names import folded, ranked
from ui.item import item
from ui.page import Page
from ui.tables import measures_table
from ui.telling import told
from yardstick.catalogue import load_catalogue
from yardstick.measure import measure
from yardstick.measure.model import Distribution
from yardstick.sentences import joined, rate, seen
from yardstick.wording import whole

RATES = ("cn2024.study", "mix.study", "mix.study_abroad")


def show(p: Page) -> None:
    t = p.t
    found = measure(p.reader, RATES, (), p.filters)
    rows = {r["indicator"]: r for r in found.estimates().to_dict("records")}
    catalogue = load_catalogue()
    first = next((i for i in RATES[:2] if seen(rows[i])), RATES[0])
    said = [
        rate(rows[i], catalogue[i].label(p.lang), told(p, rows[i]["wave_used"]), t)
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
        indicators=RATES,
    )

    def others(spread: Distribution) -> str:
        return t("Other institutions ({n})", n=whole(folded(spread)))

    ranked(
        p,
        "institutions",
        "study_institution",
        question=t("Where do they study on?"),
        heading=t("Institution"),
        plural=t("institutions"),
        share_of=t("Share of graduates in further study whose institution is on record"),
        label=str,
        rest=others,
    )
    ranked(
        p,
        "countries",
        "study_country",
        question=t("In which country or region?"),
        heading=t("Country or region"),
        plural=t("countries or regions"),
        share_of=t("Share of graduates in further study whose country is on record"),
        label=str,
    )
