"""How a difference from a benchmark is drawn and worded: shape, colour, words, unit.

The shapes say the same as the colours. Differences of shares are in percentage points, those of
pay (log ratios) in percent of pay.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from yardstick.figures.marks import Look
from yardstick.figures.sketch import Sketch
from yardstick.figures.theme import BLUE, ORANGE, PALE, PURPLE, SLATE
from yardstick.inference.verdict import Standing
from yardstick.text import Translator, mark
from yardstick.wording import missing

#: Kinds of outcome a difference may be of; a share counts for time as well.
SHARE, LOG_PAY = "share", "log_pay"


LOOKS: dict[str, Look] = {
    Standing.ABOVE: Look("triangle-up", BLUE, "▲", mark("above the benchmark")),
    Standing.BELOW: Look("triangle-down", ORANGE, "▼", mark("below the benchmark")),
    Standing.CANNOT_TELL: Look("circle-open", SLATE, "○", mark("cannot be told apart")),
    Standing.OWN_CONTRIBUTION: Look(
        "square-open", PURPLE, "□", mark("compared mostly with itself")
    ),
    Standing.NO_FIGURE: Look("x-thin", SLATE, "–", mark("no figure to compare")),
}


def standing_words(verdict: str, t: Translator) -> str:
    """The shape and the words of a verdict."""
    look = LOOKS[verdict]
    return f"{look.shape} {t(look.words)}"


def in_units(difference: ArrayLike, kind: str) -> NDArray[np.float64]:
    """Differences as they are drawn: percentage points, or percent of pay."""
    d = np.asarray(difference, dtype=float)
    return 100 * (np.expm1(d) if kind == LOG_PAY else d)


def gap(difference: float, kind: str, t: Translator, decimals: int = 1) -> str:
    """A difference in words: ``+3.1 points`` or ``+3.1% of pay``; a dash where there is none."""
    if missing(difference):
        return "–"
    said = f"{float(in_units(difference, kind)):+.{decimals}f}".replace("-", "−")
    if float(said.replace("−", "-")) == 0:
        said = said.lstrip("+−")
    return t("{n}% of pay", n=said) if kind == LOG_PAY else t("{n} points", n=said)


def gap_span(low: float, high: float, kind: str, t: Translator) -> str:
    """Both ends of an interval of a difference; empty where there is none."""
    if missing(low) or missing(high):
        return ""
    ends = [f"{float(in_units(e, kind)):+.1f}".replace("-", "−") for e in (low, high)]
    return t("{low} to {high}", low=ends[0], high=ends[1])


def round_steps(low: float, high: float, most: int = 7) -> list[float]:
    """Round numbers from ``low`` to ``high``, zero among them where it lies between, at most
    ``most`` (steps of 1, 2 or 5 times a power of ten)."""
    rough = (high - low) / (most - 1)
    power = float(10.0 ** np.floor(np.log10(rough)))
    step = next(s * power for s in (1, 2, 5, 10) if s * power >= rough * (1 - 1e-9))
    first, last = int(np.ceil(low / step)), int(np.floor(high / step))
    return [round(k * step, 9) for k in range(first, last + 1)]


def signed_tick(value: float, places: int) -> str:
    """A number with its sign; zero has none."""
    said = f"{value:+.{places}f}".replace("-", "−")
    return said if float(said.replace("−", "-")) else "0"


def gap_axis(
    figure: Sketch,
    drawn: Sequence[float],
    kind: str,
    t: Translator,
    *,
    title: str,
    materiality: float = 0.0,
) -> None:
    """An axis of differences with the line of no difference and the band too small to act on."""
    values = [v for v in drawn if not missing(v)]
    ends = [0.0, *values]
    pad = max((max(ends) - min(ends)) * 0.06, 0.5)
    low, high = min(ends) - pad, max(ends) + pad
    ticks = round_steps(low, high)
    places = 0 if len(ticks) < 2 or ticks[1] - ticks[0] >= 1 else 1
    unit = t("percent of pay") if kind == LOG_PAY else t("percentage points")
    figure.set(
        xaxis={
            "range": [low, high],
            "tickvals": ticks,
            "ticktext": [signed_tick(v, places) for v in ticks],
            "title": {"text": t("{title}, difference in {unit}", title=title, unit=unit)},
        }
    )
    if materiality > 0:
        low, high = in_units([-materiality, materiality], SHARE)
        figure.band(low, high, PALE, 0.4)
        # Below the marks: a tint over them would change their colours.
        figure.shapes[-1]["layer"] = "below"
    figure.vertical(0, line={"color": SLATE, "width": 1.5}, layer="below")
