"""The parts of a course that carry competences are parts of one course: they add up to 1 at most."""

import duckdb

from pipelines.checks.model import Check, Finding, count, not_applicable, passed, warning
from yardstick.text import mark

#: Shares are decimals: 0.1 + 0.2 + 0.7 is a hair over 1.
QUERY = """
SELECT count(*), coalesce(arg_max(course_id, total), ''), coalesce(max(total), 0) FROM (
    SELECT course_id::VARCHAR AS course_id, sum(share) AS total FROM dim_course_competence
    GROUP BY course_id HAVING sum(share) > 1 + 1e-9)
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Count the courses whose parts add up to more, and name the worst."""
    if not count(con, "SELECT count(*) FROM dim_course_competence"):
        return not_applicable(mark("No map of courses and competences was loaded."))
    n, course, total = con.execute(QUERY).fetchone()
    if not n:
        return passed(mark("The shares of every course add up to 1 at most."))
    return warning(
        mark(
            "Courses whose shares add up to more than 1: {n}, for instance {course} with {total}. "
            "They count for more than they are; correct the map of the curriculum."
        ),
        n=f"{n:,}",
        course=course,
        total=f"{total:g}",
    )


CHECK = Check("course_shares", run)
