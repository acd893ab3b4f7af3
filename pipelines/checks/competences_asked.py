"""Competences that courses carry and no survey asks about in pairs: no gap leads to them."""

import duckdb

from pipelines.checks.model import Check, Finding, count, not_applicable, note, passed
from yardstick.text import mark

QUERY = """
SELECT count(*), coalesce(string_agg(competence, ', ' ORDER BY place), '')
FROM dim_competence AS d
ANTI JOIN dim_pair AS p ON p.competence = d.competence
WHERE d.competence IN (
    SELECT competence FROM dim_course_competence UNION SELECT competence FROM stg_competences)
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Name them."""
    described = "SELECT (SELECT count(*) FROM dim_course_competence) + (SELECT count(*) FROM {})"
    if not count(con, described.format("stg_competences")):
        return not_applicable(mark("No competences and no map of courses were loaded."))
    n, names = con.execute(QUERY).fetchone()
    if not n:
        return passed(mark("Surveys ask about every competence, how important and how attained."))
    return note(
        mark(
            "Competences that no survey asks about in pairs: {names}. Nothing can be said about "
            "gaps in them."
        ),
        names=names,
    )


CHECK = Check("competences_asked", run)
