"""A series over cohorts, with its intervals, interrupted wherever it must not be joined."""

from collections.abc import Mapping, Sequence

import pandas as pd

from yardstick.figures.drawn import Drawn, nothing
from yardstick.figures.lettering import lines, safe, wrapped
from yardstick.figures.rows import LINE
from yardstick.figures.sketch import Sketch
from yardstick.figures.theme import COLOURS, DASHES, MARKS, QUIET, SLATE
from yardstick.measure.model import VISIBLE, Status
from yardstick.records import records
from yardstick.text import Translator
from yardstick.wording import amount, interval, missing, status_words, whole

#: Width of a written key on a phone, in letters.
COLUMNS = 44


def trend(
    series: Sequence[tuple[str, pd.DataFrame]],
    t: Translator,
    *,
    title: str,
    unit: str = "percent",
    decimals: int = 1,
    currency: str = "",
    breaks: Mapping[int, str] | None = None,
) -> Drawn:
    """Named series of Measures frames with a ``cohort`` column.

    ``breaks[c]`` says why cohort ``c`` may not be joined to the one before it: the line ends, a
    dotted line stands between the two, and the reason is told on touch and in the description. A cohort without a value breaks
    the line as well.
    """
    breaks = dict(breaks or {})
    # Plain values: there are few rows, and each operation of pandas takes longer than all of them.
    drawn = [(name, _in_order(f)) for name, f in series if not f.empty]
    if not any(_there(r) for _, rows in drawn for r in rows):
        return nothing(t)
    known = [int(r["cohort"]) for _, rows in drawn for r in rows]
    years = list(range(min(known), max(known) + 1))
    figure = Sketch(320)
    for i, (name, rows) in enumerate(drawn):
        _line(figure, i, name, rows, years, breaks, unit, t, decimals, currency, len(drawn))
    _mark_breaks(figure, years, breaks, t)
    step = 1 if len(years) <= 7 else 2
    figure.set(
        xaxis={
            "tickmode": "array",
            "tickvals": years[::-1][::step],
            "ticktext": [str(y) for y in years[::-1][::step]],
            "range": [years[0] - 0.5, years[-1] + 0.5],
            "title": {"text": t("Year of graduation")},
        }
    )
    tick = ".0%" if unit == "percent" else ",.1f" if unit in ("months", "points") else ",.0f"
    figure.set(yaxis={"tickformat": tick, "nticks": 6, "title": {"text": wrapped(title, 34, 2)}})
    if len(drawn) > 1:
        figure.set(
            showlegend=True, height=340 + 20 * len(drawn), legend={"y": -0.2, "yanchor": "top"}
        )
    return Drawn(figure.figure(), _alt(drawn, breaks, title, unit, t, decimals, currency))


def _in_order(frame: pd.DataFrame) -> list[dict]:
    """The rows of a series by cohort."""
    return sorted(records(frame), key=lambda r: r["cohort"])


def _there(row: dict) -> bool:
    """Whether a row has a value to draw."""
    return row["status"] in VISIBLE and not missing(row["value"])


def _line(figure, i, name, every, years, breaks, unit, t, decimals, currency, of) -> None:
    rows = {int(r["cohort"]): r for r in every if _there(r)}
    x: list[float] = []
    y: list[float | None] = []
    up, down, text, symbols = [], [], [], []
    for year in years:
        if year in breaks and x:
            _gap(x, y, up, down, text, symbols, year - 0.5)
        row = rows.get(year)
        if row is None:
            _gap(x, y, up, down, text, symbols, year)
            continue
        weak = row["status"] == Status.UNRELIABLE
        x.append(year)
        y.append(float(row["value"]))
        up.append(0 if missing(row["high"]) else float(row["high"]) - float(row["value"]))
        down.append(0 if missing(row["low"]) else float(row["value"]) - float(row["low"]))
        symbols.append(MARKS[i] + ("-open" if weak else ""))
        said = interval(row["low"], row["high"], row.get("confidence"), unit, t, decimals, currency)
        words = amount(row["value"], unit, t, decimals, currency)
        words += f" ({said})" if said else ""
        words = t("{value}, base {n}", value=words, n=whole(row["base"]))
        if weak:
            words = t("{value}; {note}", value=words, note=status_words(row["status"], t))
        text.append(safe(f"{name} · {year}: {words}"))
    figure.trace(
        "scatter",
        name=name,
        x=x,
        y=y,
        mode="lines+markers",
        connectgaps=False,
        line={"color": COLOURS[i], "width": 2, "dash": DASHES[i] if of > 1 else "solid"},
        marker={"symbol": symbols, "size": 9, "color": COLOURS[i], "line": {"width": 1.5}},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": up,
            "arrayminus": down,
            "thickness": 1.5,
            "width": 3,
            "color": COLOURS[i],
        },
        text=text,
        hovertemplate="%{text}<extra></extra>",
    )


def _gap(x, y, up, down, text, symbols, at) -> None:
    x.append(at)
    y.append(None)
    up.append(0)
    down.append(0)
    text.append("")
    symbols.append("circle")


def _mark_breaks(
    figure: Sketch, years: list[int], breaks: Mapping[int, str], t: Translator
) -> None:
    found = [y for y in years[1:] if y in breaks]
    for year in found:
        figure.vertical(year - 0.5, line={"color": SLATE, "width": 1.5, "dash": "dot"})
        figure.trace(
            "scatter",
            x=[year - 0.5],
            y=[1],
            yaxis="y2",
            mode="markers",
            marker={"symbol": "x-thin", "size": 9, "line": {"width": 2, "color": SLATE}},
            cliponaxis=False,
            hovertemplate=wrapped(breaks[year], 40, 4) + "<extra></extra>",
            showlegend=False,
        )
    if found:
        key = _key(t)
        figure.set(
            yaxis2={"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True}
        )
        figure.caption("<br>".join(key), QUIET)
        figure.set(margin={"t": 16 + LINE * len(key)})


def _key(t: Translator) -> list[str]:
    """What the cross means, in lines that fit a phone."""
    said = "✕ " + t("series interrupted: not comparable across this line")
    return [safe(line) for line in lines(said, COLUMNS, 2)]


def _alt(drawn, breaks, title, unit, t, decimals, currency) -> str:
    said = []
    for name, rows in drawn:
        points = [
            f"{int(r['cohort'])} {amount(r['value'], unit, t, decimals, currency)}"
            for r in rows
            if _there(r)
        ]
        said.append(f"{name}: {', '.join(points)}")
    text = t(
        "Series over cohorts with intervals. {title}. {said}.", title=title, said="; ".join(said)
    )
    for year, why in sorted(breaks.items()):
        text += " " + t("The series is interrupted before {year}: {why}.", year=str(year), why=why)
    return text
