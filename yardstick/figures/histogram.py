"""Distribution of a value (pay): bars of the value histogram, quartiles, interval of the median."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from yardstick.figures.drawn import Drawn, nothing
from yardstick.figures.lettering import safe
from yardstick.figures.sketch import Sketch
from yardstick.figures.theme import BLUE, ORANGE, SKY, SLATE
from yardstick.text import Translator
from yardstick.wording import missing, money, percent, whole


@dataclass(frozen=True)
class Quartiles:
    """Quartiles and the interval of the median, as they were measured."""

    q1: float | None
    median: float | None
    q3: float | None
    low: float | None
    high: float | None


def bins(values: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Left edges, counts and width of bins of a round width; the last bin is open.

    Values above the weighted 98th percentile fall into the open last bin, so that a few very high
    ones neither flatten the picture nor stand there alone.
    """
    order = np.argsort(values)
    values, counts = values[order], counts[order]
    cumulated = np.cumsum(counts)
    top = values[np.searchsorted(cumulated, 0.98 * cumulated[-1])]
    bottom = values[np.searchsorted(cumulated, 0.005 * cumulated[-1])]
    raw = max((top - bottom) / 22, 1e-9)
    power = 10 ** np.floor(np.log10(raw))
    step = float(next(m for m in (1, 2, 2.5, 5, 10) if m * power >= raw) * power)
    first = np.floor(bottom / step) * step
    last = max(np.floor(top / step) * step, first)
    edges = np.arange(first, last + step / 2, step)
    place = np.clip(np.floor((values - first) / step).astype(int), 0, len(edges) - 1)
    return edges, np.bincount(place, weights=counts, minlength=len(edges)), step


def histogram(
    values: Sequence[float],
    counts: Sequence[float],
    quartiles: Quartiles,
    t: Translator,
    *,
    title: str,
    currency: str,
) -> Drawn:
    """Bars of how many have which value, with the quartiles named above them."""
    v, n = np.asarray(values, dtype=float), np.asarray(counts, dtype=float)
    keep = np.isfinite(v) & (n > 0)
    v, n = v[keep], n[keep]
    if not len(v):
        return nothing(t)
    edges, tall, step = bins(v, n)
    share = tall / tall.sum()
    figure = Sketch(330)
    names = [
        t("{low} or more", low=money(e, currency, t))
        if i == len(edges) - 1 and len(edges) > 1
        else t(
            "{low} to under {high}", low=money(e, currency, t), high=money(e + step, currency, t)
        )
        for i, e in enumerate(edges)
    ]
    figure.trace(
        "bar",
        x=edges + step / 2,
        y=share,
        width=step * 0.96,
        marker={
            "color": [SKY] * (len(edges) - 1) + [SKY],
            "pattern": {
                "shape": [""] * (len(edges) - 1) + ["/" if len(edges) > 1 else ""],
                "fgcolor": "#ffffff",
            },
        },
        text=[
            safe(t("{range}: {share} ({n} graduates)", range=a, share=percent(s), n=whole(k)))
            for a, s, k in zip(names, share, tall, strict=True)
        ],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )
    _lines(figure, quartiles, currency, t)
    figure.set(margin={"t": 64})
    figure.set(
        xaxis={
            "title": {"text": title},
            "tickformat": ",.0f",
            "nticks": 6,
            "range": [edges[0] - step / 2, edges[-1] + step * 1.5],
        }
    )
    figure.set(
        yaxis={
            "tickformat": ".0%",
            "nticks": 5,
            "title": {"text": t("Share of graduates with pay")},
        }
    )
    return Drawn(figure.figure(), _alt(names, share, quartiles, title, currency, t))


def _lines(figure: Sketch, q: Quartiles, currency: str, t: Translator) -> None:
    if not missing(q.low) and not missing(q.high):
        figure.band(q.low, q.high, ORANGE, 0.3)
    marks = (
        (q.q1, t("Lower quartile"), "dot", 1, SLATE, "right"),
        (q.median, t("Median"), "solid", 2.5, BLUE, "center"),
        (q.q3, t("Upper quartile"), "dot", 1, SLATE, "left"),
    )
    for value, name, dash, thick, colour, anchor in marks:
        if missing(value):
            continue
        figure.vertical(value, line={"color": colour, "width": thick + 0.5, "dash": dash})
        lift = 34 if anchor == "center" else 2
        figure.note(
            x=value,
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=lift,
            xanchor=anchor,
            align=anchor,
            text=f"{safe(name)} {safe(money(value, currency, t))}".replace(" ", "\u00a0")
            if anchor == "center"
            else f"{safe(name)}<br>{safe(money(value, currency, t))}",
            font={"size": 12, "color": colour},
        )


def _alt(names, share, q: Quartiles, title: str, currency: str, t: Translator) -> str:
    text = t(
        "Histogram. {title}. Most frequent: {name} ({share}).",
        title=title,
        name=names[int(np.argmax(share))],
        share=percent(float(share.max())),
    )
    if not missing(q.median):
        text += " " + t("Median {median}.", median=money(q.median, currency, t))
    if not missing(q.q1) and not missing(q.q3):
        text += " " + t(
            "Half of the graduates lie between {q1} and {q3}.",
            q1=money(q.q1, currency, t),
            q3=money(q.q3, currency, t),
        )
    if not missing(q.low) and not missing(q.high):
        text += " " + t(
            "The band is the interval of the median, {low} to {high}.",
            low=money(q.low, currency, t),
            high=money(q.high, currency, t),
        )
    return text
