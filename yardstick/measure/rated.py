"""On which scales courses were rated: a figure of ratings on different scales is none."""

import numpy as np

from yardstick.catalogue import DataColumn
from yardstick.measure.model import Filters
from yardstick.measure.snapshot import Info

#: Sides of a rating that a column rests on; any other column of ratings rests on both.
SIDES = {"course_importance": ("importance",), "course_met": ("met",)}
BOTH = ("importance", "met")
#: What makes two scales the same: whose answers, name, lowest and highest score.
_Scale = tuple[str, str, float, float]


def rated_ends(
    info: Info, column: DataColumn, keys: dict[str, np.ndarray], groups: int, filters: Filters
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """As ``answers.scale_ends`` gives them, for a column of ratings of courses.

    A scale may change between cohorts and waves while the course stays the same, so each group is
    judged by the ratings of its own cohorts and wave.
    """
    low, high = np.full(groups, np.nan), np.full(groups, np.nan)
    differ = np.zeros(groups, dtype=bool)
    used = _used(info, SIDES.get(column.name, BOTH))
    for g in range(groups):
        own = {d: (keys[d][g],) for d in ("course", "cohort", "wave") if d in keys}
        courses = own.get("course", filters.courses)
        cohorts = own.get("cohort", filters.cohorts)
        waves = own.get("wave", () if filters.wave is None else (filters.wave,))
        found: dict[str, set[_Scale]] = {}
        for course in courses:
            for cohort, wave, side, scale in used.get(course, ()):
                if (not cohorts or cohort in cohorts) and (not waves or wave in waves):
                    found.setdefault(side, set()).add(scale)
        differ[g] = any(len(scales) > 1 for scales in found.values())
        if len(found) == 1 and not differ[g]:
            ((_, _, low[g], high[g]),) = next(iter(found.values()))
    return low, high, differ


def _used(info: Info, sides: tuple[str, ...]) -> dict[str, list[tuple]]:
    """Cohort, wave, side and scale of the ratings of each course."""
    used: dict[str, list[tuple]] = {}
    if info.course_scales is None:
        return used
    for r in info.course_scales.to_dict("records"):
        if r["side"] in sides:
            cohort = None if r["cohort"] != r["cohort"] else r["cohort"]
            # What is missing equals nothing, not even itself: two such scales would seem to differ.
            ends = tuple(
                -1.0 if x is None or x != x else x for x in (r["scale_min"], r["scale_max"])
            )
            scale = (str(r["respondent"]), str(r["scale"]), *ends)
            used.setdefault(r["course_id"], []).append((cohort, r["wave"], r["side"], scale))
    return used
