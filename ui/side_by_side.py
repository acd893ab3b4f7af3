"""What the page of all standards draws: the answer, the rates, and whom each of them counts."""

from ui.forks import KNOWLEDGE, caveats, forks, forks_table, silent
from ui.item import item
from ui.page import Page
from ui.telling import told
from yardstick.catalogue import load_catalogue
from yardstick.figures.forks import counted, rates
from yardstick.measure import measure_one
from yardstick.records import records
from yardstick.sentences import forks as forks_sentence
from yardstick.sentences import seen


def side_by_side(p: Page) -> None:
    """The selection under every standard."""
    catalogue, ids = load_catalogue(), [i.id for i in forks()]
    found = measure_one(p.reader, ids, (), p.filters)
    estimates = found.estimates()
    outcomes = found.frame[found.frame["indicator"] != KNOWLEDGE]

    def name(what: str, code: object) -> str:
        return catalogue[str(code)].label(p.lang) if what == "indicator" else p.label(what, code)

    rows = [
        (name("indicator", r["indicator"]), r, catalogue[r["indicator"]].decimals)
        for r in records(estimates)
        if catalogue[r["indicator"]].headline
    ]
    p.answer(forks_sentence(rows, told(p), p.t))
    computed = [r["indicator"] for _, r, _ in rows if seen(r)]
    table = forks_table(p, found)
    item(
        p,
        "rates",
        p.t("One cohort, many rates"),
        rates(outcomes, name, p.t),
        table,
        data=found,
        indicators=ids,
        caveats=caveats(p, computed),
    )
    if computed:
        item(
            p,
            "counted",
            p.t("Whom each standard counts"),
            counted(outcomes, name, p.t, silent(p, estimates)),
            table,
            data=found,
            note=p.t("The whole bar is all graduates in view at that time."),
        )
