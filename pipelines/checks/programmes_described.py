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
                "Programme codes not in the programme table: {codes}, for instance {example}; "
                "graduates whose school and field are therefore not known: {n}."
            ),
            codes=codes,
            n=f"{graduates:,}",
            example=example,
        )
    return passed(mark("Every programme that graduates carry is described."))


CHECK = Check("programmes_described", run)
