"""Marks that answer to a pointer: rows of names laid out, the points, and the look of a finding."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from yardstick.figures.lettering import safe
from yardstick.figures.rows import Row, lay_rows
from yardstick.figures.sketch import Sketch


class Look(NamedTuple):
    """A plotly symbol, a colour, the same shape as text, and what it means (a message id)."""

    symbol: str
    colour: str
    shape: str
    words: str


def lettered(
    figure: Sketch, names: Sequence[str], details: Sequence[str], *, mark: int
) -> tuple[NDArray[np.float64], list[str]]:
    """Lay one row per name; the vertical places of their marks, and what each mark says."""
    rows = [Row(n, d) for n, d in zip(names, details, strict=True)]
    return np.array(lay_rows(figure, rows, mark=mark)), [
        safe(f"{r.name}: {r.detail}") for r in rows
    ]


def rows_told(names: Sequence[str], details: Sequence[str]) -> str:
    """The rows of a figure in words: all of a few, the first and the last of many."""
    said = [f"{n}: {d}" for n, d in zip(names, details, strict=True)]
    return "; ".join(said if len(said) <= 8 else [*said[:4], "…", *said[-3:]])


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


def dots(
    figure: Sketch,
    at: NDArray[np.int64],
    value: NDArray[np.float64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    places: NDArray[np.float64],
    hover: Sequence[str],
    look: Look,
    codes: Sequence[object] | None = None,
) -> None:
    """The rows ``at`` as marks of one look, each with its interval where it has one."""
    points(
        figure,
        value[at],
        places[at],
        [hover[k] for k in at],
        symbol=look.symbol,
        size=12,
        colour=look.colour,
        line={"width": 2, "color": look.colour},
        codes=None if codes is None else [codes[k] for k in at],
        name=look.words,
        error_x={
            "type": "data",
            "symmetric": False,
            "array": np.nan_to_num(high[at] - value[at]),
            "arrayminus": np.nan_to_num(value[at] - low[at]),
            "thickness": 2,
            "width": 4,
            "color": look.colour,
        },
    )
