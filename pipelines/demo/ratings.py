"""How important alumni find the core courses they took, and how well these met what work requires."""

from functools import cache

import numpy as np
import pyarrow as pa

from pipelines.demo import truths
from pipelines.demo.columns import coded, frame
from pipelines.demo.curricula import curricula
from pipelines.demo.instrument import answers_of
from pipelines.demo.programmes import Programme

WAVE = 6
NEED, MET = "need5", "met4"
#: From this place on an answer to how important the course is asks for how well it was met.
IMPORTANT, CANNOT_SAY_NEED, CANNOT_SAY_MET = 2, 5, 4
#: Mean importance on five points of a course, and of one that is short of what work requires.
USUAL, WANTED = 3.7, 4.3
#: Share of those who need the course for whom it met the need.
MEETS, FAILS = 0.8, 0.3
BLANK, UNSURE = 0.01, 0.02
#: Share of ratings that name a course of another programme (a minor, or a slip).
STRAY, STRAY_COURSE = 0.004, "MG201"


def ratings(
    rng: np.random.Generator,
    catalogue: list[Programme],
    programme: np.ndarray,
    cohort: int,
    number: np.ndarray,
) -> pa.Table:
    """Rows of the export: one per respondent (``number``) and core course of the own curriculum."""
    codes, taken, weak = _plan(tuple(catalogue), cohort)
    who, course = np.nonzero(taken[programme])
    n = len(who)
    short = weak[programme[who], course]
    point = np.where(short, WANTED, USUAL) + 0.9 * rng.standard_normal(n)
    need = np.clip(np.rint(point), 1, 5).astype(np.int64) - 1
    luck = rng.random(n)
    need = np.select([luck < BLANK, luck < BLANK + UNSURE], [-1, CANNOT_SAY_NEED], need)
    well, strongly = rng.random(n) < np.where(short, FAILS, MEETS), rng.random(n) < 0.3
    met = np.where(well, 2 + strongly, 1 - strongly)
    luck = rng.random(n)
    met = np.select([luck < BLANK, luck < BLANK + UNSURE], [-1, CANNOT_SAY_MET], met)
    asked = (need >= IMPORTANT) & (need != CANNOT_SAY_NEED)
    stray = rng.random(n) < STRAY
    foreign = ~(np.array(codes) == STRAY_COURSE)[course] & ~_has(taken, codes)[programme[who]]
    rated = np.where(stray & foreign, codes.index(STRAY_COURSE), course)
    # Nobody is asked twice about one course.
    first = np.unique(who * len(codes) + rated, return_index=True)[1]
    kept = np.zeros(n, dtype=bool)
    kept[first] = True
    return frame(
        {
            "答卷编号": pa.array(number[who]),
            "课程代码": coded(rated, codes),
            "重要程度": coded(need, answers_of(NEED)),
            "满足程度": coded(np.where(asked, met, -1), answers_of(MET)),
        },
        kept,
    )


def _has(taken: np.ndarray, codes: list[str]) -> np.ndarray:
    """Whether each programme has the course that strays elsewhere."""
    return taken[:, codes.index(STRAY_COURSE)]


@cache
def _plan(
    catalogue: tuple[Programme, ...], cohort: int
) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Codes of all core courses; which of them each programme's cohort took; which are short."""
    plans = [
        k for k in curricula(list(catalogue))
        if (k.cohort_from or 0) <= cohort <= (k.cohort_to or 9999)
    ]  # fmt: skip
    own = {k.programme: [c.code for c in k.courses if c.core] for k in plans}
    # A renamed programme goes on with the curriculum of its old code.
    own |= {new: own[old] for old, new in truths.RENAMED.items() if old in own}
    codes = sorted({c for some in own.values() for c in some})
    taken = np.array([[c in own.get(p.code, ()) for c in codes] for p in catalogue])
    weak = np.array([[c in truths.WEAK_COURSES.get(p.code, ()) for c in codes] for p in catalogue])
    return codes, taken, weak
