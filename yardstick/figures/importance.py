"""The importance-performance map: importance against attainment, with both intervals.

Points are numbered; the numbers stand in the table below. A quadrant is named only where neither
interval crosses its line; the others are drawn hollow. The lines are drawn and their place is said.
"""

import numpy as np
import pandas as pd

from yardstick.figures.apart import beside
from yardstick.figures.drawn import Drawn, nothing
from yardstick.figures.lettering import safe
from yardstick.figures.marks import Look, points
from yardstick.figures.sketch import Sketch
from yardstick.figures.theme import BLUE, GREY, INK, ORANGE, PURPLE, QUIET, SLATE
from yardstick.inference.quadrant import CrossHair, Quadrant, Rule, Straddles
from yardstick.text import Translator, mark

#: Pixels of the map between its axes on a phone.
NARROWEST = (285, 370)
#: How a quadrant is drawn and called.
LOOKS: dict[str, Look] = {
    Quadrant.CONCENTRATE: Look("square", ORANGE, "■", mark("Concentrate here")),
    Quadrant.KEEP_UP: Look("circle", BLUE, "●", mark("Keep up the good work")),
    Quadrant.LOW_PRIORITY: Look("triangle-down", SLATE, "▼", mark("Low priority")),
    Quadrant.OVERKILL: Look("diamond", PURPLE, "◆", mark("Possible overkill")),
    Quadrant.UNDECIDED: Look("circle-open", GREY, "○", mark("Cannot be told")),
}
RULES: dict[str, str] = {
    Rule.GRAND_MEANS: mark("the means of all in the list"),
    Rule.MEDIANS: mark("the medians of all in the list"),
    Rule.MIDPOINT: mark("the middle of the scale"),
}
WHY: dict[str, str] = {
    Straddles.IMPORTANCE: mark("the interval of importance crosses its line"),
    Straddles.ATTAINMENT: mark("the interval of attainment crosses its line"),
    Straddles.BOTH: mark("both intervals cross their lines"),
    Straddles.NO_INTERVAL: mark("a side has no interval: all gave the same answer"),
}


def quadrant_words(row: dict, t: Translator) -> str:
    """The quadrant of one pair; where it cannot be told, why."""
    look = LOOKS.get(row["quadrant"])
    if look is None:
        return ""
    said = f"{look.shape} {t(look.words)}"
    why = WHY.get(row["straddles"])
    if row["quadrant"] == Quadrant.UNDECIDED and why:
        return t("{words}: {why}", words=said, why=t(why))
    return said


def lines_words(lines: CrossHair, t: Translator) -> str:
    """Where the two lines stand."""
    return t(
        "The lines stand at {rule}: importance {importance}, attainment {attainment}.",
        rule=t(RULES[lines.rule]),
        importance=f"{lines.importance:.2f}",
        attainment=f"{lines.attainment:.2f}",
    )


def importance_map(
    frame: pd.DataFrame,
    names: list[str],
    numbers: list[int],
    lines: CrossHair,
    t: Translator,
) -> Drawn:
    """Rows of ``Gaps.frame`` with their names and numbers."""
    seen = frame["seen"].to_numpy(dtype=bool)
    if not seen.any():
        return nothing(t)
    figure = Sketch(520)
    x, y = (frame[c].to_numpy(dtype=float) for c in ("attainment", "importance"))
    rows = frame.to_dict("records")
    hover = [
        safe(
            t(
                "{number} {name}: importance {importance}, attainment {attainment}; {quadrant}",
                number=n,
                name=name,
                importance=f"{r['importance']:.2f}",
                attainment=f"{r['attainment']:.2f}",
                quadrant=quadrant_words(r, t),
            )
        )
        for r, name, n in zip(rows, names, numbers, strict=True)
    ]
    for quadrant, look in LOOKS.items():
        at = np.flatnonzero((frame["quadrant"] == quadrant).to_numpy() & seen)
        if not len(at):
            continue
        points(
            figure,
            x[at],
            y[at],
            [hover[k] for k in at],
            symbol=look.symbol,
            size=11,
            colour=look.colour,
            line={"width": 2, "color": look.colour},
            name=f"{t(look.words)} ({len(at)})",
            error_x=_error(frame, "attainment", at, look.colour),
            error_y=_error(frame, "importance", at, look.colour),
        )
    dash = {"color": QUIET, "width": 1.5, "dash": "dash"}
    figure.vertical(lines.attainment, line=dash, layer="below")
    figure.horizontal(lines.importance, line=dash, layer="below")
    _corners(figure, t)
    _axes(figure, frame, lines, t)
    _numbers(figure, x, y, numbers, np.flatnonzero(seen))
    return Drawn(figure.figure(), _alt(rows, names, lines, t))


