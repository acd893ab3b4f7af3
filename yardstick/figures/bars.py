"""Horizontal bars of one distribution: destinations, industries, employers, regions, institutions."""

from collections.abc import Collection

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
    frame = frame[frame["n"].fillna(0) > 0] if not frame.empty else frame
    if frame.empty:
        return nothing(t)
    seen = frame["status"].isin(VISIBLE) & frame["share"].notna()
    names = [label(column, code) for code in frame["code"]]
    details = [
        _detail(row, shown, confidence, t, decimals)
        for row, shown in zip(records(frame), seen, strict=True)
    ]
    too_long = _dwarfing(frame, rest)
    details = [
        t("{value} (bar not drawn)", value=d) if long else d
        for d, long in zip(details, too_long, strict=True)
    ]
    if not seen.any():
        return nothing(t, t("{name}: {why}.", name=names[0], why=details[0].rstrip(".。")))
    figure = Sketch(300)
    places = lay_rows(figure, [Row(n, d) for n, d in zip(names, details, strict=True)])
    value = frame["share"].where(seen & ~too_long).astype(float)
    colours = [
        GREY if code in rest else BLUE if not strong or code in strong else SKY
        for code in frame["code"]
    ]
    weak = (frame["status"] == Status.UNRELIABLE).to_numpy()
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
                    "/" if code in rest else "." if w else ""
                    for code, w in zip(frame["code"], weak, strict=True)
                ],
                "fgcolor": "#ffffff",
                "size": 6,
            },
        },
        error_x=_whiskers(frame, value),
        text=[safe(f"{n}: {d}") for n, d in zip(names, details, strict=True)],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )
    ends = pd.concat([value, frame["high"].where(value.notna()).astype(float)]).max()
    figure.set(
        xaxis={
            "range": [0, min(max(ends * 1.05, 0.02), 1.02)],
            "tickformat": ".0%" if ends >= 0.1 else ".1%",
            "nticks": 6,
            "title": {"text": title},
        }
    )
    return Drawn(figure.figure(), _alt(names, details, seen, title, t))


def _dwarfing(frame: pd.DataFrame, rest: Collection[str]) -> pd.Series:
    """Remainders so large that their bar would flatten all the others: they stay words."""
    remainder = frame["code"].isin(list(rest))
    named = frame.loc[~remainder, "share"].max()
    if missing(named):
        return remainder & False
    return remainder & (frame["share"] > 2 * named)


def _whiskers(frame: pd.DataFrame, value: pd.Series) -> dict:
    return {
        "type": "data",
        "symmetric": False,
        "array": (frame["high"].astype(float) - value).fillna(0),
        "arrayminus": (value - frame["low"].astype(float)).fillna(0),
        "thickness": 1.5,
        "width": 4,
        "color": SLATE,
        "visible": bool(frame["low"].notna().any()),
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


def _alt(names: list[str], details: list[str], seen: pd.Series, title: str, t: Translator) -> str:
    first = [f"{n} {d}" for n, d, s in zip(names, details, seen, strict=True) if s][:5]
    return t(
        "Horizontal bars, {n} in all. {title}. The first: {first}.",
        n=len(names),
        title=title,
        first="; ".join(first),
    )
