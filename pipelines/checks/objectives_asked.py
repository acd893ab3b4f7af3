"""Objectives of programmes whose attainment nobody is asked about."""

import duckdb

from pipelines.checks.model import Check, Finding, count, not_applicable, passed, warning
from yardstick.text import mark

QUERY = """
SELECT count(*), coalesce(min(objective_id), '') FROM dim_objective AS o
ANTI JOIN dim_objective_item AS i ON i.objective_id = o.objective_id
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Count those without a known item, and name one."""
    if not count(con, "SELECT count(*) FROM dim_objective"):
        return not_applicable(mark("No objectives of programmes were loaded."))
    n, objective = con.execute(QUERY).fetchone()
    if not n:
        return passed(mark("Surveys ask about every objective."))
    return warning(
        mark(
            "Objectives without an item of any survey: {n}, for instance {objective}. Name the "
            "items as survey/item."
        ),
        n=f"{n:,}",
        objective=objective,
    )


CHECK = Check("objectives_asked", run)
