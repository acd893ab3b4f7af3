"""Shaded bars against a threshold: where the share may lie, and how probable it is that it is below.

The bar is the posterior of the share, Beta(x + 1/2, n - x + 1/2) (Jeffreys 1946,
doi:10.1098/rspa.1946.0056), darker where it is more probable: central parts of 50, 75, 90, 95 and
99 %. The threshold knows nothing of the benchmark.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import betaincinv

from yardstick.figures.drawn import POINTS, Drawn, nothing
from yardstick.figures.marks import lettered
from yardstick.figures.sketch import Sketch
from yardstick.figures.theme import INK, ORANGE
from yardstick.inference.threshold import probability_below
from yardstick.text import Translator
from yardstick.wording import percent, whole

#: Central parts of the posterior, widest first, with the shade they are drawn in.
SHADES = (
    (0.99, "#dfeaf4"),
    (0.95, "#b9d3ea"),
    (0.90, "#8fb8dc"),
    (0.75, "#5a92c4"),
    (0.50, "#1f5a92"),
)
THICK = 16


def shaded(x: np.ndarray, n: np.ndarray, part: float) -> tuple[np.ndarray, np.ndarray]:
    """Ends of the central ``part`` of the posterior, as fractions."""
    a, b = x + 0.5, n - x + 0.5
    return betaincinv(a, b, (1 - part) / 2), betaincinv(a, b, (1 + part) / 2)


def threshold_bars(
    frame: pd.DataFrame, names: Sequence[str], t: Translator, *, title: str
) -> Drawn:
    """One bar for each row of ``frame`` (columns positive, n, threshold; optional programme)."""
    frame = frame.assign(_name=list(names)).reset_index(drop=True)
    frame = frame[(frame["n"] > 0) & frame["positive"].notna() & frame["threshold"].notna()]
    if frame.empty:
        return nothing(t)
    x, n, limit = (frame[c].to_numpy(dtype=float) for c in ("positive", "n", "threshold"))
    below = probability_below(x, n, limit)
    details = [_detail(*row, t) for row in zip(x, n, limit, below, strict=True)]
    figure = Sketch(300)
    places, hover = lettered(figure, frame["_name"], details, mark=THICK)
    codes = frame["programme"].tolist() if "programme" in frame else None
    ends = [*limit]
    for part, colour in SHADES:
        low, high = shaded(x, n, part)
        ends += [*low, *high]
        figure.trace(
            "bar",
            orientation="h",
            name=percent(part, 0),
            base=low,
            x=high - low,
            y=places,
            width=THICK,
            marker={"color": colour, "line": {"width": 0}},
            text=hover,
            textposition="none",
            customdata=codes,
            hovertemplate="%{text}<extra></extra>",
        )
    figure.trace(
        "scatter",
        name="threshold",
        x=[v for a in limit for v in (a, a, None)],
        y=[v for p in places for v in (p - THICK * 0.8, p + THICK * 0.8, None)],
        mode="lines",
        line={"color": ORANGE, "width": 3},
        hoverinfo="skip",
    )
    figure.trace(
        "scatter",
        name="observed",
        x=x / n,
        y=places,
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": 12,
            "line": {"width": 2, "color": "#ffffff"},
            "color": INK,
        },
        hoverinfo="skip",
    )
    _axis(figure, ends, title, t)
    if codes:
        figure.set(meta={POINTS: "programme"})
    return Drawn(figure.figure(), _alt(frame["_name"].tolist(), details, title, t))


def _axis(figure: Sketch, ends: list[float], title: str, t: Translator) -> None:
    low, high = min(ends), max(ends)
    pad = max((high - low) * 0.05, 0.01)
    figure.set(
        barmode="overlay",
        xaxis={
            "range": [max(low - pad, -0.01), min(high + pad, 1.01)],
            "tickformat": ".0%",
            "nticks": 7,
            "title": {"text": t("{title}; orange line: threshold", title=title)},
        },
    )


def _detail(x: float, n: float, limit: float, below: float, t: Translator) -> str:
    return t(
        "{share} of {n}; probability that it lies below {threshold}: {probability}",
        share=percent(x / n),
        n=whole(n),
        threshold=percent(limit, 0),
        probability=probability_words(below),
    )


def probability_words(p: float) -> str:
    """A probability without false certainty at the ends."""
    if p < 0.001:
        return "<0.1%"
    return ">99.9%" if p > 0.999 else percent(p)


def _alt(names: list[str], details: list[str], title: str, t: Translator) -> str:
    said = "; ".join(f"{a}: {d}" for a, d in zip(names[:6], details[:6], strict=True))
    return t(
        "Shaded bars against a threshold, {n} in all: darker where the share is more probable. "
        "{title}. {said}.",
        n=len(names),
        title=title,
        said=said,
    )
