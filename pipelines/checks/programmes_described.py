"""Programme codes that graduates carry but the programme table does not describe."""

import duckdb

from pipelines.checks.model import Check, Finding, needs_person, passed
from yardstick.text import mark

QUERY = """
SELECT count(DISTINCT p.programme_code), count(*), min(p.programme_code)
FROM core_graduates AS g JOIN dim_programme AS p USING (programme_id) WHERE NOT p.described
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Name one such code and count the graduates."""
    codes, graduates, example = con.execute(QUERY).fetchone()
    if codes:
        return needs_person(
            mark(
                "{codes} programme codes of {n} graduates are not in the programme table, for "
                "instance {example}: their school and field are not known."
            ),
            codes=codes,
            n=f"{graduates:,}",
            example=example,
        )
    return passed(mark("Every programme that graduates carry is described."))


CHECK = Check("programmes_described", run)
