"""Which industries and occupations the selection feeds: streams, rankings, and how they change."""

import pandas as pd

from ui.distributions import there, why_not
from ui.employment.names import ranked
from ui.employment.topics import INDUSTRIES, OCCUPATIONS
from ui.fit import change
from ui.format import cell, count
from ui.item import item
from ui.page import Page
from ui.programme_links import name_programmes
from yardstick.feedback.fed import by_programme, fed
from yardstick.figures.drawn import Drawn, nothing
from yardstick.figures.sankey import sankey
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.measure.model import REST
from yardstick.sentences import joined
from yardstick.text import mark
from yardstick.wording import listing, missing, percent, whole

#: The question above the streams, by their first layer.
QUESTIONS = {
    "programme": mark("From which programme into which industry, and where?"),
    "school": mark("From which school into which industry, and where?"),
}


def show(p: Page) -> None:
    """Streams, industries, their change, programmes beside each other, occupations."""
    industries, some = ranked(p, INDUSTRIES, top=12, leads=True)
    _streams(p)
    moved = change.show(p, change.INDUSTRIES) if some else ""
    p.answer(joined([industries, moved], p.t))
    _by_programme(p)
    _, some = ranked(p, OCCUPATIONS, top=12)
    if some:
        change.show(p, change.OCCUPATIONS)


def _name(p: Page, layer: str, code: object) -> str:
    return p.t("All others") if code == REST else p.label(layer, code)


def _streams(p: Page) -> None:
    t = p.t
    found = fed(p.reader, p.filters)
    title = t("Graduates whose industry and region of work are on record")
    first = found.layers[0]
    headings = (
        DIMENSION_LABELS[first](p.lang),
        t("Industry"),
        DIMENSION_LABELS["region"](p.lang),
    )
    rows = found.frame.sort_values("n", ascending=False, kind="stable")
    table = pd.DataFrame(
        {
            heading: [_name(p, layer, c) for c in rows[layer]]
            for layer, heading in zip(found.layers, headings, strict=True)
        }
        | {t("Graduates"): [count(n) for n in rows["n"]]}
    )
    there_are = len(found.frame) > 0
    item(
        p,
        "streams",
        t(QUESTIONS[first]),
        sankey(found.frame, found.layers, lambda layer, c: _name(p, layer, c), t, title=title)
        if there_are
        else _nowhere(p, found.found),
        table,
        data=table,
        note=t("{title}: {n}.", title=title, n=whole(found.frame["n"].sum())) if there_are else "",
        caveats=[t("Choose a school above to see its programmes.")] if first == "school" else [],
    )


def _nowhere(p: Page, found) -> Drawn:
    if there(found):
        return nothing(p.t, p.t("Nobody in view has both industry and region of work on record."))
    return why_not(p, found)


def _by_programme(p: Page) -> None:
    """Each programme's largest industries, and how few of equal size they are like."""
    t = p.t
    frame, found = by_programme(p.reader, "industry", p.filters)
    frame = frame[frame["equal"].notna()].reset_index(drop=True)
    if len(frame) < 2 or not there(found):
        return
    rows = frame.to_dict("records")
    table = pd.DataFrame(
        {
            DIMENSION_LABELS["programme"](p.lang): [
                p.label("programme", r["programme"]) for r in rows
            ],
            t("Largest industries"): [
                listing(
                    [f"{p.label('industry', c)} {percent(x, 0)}" for c, x in r["largest"]],
                    t,
                )
                for r in rows
            ],
            t("Equally large"): [cell(r["equal"], r["status"], "points", 1) for r in rows],
            t("95% interval"): [
                ""
                if missing(r["low"])
                else t("{low} to {high}", low=f"{r['low']:.1f}", high=f"{r['high']:.1f}")
                for r in rows
            ],
            t("Graduates"): [count(r["n"]) for r in rows],
        }
    )
    item(
        p,
        "industries_by_programme",
        t("Which programme feeds which industries, and how few?"),
        None,
        name_programmes(p, table, frame["programme"].tolist()),
        data=frame.drop(columns="largest"),
        note=t("Most concentrated first."),
        caveats=[
            t(
                "Equally large: the number of equally large industries that would be as "
                "concentrated. Sorted by the estimate, which is no ranking: where intervals overlap "
                "the order may be chance."
            )
        ],
    )
