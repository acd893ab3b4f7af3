"""Funnel plot: programmes by size, with the limits chance alone would keep them within.

Limits are drawn as smooth curves over the base, and beside them the wider ones that let programmes
differ (additive overdispersion, Spiegelhalter 2005, doi:10.1002/sim.1970). The drawn limits are
normal ones; a programme is flagged by its exact tail, which for small bases may differ.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from yardstick.figures.drawn import POINTS, Drawn, nothing
from yardstick.figures.gaps import raw_difference
from yardstick.figures.lettering import safe, wrapped
from yardstick.figures.marks import points
from yardstick.figures.sketch import Sketch
from yardstick.figures.standings import LOG_PAY, LOOKS, SHARE, gap, in_units
from yardstick.figures.theme import BLUE, ORANGE, SLATE
from yardstick.inference.funnel import limits
from yardstick.inference.proportion import normal_quantile
from yardstick.records import records
from yardstick.text import Translator, mark
from yardstick.wording import percent, whole

OUTER, FAR = 0.95, 0.998
STEPS = 160
#: Named in the figure, furthest out first; the others on touch and in the table.
NAMED = 6
#: Room a name takes, as parts of the width and the height.
NAME_WIDE, NAME_HIGH = 0.4, 0.09
FLAG_WORDS: dict[str, str] = {
    "low95": mark("below the 95 % limit"),
    "low998": mark("below the 99.8 % limit"),
    "high95": mark("above the 95 % limit"),
    "high998": mark("above the 99.8 % limit"),
}


def funnel(
    frame: pd.DataFrame,
    names: Sequence[str],
    t: Translator,
    *,
    title: str,
    target: float,
    tau2: float = 0.0,
    kind: str = SHARE,
) -> Drawn:
    """Observed against base (a Comparison's frame with ``names`` of its rows).

    Shares are drawn as they are; pay as its difference from ``target`` in percent. ``tau2`` is the
    variance between programmes (0: none is drawn).
    """
    frame = frame.reset_index(drop=True)
    frame = frame.assign(_name=list(names))
    frame = frame[frame["observed"].notna() & (frame["n"] > 0)]
    if frame.empty or not np.isfinite(target):
        return nothing(t)
    y = _height(frame, kind, target)
    n = frame["n"].to_numpy(dtype=float)
    figure = Sketch(470)
    grid = np.geomspace(max(n.min() * 0.8, 1), n.max() * 1.06, STEPS)
    within = _within(frame, kind, target)
    ends = [*y]
    for coverage, dash in ((OUTER, "dash"), (FAR, "solid")):
        for extra, colour, thick in ((0.0, SLATE, 1.2), (tau2, ORANGE, 1.6)):
            if extra == 0 and colour == ORANGE:
                continue
            low, high = _limits(kind, target, grid, extra, coverage, within)
            ends += [low[len(low) // 6], high[len(high) // 6]]
            name = _limit_name(coverage, colour == ORANGE, t)
            _curve(figure, grid, low, high, name, colour, dash, thick)
    figure.horizontal(
        target if kind == SHARE else 0.0, line={"color": BLUE, "width": 1.5}, layer="below"
    )
    _points(figure, frame, n, y, kind, target, t)
    _axes(figure, grid, ends, kind, title, t)
    figure.set(meta={POINTS: "programme"})
    return Drawn(figure.figure(), _alt(frame, title, target, tau2, kind, t))


def _height(frame: pd.DataFrame, kind: str, target: float) -> np.ndarray:
    if kind == SHARE:
        return frame["observed"].to_numpy(dtype=float)
    return in_units(raw_difference(frame, kind, target), LOG_PAY)


def _within(frame: pd.DataFrame, kind: str, target: float) -> float:
    """SD of one graduate's log pay, from each programme's raw difference and its z."""
    if kind == SHARE:
        return float("nan")
    raw = np.abs(raw_difference(frame, kind, target))
    z = np.abs(frame["funnel_z"].to_numpy(dtype=float))
    with np.errstate(divide="ignore", invalid="ignore"):
        one = raw / z * np.sqrt(frame["n"].to_numpy(dtype=float))
    usable = one[np.isfinite(one) & (one > 0)]
    return float(np.median(usable)) if usable.size else float("nan")


def _limits(kind, target, grid, tau2, coverage, within) -> tuple[np.ndarray, np.ndarray]:
    if kind == SHARE:
        return limits(target, grid, tau2, coverage)
    half = normal_quantile(coverage) * np.sqrt(within**2 / grid + tau2)
    return in_units(-half, LOG_PAY), in_units(half, LOG_PAY)


def _limit_name(coverage: float, wide: bool, t: Translator) -> str:
    share = percent(coverage, 0 if coverage == OUTER else 1)
    if wide:
        return t("{share} limits, letting programmes differ", share=share)
    return t("{share} limits, chance alone", share=share)


def _curve(figure: Sketch, grid, low, high, name, colour, dash, thick) -> None:
    figure.trace(
        "scatter",
        name=name,
        x=[*grid, None, *grid],
        y=[*low, None, *high],
        mode="lines",
        line={"color": colour, "width": thick, "dash": dash},
        hoverinfo="skip",
    )


def _points(figure, frame, n, y, kind, target, t) -> None:
    hover = [_hover(r, kind, target, t) for r in records(frame)]
    for verdict, look in LOOKS.items():
        at = np.flatnonzero((frame["verdict"] == verdict).to_numpy())
        if not len(at):
            continue
        points(
            figure,
            n[at],
            y[at],
            [hover[k] for k in at],
            symbol=look.symbol,
            size=10,
            colour=look.colour,
            line={"width": 1.5, "color": look.colour},
            codes=frame["programme"].iloc[at].tolist(),
            name=f"{t(look.words)} ({len(at)})",
        )
    far = frame["funnel_z"].abs().sort_values(ascending=False)
    flagged = [k for k in far.index if frame["funnel_flag"][k]][:NAMED]
    for k in _apart(flagged, frame, n, y):
        place = frame.index.get_loc(k)
        figure.note(
            x=n[place],
            y=y[place],
            text=wrapped(frame["_name"][k], 22, 2),
            font={"size": 11, "color": SLATE},
            # Lines that cross a name end at it.
            bgcolor="rgba(255,255,255,0.85)",
            borderpad=1,
            xanchor="left" if n[place] < n.max() * 0.6 else "right",
            xshift=9 if n[place] < n.max() * 0.6 else -9,
            align="left" if n[place] < n.max() * 0.6 else "right",
        )


def _apart(rows: list, frame: pd.DataFrame, n: np.ndarray, y: np.ndarray) -> list:
    """The rows whose names do not lie on the name of one before them."""
    across, up = n.max() or 1.0, float(np.ptp(y)) or 1.0
    kept: list = []
    for k in rows:
        a = frame.index.get_loc(k)
        others = [frame.index.get_loc(j) for j in kept]
        if all(
            abs(n[a] - n[b]) / across > NAME_WIDE or abs(y[a] - y[b]) / up > NAME_HIGH
            for b in others
        ):
            kept.append(k)
    return kept


def _hover(row: dict, kind: str, target: float, t: Translator) -> str:
    value = (
        percent(row["observed"])
        if kind == SHARE
        else gap(float(np.log(row["observed"] / target)), kind, t)
    )
    said = t("{name}: {value}, base {n}", name=row["_name"], value=value, n=whole(row["n"]))
    verdict, flag = LOOKS[row["verdict"]].words, FLAG_WORDS.get(row["funnel_flag"])
    parts = [said, t(verdict)]
    if flag:
        parts.append(t(flag))
    return safe("; ".join(parts))


def _axes(figure, grid, ends, kind, title, t) -> None:
    low, high = float(np.nanmin(ends)), float(np.nanmax(ends))
    pad = max((high - low) * 0.06, 0.01 if kind == SHARE else 1.0)
    low, high = low - pad, high + pad
    if kind == SHARE:
        low, high = max(low, -0.02), min(high, 1.02)
    figure.set(
        xaxis={
            "range": [0, float(grid[-1])],
            "title": {"text": t("Base: graduates compared")},
            "tickformat": ",.0f",
            "nticks": 7,
        },
        yaxis={
            "range": [low, high],
            "tickformat": ".0%" if kind == SHARE else "+.0f",
            "nticks": 7,
            "title": {"text": wrapped(title, 40, 2)},
        },
        showlegend=True,
        legend={"y": -0.16, "yanchor": "top"},
        height=600,
    )


def _alt(frame, title, target, tau2, kind, t) -> str:
    centre = (
        t("The line is the overall value, {value}.", value=percent(target))
        if kind == SHARE
        else t("The line is the overall pay.")
    )
    said = [
        t("{words}: {names}", words=t(words), names=", ".join(frame.loc[chosen, "_name"]))
        for flag, words in FLAG_WORDS.items()
        if (chosen := frame["funnel_flag"] == flag).any()
    ]
    text = t(
        "Funnel plot of {n} programmes, observed value against base. {title}. {centre} {said}.",
        n=len(frame),
        title=title,
        centre=centre,
        said="; ".join(said) if said else t("None lies beyond the limits"),
    )
    if tau2 > 0:
        text += " " + t("Wider limits beside them let programmes differ from each other.")
    return text
