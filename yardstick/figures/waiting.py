"""Time until an event (the first job): steps with their interval, the median stated."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from yardstick.figures.drawn import Drawn, nothing, visible
from yardstick.figures.lettering import safe
from yardstick.figures.sketch import Sketch
from yardstick.figures.theme import COLOURS, DASHES, SLATE
from yardstick.text import Translator
from yardstick.wording import missing, months, percent


def _stairs(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The corners of a step line that jumps at each ``x``."""
    return np.repeat(x, 2)[1:], np.repeat(y, 2)[:-1]


Group = tuple[str, pd.DataFrame, float | None]


def waiting(groups: Sequence[Group], t: Translator, *, title: str) -> Drawn:
    """Share who have found a first job by each month: one step line for each group.

    A group is its name, its rows of a Curve and its median as measured (None where that was not
    reached). The rows carry the share still waiting (Kaplan-Meier); what is drawn is its
    complement. Beyond the last observation nothing is drawn.
    """
    drawn = [(n, f[visible(f)].sort_values("time"), m) for n, f, m in groups if not f.empty]
    drawn = [g for g in drawn if not g[1].empty]
    if not drawn:
        return nothing(t)
    figure = Sketch(330 + 20 * (len(drawn) - 1))
    for i, (name, f, _) in enumerate(drawn):
        _steps(figure, i, name, f, t, band=len(drawn) <= 3)
    figure.horizontal(0.5, line={"color": SLATE, "width": 1, "dash": "dot"}, layer="below")
    figure.set(showlegend=len(drawn) > 1)
    figure.set(
        xaxis={"title": {"text": t("Months after graduation")}, "rangemode": "tozero", "nticks": 8}
    )
    figure.set(
        yaxis={"range": [0, 1.02], "tickformat": ".0%", "nticks": 6, "title": {"text": title}}
    )
    if len(drawn) == 1:
        _median(figure, drawn[0][1], drawn[0][2], t)
    return Drawn(figure.figure(), _alt(drawn, title, t))


def _steps(figure, i: int, name: str, f: pd.DataFrame, t: Translator, *, band: bool) -> None:
    time = f["time"].to_numpy(dtype=float)
    value = 1 - f["value"].to_numpy(dtype=float)
    low = 1 - f["high"].astype(float).to_numpy()
    high = 1 - f["low"].astype(float).to_numpy()
    if time[0] > 0:
        time, value = np.r_[0.0, time], np.r_[0.0, value]
        low, high = np.r_[0.0, low], np.r_[0.0, high]
    known = np.isfinite(low) & np.isfinite(high)
    if band and known.sum() > 1:
        bx, by_high = _stairs(time[known], high[known])
        _, by_low = _stairs(time[known], low[known])
        figure.trace(
            "scatter",
            x=np.r_[bx, bx[::-1]],
            y=np.r_[by_high, by_low[::-1]],
            fill="toself",
            fillcolor=_pale(COLOURS[i]),
            line={"width": 0},
            mode="lines",
            hoverinfo="skip",
            showlegend=False,
        )
    words = [
        safe(t("{name}, month {month}: {share}", name=name, month=f"{m:g}", share=percent(v)))
        for m, v in zip(time, value, strict=True)
    ]
    figure.trace(
        "scatter",
        name=name,
        x=time,
        y=value,
        mode="lines",
        line={"color": COLOURS[i], "width": 2.5, "dash": DASHES[i], "shape": "hv"},
        text=words,
        hovertemplate="%{text}<extra></extra>",
    )


def _pale(colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.2)"


def _median(figure: Sketch, f: pd.DataFrame, middle: float | None, t: Translator) -> None:
    last = float(f["time"].max())
    if missing(middle):
        text, x, anchor = t("Median not reached"), last, "right"
    else:
        text, x = t("Median {months}", months=months(middle, t)), middle
        anchor = "left" if middle < last * 0.6 else "right"
        figure.trace(
            "scatter",
            x=[middle],
            y=[0.5],
            mode="markers",
            marker={"symbol": "diamond", "size": 11, "color": COLOURS[1]},
            hovertemplate=text + "<extra></extra>",
            showlegend=False,
        )
    figure.note(
        x=x,
        y=0.5,
        yanchor="top",
        yshift=-6,
        xanchor=anchor,
        xshift=8 if anchor == "left" else -8,
        text=f"<b>{safe(text)}</b>",
        bgcolor="rgba(255,255,255,0.85)",
    )


def _alt(drawn, title: str, t: Translator) -> str:
    said = []
    for name, f, middle in drawn:
        said.append(
            t(
                "{name}: median not reached within {last} months",
                name=name,
                last=f"{f['time'].max():g}",
            )
            if missing(middle)
            else t("{name}: median {months}", name=name, months=months(middle, t))
        )
    final = 1 - float(drawn[0][1]["value"].iloc[-1])
    text = t(
        "Step line by month after graduation. {title}. {said}.", title=title, said="; ".join(said)
    )
    if len(drawn) == 1 and not missing(final):
        text += " " + t("At the last month observed: {share}.", share=percent(final))
    return text
