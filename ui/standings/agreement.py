"""The funnel plot, and where it, the model and the verdict do not point the same way."""

import pandas as pd

from ui.item import item
from ui.page import Page
from ui.programme_links import name_programmes
from ui.standings.asked import Asked
from ui.standings.examples import funnel_example
from ui.standings.reading import FUNNEL, how_to_read
from ui.standings.words import name_of
from yardstick.compare import Comparison
from yardstick.export.standings import standings
from yardstick.figures.funnel import FLAG_WORDS, funnel
from yardstick.figures.standings import standing_words
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.text import Translator, mark
from yardstick.wording import missing, percent, whole

POINTING: dict[int, str] = {-1: mark("▼ below"), 0: mark("○ within"), 1: mark("▲ above")}


def show(p: Page, c: Comparison, asked: Asked) -> None:
    """The funnel, and the list of programmes on which the methods differ."""
    _funnel(p, c)
    how_to_read(p, "funnel", FUNNEL, example=funnel_example(p, c))
    _disagreeing(p, c)


def _funnel(p: Page, c: Comparison) -> None:
    t = p.t
    pay = c.outcome.kind == "log_pay"
    title = c.outcome.label(p.lang)
    item(
        p,
        "funnel",
        t("Funnel plot of the raw results"),
        funnel(
            c.frame,
            [name_of(p, x) for x in c.frame["programme"]],
            t,
            title=t("Against the overall value, in percent") if pay else title,
            target=c.reference,
            tau2=c.tau2,
            kind="log_pay" if pay else "share",
        ),
        methods_table(p, c, c.frame),
        data=standings(p.reader, c),
        caveats=[s for s in [spread(p, c)] if s],
        indicators=[c.indicator],
    )


def spread(p: Page, c: Comparison) -> str:
    """How much more programmes differ than chance explains."""
    t = p.t
    if missing(c.phi):
        return ""
    if c.tau2 <= 0:
        return t(
            "Programmes differ no more than chance explains (φ = {phi}, τ² = 0).",
            phi=f"{c.phi:.2f}",
        )
    return t(
        "Programmes differ more than chance explains (φ = {phi}, τ² = {tau2}); the limits allow "
        "for it, and flags are taken from exact tails.",
        phi=f"{c.phi:.2f}",
        tau2=f"{c.tau2:.2g}",
    )


def _disagreeing(p: Page, c: Comparison) -> None:
    t = p.t
    differ = c.frame[[a is False for a in c.frame["agree"]]]
    said = (
        t("On all programmes with a verdict the three methods point the same way, or say nothing.")
        if differ.empty
        else t(
            "On {n} of {all} programmes the methods differ. The verdict rests on the benchmark rule: "
            "funnel and model stand beside it and change nothing.",
            n=whole(len(differ)),
            all=whole(len(c.frame)),
        )
    )
    item(
        p,
        "disagreement",
        t("Where benchmark, funnel and model differ"),
        None,
        methods_table(p, c, differ, why=True) if len(differ) else pd.DataFrame(),
        data=standings(p.reader, c),
        note=said,
        indicators=[c.indicator],
    )


def methods_table(p: Page, c: Comparison, frame: pd.DataFrame, why: bool = False) -> pd.DataFrame:
    """What each of the three says of each programme."""
    t = p.t
    rows = frame.to_dict("records")
    table = {
        DIMENSION_LABELS["programme"](p.lang): [name_of(p, r["programme"]) for r in rows],
        t("Verdict (benchmark)"): [standing_words(r["verdict"], t) for r in rows],
        t("Funnel"): [_flag(r, t) for r in rows],
        t("Model"): [_says(r["pooled_says"], r["pooled"], t) for r in rows],
        t("Base"): [whole(r["n"]) if not missing(r["n"]) else "" for r in rows],
    }
    if why:
        table[t("What it means")] = [_because(r, t) for r in rows]
    elif "funnel_z" in frame:
        table[t("Probability of a result so low, so high")] = [
            f"{_tail(r['funnel_p_low'])} · {_tail(r['funnel_p_high'])}" for r in rows
        ]
    return name_programmes(p, pd.DataFrame(table), frame["programme"].tolist())


def _tail(value: float) -> str:
    if missing(value):
        return "–"
    return "<0.1%" if value < 0.001 else percent(value)


def _flag(row: dict, t: Translator) -> str:
    words = FLAG_WORDS.get(row["funnel_flag"])
    return t(words) if words else _says(0, row["n"], t)


def _says(direction: float, known: float, t: Translator) -> str:
    return "–" if missing(known) else t(POINTING[int(direction)])


def _because(row: dict, t: Translator) -> str:
    """Why methods may differ on one programme; none of it says which is right."""
    called = row["verdict"] in ("above", "below")
    if called and not row["pooled_says"]:
        return t(
            "The model draws the programme towards the others, and its interval then holds zero: "
            "the finding stands on less than it seems."
        )
    if row["funnel_says"] and row["pooled_says"] and row["funnel_says"] != row["pooled_says"]:
        return t("The raw result points one way, and with intake held constant the other.")
    if row["funnel_says"] and called:
        return t("The raw result points the other way: intake or cohort makes the difference.")
    return t(
        "Funnel and model stand out, but the difference is not surely large enough to act on, "
        "or not after allowing for the number of programmes."
    )
