"""Differences from a benchmark, a row each: dot with interval, shape by verdict, a second mark beside.

Draws the caterpillar of pooled effects with the raw differences, and the standing of one programme
on several outcomes.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from yardstick.figures.drawn import POINTS, Drawn, nothing
from yardstick.figures.marks import dots, lettered, points, rows_told
from yardstick.figures.sketch import Sketch
from yardstick.figures.standings import LOOKS, SHARE, gap, gap_axis, gap_span, in_units
from yardstick.figures.theme import GREY
from yardstick.inference.verdict import Standing
from yardstick.records import records
from yardstick.text import Translator
from yardstick.wording import missing, whole

MARK = 16


def gaps(
    rows: pd.DataFrame,
    t: Translator,
    *,
    title: str,
    kind: str = SHARE,
    materiality: float = 0.0,
    beside: str = "",
    codes: bool = False,
    verdicts: bool = True,
) -> Drawn:
    """Rows in the order given. Columns: name, difference, low, high, n, verdict; optional: raw (a
    second mark, named ``beside``), note (words instead of a mark), kind (of each row), code.

    Differences are fractions (shares) or log ratios (pay, ``kind`` log_pay). A row without a
    difference has its note and no mark. ``codes``: points carry the column ``code`` (programmes).
    ``verdicts``: their words stand behind the numbers; the shapes are drawn either way.
    """
    rows = rows.reset_index(drop=True)
    if rows.empty or not rows["difference"].notna().any():
        return nothing(t, _notes(rows, t))
    kinds = rows["kind"].tolist() if "kind" in rows else [kind] * len(rows)
    names, details = rows["name"].astype(str).tolist(), []
    for r, k in zip(records(rows), kinds, strict=True):
        details.append(_detail(r, k, beside, t, verdicts))
    figure = Sketch(300)
    places, hover = lettered(figure, names, details, mark=MARK)
    value, low, high, raw = (_drawn(rows, c, kinds) for c in ("difference", "low", "high", "raw"))
    # A row that has no difference has nothing to be set against the line of none.
    figure.strips = [s for s, v in zip(figure.strips, value, strict=True) if not np.isnan(v)]
    code = rows["code"].tolist() if codes else None
    if beside:
        points(
            figure,
            raw,
            places + 1,
            hover,
            symbol="diamond-open",
            size=10,
            colour=GREY,
            line={"width": 2},
            codes=code,
            name=beside,
        )
    for verdict, look in LOOKS.items():
        at = np.flatnonzero((rows["verdict"] == verdict).to_numpy() & ~np.isnan(value))
        if len(at):
            dots(figure, at, value, low, high, places, hover, look, code)
    gap_axis(figure, [*value, *low, *high, *raw], kind, t, title=title, materiality=materiality)
    if codes:
        figure.set(meta={POINTS: "programme"})
    return Drawn(figure.figure(), _alt(rows, names, details, title, materiality, beside, t))


def effects(
    frame: pd.DataFrame,
    names: Sequence[str],
    t: Translator,
    *,
    title: str,
    kind: str,
    reference: float,
    materiality: float = 0.0,
) -> Drawn:
    """Caterpillar of pooled effects (a Comparison's frame), highest first, raw marks beside.

    ``reference`` is the overall value; the raw mark is what was observed against it. Ordered by
    the pooled effect, which draws small programmes to the middle: not by the raw difference.
    """
    if frame.empty:
        return nothing(t)
    rows = pd.DataFrame(
        {
            "name": list(names),
            "code": frame["programme"].to_numpy(),
            "difference": frame["pooled"].to_numpy(dtype=float),
            "low": frame["pooled_low"].to_numpy(dtype=float),
            "high": frame["pooled_high"].to_numpy(dtype=float),
            "raw": raw_difference(frame, kind, reference),
            "n": frame["n"].to_numpy(dtype=float),
            "verdict": frame["verdict"].to_numpy(),
        }
    ).sort_values("difference", ascending=False, na_position="last", kind="stable")
    said = t("as observed")
    return gaps(rows, t, title=title, kind=kind, materiality=materiality, beside=said, codes=True)


def raw_difference(frame: pd.DataFrame, kind: str, reference: float) -> np.ndarray:
    """What was observed against the overall value: fractions, or log ratios of pay."""
    observed = frame["observed"].to_numpy(dtype=float)
    if kind == SHARE:
        return observed - reference
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log(observed / reference)


def _drawn(rows: pd.DataFrame, column: str, kinds: list[str]) -> np.ndarray:
    if column not in rows:
        return np.full(len(rows), np.nan)
    pairs = zip(rows[column].astype(float), kinds, strict=True)
    return np.array([float(in_units(v, k)) for v, k in pairs])


def _detail(row: dict, kind: str, beside: str, t: Translator, verdicts: bool) -> str:
    if missing(row["difference"]):
        note = row.get("note")
        return note if note and not missing(note) else t(LOOKS[Standing.NO_FIGURE].words)
    span = gap_span(row["low"], row["high"], kind, t)
    said = gap(row["difference"], kind, t)
    if span:
        said = t("{value} ({interval})", value=said, interval=span)
    said = t("{value}, base {n}", value=said, n=whole(row["n"]))
    look = LOOKS.get(row["verdict"])
    if look is not None and verdicts:
        said = t("{value}; {shape} {words}", value=said, shape=look.shape, words=t(look.words))
    if beside and not missing(row.get("raw")):
        said = t("{value}; ◇ {raw} {name}", value=said, name=beside, raw=gap(row["raw"], kind, t))
    return said


def _notes(rows: pd.DataFrame, t: Translator) -> str:
    if "note" not in rows:
        return ""
    return " ".join(dict.fromkeys(str(n) for n in rows["note"] if n and not missing(n)))


def _alt(rows, names, details, title, materiality, beside, t) -> str:
    text = t(
        "Differences with intervals, {n} rows. {title}. {said}.",
        n=len(rows),
        title=title,
        said=rows_told(names, details),
    )
    if materiality > 0:
        text += " " + t("The band marks differences too small to act on.")
    return text
