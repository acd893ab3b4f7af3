"""Values that no code list knows: listed with their count, never guessed."""

import duckdb

from pipelines.checks.model import Check, Finding, needs_person, passed
from yardstick.text import mark

QUERY = "SELECT count(*), coalesce(sum(n), 0)::BIGINT FROM meta_unmatched"


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Count the values and their cells."""
    values, cells = con.execute(QUERY).fetchone()
    if values:
        return needs_person(
            mark(
                "{values} values in {n} cells are in no code list and were left blank; "
                "the data page lists them. Add them to the mapping's recode tables."
            ),
            values=f"{values:,}",
            n=f"{cells:,}",
        )
    return passed(mark("Every coded value is in its code list."))


CHECK = Check("nothing_unmatched", run)
