"""Time until an event (the first job): steps with their interval, the median stated."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from yardstick.figures.drawn import Drawn, nothing, visible
from yardstick.figures.lettering import safe
from yardstick.figures.theme import COLOURS, DASHES, SLATE, blank
from yardstick.text import Translator
from yardstick.wording import missing, months, percent


def _stairs(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The corners of a step line that jumps at each ``x``."""
    return np.repeat(x, 2)[1:], np.repeat(y, 2)[:-1]


def median_time(frame: pd.DataFrame) -> float | None:
    """First time at which half or fewer are still waiting; None where that is not reached."""
    reached = frame.loc[frame["value"].astype(float) <= 0.5 + 1e-12, "time"]
    return None if reached.empty else float(reached.min())


def waiting(groups: Sequence[tuple[str, pd.DataFrame]], t: Translator, *, title: str) -> Drawn:
    """Share who have found a first job by each month: one step line for each Curve group.

    The frames carry the share still waiting (Kaplan-Meier); what is drawn is its complement. Beyond
    the last observation nothing is drawn.
    """
    drawn = [(n, f[visible(f)].sort_values("time")) for n, f in groups if not f.empty]
    drawn = [(n, f) for n, f in drawn if not f.empty]
    if not drawn:
        return nothing(t)
    figure = blank(330 + 20 * (len(drawn) - 1))
    for i, (name, f) in enumerate(drawn):
        _steps(figure, i, name, f, t, band=len(drawn) <= 3)
    figure.add_hline(y=0.5, line={"color": SLATE, "width": 1, "dash": "dot"}, layer="below")
    figure.update_layout(showlegend=len(drawn) > 1)
    figure.update_xaxes(title={"text": t("Months after graduation")}, rangemode="tozero", nticks=8)
    figure.update_yaxes(range=[0, 1.02], tickformat=".0%", nticks=6, title={"text": title})
    if len(drawn) == 1:
        _median(figure, drawn[0][1], t)
    return Drawn(figure, _alt(drawn, title, t))


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
        figure.add_trace(
            go.Scatter(
                x=np.r_[bx, bx[::-1]],
                y=np.r_[by_high, by_low[::-1]],
                fill="toself",
                fillcolor=_pale(COLOURS[i]),
                line={"width": 0},
                mode="lines",
                hoverinfo="skip",
                showlegend=False,
            )
        )
    words = [
        safe(t("{name}, month {month}: {share}", name=name, month=f"{m:g}", share=percent(v)))
        for m, v in zip(time, value, strict=True)
    ]
    figure.add_trace(
        go.Scatter(
            name=name,
            x=time,
            y=value,
            mode="lines",
            line={"color": COLOURS[i], "width": 2.5, "dash": DASHES[i], "shape": "hv"},
            text=words,
            hovertemplate="%{text}<extra></extra>",
        )
    )


def _pale(colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.2)"


def _median(figure: go.Figure, f: pd.DataFrame, t: Translator) -> None:
    middle = median_time(f)
    last = float(f["time"].max())
    if middle is None:
        text, x, anchor = t("Median not reached"), last, "right"
    else:
        text, x = t("Median {months}", months=months(middle, t)), middle
        anchor = "left" if middle < last * 0.6 else "right"
        figure.add_trace(
            go.Scatter(
                x=[middle],
                y=[0.5],
                mode="markers",
                marker={"symbol": "diamond", "size": 11, "color": COLOURS[1]},
                hovertemplate=text + "<extra></extra>",
                showlegend=False,
            )
        )
    figure.add_annotation(
        x=x,
        y=0.5,
        yanchor="top",
        yshift=-6,
        xanchor=anchor,
        xshift=8 if anchor == "left" else -8,
        showarrow=False,
        text=f"<b>{safe(text)}</b>",
        bgcolor="rgba(255,255,255,0.85)",
    )


def _alt(drawn, title: str, t: Translator) -> str:
    said = []
    for name, f in drawn:
        middle = median_time(f)
        said.append(
            t(
                "{name}: median not reached within {last} months",
                name=name,
                last=f"{f['time'].max():g}",
            )
            if middle is None
            else t("{name}: median {months}", name=name, months=months(middle, t))
        )
    final = 1 - float(drawn[0][1]["value"].iloc[-1])
    text = t(
        "Step line by month after graduation. {title}. {said}.", title=title, said="; ".join(said)
    )
    if len(drawn) == 1 and not missing(final):
        text += " " + t("At the last month observed: {share}.", share=percent(final))
    return text
