"""Marks that answer to a pointer: rows of names laid out with what each says, and the points themselves."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from yardstick.figures.lettering import safe
from yardstick.figures.rows import Row, lay_rows
from yardstick.figures.sketch import Sketch


def lettered(
    figure: Sketch, names: Sequence[str], details: Sequence[str], *, mark: int
) -> tuple[NDArray[np.float64], list[str]]:
    """Lay one row per name; the vertical places of their marks, and what each mark says."""
    rows = [Row(n, d) for n, d in zip(names, details, strict=True)]
    return np.array(lay_rows(figure, rows, mark=mark)), [
        safe(f"{r.name}: {r.detail}") for r in rows
    ]


def points(
    figure: Sketch,
    x: object,
    y: object,
    hover: Sequence[str],
    *,
    symbol: object,
    size: float,
    colour: str,
    line: Mapping[str, object],
    codes: Sequence[object] | None = None,
    **more: object,
) -> None:
    """Points whole at the edge of the axis, each with its text and, if any, the code it stands for.

    ``symbol`` is one for all or one each; ``more`` are properties of the trace (name, error_x).
    """
    figure.trace(
        "scatter",
        x=x,
        y=y,
        mode="markers",
        cliponaxis=False,
        marker={"symbol": symbol, "size": size, "color": colour, "line": dict(line)},
        text=hover,
        customdata=codes,
        hovertemplate="%{text}<extra></extra>",
        **more,
    )
