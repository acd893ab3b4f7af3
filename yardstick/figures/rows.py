"""Rows with the name written above the mark: readable on a phone, whatever the length of names.

The vertical axis counts pixels downwards, so a row takes the room its own name needs and marks are
as thick as they are told to be.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from yardstick.figures.lettering import lines, safe
from yardstick.figures.theme import INK, QUIET

LINE = 17
GAP = 12
COLUMNS = 46


@dataclass(frozen=True)
class Row:
    """One row: its name, and what is said below the name (value, base, status)."""

    name: str
    detail: str = ""


def _lettering(row: Row) -> list[str]:
    names = [f"<b>{safe(part)}</b>" for part in lines(row.name, COLUMNS, 2)]
    if not row.detail:
        return names
    details = lines(row.detail, COLUMNS + 6, 3)
    return names + [f'<span style="color:{QUIET}">{safe(part)}</span>' for part in details]


def lay_rows(
    figure: go.Figure, rows: Sequence[Row], *, mark: int = 14, axis: int = 44, top: int = 4
) -> list[float]:
    """Write the names, set the height, and return the vertical place of each row's mark.

    ``mark`` is the thickness of a mark in pixels, ``axis`` the room below the last row, ``top``
    the room above the first (a legend or a caption of the figure).
    """
    places = []
    down = 0
    for row in rows:
        parts = _lettering(row)
        figure.add_annotation(
            x=0,
            xref="paper",
            xanchor="left",
            y=-down,
            yref="y",
            yanchor="top",
            align="left",
            showarrow=False,
            borderpad=0,
            text="<br>".join(parts),
            font={"size": 13, "color": INK},
            bgcolor="rgba(255,255,255,0.8)",
        )
        down += LINE * len(parts) + 4
        places.append(-(down + mark / 2))
        down += mark + GAP
    figure.update_yaxes(
        range=[-down, 0], showticklabels=False, showgrid=False, automargin=False, title=None
    )
    figure.update_layout(height=down + top + axis, margin={"t": top, "b": axis})
    return places
