"""Values that no code list knows: listed with their count, never guessed."""

import duckdb

from pipelines.checks.model import Check, Finding, needs_person, passed
from pipelines.load.wording import NOT_SHOWN
from yardstick.text import mark

TOTAL = "SELECT coalesce(sum(n), 0)::BIGINT, count(*) FROM meta_unmatched"
#: A value that may be personal is not stored.
FIRST = """
SELECT column_name, value, sum(n)::BIGINT AS cells FROM meta_unmatched
GROUP BY column_name, value ORDER BY cells DESC, column_name, value LIMIT ?
"""
#: More are counted: the summary of a build stays on one screen.
MOST = 5


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Count the cells, and name the values that occur most."""
    cells, kinds = con.execute(TOTAL).fetchone()
    if not cells:
        return passed(mark("Every coded value is in its code list."))
    first = con.execute(FIRST, [MOST]).fetchall()
    values = ", ".join(f"{column} “{value or NOT_SHOWN}” {n:,}" for column, value, n in first)
    return needs_person(
        mark(
            "Cells left blank because no code list has their value: {n} ({values}; in all {kinds} "
            "values). Add them to the mapping's recode tables; values that may be personal are "
            "not shown."
        ),
        n=f"{cells:,}",
        values=values,
        kinds=f"{kinds:,}",
    )


CHECK = Check("nothing_unmatched", run)
