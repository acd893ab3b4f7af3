"""A register without a census date cannot be compared with another year's."""

import duckdb

from pipelines.checks.model import Check, Finding, not_applicable, passed, warning
from yardstick.text import mark

QUERY = """
SELECT string_agg(DISTINCT cohort::VARCHAR, ', ' ORDER BY cohort::VARCHAR)
FROM meta_census WHERE source = 'registry' AND census_on IS NULL
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Name the cohorts whose register carries no date."""
    there = con.execute("SELECT count(*) FROM meta_census WHERE source = 'registry'").fetchone()[0]
    if not there:
        return not_applicable(mark("There is no destination register."))
    cohorts = con.execute(QUERY).fetchone()[0]
    if cohorts:
        return warning(
            mark(
                "The register of {cohorts} carries no census date: its rates must not be compared "
                "with another year's before the date is known."
            ),
            cohorts=cohorts,
        )
    return passed(mark("Every register carries its census date."))


CHECK = Check("census_dates", run)
