"""And later? The same rates at every wave there is: months and years after graduation."""

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
    # The latest cohort has no later waves yet: without a choice all cohorts are looked at.
    everyone = p.view.filters.with_(wave=None)
    found = measure(p.reader, ANY_TIME, ("wave",), everyone)
    frame = found.estimates()
    catalogue = load_catalogue()
    currency = p.reader.snapshot.meta.get("currency", "")
    answers = []
    for i in ANY_TIME:
        rows = frame[(frame["indicator"] == i) & frame["status"].isin(VISIBLE)]
        if len(rows) < 2:
            continue
        about = catalogue[i]
        here = Measures(found.by, found.filters, rows.reset_index(drop=True))
        names = [_when(p, w) for w in rows["wave"]]
        said = ""
        if about.kind == "share":
            first, last = rows.iloc[0].to_dict(), rows.iloc[-1].to_dict()
            said = compared(last, first, (names[-1], names[0]), p.t)
            answers.append((about.label(p.lang), said, last))
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
                )
            ],
            indicators=[i],
        )
    if not answers:
        p.answer("")
        item(
            p,
            "later",
            p.t("And later?"),
            None,
            measures_table(p, found),
            data=found,
            note=p.t("There is only one time of observation for these graduates."),
        )
        return
    name, said, last = answers[0]
    years = everyone.cohorts or p.reader.snapshot.info().cohorts
    about = told(p, last["wave_used"], years)
    p.answer(joined([rate(last, name, about, p.t), said], p.t))


def _when(p: Page, wave: int) -> str:
    return p.t("{n} months after graduation", n=int(wave)) if wave else p.t("At graduation")
