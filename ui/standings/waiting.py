"""The whole waiting time beside the share placed after six months: a stratified log-rank test."""

import pandas as pd

from ui.format import count
from ui.item import item
from ui.page import Page
from ui.programme_links import name_programmes
from ui.standings.asked import Asked
from ui.standings.reading import WAITING, how_to_read
from ui.standings.words import name_of
from yardstick.compare import Comparison, waiting
from yardstick.compare.rows import OVERALL_WITHHELD
from yardstick.measure import Status
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.wording import missing


def show(p: Page, c: Comparison, asked: Asked) -> None:
    """The test over all programmes, and what each adds to it."""
    t = p.t
    if c.outcome.kind != "time":
        return
    found = waiting(p.reader, c)
    rows = found.frame.sort_values("z", kind="stable").to_dict("records")
    codes = [r["programme"] for r in rows]
    table = pd.DataFrame(
        {
            DIMENSION_LABELS["programme"](p.lang): [name_of(p, x) for x in codes],
            t("Followed"): [count(r["n"]) for r in rows],
            t("First jobs found"): [count(r["observed"]) for r in rows],
            t("Expected among like graduates"): [
                "–" if missing(r["expected"]) else f"{r['expected']:.1f}" for r in rows
            ],
            t("z (negative: later)"): [
                "–" if missing(r["z"]) else f"{r['z']:+.2f}".replace("-", "−") for r in rows
            ],
        }
    )
    item(
        p,
        "waiting_test",
        t("Is the whole waiting time alike?"),
        None,
        name_programmes(p, table, codes),
        note=p.t(OVERALL_WITHHELD)
        if found.status == Status.NOT_RELEASED
        else _sentence(p, found.statistic, found.degrees_of_freedom, found.p_value),
        indicators=[c.indicator],
    )
    how_to_read(p, "waiting", WAITING)


def _sentence(p: Page, statistic: float, freedom: int, p_value: float) -> str:
    if missing(p_value):
        return p.t("There are too few graduates to test it.")
    said = "<0.001" if p_value < 0.001 else f"{p_value:.3f}"
    values = {"statistic": f"{statistic:.1f}", "freedom": freedom, "p": said}
    if p_value < 0.05:
        return p.t(
            "Not all programmes are alike in how soon first jobs come (stratified log-rank "
            "χ² = {statistic} on {freedom} degrees of freedom, p {p}). It does not say which.",
            **values,
        )
    return p.t(
        "Programmes cannot be told apart in how soon first jobs come (stratified log-rank "
        "χ² = {statistic} on {freedom} degrees of freedom, p {p}).",
        **values,
    )
