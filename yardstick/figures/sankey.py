"""Streams from layer to layer: how many go from each programme to which industry, and on to where."""

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd

from yardstick.figures.drawn import Drawn, Label, nothing
from yardstick.figures.lettering import safe, wrapped
from yardstick.figures.sketch import Sketch
from yardstick.figures.theme import BLUE, GREY, INK, ORANGE, PURPLE
from yardstick.measure.model import REST
from yardstick.text import Translator
from yardstick.wording import graduates, percent, whole

COLOURS = (BLUE, ORANGE, PURPLE)
#: Pixels for each node of the longest layer.
ROOM = 54
STREAM = "rgba(143, 193, 232, 0.45)"


def sankey(
    frame: pd.DataFrame, layers: Sequence[str], label: Label, t: Translator, *, title: str
) -> Drawn:
    """``frame`` has a column of codes for each layer and ``n``; ``REST`` is all others of its layer."""
    if frame.empty or not frame["n"].sum():
        return nothing(t)
    total = float(frame["n"].sum())
    place: dict[tuple[str, object], int] = {}
    names, hover, colours = [], [], []
    for depth, layer in enumerate(layers):
        sizes = frame.groupby(layer)["n"].sum()
        order = sorted(sizes.index, key=lambda c: (c == REST, -sizes[c]))
        for code in order:
            place[layer, code] = len(names)
            name = _name(layer, code, label, t)
            share = sizes[code] / total
            names.append(wrapped(name, 24, 2))
            hover.append(
                safe(
                    t(
                        "{name}: {graduates} ({share})",
                        name=name,
                        graduates=graduates(sizes[code], t),
                        share=percent(share),
                    )
                )
            )
            colours.append(GREY if code == REST else COLOURS[depth % len(COLOURS)])
    source, target, value, said = [], [], [], []
    for a, b in pairwise(layers):
        for r in frame.groupby([a, b], as_index=False)["n"].sum().to_dict("records"):
            source.append(place[a, r[a]])
            target.append(place[b, r[b]])
            value.append(r["n"])
            ends = (_name(layer, r[layer], label, t) for layer in (a, b))
            said.append(safe(f"{' → '.join(ends)}: {whole(r['n'])}"))
    figure = Sketch(300)
    figure.trace(
        "sankey",
        arrangement="snap",
        node={
            "label": names,
            "customdata": hover,
            "hovertemplate": "%{customdata}<extra></extra>",
            "color": colours,
            "pad": 24,
            "thickness": 12,
            "line": {"width": 0},
        },
        link={
            "source": source,
            "target": target,
            "value": value,
            "customdata": said,
            "hovertemplate": "%{customdata}<extra></extra>",
            "color": STREAM,
        },
        textfont={"size": 12, "color": INK},
    )
    longest = max(frame[layer].nunique() for layer in layers)
    figure.set(height=max(320, ROOM * longest), margin={"t": 12, "b": 12})
    largest = sorted(zip(value, said, strict=True), key=lambda v: -v[0])[:6]
    return Drawn(
        figure.figure(),
        t(
            "Streams between {n} layers. {title}. The largest: {said}.",
            n=len(layers),
            title=title,
            said="; ".join(text for _, text in largest),
        ),
    )


def _name(layer: str, code: object, label: Label, t: Translator) -> str:
    return t("All others") if code == REST else label(layer, code)
