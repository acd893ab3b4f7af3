"""Pay in another currency than the institution's is left out, not converted."""

import duckdb

from pipelines.checks.model import Check, Finding, count, not_applicable, passed, warning
from yardstick.text import mark

QUERY = """
SELECT count(*) FROM stg_outcomes
WHERE pay_monthly IS NOT NULL AND currency <> (SELECT currency FROM core_institution)
    AND (SELECT currency FROM core_institution) <> ''
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Count what was left out."""
    if not count(con, "SELECT count(*) FROM stg_outcomes WHERE pay_monthly IS NOT NULL"):
        return not_applicable(mark("No record carries pay."))
    if n := count(con, QUERY):
        return warning(
            mark("Records with pay in another currency, left out of pay figures: {n}."),
            n=f"{n:,}",
        )
    return passed(mark("All pay is in one currency."))


CHECK = Check("one_currency", run)
