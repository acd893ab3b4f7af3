"""One dot with its interval for each group: the comparison of schools, programmes, standards."""

from collections.abc import Callable, Sequence

import pandas as pd

from yardstick.figures.drawn import (
    POINTS,
    Drawn,
    Label,
    group_name,
    nothing,
    unreliable,
    visible,
    why_missing,
    why_none,
)
from yardstick.figures.lettering import safe
from yardstick.figures.marks import points
from yardstick.figures.rows import Row, lay_rows
from yardstick.figures.sketch import Sketch
from yardstick.figures.theme import BLUE, ORANGE, SLATE
from yardstick.measure.model import Status
from yardstick.records import records
from yardstick.text import Translator
from yardstick.wording import amount, interval, missing, status_words, whole


def value_text(row: pd.Series, unit: str, t: Translator, decimals: int, currency: str) -> str:
    """Value, interval and base of one row in words."""
    value = amount(row["value"], unit, t, decimals, currency)
    said = interval(row["low"], row["high"], row.get("confidence"), unit, t, decimals, currency)
    if said:
        value = t("{value} ({interval})", value=value, interval=said)
    return t("{value}, base {n}", value=value, n=whole(row["base"]))


def _detail(row: pd.Series, seen: bool, unit: str, t: Translator, decimals: int, currency: str):
    if not seen:
        return why_missing(row, t)
    text = value_text(row, unit, t, decimals, currency)
    if unreliable(row):
        text = t("{value}; {note}", value=text, note=status_words(row["status"], t))
    return text


def caterpillar(
    frame: pd.DataFrame,
    by: Sequence[str],
    label: Label,
    t: Translator,
    *,
    title: str,
    unit: str = "percent",
    decimals: int | Sequence[int] = 1,
    currency: str = "",
    reference: tuple[str, float] | None = None,
    sort: bool = True,
    names: Sequence[str] | None = None,
    mark: int = 14,
    more: Callable[[Sketch, Sequence[float]], str] | None = None,
) -> Drawn:
    """Groups of a Measures frame, highest first, those without a value last with their reason.

    ``title`` names what is measured (it labels the axis). ``reference`` is a name and a value drawn
    as a line (the institution beside its schools). ``names`` replaces the groups' own names; ``mark`` is the
    height in pixels kept for the mark. ``more`` draws beside the marks, given the place of each row
    in the order drawn, and returns what it says in words. ``decimals`` is one for all rows, or one
    for each where they are of several standards.
    """
    if frame.empty:
        return nothing(t)
    several = not isinstance(decimals, int)
    frame = frame.assign(_seen=visible(frame), _decimals=decimals)
    decimals = max(decimals) if several else decimals
    if names is not None:
        frame = frame.assign(_name=list(names))
    else:
        frame = frame.assign(_name=[group_name(r, by, label, t) for r in records(frame)])
    if sort:
        frame = frame.sort_values(["_seen", "value"], ascending=False, kind="stable")
    details = [_detail(r, r["_seen"], unit, t, r["_decimals"], currency) for r in records(frame)]
    if not frame["_seen"].any():
        return nothing(
            t,
            why_none(list(zip(frame["_name"], details, strict=True)), t),
        )
    figure = Sketch(300)
    rows = [Row(n, d) for n, d in zip(frame["_name"], details, strict=True)]
    places = lay_rows(figure, rows, mark=mark)
    figure.strips = [s for s, seen in zip(figure.strips, frame["_seen"], strict=True) if seen]
    _reference(figure, reference, unit, t, decimals, currency)
    frame = frame.assign(_y=places, _hover=[f"{r.name}<br>{r.detail}" for r in rows])
    if tuple(by) == ("programme",):
        # Points know their programme: the screen opens its profile from them.
        frame = frame.assign(_code=frame["programme"])
        figure.set(meta={POINTS: "programme"})
    drawn = frame[frame["_seen"]]
    weak = drawn["status"] == Status.UNRELIABLE
    dots(figure, drawn[~weak], weak=False)
    dots(figure, drawn[weak], weak=True)
    _axis(figure, frame, unit, title, reference)
    said = more(figure, places) if more else ""
    alt = _alt(frame, details, title, reference, unit, t, decimals, currency)
    return Drawn(figure.figure(), alt + said)


