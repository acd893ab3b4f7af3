"""A register without a census date cannot be compared with another year's."""

import duckdb

from pipelines.checks.model import Check, Finding, Years, not_applicable, passed, warning
from yardstick.text import mark

QUERY = """
SELECT DISTINCT cohort FROM meta_census WHERE source = 'registry' AND census_on IS NULL
ORDER BY cohort
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Name the cohorts whose register carries no date."""
    there = con.execute("SELECT count(*) FROM meta_census WHERE source = 'registry'").fetchone()[0]
    if not there:
        return not_applicable(mark("There is no destination register."))
    cohorts = [year for (year,) in con.execute(QUERY).fetchall()]
    if cohorts:
        return warning(
            mark(
                "The register of {cohorts} carries no census date: its rates must not be compared "
                "with another year's before the date is known."
            ),
            cohorts=Years(cohorts=tuple(cohorts)),
        )
    return passed(mark("Every register carries its census date."))


CHECK = Check("census_dates", run)
