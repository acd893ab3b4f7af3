"""How many respondents of each survey are linked to a graduate: the others speak for themselves."""

import duckdb

from pipelines.checks.model import Check, Finding, not_applicable, note, passed
from yardstick.text import mark

LINKED = """
SELECT survey, count(graduate_id), count(*) FROM core_respondents
GROUP BY survey HAVING count(graduate_id) < count(*) ORDER BY survey
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Name the surveys with respondents who are not linked."""
    if con.execute("SELECT count(*) FROM core_respondents").fetchone() == (0,):
        return not_applicable(mark("No survey with items was loaded."))
    partly = con.execute(LINKED).fetchall()
    if not partly:
        return passed(mark("Every respondent is linked to a graduate."))
    return note(
        mark(
            "Respondents linked to a graduate, by survey: {surveys}. The others are counted on "
            "their own fields, and nothing links them to outcomes."
        ),
        surveys="; ".join(f"{name} {linked:,} / {n:,}" for name, linked, n in partly),
    )


CHECK = Check("respondents_linked", run)
