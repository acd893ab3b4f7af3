"""Two groups on the same questions, a row each: two marks with their intervals, and the finding."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from yardstick.feedback.employers import Finding
from yardstick.figures.drawn import Drawn, nothing, why_none
from yardstick.figures.marks import Look, dots, lettered, rows_told
from yardstick.figures.rows import LINE
from yardstick.figures.sketch import Sketch
from yardstick.figures.theme import BLUE, GREY, INK, ORANGE, PURPLE, SLATE
from yardstick.text import Translator, mark
from yardstick.wording import missing, signed, whole

MARK = 24
#: How far the two marks of a row stand above and below its middle, in pixels.
APART = 6
#: How a finding is written; the shape says it without the colour.
LOOKS: dict[str, Look] = {
    Finding.LOWER: Look("triangle-left", ORANGE, "◀", mark("employers rate it lower")),
    Finding.HIGHER: Look("triangle-right", BLUE, "▶", mark("employers rate it higher")),
    Finding.SMALL: Look("diamond", SLATE, "◆", mark("too close to matter")),
    Finding.CANNOT_TELL: Look("circle-open", GREY, "○", mark("a difference cannot be told")),
}
ALUMNI = Look("circle", BLUE, "●", mark("alumni"))
EMPLOYERS = Look("diamond-open", PURPLE, "◇", mark("employers"))


def beside(frame: pd.DataFrame, names: Sequence[str], t: Translator, *, title: str) -> Drawn:
    """Rows of ``Beside.frame`` in their order, one name each. A side without a mean has no mark."""
    rows = frame.to_dict("records")
    details = [_detail(r, t) for r in rows]
    sides = {"alumni": ALUMNI, "employers": EMPLOYERS}
    if not rows or frame[[*sides]].isna().to_numpy().all():
        return nothing(t, why_none(list(zip(names, details, strict=True)), t) if rows else "")
    figure = Sketch(300)
    places, hover = lettered(figure, names, details, mark=MARK)
    for (name, look), move in zip(sides.items(), (APART, -APART), strict=True):
        value, low, high = (
            frame[f"{name}{x}"].to_numpy(dtype=float) for x in ("", "_low", "_high")
        )
        at = np.flatnonzero(~np.isnan(value))
        said = look._replace(words=t(look.words))
        dots(figure, at, value, low, high, places + move, hover, said)
    ends = frame[[f"{n}{x}" for n in sides for x in ("", "_low", "_high")]].to_numpy(dtype=float)
    low, high = float(np.nanmin(ends)), float(np.nanmax(ends))
    pad = max((high - low) * 0.08, 0.05)
    figure.set(
        xaxis={
            "range": [low - pad, high + pad],
            "nticks": 6,
            "tickformat": ".1f",
            "title": {"text": title},
        }
    )
    key = "   ".join(
        f'<span style="color:{x.colour}">{x.shape}</span> {t(x.words)}' for x in sides.values()
    )
    figure.caption(key, INK)
    figure.set(
        height=figure.layout["height"] + LINE + 10,
        margin={"t": figure.layout["margin"]["t"] + LINE + 10},
    )
    return Drawn(figure.figure(), _alt(names, details, title, t))


def finding_words(row: dict, t: Translator) -> str:
    """The finding of one row with its shape; empty without a figure."""
    look = LOOKS.get(row["finding"])
    return f"{look.shape} {t(look.words)}" if look else ""


def _detail(row: dict, t: Translator) -> str:
    said = [
        _side(row, name, look, t) for name, look in (("alumni", ALUMNI), ("employers", EMPLOYERS))
    ]
    text = t("{first}; {second}", first=said[0], second=said[1])
    if missing(row["difference"]):
        return text
    change = signed(row["difference"], "points", 2)
    if not missing(row["low"]):
        change = t(
            "{value} (95% interval {low} to {high})",
            value=change,
            low=signed(row["low"], "points", 2),
            high=signed(row["high"], "points", 2),
        )
    return t(
        "{sides}. Difference {difference}: {finding}",
        sides=text,
        difference=change,
        finding=finding_words(row, t),
    )


def _side(row: dict, name: str, look: Look, t: Translator) -> str:
    who = t(look.words)
    if missing(row[name]):
        reason = row.get(f"{name}_reason")
        why = reason(t).rstrip(".。") if callable(reason) else t("no figure")
        return t("{who}: {why}", who=who, why=why)
    return t("{who} {mean} (base {n})", who=who, mean=f"{row[name]:.2f}", n=whole(row[f"{name}_n"]))


def _alt(names: Sequence[str], details: Sequence[str], title: str, t: Translator) -> str:
    return t(
        "Two marks with intervals in each of {n} rows. {title}. {said}.",
        n=len(names),
        title=title,
        said=rows_told(names, details),
    )