def dots(figure: Sketch, rows: pd.DataFrame, *, weak: bool, colour: str = BLUE) -> None:
    """Dots with their intervals; those on a small base hollow, with a thinner interval."""
    if rows.empty:
        return
    value = rows["value"].astype(float)
    points(
        figure,
        value,
        rows["_y"],
        [safe(text).replace("&lt;br&gt;", "<br>") for text in rows["_hover"]],
        symbol="circle-open" if weak else "circle",
        size=12,
        colour=colour,
        line={"width": 2.5 if weak else 0, "color": colour},
        codes=rows["_code"].to_list() if "_code" in rows else None,
        error_x={
            "type": "data",
            "symmetric": False,
            "array": (rows["high"].astype(float) - value).fillna(0),
            "arrayminus": (value - rows["low"].astype(float)).fillna(0),
            "thickness": 1 if weak else 2.5,
            "width": 4,
            "color": colour,
        },
    )


def _reference(figure, reference, unit, t, decimals, currency) -> None:
    if reference is None or missing(reference[1]):
        return
    name, value = reference
    figure.vertical(value, line={"color": ORANGE, "width": 1.5, "dash": "dash"}, layer="below")
    figure.note(
        x=value,
        yref="paper",
        y=0,
        yanchor="top",
        yshift=-42,
        text=f"┆ {name}: {amount(value, unit, t, decimals, currency)}",
        font={"size": 12, "color": SLATE},
        xref="x",
        xanchor="center",
    )
    figure.set(margin={"b": figure.layout["margin"]["b"] + 20})
    figure.set(height=figure.layout["height"] + 20)


def _axis(figure, frame, unit, title, reference) -> None:
    seen = frame[frame["_seen"]]
    ends = pd.concat([seen["value"], seen["low"], seen["high"]]).dropna().astype(float)
    low, high = ends.min(), ends.max()
    if reference is not None and not missing(reference[1]):
        low, high = min(low, reference[1]), max(high, reference[1])
    pad = max((high - low) * 0.08, 0.02 if unit == "percent" else abs(high) * 0.05, 1e-9)
    low, high = low - pad, high + pad
    if unit == "percent":
        low, high = max(low, -0.01), min(high, 1.01)
        figure.set(xaxis={"tickformat": ".0%" if high - low > 0.04 else ".1%"})
    else:
        if unit != "points":
            low = max(low, 0)
        figure.set(xaxis={"tickformat": ",.1f" if unit in ("months", "points") else ",.0f"})
    figure.set(xaxis={"range": [low, high], "nticks": 6, "title": {"text": title}})


def _alt(frame, details, title, reference, unit, t, decimals, currency) -> str:
    seen = frame[frame["_seen"]]
    top, last = seen["value"].idxmax(), seen["value"].idxmin()
    by_name = dict(zip(frame.index, zip(frame["_name"], details, strict=True), strict=True))
    if len(seen) == 1:
        text = t(
            "Dot with interval. {title}. {name}: {detail}.",
            title=title,
            name=by_name[top][0],
            detail=by_name[top][1],
        )
    else:
        text = t(
            "Dots with intervals for {n} groups. {title}. Highest: {top}, {top_value}. "
            "Lowest: {last}, {last_value}.",
            n=len(frame),
            title=title,
            top=by_name[top][0],
            top_value=by_name[top][1],
            last=by_name[last][0],
            last_value=by_name[last][1],
        )
    hidden = len(frame) - len(seen)
    if hidden:
        text += " " + t("{n} of the groups have no value to draw.", n=hidden)
    if reference is not None and not missing(reference[1]):
        text += " " + t(
            "The dashed line is {name}, {value}.",
            name=reference[0],
            value=amount(reference[1], unit, t, decimals, currency),
        )
    return text
