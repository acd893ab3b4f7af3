"""The same graduates under every standard: the rates side by side, and what each one counts."""

from collections.abc import Mapping, Sequence

import pandas as pd

from yardstick.catalogue import load_catalogue
from yardstick.figures.caterpillar import caterpillar
from yardstick.figures.drawn import Drawn, Label, nothing, unreliable, visible
from yardstick.figures.parts import parts
from yardstick.figures.sketch import Sketch
from yardstick.figures.theme import PURPLE
from yardstick.measure.model import Status
from yardstick.records import records
from yardstick.text import Translator
from yardstick.wording import missing, percent, status_words, whole

BOUNDS = "bounds"


def _decimals(indicator: str) -> int:
    """Of the indicator's standard: the same in figure, table and sentence."""
    known = load_catalogue().indicators.get(indicator)
    return 1 if known is None else known.decimals


def split_bounds(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The estimates, and beside them the bounds by indicator (all unknown negative or positive)."""
    is_bound = frame["method"] == BOUNDS
    return frame[~is_bound], frame[is_bound].set_index("indicator")


def rates(frame: pd.DataFrame, label: Label, t: Translator) -> Drawn:
    """One dot for each indicator with its interval; a long bracket where unknowns leave it open.

    ``frame``: a Measures frame without groups, several indicators; ``label("indicator", id)``.
    """
    estimates, bounds = split_bounds(frame)
    if estimates.empty:
        return nothing(t)
    estimates = estimates.assign(_seen=visible(estimates))
    estimates = estimates.sort_values(["_seen", "value"], ascending=False, kind="stable")
    return caterpillar(
        estimates.drop(columns="_seen"),
        (),
        label,
        t,
        title=t("Rate; line: interval; dotted bracket: bounds"),
        names=[label("indicator", i) for i in estimates["indicator"]],
        decimals=[_decimals(i) for i in estimates["indicator"]],
        sort=False,
        mark=30,
        more=lambda figure, places: _brackets(figure, places, estimates, bounds, label, t),
    )


def _brackets(
    figure: Sketch,
    places: Sequence[float],
    estimates: pd.DataFrame,
    bounds: pd.DataFrame,
    label: Label,
    t: Translator,
) -> str:
    """Draw the bounds below the dots, also where there is no dot; what they say, in words."""
    x: list[float | None] = []
    y: list[float | None] = []
    said = ""
    ends = list(figure.layout["xaxis"]["range"])
    for place, indicator in zip(places, estimates["indicator"], strict=True):
        if indicator not in bounds.index:
            continue
        low, high = bounds.loc[indicator, ["low", "high"]].astype(float)
        if missing(low) or missing(high):
            continue
        x += [low, high, None]
        y += [place - 11, place - 11, None]
        ends += [low - 0.01, min(high + 0.01, 1.01)]
        said += " " + t(
            "{name}: between {low} and {high} if every unknown were a failure or a success.",
            name=label("indicator", indicator),
            low=percent(low, _decimals(indicator)),
            high=percent(high, _decimals(indicator)),
        )
    if x:
        figure.trace(
            "scatter",
            x=x,
            y=y,
            mode="lines+markers",
            line={"color": PURPLE, "width": 1.5, "dash": "dot"},
            marker={"symbol": "line-ns", "size": 9, "line": {"width": 1.5, "color": PURPLE}},
            hoverinfo="skip",
        )
        # Only the first axis: the second carries the names.
        figure.set(xaxis={"range": [min(ends), max(ends)]})
    return said


def counted(
    frame: pd.DataFrame, label: Label, t: Translator, silent: Mapping[str, float] | None = None
) -> Drawn:
    """What each standard counts: as success, in the base without success, and not at all.

    ``silent``: by indicator, of how many nothing is known. Of those outside the base they did not
    answer; the others stand outside by the rule.
    """
    estimates, _ = split_bounds(frame)
    estimates = estimates[visible(estimates) & estimates["positive"].notna()]
    estimates = estimates.sort_values("value", ascending=False, kind="stable")
    if estimates.empty:
        return nothing(t)
    silent = silent or {}
    counts = [_counts(r, silent.get(r["indicator"], 0)) for r in records(estimates)]
    return parts(
        [label("indicator", i) for i in estimates["indicator"]],
        [_detail(row, t) for row in records(estimates)],
        [
            t("counted as success"),
            t("in the base, no success"),
            t("outside the base by rule"),
            t("no answer"),
        ],
        counts,
        t,
        title=t("Share of all graduates in view"),
    )


def _counts(row: pd.Series, silent: float) -> Sequence[float]:
    positive, base = float(row["positive"]), float(row["base"])
    population = max(float(row["population"]), base)
    unanswered = min(silent, population - base)
    return positive, base - positive, population - base - unanswered, unanswered


def _detail(row: pd.Series, t: Translator) -> str:
    text = t(
        "{positive} of {base} = {share}",
        positive=whole(row["positive"]),
        base=whole(row["base"]),
        share=percent(row["value"], _decimals(row["indicator"])),
    )
    if unreliable(row):
        text = t("{value}; {note}", value=text, note=status_words(Status.UNRELIABLE, t))
    return text
