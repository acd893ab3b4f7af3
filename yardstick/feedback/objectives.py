"""Objectives of a programme about five years out: what alumni and employers rate, against a threshold.

An objective belongs to a version of the curriculum, so only cohorts that studied it count. It is
judged within a window of years after graduation, at the one wave nearest to its middle: waves are
never mixed. Each side has its mean with interval, the spread of its answers and the share at or
above the threshold; the sides with a mean weigh alike in the verdict, which is given only where the
90 % interval lies on one side of the threshold (``inference/attainment.py``).

Source: T/CEEAA 001-2022, programme objectives as what graduates achieve about five years after
graduation; that means of both sides are judged against a threshold is common practice.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from yardstick.feedback.curricula import objectives
from yardstick.feedback.voice import ALUMNI, EMPLOYERS, cohorts_asked
from yardstick.inference.attainment import Judged
from yardstick.inference.attainment import objectives as attained
from yardstick.inference.proportion import wilson
from yardstick.measure import Filters, Reader, distribution, measure
from yardstick.measure.model import VISIBLE, Status

MEAN = "voice.mean"
#: Confidence of the interval that must clear the threshold.
SURE = 0.90


@dataclass(frozen=True)
class Window:
    """Years after graduation, both ends included; a wave belongs to the nearest full year."""

    first: int
    last: int

    def holds(self, wave: int) -> bool:
        """Whether a wave (months after graduation) lies in the window."""
        return self.first <= math.floor(wave / 12 + 0.5) <= self.last

    def nearest(self, waves: Sequence[int]) -> int | None:
        """The wave of the window nearest to its middle, the later of two; None without any."""
        middle = 6 * (self.first + self.last)
        inside = [w for w in waves if self.holds(w)]
        return min(inside, key=lambda w: (abs(w - middle), -w), default=None)


@dataclass(frozen=True)
class Rated:
    """What one side says of an objective. Means in points, shares as fractions.

    ``cohorts`` were asked at the wave; ``share`` is at or above the threshold; ``counts`` how many gave each score, the lowest first.
    Values are missing (NaN, empty) where ``status`` is not visible; ``reason`` says why.
    """

    side: str
    item: str
    wave: int
    cohorts: tuple[int, ...]
    n: float
    asked: float
    mean: float
    low: float
    high: float
    se: float
    ends: tuple[float, float]
    share: float
    share_low: float
    share_high: float
    counts: tuple[tuple[float, int], ...]
    judged: Judged
    status: Status
    reason: object


@dataclass(frozen=True)
class Objective:
    """One objective with both sides; None for a side nobody of which answered in the window.

    ``studied`` are the cohorts of the selection that studied the version of the curriculum;
    ``mean`` is that of the sides' means with its 90 % limits; ``judged`` says where it stands.
    """

    id: str
    curriculum: str
    code: str
    wording: str
    threshold: float
    window: Window
    studied: tuple[int, ...]
    alumni: Rated | None
    employers: Rated | None
    mean: float
    low: float
    high: float
    judged: Judged

    @property
    def cohorts(self) -> tuple[int, ...]:
        """Cohorts behind the figures."""
        return tuple(sorted({c for r in self.sides for c in r.cohorts}))

    @property
    def sides(self) -> tuple[Rated, ...]:
        return tuple(x for x in (self.alumni, self.employers) if x is not None)


def programmes_with_objectives(reader: Reader) -> tuple[str, ...]:
    """Series of programmes within the reader's scope that have objectives, in their order."""
    return tuple(dict.fromkeys(objectives(reader)["programme"]))


def judged_objectives(
    reader: Reader,
    programme: str,
    window: Window | None = None,
    filters: Filters | None = None,
) -> tuple[Objective, ...]:
    """Every objective of a programme, by version of the curriculum.

    ``window`` takes the place of the objectives' own. Of the filters cohorts and genders count.
    """
    filters = filters or Filters()
    rows = objectives(reader, programme, filters.cohorts).to_dict("records")
    info = reader.snapshot.info()
    asked = {} if info.items is None else info.items.set_index("item_id").to_dict("index")
    found: list[Objective] = []
    answers: dict[tuple, _Answers] = {}
    for row in rows:
        row["threshold"] = float("nan") if pd.isna(row["threshold"]) else float(row["threshold"])
        own = window or Window(int(row["years_first"]), int(row["years_last"]))
        cohorts = tuple(c for c in row["cohorts"] if not filters.cohorts or c in filters.cohorts)
        rated: dict[str, Rated] = {}
        for item in row["items"] if cohorts else ():
            wave = own.nearest(info.answered.get(("item", item), ()))
            if wave is None or item not in asked:
                continue
            key = (row["programme_id"], row["curriculum"], wave)
            if key not in answers:
                every = tuple(dict.fromkeys(i for r in rows for i in r["items"]))
                selected = filters.with_(
                    programmes=(programme,), cohorts=cohorts, items=every, wave=wave
                )
                answers[key] = _answers(reader, selected)
            side = asked[item]["respondent"]
            one = _rated(reader, asked[item], item, wave, row["threshold"], answers[key])
            # Of several questions, or versions of one, that which most answered speaks.
            if one is not None and (side not in rated or one.n >= rated[side].n):
                rated[side] = one
        found.append(_objective(row, own, cohorts, rated))
    return tuple(found)


