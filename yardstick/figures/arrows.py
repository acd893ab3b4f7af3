"""What the adjustment did: an arrow from the raw difference to the difference from the benchmark."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from yardstick.figures.drawn import POINTS, Drawn, nothing
from yardstick.figures.gaps import raw_difference
from yardstick.figures.marks import lettered, points
from yardstick.figures.sketch import Sketch
from yardstick.figures.standings import LOOKS, gap, gap_axis, in_units
from yardstick.figures.theme import BLUE, GREY, SLATE
from yardstick.inference.verdict import Standing
from yardstick.records import records
from yardstick.text import Translator
from yardstick.wording import whole

#: Shorter arrows than this part of the axis have no head: nothing moved that could be seen.
SHORT = 0.008


def arrows(
    frame: pd.DataFrame,
    names: Sequence[str],
    t: Translator,
    *,
    title: str,
    kind: str,
    reference: float,
    materiality: float = 0.0,
) -> Drawn:
    """One arrow for each row of a Comparison's frame, in its order.

    Begins where the programme stands against all others as they are (``reference`` is the overall
    value), ends where it stands against its benchmark.
    """
    frame = frame.reset_index(drop=True)
    raw = in_units(raw_difference(frame, kind, reference), kind) if len(frame) else np.array([])
    adjusted = in_units(frame["difference"].to_numpy(dtype=float), kind) if len(frame) else raw
    there = np.isfinite(raw) & np.isfinite(adjusted)
    if not there.any():
        return nothing(t)
    frame, raw, adjusted = frame[there].reset_index(drop=True), raw[there], adjusted[there]
    named = [n for n, keep in zip(names, there, strict=True) if keep]
    details = [_detail(r, kind, reference, t) for r in records(frame)]
    figure = Sketch(300)
    places, hover = lettered(figure, named, details, mark=14)
    codes = frame["programme"].tolist()
    figure.trace(
        "scatter",
        x=[v for a, b in zip(raw, adjusted, strict=True) for v in (a, b, None)],
        y=[v for y in places for v in (y, y, None)],
        mode="lines",
        line={"color": SLATE, "width": 2},
        hoverinfo="skip",
    )
    points(
        figure,
        raw,
        places,
        hover,
        symbol=["circle-open"] * len(raw),
        size=9,
        colour=GREY,
        line={"width": 2, "color": GREY},
        codes=codes,
        name=t("as observed"),
    )
    reach = max(np.ptp([*raw, *adjusted, 0.0]), 1e-9)
    heads = [
        "circle" if abs(b - a) < SHORT * reach else "triangle-right" if b > a else "triangle-left"
        for a, b in zip(raw, adjusted, strict=True)
    ]
    points(
        figure,
        adjusted,
        places,
        hover,
        symbol=heads,
        size=13,
        colour=BLUE,
        line={"width": 2, "color": BLUE},
        codes=codes,
        name=t("against the benchmark"),
    )
    gap_axis(figure, [*raw, *adjusted], kind, t, title=title, materiality=materiality)
    figure.set(meta={POINTS: "programme"})
    return Drawn(figure.figure(), _alt(named, raw, adjusted, details, title, t))


def _detail(row: dict, kind: str, reference: float, t: Translator) -> str:
    raw = raw_difference(pd.DataFrame([row]), kind, reference)[0]
    said = t(
        "{raw} as observed → {adjusted}, base {n}",
        raw=gap(raw, kind, t),
        adjusted=gap(row["difference"], kind, t),
        n=whole(row["n"]),
    )
    look = LOOKS.get(row["verdict"])
    if look is None or row["verdict"] == Standing.NO_FIGURE:
        return said
    return t("{value}; {shape} {words}", value=said, shape=look.shape, words=t(look.words))


def _alt(names, raw, adjusted, details, title, t) -> str:
    moved = int(np.argmax(np.abs(adjusted - raw)))
    crossed = int(np.sum(np.sign(raw) * np.sign(adjusted) < 0))
    return t(
        "Arrows for {n} programmes, from the difference observed to the difference from the "
        "benchmark. {title}. Moved most: {name} ({detail}). {crossed} change sides.",
        n=len(names),
        title=title,
        name=names[moved],
        detail=details[moved],
        crossed=crossed,
    )
