"""What was to be learnt, as a snapshot holds it: curricula, courses, competences, objectives."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from yardstick.measure.snapshot import Snapshot

TABLES = (
    *("dim_competence", "dim_curriculum", "dim_course", "dim_course_competence"),
    *("dim_course_scale", "dim_objective", "dim_objective_item", "cube_course_need"),
)


@dataclass(frozen=True)
class Studies:
    """Frames in display order; None where no source has them.

    ``curricula``: programme_id, programme_code, curriculum, cohort_from, cohort_to (missing: from
    the beginning, still), cohorts (of graduates who studied it). ``courses``: one row per course of a curriculum, ``course_id`` its key.
    ``course_competences``: course_id, competence, share (0 to 1). ``competences``: competence,
    label_en, label_zh, asked, place. ``objectives``: one row per objective, ``items`` the ids of
    the questions that ask about it. ``course_scales``: course_id, cohort, wave, side (importance or
    met), scale, respondent, scale_min, scale_max. ``order`` has the place of each course;
    ``answered`` the months after graduation at which anybody rated ("course", id).
    """

    curricula: pd.DataFrame | None = None
    courses: pd.DataFrame | None = None
    course_competences: pd.DataFrame | None = None
    competences: pd.DataFrame | None = None
    objectives: pd.DataFrame | None = None
    course_scales: pd.DataFrame | None = None
    order: dict[str, dict[str, int]] = field(default_factory=dict)
    answered: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)


def studies(snapshot: "Snapshot") -> Studies:
    """Curricula and what hangs on them; nothing of a snapshot of before there were any."""
    there = {
        name
        for (name,) in snapshot.rows(
            "SELECT table_name FROM duckdb_tables() WHERE list_contains(?, table_name)", [[*TABLES]]
        )
    }
    if there != set(TABLES):
        return Studies()

    def some(sql: str) -> pd.DataFrame | None:
        frame = snapshot.frame(sql)
        return None if frame.empty else frame

    courses = some(
        "SELECT * REPLACE (course_id::VARCHAR AS course_id) FROM dim_course ORDER BY place"
    )
    rated = snapshot.rows(
        "SELECT course::VARCHAR, list_sort(list(DISTINCT wave)) FROM cube_course_need GROUP BY ALL"
    )
    return Studies(
        curricula=some("SELECT * FROM dim_curriculum"),
        courses=courses,
        course_competences=some(
            "SELECT * REPLACE (course_id::VARCHAR AS course_id) FROM dim_course_competence"
        ),
        competences=some("SELECT * FROM dim_competence ORDER BY place"),
        objectives=some(
            "SELECT o.*, coalesce(i.items, []) AS items FROM dim_objective AS o LEFT JOIN ("
            "SELECT objective_id, list(item_id::VARCHAR ORDER BY item_id) AS items "
            "FROM dim_objective_item GROUP BY objective_id) AS i USING (objective_id) "
            "ORDER BY o.place"
        ),
        course_scales=some(
            "SELECT * REPLACE (course_id::VARCHAR AS course_id) FROM dim_course_scale"
        ),
        order={}
        if courses is None
        else {"course": {x: i for i, x in enumerate(courses["course_id"].tolist())}},
        answered={("course", course): tuple(waves) for course, waves in rated},
    )
