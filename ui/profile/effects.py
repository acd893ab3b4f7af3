"""What does the model of all programmes at once say? The pooled effects the build has stored."""

import pandas as pd

from ui.drill import currency
from ui.format import count
from ui.item import item
from ui.page import Page
from ui.profile.benchmark import Stands
from ui.standings.words import height
from yardstick.compare.rows import OVERALL_WITHHELD
from yardstick.figures.standings import gap, gap_span
from yardstick.measure import Reason
from yardstick.sentences import joined
from yardstick.text import Translator
from yardstick.wording import listing, missing, percent


def show(p: Page, stands: list[Stands]) -> None:
    """One item below the benchmark; without effects it says where they are. Nothing without either."""
    t = p.t
    compared = [s for s in stands if s.row is not None]
    if not compared:
        return
    known = [s for s in compared if not missing(s.row["pooled"])]
    item(
        p,
        "pooled",
        t("And in a model of all programmes at once?"),
        None,
        _table(p, known) if known else pd.DataFrame(),
        data=_figures(known),
        note=told(known, t) if known else _absent(compared, t),
        caveats=[
            t(
                "The model holds intake constant as the benchmark does and draws each programme "
                "towards the others, small ones most. “Shrunk by” is the part of its own difference "
                "that this took: at 0% none, at 100% all of it. The verdict follows the benchmark "
                "and not the model."
            ),
            *model_notes(compared, t),
        ]
        if known
        else model_notes(compared, t),
        indicators=[s.compared.indicator for s in known],
    )


def model_notes(compared: list[Stands], t: Translator) -> list[str]:
    """What the model of an outcome could not do, each with the outcome it is about."""
    return [
        t("{outcome}: {why}", outcome=s.compared.outcome.label(t.lang), why=note(t))
        for s in compared
        for note in dict.fromkeys(s.compared.model_notes)
    ]


def _table(p: Page, known: list[Stands]) -> pd.DataFrame:
    t, money = p.t, currency(p)
    rows = [(s.compared, s.row, s.kind) for s in known]
    return pd.DataFrame(
        {
            t("Outcome"): [c.outcome.label(p.lang) for c, _, _ in rows],
            t("Raw result"): [height(r["observed"], k, t, money) for _, r, k in rows],
            t("All programmes together"): [height(c.reference, k, t, money) for c, _, k in rows],
            t("Pooled effect"): [gap(r["pooled"], k, t) for _, r, k in rows],
            t("95% interval"): [gap_span(r["pooled_low"], r["pooled_high"], k, t) for _, r, k in rows],
            t("Shrunk by"): [percent(r["shrunk"], 0) for _, r, _ in rows],
            t("Base"): [count(r["n"]) for _, r, _ in rows],
        }
    )  # fmt: skip


def told(known: list[Stands], t: Translator) -> str:
    """The first outcome in words, and on which the model says otherwise than the verdict."""
    first = known[0]
    row, kind = first.row, first.kind
    outcome = first.compared.outcome.label(t.lang)
    hedge = ""
    if missing(row["pooled_low"]):
        said = t(
            "{outcome}: the model finds no difference between programmes beyond chance and intake, "
            "and every effect is estimated as zero.",
            outcome=outcome,
        )
    else:
        said = t(
            "{outcome}: {effect} against what the model expects of these graduates ({limits}, with "
            "95%), after {shrunk} of the programme's own difference was taken away.",
            outcome=outcome,
            effect=gap(row["pooled"], kind, t),
            limits=gap_span(row["pooled_low"], row["pooled_high"], kind, t),
            shrunk=percent(row["shrunk"], 0),
        )
        if row["pooled_low"] <= 0 <= row["pooled_high"]:
            hedge = t("The interval holds zero: there may be no difference.")
    apart = [s.compared.outcome.label(t.lang) for s in known if s.row["agree"] is False]
    differ = (
        t(
            "Benchmark, funnel and model do not point the same way on: {outcomes}.",
            outcomes=listing(apart, t),
        )
        if apart
        else ""
    )
    return joined([said, hedge, differ], t)


def _absent(compared: list[Stands], t: Translator) -> str:
    if any(s.compared.withheld for s in compared):
        return Reason(OVERALL_WITHHELD)(t)
    return t(
        "Pooled effects are computed together with the data, for all graduates of the latest "
        "cohorts. For any other selection the teaching yardstick computes them when it is asked."
    )


def _figures(known: list[Stands]) -> pd.DataFrame:
    """What the downloads hold."""
    columns = ("observed", "pooled", "pooled_low", "pooled_high", "shrunk", "n")
    return pd.DataFrame(
        [
            {"outcome": s.compared.outcome.id, "overall": s.compared.reference}
            | {c: s.row[c] for c in columns}
            for s in known
        ]
    )
