"""Weak courses: important in work, and meeting what it asks for clearly less than other courses.

Every rated course of the institution is set against all rated courses of its level by the one
verdict rule: the share of those who need it and say that it met the need, the standard deviation
were it that of the level, Benjamini-Hochberg over all courses that surely matter to more than half
(``data/catalogue/feedback.toml``). A rating goes with a course; it does not say what made it.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from yardstick.compare.cover import thin
from yardstick.compare.pool import POOLED
from yardstick.feedback.by_programme import CHOOSING
from yardstick.feedback.rules import load_rules
from yardstick.inference.proportion import normal_quantile
from yardstick.inference.redraw import DRAWS, NullFlags, null_flags
from yardstick.inference.standardise import Standardised, cell_means, indirect
from yardstick.inference.verdict import Called, Standing, call
from yardstick.measure import EVERYTHING, Filters, Reader, measure
from yardstick.measure.model import VISIBLE
from yardstick.measure.remember import remembered
from yardstick.measure.visible import visible_programmes

IMPORTANCE, FULFILMENT = "course.importance", "course.fulfilment"
#: Name of the rule, and the column whose presence says which cohorts rated courses.
RULE, COLUMN = "course", "course_need"
#: What no reader learns of whom the courses of others may not be told.
BENCHMARK = ("expected", "difference", "sd", "low", "high", "contribution", "p_below", "q")


@dataclass(frozen=True)
class Courses:
    """``frame``, one row per rated course of a programme: programme, course, level; importance with
    ``_low``, ``_high`` and ``_n``; fulfilment with ``_low``, ``_high``, ``n`` (who need it and say
    how well it was met), ``positive``; expected (all courses of the level), difference, sd, low,
    high (95 %), contribution, p_below, q, ``finding`` (a Standing; ``below`` is a weak course),
    status, reason. Shares are fractions.

    ``family``: courses judged together. ``withheld``: what other programmes' courses get may not be
    told to this reader. ``cohorts`` were pooled, at ``wave`` months after graduation.
    """

    frame: pd.DataFrame
    family: int
    cohorts: tuple[int, ...]
    wave: int | None
    withheld: bool = False

    def weak(self) -> pd.DataFrame:
        """The weak courses, the largest difference first."""
        rows = self.frame[self.frame["finding"] == Standing.BELOW]
        return rows.sort_values("difference", kind="stable").reset_index(drop=True)


@remembered
def rated_courses(reader: Reader, filters: Filters | None = None) -> Courses:
    """Every rated course of the programmes of the filters; the latest three cohorts of those that
    rated any, unless the filters name some."""
    filters = filters or Filters()
    every, cohorts, wave = _every(reader, filters)
    if every.empty:
        return Courses(_judged(every), 0, cohorts, wave)
    judged = _judged(every)
    family = int(judged["q"].notna().sum())
    names = judged["programme"].tolist()
    shown = visible_programmes(reader, filters, names, cohorts)
    withheld = _withheld(reader, judged, filters, names, cohorts)
    frame = judged[shown].reset_index(drop=True)
    if withheld:
        frame[list(BENCHMARK)] = np.nan
        frame["finding"] = Standing.NO_FIGURE.value
    return Courses(frame, family, cohorts, wave, withheld)


def null_courses(
    reader: Reader, filters: Filters | None = None, draws: int = DRAWS
) -> NullFlags | None:
    """How many courses chance alone would call weak: the same rule where all courses of a level
    meet the need equally often. None without ratings."""
    every, _, _ = _every(reader, filters or Filters())
    if every.empty:
        return None
    cell, n, met, asked = _counts(every)
    if not asked.any():
        return None

    def rule(unit: NDArray, cells: NDArray, n: NDArray, x: NDArray) -> NDArray[np.str_]:
        said = np.full(len(every), Standing.NO_FIGURE.value, dtype="<U20")
        said[asked] = _called(indirect(unit, cells, n, x, len(every), beside=False), asked).verdict
        return np.where(said == Standing.BELOW, said, Standing.CANNOT_TELL.value)

    rate = np.nan_to_num(cell_means(cell, n, met))
    return null_flags(np.arange(len(every)), cell, n, rate, rule, draws)


def _every(reader: Reader, filters: Filters) -> tuple[pd.DataFrame, tuple[int, ...], int | None]:
    """All rated courses of the institution, the cohorts pooled, and the wave."""
    everybody = Reader(reader.snapshot, EVERYTHING, reader.profile, reader.lang)
    whole = filters.with_(**dict.fromkeys(CHOOSING, ()), courses=())
    presence = reader.snapshot.info().presence.get(COLUMN, {})
    if not presence:
        return pd.DataFrame(), (), None
    by = ("programme", "course")
    first = measure(everybody, FULFILMENT, by, whole).frame
    wave = next((int(w) for w in first["wave_used"] if w is not None), None)
    known = sorted(c for (c, w), n in presence.items() if n > 0 and w == wave and c is not None)
    cohorts = filters.cohorts or tuple(known[-POOLED:])
    asked = whole.with_(cohorts=cohorts, wave=wave)
    found = measure(everybody, (IMPORTANCE, FULFILMENT), by, asked).frame
    found = found[found["programme"].notna()]
    met, need = (
        found[found["indicator"] == i].set_index(list(by)) for i in (FULFILMENT, IMPORTANCE)
    )
    need = need.reindex(met.index)
    programmes = reader.snapshot.info().programmes.sort_values("is_latest")
    levels = dict(zip(programmes["programme"], programmes["level"], strict=True))
    seen = met["status"].isin(VISIBLE) & met["value"].notna()
    frame = pd.DataFrame(
        {
            "importance": need["value"].astype(float),
            "importance_low": need["low"].astype(float),
            "importance_high": need["high"].astype(float),
            "importance_n": need["base"].astype(float),
            "fulfilment": met["value"].astype(float),
            "fulfilment_low": met["low"].astype(float),
            "fulfilment_high": met["high"].astype(float),
            "n": met["base"].astype(float),
            "positive": met["positive"].astype(float),
            "seen": seen,
            "status": met["status"],
            "reason": met["reason"],
        }
    ).reset_index()
    frame.insert(2, "level", frame["programme"].map(levels))
    return frame, cohorts, wave


def _counts(every: pd.DataFrame) -> tuple[NDArray, NDArray, NDArray, NDArray]:
    """Cell (the level), base and positives by course, and which courses are judged."""
    cell = pd.factorize(every["level"])[0]
    seen = every["seen"].to_numpy(dtype=bool)
    n = np.where(seen, every["n"].to_numpy(dtype=float), 0.0)
    met = np.where(seen, every["positive"].to_numpy(dtype=float), 0.0)
    important = every["importance_low"].to_numpy(dtype=float) > load_rules()[RULE].least
    return cell, n, met, seen & important


def _called(stand: Standardised, asked: NDArray) -> Called:
    """The verdict rule on the courses that are judged."""
    return call(
        stand.difference[asked],
        stand.sd[asked],
        stand.contribution[asked],
        load_rules()[RULE].points(0, 1),
        false_discovery=load_rules()[RULE].false_calls,
        expected=stand.expected[asked],
    )


def _judged(every: pd.DataFrame) -> pd.DataFrame:
    """Every course with what it is set against and what may be said of it."""
    if every.empty:
        return every.assign(**{c: [] for c in (*BENCHMARK, "finding", "programme", "course")})
    cell, n, met, asked = _counts(every)
    stand = indirect(np.arange(len(every)), cell, n, met, len(every), beside=False)
    called = _called(stand, asked)
    half = normal_quantile(0.95) * stand.sd
    p_below, q = np.full(len(every), np.nan), np.full(len(every), np.nan)
    p_below[asked], q[asked] = called.p_below, called.q_value
    finding = np.where(every["seen"], Standing.CANNOT_TELL.value, Standing.NO_FIGURE.value)
    finding = finding.astype("<U20")
    finding[asked] = called.verdict
    return every.assign(
        expected=stand.expected,
        difference=stand.difference,
        sd=stand.sd,
        low=stand.difference - half,
        high=stand.difference + half,
        contribution=stand.contribution,
        p_below=p_below,
        q=q,
        finding=finding,
    )


def _withheld(
    reader: Reader,
    every: pd.DataFrame,
    filters: Filters,
    names: list[str],
    cohorts: tuple[int, ...],
) -> bool:
    """Whether what the level's courses get would tell what programmes outside the scope get.

    Pools that differ in cohorts or gender could be subtracted from each other: whoever may not see
    everything is told of the usual one only, and there only where enough others stand behind it.
    """
    if reader.scope == EVERYTHING:
        return False
    outside = ~visible_programmes(reader, Filters(), names, cohorts)
    if not outside.any():
        return False
    if filters.cohorts or filters.genders or filters.wave is not None:
        return True
    others = every[outside]
    amounts = others.pivot_table(
        index="level", columns="programme", values="n", aggfunc="sum", fill_value=0.0
    )
    return bool(thin(amounts.to_numpy(dtype=float)).any())
