"""Field and level match as one grid of two by two, each cell labelled."""

import pandas as pd

from yardstick.figures.drawn import Drawn, nothing
from yardstick.figures.lettering import safe, wrapped
from yardstick.figures.sketch import Sketch
from yardstick.figures.theme import BLUE, INK, PAPER, ink_on
from yardstick.measure.model import VISIBLE, Status
from yardstick.records import records
from yardstick.text import Translator
from yardstick.wording import graduates, interval, missing, percent, status_words

#: The four codes of match_2x2 by their place: (column: field, row: level).
PLACES = {
    "both_match": (0, 0),
    "field_only": (1, 0),
    "level_only": (0, 1),
    "both_mismatch": (1, 1),
}


#: From this share on a cell is so dark that its lettering must be light.
DARK = 0.8


def match_grid(frame: pd.DataFrame, t: Translator, *, confidence: float = 0.95) -> Drawn:
    """``frame``: a Distribution's rows of match_2x2 without groups."""
    cells = {r["code"]: r for r in records(frame) if r["code"] in PLACES}
    if not cells or not any(r["status"] in VISIBLE and r["base"] for r in cells.values()):
        return nothing(t)
    fields = (t("own or related field"), t("another field"))
    levels = (t("not over-qualified"), t("over-qualified"))
    figure = Sketch(330)
    z: list[list[float | None]] = [[None, None], [None, None]]
    said = []
    for code, (x, y) in PLACES.items():
        row = cells.get(code)
        seen = row is not None and row["status"] in VISIBLE and not missing(row["share"])
        value = float(row["share"]) if seen else None
        z[y][x] = value
        head = (
            percent(value) if seen else (status_words(row["status"], t) if row is not None else "–")
        )
        lines = [f"<b>{safe(head)}</b>"]
        if seen:
            if not missing(row["low"]):
                lines.append(
                    wrapped(interval(row["low"], row["high"], confidence, "percent", t), 18, 3)
                )
            lines.append(safe(graduates(row["n"], t)))
            if row["status"] == Status.UNRELIABLE:
                lines.append(wrapped(status_words(row["status"], t), 18, 2))
        said.append(f"{fields[x]}, {levels[y]}: {head}")
        figure.note(
            x=x,
            y=y,
            text="<br>".join(lines),
            font={"size": 13, "color": ink_on(BLUE) if (value or 0) > DARK else INK},
        )
    figure.trace(
        "heatmap",
        z=z,
        x=[0, 1],
        y=[0, 1],
        zmin=0,
        zmax=1,
        colorscale=[[0, "#f2f6fa"], [0.55, "#8fb6dc"], [1, BLUE]],
        showscale=False,
        xgap=4,
        ygap=4,
        hoverinfo="skip",
    )
    figure.set(
        xaxis={
            "side": "top",
            "tickmode": "array",
            "tickvals": [0, 1],
            "ticktext": [wrapped(f, 18, 2) for f in fields],
            "showgrid": False,
            "linecolor": PAPER,
        }
    )
    figure.set(
        yaxis={
            "autorange": "reversed",
            "tickmode": "array",
            "tickvals": [0, 1],
            "ticktext": [wrapped(v, 11, 3) for v in levels],
            "showgrid": False,
            "linecolor": PAPER,
        }
    )
    return Drawn(
        figure.figure(),
        t(
            "Grid of field match by level match, shares of working respondents. {said}.",
            said="; ".join(said),
        ),
    )