def _numbers(figure: Sketch, x, y, numbers: list[int], at: np.ndarray) -> None:
    """The numbers beside their points, none on another."""
    (left, right), (low, high) = (figure.layout[a]["range"] for a in ("xaxis", "yaxis"))
    wide, tall = NARROWEST
    places = beside(
        (x[at] - left) / (right - left) * wide,
        (y[at] - low) / (high - low) * tall,
        [str(numbers[k]) for k in at],
    )
    for k, (dx, dy) in zip(at, places, strict=True):
        figure.note(
            x=x[k],
            y=y[k],
            text=f"<b>{numbers[k]}</b>",
            xanchor="center",
            yanchor="middle",
            xshift=dx,
            yshift=dy,
            font={"size": 12, "color": INK},
        )


def _error(frame: pd.DataFrame, side: str, at: np.ndarray, colour: str) -> dict:
    value, low, high = (
        frame[side + end].to_numpy(dtype=float)[at] for end in ("", "_low", "_high")
    )
    return {
        "type": "data",
        "symmetric": False,
        "array": np.nan_to_num(high - value),
        "arrayminus": np.nan_to_num(value - low),
        "thickness": 1.2,
        "width": 3,
        "color": colour,
    }


def _corners(figure: Sketch, t: Translator) -> None:
    """The names of the quadrants in the corners of the map."""
    for quadrant, x, y in (
        (Quadrant.CONCENTRATE, 0, 1),
        (Quadrant.KEEP_UP, 1, 1),
        (Quadrant.LOW_PRIORITY, 0, 0),
        (Quadrant.OVERKILL, 1, 0),
    ):
        look = LOOKS[quadrant]
        figure.note(
            x=x,
            xref="x domain",
            xanchor="left" if x == 0 else "right",
            y=y,
            yref="y domain",
            yanchor="top" if y == 1 else "bottom",
            text=f"{look.shape} {safe(t(look.words))}",
            font={"size": 12, "color": QUIET},
        )


def _axes(figure: Sketch, frame: pd.DataFrame, lines: CrossHair, t: Translator) -> None:
    def span(side: str, line: float) -> list[float]:
        ends = frame.loc[frame["seen"], [side, f"{side}_low", f"{side}_high"]].to_numpy(dtype=float)
        low, high = min(np.nanmin(ends), line), max(np.nanmax(ends), line)
        # Room for the names of the quadrants.
        pad = max((high - low) * 0.12, 0.1)
        return [float(low - pad), float(high + pad)]

    figure.set(
        xaxis={
            "range": span("attainment", lines.attainment),
            "title": {"text": t("Attainment (mean)")},
            "tickformat": ".1f",
            "nticks": 6,
        },
        yaxis={
            "range": span("importance", lines.importance),
            "title": {"text": t("Importance (mean)")},
            "tickformat": ".1f",
            "nticks": 7,
        },
        showlegend=True,
        legend={"y": -0.14, "yanchor": "top"},
    )


def _alt(rows: list[dict], names: list[str], lines: CrossHair, t: Translator) -> str:
    said = []
    for quadrant, look in LOOKS.items():
        own = [n for r, n in zip(rows, names, strict=True) if r["quadrant"] == quadrant]
        if own:
            said.append(t("{words}: {names}", words=t(look.words), names=", ".join(own)))
    return t(
        "Map of importance against attainment, with 90% intervals. {lines} {said}.",
        lines=lines_words(lines, t),
        said="; ".join(said),
    )