@dataclass(frozen=True)
class _Answers:
    """By item: the mean with its status, the spread of the answers, the cohorts that were asked."""

    means: dict[str, dict]
    spread: dict[str, list[dict]]
    cohorts: dict[str, tuple[int, ...]]


def _answers(reader: Reader, filters: Filters) -> _Answers:
    means = measure(reader, [MEAN], ("item",), filters).estimates()
    spread = distribution(reader, "answer_code", ("item",), filters).frame
    rows: dict[str, list[dict]] = {}
    for r in spread.to_dict("records"):
        rows.setdefault(r["item"], []).append(r)
    return _Answers(
        {r["item"]: r for r in means.to_dict("records")},
        rows,
        cohorts_asked(reader, filters.items, filters),
    )


def _rated(
    reader: Reader,
    question: dict,
    item: str,
    wave: int,
    threshold: float,
    answers: _Answers,
) -> Rated | None:
    row = answers.means.get(item)
    if row is None or not row["population"] > 0:
        return None
    seen = row["status"] in VISIBLE
    ends = (float(question["scale_min"]), float(question["scale_max"]))
    scales = reader.snapshot.info().scales
    points = scales[scales["scale"] == question["scale"]].set_index("code")["score"].to_dict()
    counts: dict[float, int] = {}
    for r in answers.spread.get(item, []) if seen else []:
        score = points.get(str(r["code"]), float("nan"))
        if r["status"] in VISIBLE and score == score:
            counts[float(score)] = counts.get(float(score), 0) + int(r["n"])
    n = sum(counts.values())
    share, low, high = (float("nan"),) * 3
    if n and threshold == threshold:
        above = sum(k for score, k in counts.items() if score >= threshold - 1e-9)
        share = above / n
        low, high = (float(x) for x in wilson(above, n))
    se = row["sd"] / math.sqrt(row["base"]) if seen and row["sd"] > 0 else float("nan")
    value = float(row["value"]) if seen else float("nan")
    return Rated(
        side=question["respondent"],
        item=item,
        wave=wave,
        cohorts=answers.cohorts.get(item, ()),
        n=float(row["base"]),
        asked=float(row["population"]),
        mean=value,
        low=float(row["low"]),
        high=float(row["high"]),
        se=se,
        ends=ends,
        share=share,
        share_low=low,
        share_high=high,
        counts=tuple(sorted(counts.items())),
        judged=_verdict([value], [se], [float(row["base"])], ends[1], threshold)[3],
        status=row["status"],
        reason=row["reason"],
    )


def _objective(
    row: dict, window: Window, cohorts: tuple[int, ...], rated: dict[str, Rated]
) -> Objective:
    known = [r for r in rated.values() if not math.isnan(r.mean)]
    mean, low, high, judged = (float("nan"),) * 3 + (Judged.NO_FIGURE,)
    # Points of different scales are no points of one threshold.
    if known and len({r.ends for r in known}) == 1:
        mean, low, high, judged = _verdict(
            [r.mean for r in known],
            [r.se for r in known],
            [r.n for r in known],
            known[0].ends[1],
            row["threshold"],
        )
    return Objective(
        id=row["objective_id"],
        curriculum=str(row["curriculum"]),
        code=str(row["objective"]),
        wording=str(row["wording"]),
        threshold=row["threshold"],
        window=window,
        studied=cohorts,
        alumni=rated.get(ALUMNI),
        employers=rated.get(EMPLOYERS),
        mean=mean,
        low=low,
        high=high,
        judged=judged,
    )


def _verdict(
    means: list[float], errors: list[float], bases: list[float], highest: float, threshold: float
) -> tuple[float, float, float, Judged]:
    """Mean of the sides with 90 % limits in points, and where it stands to the threshold."""
    nothing = (float("nan"),) * 3 + (Judged.NO_FIGURE,)
    if np.isnan(means).any() or not highest > 0:
        return nothing
    line = threshold / highest if threshold == threshold else 1.0
    weights, df = np.full(len(means), 1 / len(means)), [[n - 1 for n in bases]]
    found = attained([means], [errors], weights, highest, line, SURE, df)
    mean, low, high = (float(x[0]) * highest for x in (found.attainment, found.low, found.high))
    judged = Judged(str(found.judged[0])) if threshold == threshold else Judged.NO_FIGURE
    return mean, low, high, judged
