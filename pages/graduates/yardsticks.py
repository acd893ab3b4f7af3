"""Why does the rate depend on who asks? The same graduates under every standard."""

from ui.forks import KNOWLEDGE, caveats, forks, forks_table, silent
from ui.item import item
from ui.page import page
from ui.telling import nobody, told
from yardstick.catalogue import load_catalogue
from yardstick.figures.forks import counted, rates
from yardstick.measure import measure
from yardstick.sentences import forks as forks_sentence
from yardstick.sentences import seen
from yardstick.text import mark

ids = [i.id for i in forks()]
with page(mark("Why does the rate depend on who asks?"), compared=ids) as p:
    catalogue = load_catalogue()
    found = measure(p.reader, ids, (), p.filters)
    estimates = found.estimates()
    outcomes = found.frame[found.frame["indicator"] != KNOWLEDGE]

    def name(what: str, code: object) -> str:
        return catalogue[str(code)].label(p.lang) if what == "indicator" else p.label(what, code)

    if nobody(p):
        p.empty()
    else:
        rows = [
            (name("indicator", r["indicator"]), r, catalogue[r["indicator"]].decimals)
            for r in estimates.to_dict("records")
            if catalogue[r["indicator"]].headline
        ]
        p.answer(forks_sentence(rows, told(p), p.t))
        computed = [r["indicator"] for _, r, _ in rows if seen(r)]
        item(
            p,
            "rates",
            p.t("One cohort, many rates"),
            rates(outcomes, name, p.t),
            forks_table(p, found),
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
                forks_table(p, found),
                data=found,
                note=p.t("The whole bar is all graduates in view at that time."),
            )
