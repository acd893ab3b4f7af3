"""More students cannot have graduated, or received a degree, than were due to."""

import duckdb

from pipelines.checks.model import Check, Finding, count, needs_person, not_applicable, passed
from yardstick.text import mark

QUERY = """
SELECT programme_code, year FROM stg_enrolments
WHERE stage = 'final' AND (graduated > enrolled OR degrees > enrolled)
ORDER BY ALL LIMIT 1
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Name the first programme and year; it is left out of the rates."""
    if not count(con, "SELECT count(*) FROM stg_enrolments WHERE stage = 'final'"):
        return not_applicable(mark("No enrolments of a final year were loaded."))
    if off := con.execute(QUERY).fetchone():
        return needs_person(
            mark(
                "Programme {programme} counts more graduates or degrees in {year} than students "
                "who were due to graduate; such rows are left out of the rates."
            ),
            programme=off[0],
            year=off[1],
        )
    return passed(mark("Graduation counts stay within the students due to graduate."))


CHECK = Check("graduation_counts", run)
