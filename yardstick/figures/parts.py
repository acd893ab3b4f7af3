"""Stacked bars that add up to a whole: the parts of each group, cohort or standard."""

from collections.abc import Sequence

import pandas as pd

from yardstick.figures.drawn import Drawn, nothing
from yardstick.figures.lettering import safe, width
from yardstick.figures.rows import LINE, Row, lay_rows
from yardstick.figures.sketch import Sketch
from yardstick.figures.theme import COLOURS, INK, PAPER, PATTERNS, ink_on
from yardstick.text import Translator
from yardstick.wording import percent, whole

#: The smallest share whose value has room within its part.
LEGIBLE = 0.09
#: The glyph that shows a pattern in the written key, in the order of theme.PATTERNS. It stands in
#: ink beside a full square of the colour: drawn in the colour itself, thin lines on white look pale.
_GLYPHS = ("", "▨", "▒", "▩", "▤", "▧", "▦", "▥")


def parts(
    groups: Sequence[str],
    details: Sequence[str],
    names: Sequence[str],
    counts: Sequence[Sequence[float]],
    t: Translator,
    *,
    title: str,
    of: Sequence[float] | None = None,
) -> Drawn:
    """A stacked bar for each group; ``counts[g][p]`` is the part ``p`` of group ``g``.

    Shares are of the group's sum, or of ``of[g]`` where the whole is larger than its parts. At most
    eight parts: pattern and order tell them apart, not colour alone.
    """
    if len(names) > len(COLOURS):
        raise ValueError(f"{len(names)} parts are more than a reader can tell apart")
    table = pd.DataFrame(list(counts), columns=range(len(names)), dtype=float)
    whole_of = pd.Series(of, dtype=float) if of is not None else table.sum(axis=1)
    if table.empty or not (whole_of > 0).any():
        return nothing(t)
    shares = table.div(whole_of.where(whole_of > 0), axis=0)
    figure = Sketch(300)
    key = _key(names)
    rows = [Row(g, d) for g, d in zip(groups, details, strict=True)]
    places = lay_rows(figure, rows, mark=22, top=4)
    _write_key(figure, key)
    before = shares.fillna(0).cumsum(axis=1) - shares.fillna(0)
    for i, name in enumerate(names):
        said = [percent(s, 0) if s >= LEGIBLE else "" for s in shares[i].fillna(0)]
        if PATTERNS[i]:
            _boxed(figure, before[i] + shares[i].fillna(0) / 2, places, said)
        figure.trace(
            "bar",
            orientation="h",
            name=name,
            x=shares[i],
            y=places,
            width=22,
            marker={
                "color": COLOURS[i],
                "line": {"color": "#ffffff", "width": 1},
                "pattern": {
                    "shape": PATTERNS[i],
                    "size": 7,
                    "solidity": 0.2,
                    "bgcolor": COLOURS[i],
                    "fgcolor": ink_on(COLOURS[i]),
                    "fgopacity": 0.35,
                },
            },
            text=[""] * len(said) if PATTERNS[i] else said,
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="inside",
            textfont={"color": ink_on(COLOURS[i]), "size": 12},
            customdata=[
                safe(f"{g} · {name}: {percent(s)} ({whole(n)})")
                for g, s, n in zip(groups, shares[i].fillna(0), table[i].fillna(0), strict=True)
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )
    figure.set(barmode="stack")
    figure.set(xaxis={"range": [0, 1], "tickformat": ".0%", "nticks": 6, "title": {"text": title}})
    return Drawn(figure.figure(), _alt(groups, names, shares, title, t))


def _boxed(
    figure: Sketch, middles: Sequence[float], places: Sequence[float], said: Sequence[str]
) -> None:
    """Values on white: on a pattern itself they cannot be read."""
    for x, y, text in zip(middles, places, said, strict=True):
        if text:
            figure.note(
                x=x, y=y, text=text, bgcolor=PAPER, borderpad=1, font={"size": 12, "color": INK}
            )


def _key(names: Sequence[str]) -> list[str]:
    """The written key, several entries to a line as far as a phone's width allows."""
    found: list[str] = []
    used = 0
    for i, name in enumerate(names):
        entry = f'<span style="color:{COLOURS[i]}">■</span>{_GLYPHS[i]} {safe(name)}'
        need = width(name) + 5 + (2 if _GLYPHS[i] else 0)
        if found and used + need <= 50:
            found[-1] += "   " + entry
            used += need
        else:
            found.append(entry)
            used = need
    return found


def _write_key(figure: Sketch, key: list[str]) -> None:
    room = LINE * len(key) + 10
    figure.caption("<br>".join(key), INK)
    figure.set(
        height=figure.layout["height"] + room, margin={"t": figure.layout["margin"]["t"] + room}
    )


def _alt(groups, names, shares: pd.DataFrame, title: str, t: Translator) -> str:
    described = []
    for g, row in list(zip(groups, shares.to_numpy().tolist(), strict=True))[:6]:
        said = ", ".join(
            f"{name} {percent(row[i])}" for i, name in enumerate(names) if row[i] and row[i] > 0
        )
        described.append(f"{g}: {said}")
    return t(
        "Stacked bars, {n} in all. {title}. {described}.",
        n=len(groups),
        title=title,
        described="; ".join(described),
    )
