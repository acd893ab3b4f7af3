"""Values that no code list knows: listed with their count, never guessed."""

import duckdb

from pipelines.checks.model import Check, Finding, needs_person, passed
from yardstick.text import mark

QUERY = "SELECT coalesce(sum(n), 0)::BIGINT FROM meta_unmatched"


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Count the cells."""
    (cells,) = con.execute(QUERY).fetchone()
    if cells:
        return needs_person(
            mark(
                "Cells left blank because no code list has their value: {n}; the data page lists "
                "the values. Add them to the mapping's recode tables."
            ),
            n=f"{cells:,}",
        )
    return passed(mark("Every coded value is in its code list."))


CHECK = Check("nothing_unmatched", run)
