"""What is said to have taken a course's place is a course of the same programme."""

import duckdb

from pipelines.checks.model import Check, Finding, count, not_applicable, passed, warning
from yardstick.text import mark

QUERY = """
SELECT count(*), coalesce(min(course_id::VARCHAR), '') FROM dim_course
WHERE replaced_by IS NOT NULL AND (replaced_by_en IS NULL OR replaced_by = course)
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Count the courses whose replacement nobody knows, and name one."""
    if not count(con, "SELECT count(*) FROM dim_course"):
        return not_applicable(mark("No courses were loaded."))
    n, course = con.execute(QUERY).fetchone()
    if not n:
        return passed(mark("Every course that took another's place is known."))
    return warning(
        mark(
            "Courses replaced by one that no curriculum of their programme has: {n}, for instance "
            "{course}. Correct replaced_by in the courses."
        ),
        n=f"{n:,}",
        course=course,
    )


CHECK = Check("courses_replaced", run)
