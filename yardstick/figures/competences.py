"""Gaps of competences, a row each: dot with interval around the line of no gap, shape by finding.

The band around the line is what does not matter.
"""

import numpy as np
import pandas as pd

from yardstick.feedback.gaps import Finding
from yardstick.figures.drawn import POINTS, Drawn, nothing, why_missing, why_none
from yardstick.figures.marks import Look, dots, lettered, rows_told
from yardstick.figures.sketch import Sketch
from yardstick.figures.standings import round_steps, signed_tick
from yardstick.figures.theme import BLUE, GREY, ORANGE, PALE, QUIET, SLATE
from yardstick.measure.model import Status
from yardstick.text import Translator, mark
from yardstick.wording import missing, percent, signed, status_words, whole

MARK = 16


#: How a finding is drawn and written; the shape says it without the colour.
LOOKS: dict[str, Look] = {
    Finding.SHORT: Look("triangle-right", ORANGE, "▶", mark("attainment falls short")),
    Finding.OVER: Look("triangle-left", BLUE, "◀", mark("attainment exceeds importance")),
    Finding.SMALL: Look("diamond", SLATE, "◆", mark("too small to matter")),
    Finding.CANNOT_TELL: Look("circle-open", GREY, "○", mark("cannot be told")),
}


def gap_text(row: dict, t: Translator) -> str:
    """Gap, interval and finding of one pair in words."""
    said = signed(row["gap"], "points", 2)
    if not missing(row["low"]):
        said = t(
            "{value} (95% interval {low} to {high})",
            value=said,
            low=signed(row["low"], "points", 2),
            high=signed(row["high"], "points", 2),
        )
    look = LOOKS[row["finding"]]
    return t("{value}; {shape} {words}", value=said, shape=look.shape, words=t(look.words))


def gap_rows(
    frame: pd.DataFrame,
    names: list[str],
    t: Translator,
    *,
    title: str,
    margin: float | None = None,
    programmes: list[str] | None = None,
) -> Drawn:
    """Rows of ``Gaps.frame`` or ``ProgrammeGaps.frame`` in their order; those without a figure say
    why and have no mark.

    ``margin`` is the smallest gap that matters, where it is the same for all rows; ``programmes``
    the code each row stands for, where it stands for one.
    """
    rows = frame.to_dict("records")
    details = [_detail(r, t) if r["seen"] else why_missing(pd.Series(r), t) for r in rows]
    if not any(r["seen"] for r in rows):
        return nothing(t, why_none(list(zip(names, details, strict=True)), t) if rows else "")
    figure = Sketch(300)
    places, hover = lettered(figure, names, details, mark=MARK)
    value, low, high = (frame[c].to_numpy(dtype=float) for c in ("gap", "low", "high"))
    for finding, look in LOOKS.items():
        at = np.flatnonzero((frame["finding"] == finding).to_numpy() & frame["seen"].to_numpy())
        if not len(at):
            continue
        dots(figure, at, value, low, high, places, hover, look, programmes)
    seen = frame["seen"].to_numpy()
    ends = np.concatenate([value[seen], low[seen], high[seen], [0.0]])
    figure.vertical(0.0, line={"color": QUIET, "width": 1.5, "dash": "dash"}, layer="below")
    _axis(figure, float(np.nanmin(ends)), float(np.nanmax(ends)), title, margin)
    if programmes is not None:
        figure.set(meta={POINTS: "programme"})
    return Drawn(figure.figure(), _alt(names, details, title, t))


def _axis(figure: Sketch, low: float, high: float, title: str, margin: float | None) -> None:
    """Points of the scale in round steps, zero without a sign, and the band of what does not matter."""
    if margin:
        low, high = min(low, -margin), max(high, margin)
    pad = max((high - low) * 0.08, 0.05)
    ticks = round_steps(low - pad, high + pad, 6)
    step = ticks[1] - ticks[0] if len(ticks) > 1 else 0.1
    places = 0 if step >= 1 else 1 if step >= 0.1 else 2
    figure.set(
        xaxis={
            "range": [low - pad, high + pad],
            "tickvals": ticks,
            "ticktext": [signed_tick(v, places) for v in ticks],
            "title": {"text": title},
        }
    )
    if margin:
        figure.band(-margin, margin, PALE, 0.35)
        # Below the marks: a tint over them would change their colours.
        figure.shapes[-1]["layer"] = "below"


def _detail(row: dict, t: Translator) -> str:
    said = gap_text(row, t)
    if "importance" in row:
        said = t(
            "{gap}. Importance {importance}, attainment {attainment}; short for {shortage}",
            gap=said,
            importance=f"{row['importance']:.2f}",
            attainment=f"{row['attainment']:.2f}",
            shortage=percent(row["shortage"], 0),
        )
    said = t("{value}; base {n}", value=said, n=whole(row["n"]))
    if row["status"] == Status.UNRELIABLE:
        return t("{value}; {note}", value=said, note=status_words(row["status"], t))
    return said


def _alt(names: list[str], details: list[str], title: str, t: Translator) -> str:
    return t(
        "Gaps with intervals around the line of no gap, {n} rows. {title}. {said}.",
        n=len(names),
        title=title,
        said=rows_told(names, details),
    )
