"""What goes with an outcome, a row each: share of its variance with interval, shape by direction."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from yardstick.figures.drawn import Drawn, nothing
from yardstick.figures.marks import Look, dots, lettered, rows_told
from yardstick.figures.sketch import Sketch
from yardstick.figures.theme import BLUE, GREY, ORANGE, QUIET
from yardstick.text import Translator, mark
from yardstick.wording import percent, whole

MARK = 16
UP, DOWN, CHANCE = "up", "down", "chance"
#: How a driver is drawn and written; the shape says it without the colour.
LOOKS: dict[str, Look] = {
    UP: Look("triangle-up", BLUE, "▲", mark("goes with higher answers")),
    DOWN: Look("triangle-down", ORANGE, "▼", mark("goes with lower answers")),
    CHANCE: Look("circle-open", GREY, "○", mark("no more than chance may give")),
}


def direction(row: dict, chance: float) -> str:
    """Key of LOOKS: the interval of the share clears what chance gives on average, or not."""
    if not row["share_low"] > chance:
        return CHANCE
    return UP if row["correlation"] > 0 else DOWN


def driver_rows(
    frame: pd.DataFrame,
    names: Sequence[str],
    chance: float,
    n: int,
    t: Translator,
    *,
    title: str,
) -> Drawn:
    """Rows of a stored model in their order. ``chance``: the share of a driver that goes with nothing.

    Columns: share, share_low, share_high, correlation (fractions).
    """
    if frame.empty:
        return nothing(t)
    rows = frame.to_dict("records")
    looks = [direction(r, chance) for r in rows]
    details = [share_text(r, look, n, t) for r, look in zip(rows, looks, strict=True)]
    figure = Sketch(300)
    places, hover = lettered(figure, list(names), details, mark=MARK)
    columns = ("share", "share_low", "share_high")
    value, low, high = (100 * frame[c].to_numpy(dtype=float) for c in columns)
    for key, look in LOOKS.items():
        at = np.flatnonzero(np.array([x == key for x in looks]))
        if len(at):
            dots(figure, at, value, low, high, places, hover, look)
    figure.vertical(
        100 * chance, line={"color": QUIET, "width": 1.5, "dash": "dash"}, layer="below"
    )
    most = float(np.nanmax([*value, *high, 100 * chance]))
    figure.set(
        xaxis={
            "range": [-0.03 * most, most * 1.06],
            "nticks": 6,
            "ticksuffix": "%",
            "title": {"text": title},
        }
    )
    return Drawn(figure.figure(), _alt(names, details, title, chance, t))


def share_text(row: dict, look: str, n: int, t: Translator) -> str:
    """Share, interval, direction and base of one driver in words."""
    return t(
        "{value} (95% interval {low} to {high}); {shape} {words}; base {n}",
        value=percent(row["share"]),
        low=percent(row["share_low"]),
        high=percent(row["share_high"]),
        shape=LOOKS[look].shape,
        words=t(LOOKS[look].words),
        n=whole(n),
    )


def _alt(
    names: Sequence[str], details: Sequence[str], title: str, chance: float, t: Translator
) -> str:
    return t(
        "Shares with intervals, {n} rows, the largest first; the line stands at what chance gives on "
        "average, {chance}. {title}. {said}.",
        n=len(names),
        chance=percent(chance),
        title=title,
        said=rows_told(names, details),
    )
