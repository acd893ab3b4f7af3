"""Horizontal bars of one distribution: destinations, industries, employers, regions, institutions."""

import math
from collections.abc import Collection, Sequence

import pandas as pd

from yardstick.figures.drawn import Drawn, Label, nothing
from yardstick.figures.lettering import safe
from yardstick.figures.rows import Row, lay_rows
from yardstick.figures.sketch import Sketch
from yardstick.figures.theme import BLUE, GREY, SKY, SLATE
from yardstick.measure.model import VISIBLE, Status
from yardstick.records import records
from yardstick.text import Translator
from yardstick.wording import graduates, interval, missing, percent, status_words


def bars(
    frame: pd.DataFrame,
    column: str,
    label: Label,
    t: Translator,
    *,
    title: str,
    confidence: float = 0.95,
    strong: Collection[str] = (),
    rest: Collection[str] = (),
    decimals: int = 1,
) -> Drawn:
    """One bar for each code, in the order of the frame (a Distribution's, without groups).

    ``strong`` codes are drawn dark, the others lighter (all dark where none is named); ``rest`` are
    remainders such as "other employers", drawn grey and hatched. ``title`` says what the shares are
    shares of.
    """
    # Plain values: there are few rows, and each operation of pandas takes longer than all of them.
    rows = [r for r in records(frame) if not missing(r["n"]) and r["n"] > 0]
    if not rows:
        return nothing(t)
    seen = [r["status"] in VISIBLE and not missing(r["share"]) for r in rows]
    names = [label(column, r["code"]) for r in rows]
    details = [_detail(r, s, confidence, t, decimals) for r, s in zip(rows, seen, strict=True)]
    too_long = _dwarfing(rows, rest)
    details = [
        t("{value} (bar not drawn)", value=d) if long else d
        for d, long in zip(details, too_long, strict=True)
    ]
    if not any(seen):
        return nothing(t, t("{name}: {why}.", name=names[0], why=details[0].rstrip(".。")))
    figure = Sketch(300)
    places = lay_rows(figure, [Row(n, d) for n, d in zip(names, details, strict=True)])
    value = [
        float(r["share"]) if s and not long else None
        for r, s, long in zip(rows, seen, too_long, strict=True)
    ]
    colours = [
        GREY if r["code"] in rest else BLUE if not strong or r["code"] in strong else SKY
        for r in rows
    ]
    figure.trace(
        "bar",
        orientation="h",
        x=value,
        y=places,
        width=14,
        marker={
            "color": colours,
            "line": {"color": colours, "width": 1.5},
            "opacity": 1.0,
            "pattern": {
                "shape": [
                    "/" if r["code"] in rest else "." if r["status"] == Status.UNRELIABLE else ""
                    for r in rows
                ],
                "fgcolor": "#ffffff",
                "size": 6,
            },
        },
        error_x=_whiskers(rows, value),
        text=[safe(f"{n}: {d}") for n, d in zip(names, details, strict=True)],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )
    drawn = [(v, r["high"]) for v, r in zip(value, rows, strict=True) if v is not None]
    ends = max((float(x) for pair in drawn for x in pair if not missing(x)), default=0.0)
    figure.set(
        xaxis={
            "range": [0, min(max(ends * 1.05, 0.02), 1.02)],
            "tickformat": ".0%" if ends >= 0.1 else ".1%",
            "nticks": 6,
            "title": {"text": title},
        }
    )
    return Drawn(figure.figure(), _alt(names, details, seen, title, t))


def _dwarfing(rows: Sequence[dict], rest: Collection[str]) -> list[bool]:
    """Remainders so large that their bar would flatten all the others: they stay words."""
    others = [r["share"] for r in rows if r["code"] not in rest and not missing(r["share"])]
    longest = 2 * max(others, default=math.inf)
    return [
        r["code"] in rest and not missing(r["share"]) and bool(r["share"] > longest) for r in rows
    ]


def _whiskers(rows: Sequence[dict], value: Sequence[float | None]) -> dict:
    def reach(name: str, sign: int) -> list[float]:
        return [
            0.0 if v is None or missing(r[name]) else sign * (float(r[name]) - v)
            for r, v in zip(rows, value, strict=True)
        ]

    return {
        "type": "data",
        "symmetric": False,
        "array": reach("high", 1),
        "arrayminus": reach("low", -1),
        "thickness": 1.5,
        "width": 4,
        "color": SLATE,
        "visible": any(not missing(r["low"]) for r in rows),
    }


def _detail(row: dict, seen: bool, confidence: float, t: Translator, decimals: int) -> str:
    if not seen:
        return status_words(row["status"], t)
    text = percent(row["share"], decimals)
    if not missing(row["low"]):
        said = interval(row["low"], row["high"], confidence, "percent", t, decimals)
        text = t("{value} ({interval})", value=text, interval=said)
    text = t("{value}, {graduates}", value=text, graduates=graduates(row["n"], t))
    if row["status"] == Status.UNRELIABLE:
        text = t("{value}; {note}", value=text, note=status_words(row["status"], t))
    return text


def _alt(names: list[str], details: list[str], seen: list[bool], title: str, t: Translator) -> str:
    first = [f"{n} {d}" for n, d, s in zip(names, details, seen, strict=True) if s][:5]
    return t(
        "Horizontal bars, {n} in all. {title}. The first: {first}.",
        n=len(names),
        title=title,
        first="; ".join(first),
    )
