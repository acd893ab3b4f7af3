"""Every rating of a course is counted once, or told: its course is not in the curriculum studied."""

from dataclasses import dataclass

import duckdb

from pipelines.checks.model import (
    Check,
    Finding,
    count,
    failed,
    miscounted,
    not_applicable,
    passed,
    warning,
)
from pipelines.problems import Message
from yardstick.text import Translator, mark

STAGED = """
SELECT count(*) FROM stg_course_ratings AS r
SEMI JOIN core_respondents AS p ON p.survey = r.survey AND p.respondent = r.respondent_id
"""
UNPLACED = """
SELECT problem, count(*) FROM core_course_ratings WHERE problem IS NOT NULL
GROUP BY problem ORDER BY count(*) DESC, problem
"""
#: Why a rating has no course, in words.
WHY = {
    "not_in_curriculum": mark("the curriculum has no such course: {n}"),
    "no_curriculum": mark("no curriculum of that programme and cohort is described: {n}"),
    "no_programme": mark("the programme is not known: {n}"),
    "several": mark("several curricula fit and have that course: {n}"),
}
ROWS = {
    "course_need": "mart_course_ratings",
    "course_importance": "mart_course_ratings WHERE importance IS NOT NULL",
    "course_met": "mart_course_ratings WHERE met IS NOT NULL",
}


@dataclass(frozen=True)
class Why(Message):
    """Reasons with their numbers, one after the other."""

    text: str = ""

    def say(self, t: Translator) -> str:
        """As the translator's language lists them."""
        found = [t(WHY[problem], n=n) for problem, n in self.values]
        return ("；" if t.lang == "zh" else "; ").join(found)


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Compare what was loaded with the mart and its histograms, and count what has no place."""
    loaded = count(con, STAGED)
    if not loaded:
        return not_applicable(mark("No ratings of courses were loaded."))
    unplaced = con.execute(UNPLACED).fetchall()
    lost = sum(n for _, n in unplaced)
    kept = count(con, "SELECT count(*) FROM mart_course_ratings")
    if loaded != kept + lost:
        return failed(
            mark("Ratings of courses that were loaded: {loaded}; in the snapshot: {kept}."),
            loaded=f"{loaded:,}",
            kept=f"{kept + lost:,}",
        )
    if wrong := miscounted(con, ROWS):
        return failed(
            mark("Ratings of courses: {n}; counted by the histogram of {column}: {found}."), **wrong
        )
    if not unplaced:
        return passed(mark("Every rating is of a course of the curriculum studied."))
    return warning(
        mark("Ratings of courses that are not counted: {lost} of {loaded} ({why})."),
        lost=f"{lost:,}",
        loaded=f"{loaded:,}",
        why=Why(values=tuple((problem, f"{n:,}") for problem, n in unplaced)),
    )


CHECK = Check("ratings_placed", run)
