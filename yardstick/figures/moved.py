"""Shares that moved between two pools of cohorts: a row each, change with interval, shape by verdict."""

import numpy as np
import pandas as pd

from yardstick.figures.drawn import Drawn, nothing
from yardstick.figures.marks import Look, dots, lettered
from yardstick.figures.sketch import Sketch
from yardstick.figures.standings import SHARE, gap, gap_axis, gap_span, in_units
from yardstick.figures.theme import BLUE, ORANGE, SLATE
from yardstick.inference.verdict import Standing
from yardstick.text import Translator, mark
from yardstick.wording import percent

#: How a change is drawn and written; neither way is good or bad.
LOOKS: dict[str, Look] = {
    Standing.ABOVE: Look("triangle-right", BLUE, "▶", mark("a larger share")),
    Standing.BELOW: Look("triangle-left", ORANGE, "◀", mark("a smaller share")),
    Standing.CANNOT_TELL: Look("circle-open", SLATE, "○", mark("no change can be told")),
}


def moved_text(row: dict, t: Translator) -> str:
    """Both shares, the change with its interval, and what may be said of it."""
    said = t(
        "{early} → {late}, {change}",
        early=percent(row["early"]),
        late=percent(row["late"]),
        change=gap(row["difference"], SHARE, t),
    )
    if span := gap_span(row["low"], row["high"], SHARE, t):
        said = t("{value} (95% interval {span})", value=said, span=span)
    look = LOOKS.get(row["verdict"])
    if look is None:
        return said
    return t("{value}; {shape} {words}", value=said, shape=look.shape, words=t(look.words))


def moved_rows(
    frame: pd.DataFrame, names: list[str], t: Translator, *, title: str, materiality: float
) -> Drawn:
    """Rows of ``Moved.shares`` in their order."""
    if frame.empty:
        return nothing(t)
    rows = frame.to_dict("records")
    details = [moved_text(r, t) for r in rows]
    figure = Sketch(300)
    places, hover = lettered(figure, names, details, mark=14)
    value, low, high = (in_units(frame[c], SHARE) for c in ("difference", "low", "high"))
    for verdict, look in LOOKS.items():
        at = np.flatnonzero((frame["verdict"] == verdict).to_numpy())
        if len(at):
            dots(figure, at, value, low, high, places, hover, look)
    gap_axis(figure, [*value, *low, *high], SHARE, t, title=title, materiality=materiality)
    told = [f"{n}: {d}" for n, d in zip(names, details, strict=True)][:4]
    return Drawn(
        figure.figure(),
        t(
            "Changes of shares with intervals around the line of no change, {n} rows. {title}. {said}.",
            n=len(names),
            title=title,
            said="; ".join(told),
        ),
    )
