"""Rows with the name written above the mark: readable on a phone, whatever the length of names.

The vertical axis counts pixels downwards, so a row takes the room its own name needs and marks are
as thick as they are told to be. A line of reference is drawn beside the marks, never through a name.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from yardstick.figures.lettering import lines, safe, width
from yardstick.figures.sketch import Sketch
from yardstick.figures.theme import INK, QUIET

LINE = 17
GAP = 16
#: Room above the first name: what stands outside the axis is not drawn.
ABOVE = 4
COLUMNS = 46
#: How far a line through the marks reaches over and under each of them, short of the names.
OVER, UNDER = 3, 8
#: Name of the trace that carries the lettering.
NAMES = "names"


@dataclass(frozen=True)
class Row:
    """One row: its name, and what is said below the name (value, base, status)."""

    name: str
    detail: str = ""


def _lettering(row: Row) -> list[str]:
    names = [f"<b>{safe(part)}</b>" for part in lines(row.name, COLUMNS, 2)]
    if not row.detail:
        return names
    # Latin letters are narrower than half a Chinese character: more of them fit on a phone.
    wide = width(row.detail) > len(row.detail)
    details = lines(row.detail, COLUMNS + (1 if wide else 6), 3)
    return names + [f'<span style="color:{QUIET}">{safe(part)}</span>' for part in details]


def lay_rows(
    figure: Sketch, rows: Sequence[Row], *, mark: int = 14, axis: int = 44, top: int = 4
) -> list[float]:
    """Write the names, set the height, and return the vertical place of each row's mark.

    ``mark`` is the thickness of a mark in pixels, ``axis`` the room below the last row, ``top``
    the room above the first (a legend or a caption of the figure).
    """
    places: list[float] = []
    tops: list[float] = []
    texts: list[str] = []
    down = 0.0
    for row in rows:
        parts = _lettering(row)
        tops.append(-down)
        texts.append("<br>".join(parts))
        down += LINE * len(parts) + 4
        places.append(-(down + mark / 2))
        figure.strips.append((-(down + mark + UNDER), -(down - OVER)))
        down += mark + GAP
    write(figure, tops, texts)
    figure.set(
        height=down + ABOVE + top + axis,
        margin={"l": 8, "r": 12, "t": top, "b": axis},
        yaxis={"range": [-down, ABOVE], "showticklabels": False, "showgrid": False},
        # A second axis as wide as the figure: the names begin at its left edge.
        xaxis2={"overlaying": "x", "range": [0, 1], "visible": False, "fixedrange": True},
    )
    return places


def write(figure: Sketch, tops: Sequence[float], texts: Sequence[str]) -> None:
    """Write texts at the left edge, each below its place. One trace: plotly takes longer over a
    single annotation than over all names together."""
    figure.trace(
        "scatter",
        name=NAMES,
        x=[0] * len(texts),
        y=tops,
        xaxis="x2",
        mode="text",
        text=texts,
        textposition="bottom right",
        textfont={"size": 13, "color": INK},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )
