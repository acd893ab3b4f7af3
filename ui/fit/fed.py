"""Which industries and occupations the selection feeds: streams, rankings, and how they move."""

import pandas as pd

from ui.distributions import there, why_not
from ui.employment.names import ranked
from ui.employment.topics import INDUSTRIES, OCCUPATIONS
from ui.format import count
from ui.item import item
from ui.page import Page
from yardstick.feedback.fed import LAYERS, fed
from yardstick.figures.drawn import Drawn, nothing
from yardstick.figures.parts import parts
from yardstick.figures.sankey import sankey
from yardstick.measure import distribution
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.measure.model import REST, VISIBLE, Status
from yardstick.wording import graduates, percent, whole

#: Industries with a part of their own in the bars over cohorts; the rest is one part more.
LARGEST = 6


def show(p: Page) -> None:
    """Streams, industries, their change, occupations."""
    industries, _ = ranked(p, INDUSTRIES, top=12, leads=True)
    p.answer(industries)
    _streams(p)
    _over_cohorts(p)
    ranked(p, OCCUPATIONS, top=12)


def _name(p: Page, layer: str, code: object) -> str:
    return p.t("All others") if code == REST else p.label(layer, code)


def _streams(p: Page) -> None:
    t = p.t
    frame, found = fed(p.reader, p.filters)
    title = t("Graduates whose industry and region of work are on record")
    headings = (
        DIMENSION_LABELS["programme"](p.lang),
        t("Industry"),
        DIMENSION_LABELS["region"](p.lang),
    )
    rows = frame.sort_values("n", ascending=False, kind="stable")
    table = pd.DataFrame(
        {
            heading: [_name(p, layer, c) for c in rows[layer]]
            for layer, heading in zip(LAYERS, headings, strict=True)
        }
        | {t("Graduates"): [count(n) for n in rows["n"]]}
    )
    item(
        p,
        "streams",
        t("From which programme into which industry, and where?"),
        sankey(frame, LAYERS, lambda layer, c: _name(p, layer, c), t, title=title)
        if len(frame)
        else _nowhere(p, found),
        table,
        data=table,
        note=t("{title}: {n}.", title=title, n=whole(frame["n"].sum())) if len(frame) else "",
    )


def _nowhere(p: Page, found) -> Drawn:
    if there(found):
        return nothing(p.t, p.t("Nobody in view has both industry and region of work on record."))
    return why_not(p, found)


def _over_cohorts(p: Page) -> None:
    """Shares of the largest industries cohort by cohort, each at the same time after graduation."""
    t = p.t
    found = distribution(
        p.reader, "industry", ("cohort",), p.filters.with_(cohorts=()), top=LARGEST
    )
    frame = found.frame
    seen = frame[frame["status"].isin(VISIBLE)] if len(frame) else frame
    cohorts = list(dict.fromkeys(seen["cohort"])) if len(seen) else []
    if len(cohorts) < 2:
        return
    codes = list(dict.fromkeys(seen["code"]))
    n = {(r["cohort"], r["code"]): r["n"] for r in seen.to_dict("records")}
    base = {r["cohort"]: r["base"] for r in seen.to_dict("records")}
    weak = set(seen.loc[seen["status"] == Status.UNRELIABLE, "cohort"])
    details = [graduates(base[c], t) + (t("; small base") if c in weak else "") for c in cohorts]
    names = [_name(p, "industry", c) for c in codes]
    counts = [[n.get((c, x), 0) for x in codes] for c in cohorts]
    table = {DIMENSION_LABELS["cohort"](p.lang): [str(c) for c in cohorts]}
    for place, name in enumerate(names):
        table[name] = [
            percent(row[place] / base[c]) if base[c] else ""
            for c, row in zip(cohorts, counts, strict=True)
        ]
    table[t("Base")] = [count(base[c]) for c in cohorts]
    item(
        p,
        "industries_by_cohort",
        t("How have the industries changed from cohort to cohort?"),
        parts([str(c) for c in cohorts], details, names, counts, t, title=t("Share of industries")),
        pd.DataFrame(table),
        data=found,
        caveats=[t("Differences between cohorts may be chance: see the bases.")],
    )
