"""Answers on a scale as bars around a line: negative to the left, positive to the right of it.

What lies between the two has a place of its own beside the bars, and so has "cannot say": drawn
across the line, a middle answer would look half positive.
"""

from collections.abc import Sequence
from typing import NamedTuple

from yardstick.figures.drawn import Drawn, nothing, why_none
from yardstick.figures.lettering import lines, safe, width
from yardstick.figures.rows import LINE, Row, lay_rows
from yardstick.figures.sketch import Sketch
from yardstick.figures.theme import (
    BLUE,
    FAINT,
    GREY,
    INK,
    ORANGE,
    PALE,
    PAPER,
    QUIET,
    SAND,
    SKY,
    ink_on,
)
from yardstick.text import Translator, mark
from yardstick.wording import percent, whole

NEGATIVE, NEUTRAL, POSITIVE, APART = "negative", "neutral", "positive", "cannot_say"
BAR = 20
#: Room between the bars and what stands beside them, as a share of people.
BETWEEN = 0.06
#: The smallest part of the figure's width in which a value can be read.
LEGIBLE = 0.085
#: Columns of the key that fit a phone.
COLUMNS = 46


class Segment(NamedTuple):
    """One answer of one row: its side, whether it is the outermost of it, and how many chose it."""

    side: str
    outermost: bool
    name: str
    share: float
    n: float


class Answers(NamedTuple):
    """One row. Without ``segments`` it is only named, with its ``detail`` saying why.

    Segments of a side go from the line outwards. ``detail`` stands below the name.
    """

    name: str
    detail: str
    segments: Sequence[Segment] = ()


#: Colour, pattern and word of each kind of segment, from the far left to the far right.
_LOOKS: dict[tuple[str, bool], tuple[str, str, str]] = {
    (NEGATIVE, True): (ORANGE, "", mark("most negative")),
    (NEGATIVE, False): (SAND, "", mark("negative")),
    (POSITIVE, False): (SKY, "", mark("positive")),
    (POSITIVE, True): (BLUE, "", mark("most positive")),
    (NEUTRAL, False): (PALE, "", mark("neutral, beside")),
    (APART, False): (PAPER, "/", mark("cannot say, not in the base")),
}


def diverging(rows: Sequence[Answers], t: Translator, *, title: str) -> Drawn:
    """Bars in the order given; shares of a row add up to 1 without "cannot say"."""
    if not any(r.segments for r in rows):
        return nothing(t, why_none([(r.name, r.detail) for r in rows], t) if rows else "")
    figure = Sketch(300)
    places = lay_rows(figure, [Row(r.name, r.detail) for r in rows], mark=BAR, top=4)
    figure.strips = [s for s, r in zip(figure.strips, rows, strict=True) if r.segments]
    left = max(_sum(r, NEGATIVE) for r in rows)
    right = max(_sum(r, POSITIVE) for r in rows)
    neutral, apart = (max(_sum(r, side) for r in rows) for side in (NEUTRAL, APART))
    starts = {NEUTRAL: right + BETWEEN}
    starts[APART] = starts[NEUTRAL] + (neutral + BETWEEN if neutral else 0.0)
    end = starts[APART] + apart if apart else starts[NEUTRAL] + neutral if neutral else right
    range_ = (-left - 0.02, end + 0.02)
    for (side, outermost), (colour, pattern, _) in _LOOKS.items():
        bars = [
            (places[k], *_placed(r, s, starts), s, r.name)
            for k, r in enumerate(rows)
            for s in r.segments
            if (s.side, s.outermost and side in (NEGATIVE, POSITIVE)) == (side, outermost)
        ]
        _bars(figure, bars, colour, pattern, range_[1] - range_[0])
    figure.vertical(0.0, line={"color": INK, "width": 1.5}, layer="above")
    for side, size in ((NEUTRAL, neutral), (APART, apart)):
        if size:
            figure.vertical(starts[side], line={"color": GREY, "width": 1}, layer="below")
    _axis(figure, range_, left, right, title)
    _write_key(figure, rows, t)
    return Drawn(figure.figure(), _alt(rows, title, t))


def _sum(row: Answers, side: str) -> float:
    return sum(s.share for s in row.segments if s.side == side)


def _placed(row: Answers, segment: Segment, starts: dict[str, float]) -> tuple[float, float]:
    """Where the segment begins and how far it goes; to the left is negative."""
    before = 0.0
    for s in row.segments:
        if s is segment:
            break
        before += s.share if s.side == segment.side else 0.0
    if segment.side == NEGATIVE:
        return -before, -segment.share
    return starts.get(segment.side, 0.0) + before, segment.share


def _bars(figure: Sketch, bars: list[tuple], colour: str, pattern: str, span: float) -> None:
    if not bars:
        return
    light = colour == PAPER
    figure.trace(
        "bar",
        orientation="h",
        y=[b[0] for b in bars],
        base=[b[1] for b in bars],
        x=[b[2] for b in bars],
        width=BAR,
        marker={
            "color": colour,
            "line": {"color": GREY if light else PAPER, "width": 1},
            "pattern": {"shape": pattern, "size": 6, "fgcolor": QUIET, "solidity": 0.2},
        },
        text=[percent(b[3].share, 0) if b[3].share >= LEGIBLE * span else "" for b in bars],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": INK if light else ink_on(colour), "size": 12},
        customdata=[
            safe(f"{name} · {s.name}: {percent(s.share)} ({whole(s.n)})")
            for _, _, _, s, name in bars
        ],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )


def _axis(
    figure: Sketch, range_: tuple[float, float], left: float, right: float, title: str
) -> None:
    step = 0.25 if left + right > 0.4 else 0.1
    ticks = [k * step for k in range(-int(left / step), int(right / step) + 1)]
    figure.set(
        barmode="overlay",
        xaxis={
            "range": list(range_),
            "tickmode": "array",
            "tickvals": ticks,
            "ticktext": [percent(abs(v), 0) for v in ticks],
            "gridcolor": FAINT,
            "title": {"text": title},
        },
    )


def _write_key(figure: Sketch, rows: Sequence[Answers], t: Translator) -> None:
    """The key of what occurs, as text: several entries to a line as far as a phone allows."""
    there = {
        (s.side, s.outermost and s.side in (NEGATIVE, POSITIVE)) for r in rows for s in r.segments
    }
    found: list[str] = []
    used = 0
    for kind, (colour, pattern, words) in _LOOKS.items():
        if kind not in there:
            continue
        for part in lines(t(words), COLUMNS - 4, 1):
            square = "▨" if pattern else "■"
            entry = (
                f'<span style="color:{QUIET if pattern else colour}">{square}</span> {safe(part)}'
            )
            need = width(part) + 5
            if found and used + need <= COLUMNS:
                found[-1] += "   " + entry
                used += need
            else:
                found.append(entry)
                used = need
    room = LINE * len(found) + 10
    figure.caption("<br>".join(found), INK)
    figure.set(
        height=figure.layout["height"] + room, margin={"t": figure.layout["margin"]["t"] + room}
    )


def _alt(rows: Sequence[Answers], title: str, t: Translator) -> str:
    told = []
    for r in [r for r in rows if r.segments][:6]:
        said = ", ".join(f"{s.name} {percent(s.share)}" for s in r.segments if s.share > 0)
        told.append(f"{r.name}: {said}")
    return t(
        "Bars around a line, {n} in all: negative answers to the left, positive ones to the right. "
        "{title}. {described}.",
        n=len(rows),
        title=title,
        described="; ".join(told),
    )
