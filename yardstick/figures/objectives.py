"""Objectives, a row each: means of alumni and employers with intervals beside the threshold."""

from collections.abc import Sequence

import numpy as np

from yardstick.feedback.objectives import Objective, Rated
from yardstick.figures.drawn import Drawn, nothing
from yardstick.figures.lettering import safe
from yardstick.figures.marks import Look, dots, points
from yardstick.figures.rows import Row, lay_rows
from yardstick.figures.sketch import Sketch
from yardstick.figures.theme import BLUE, GREY, INK, ORANGE, QUIET
from yardstick.inference.attainment import Judged
from yardstick.measure.model import SYMBOLS, Status
from yardstick.text import Translator, mark
from yardstick.wording import missing, whole

MARK, APART, KEY = 26, 6, 28
ALUMNI = Look("circle", BLUE, "●", mark("alumni"))
EMPLOYERS = Look("diamond", ORANGE, "◆", mark("employers"))
THRESHOLD = Look("line-ns", INK, "|", mark("threshold"))
#: How a verdict is written; the shape says it without the colour.
VERDICTS: dict[Judged, Look] = {
    Judged.REACHED: Look("triangle-up", BLUE, "▲", mark("reached")),
    Judged.MISSED: Look("triangle-down", ORANGE, "▼", mark("not reached")),
    Judged.UNDECIDED: Look("circle-open", GREY, "○", mark("cannot tell")),
    Judged.NO_FIGURE: Look("x", GREY, "–", mark("no figure")),
}


def verdict_text(judged: Judged, t: Translator) -> str:
    """A verdict with its shape."""
    look = VERDICTS[judged]
    return f"{look.shape} {t(look.words)}"


def mean_text(rated: Rated | None, t: Translator) -> str:
    """Mean and base of one side; its symbol where it is not shown."""
    if rated is None:
        return "–"
    if missing(rated.mean):
        return SYMBOLS[Status(rated.status)]
    said = t("{mean} ({n})", mean=f"{rated.mean:.2f}", n=whole(rated.n))
    return f"{said} {SYMBOLS[Status(rated.status)]}".strip()


def objective_rows(
    found: Sequence[Objective], names: Sequence[str], t: Translator, *, title: str
) -> Drawn:
    """Rows in the order given. A row without any mean has its words and no mark."""
    details = [_detail(o, t) for o in found]
    if not any(not missing(r.mean) for o in found for r in o.sides):
        return nothing(t)
    figure = Sketch(300)
    rows = [Row(n, d) for n, d in zip(names, details, strict=True)]
    places = np.array(lay_rows(figure, rows, mark=MARK, top=KEY))
    hover = [safe(f"{r.name}: {r.detail}") for r in rows]
    ends: list[float] = []
    for look, lift, get in (
        (ALUMNI, APART, lambda o: o.alumni),
        (EMPLOYERS, -APART, lambda o: o.employers),
    ):
        value, low, high = (_of(found, get, x) for x in ("mean", "low", "high"))
        at = np.flatnonzero(~np.isnan(value))
        ends += [*value, *low, *high]
        if len(at):
            dots(figure, at, value, low, high, places + lift, hover, look)
    lines = np.array([o.threshold for o in found])
    at = np.flatnonzero(~np.isnan(lines))
    if len(at):
        points(
            figure,
            lines[at],
            places[at],
            [t("threshold {value}", value=f"{lines[k]:.2f}") for k in at],
            symbol=THRESHOLD.symbol,
            size=MARK,
            colour=INK,
            line={"width": 2, "color": INK},
            name=THRESHOLD.words,
        )
    ends += list(lines)
    least, most = float(np.nanmin(ends)), float(np.nanmax(ends))
    pad = max((most - least) * 0.08, 0.1)
    key = "　".join(f"{x.shape} {t(x.words)}" for x in (ALUMNI, EMPLOYERS, THRESHOLD))
    figure.caption(key, QUIET)
    figure.set(xaxis={"range": [least - pad, most + pad], "nticks": 6, "title": {"text": title}})
    return Drawn(figure.figure(), _alt(names, details, title, t))


def _of(found: Sequence[Objective], get, name: str) -> np.ndarray:
    sides = [get(o) for o in found]
    return np.array([float("nan") if s is None else getattr(s, name) for s in sides], dtype=float)


def _detail(o: Objective, t: Translator) -> str:
    said = t(
        "alumni {alumni}, employers {employers}",
        alumni=mean_text(o.alumni, t),
        employers=mean_text(o.employers, t),
    )
    if missing(o.threshold):
        return said
    return t(
        "{said}; threshold {line}: {verdict}",
        said=said,
        line=f"{o.threshold:.2f}",
        verdict=verdict_text(o.judged, t),
    )


def _alt(names: Sequence[str], details: Sequence[str], title: str, t: Translator) -> str:
    said = [f"{n}: {d}" for n, d in zip(names, details, strict=True)]
    return t(
        "Means with intervals beside the threshold, {n} objectives. {title}. {said}.",
        n=len(names),
        title=title,
        said="; ".join(said),
    )
