"""Courses of one version of a curriculum: how often each meets the need, beside what is usual."""

import numpy as np
import pandas as pd

from yardstick.figures.drawn import Drawn, nothing
from yardstick.figures.marks import Look, dots, lettered, points
from yardstick.figures.sketch import Sketch
from yardstick.figures.theme import BLUE, GREY, ORANGE, SLATE
from yardstick.inference.verdict import Standing
from yardstick.text import Translator, mark
from yardstick.wording import missing, percent, whole

#: How a finding on a course is drawn and written; the shape says it without the colour.
LOOKS: dict[str, Look] = {
    Standing.BELOW: Look("triangle-down", ORANGE, "▼", mark("weak")),
    Standing.ABOVE: Look("triangle-up", BLUE, "▲", mark("meets the need more often")),
    Standing.CANNOT_TELL: Look("circle-open", SLATE, "○", mark("nothing stands out")),
    Standing.OWN_CONTRIBUTION: Look("circle-open", SLATE, "○", mark("nothing stands out")),
}


def met_text(row: dict, t: Translator) -> str:
    """How often the course meets the need, with interval, base and finding."""
    if missing(row["fulfilment"]):
        return t("not rated, or too few ratings")
    said = t(
        "meets the need of {share} of {n} (95% interval {low} to {high})",
        share=percent(row["fulfilment"], 0),
        low=percent(row["fulfilment_low"], 0),
        high=percent(row["fulfilment_high"], 0),
        n=whole(row["n"]),
    )
    look = LOOKS.get(row["finding"])
    if look is None:
        return said
    return t("{value}; {shape} {words}", value=said, shape=look.shape, words=t(look.words))


def course_rows(
    frame: pd.DataFrame, names: list[str], details: list[str], t: Translator, *, title: str
) -> Drawn:
    """Rows of ``CourseFit.courses`` in their order; ``details`` is what is said of each.

    A hollow diamond is what the courses of the level get; unrated rows have no mark.
    """
    value, low, high, usual = (
        frame[c].to_numpy(dtype=float)
        for c in ("fulfilment", "fulfilment_low", "fulfilment_high", "expected")
    )
    seen = ~np.isnan(value)
    if not seen.any():
        return nothing(t, t("Too few alumni rated these courses for any figure."))
    figure = Sketch(300)
    places, hover = lettered(figure, names, details, mark=16)
    figure.strips = [s for s, there in zip(figure.strips, seen, strict=True) if there]
    beside = np.flatnonzero(seen & ~np.isnan(usual))
    if len(beside):
        points(
            figure,
            usual[beside],
            places[beside],
            [hover[k] for k in beside],
            symbol="diamond-open",
            size=10,
            colour=GREY,
            line={"width": 2, "color": GREY},
            name=t("all rated courses of the level"),
        )
    for finding, look in LOOKS.items():
        at = np.flatnonzero(seen & (frame["finding"] == finding).to_numpy())
        if len(at):
            dots(figure, at, value, low, high, places, hover, look)
    figure.set(
        xaxis={"range": [0, 1.02], "tickformat": ".0%", "nticks": 6, "title": {"text": title}}
    )
    told = [f"{n}: {d}" for n, d in zip(names, details, strict=True)][:4]
    return Drawn(
        figure.figure(),
        t(
            "Courses with intervals, {n} rows, and a hollow mark for all rated courses of the level. "
            "{title}. {said}.",
            n=len(names),
            title=title,
            said="; ".join(told),
        ),
    )
