"""Graduates whose cohort lies outside every period of validity of their programme."""

import duckdb

from pipelines.checks.model import Check, Finding, passed, warning
from yardstick.text import mark

QUERY = """
SELECT count(*), count(DISTINCT p.programme_code), min(p.programme_code)
FROM stg_graduates AS g
JOIN core_programme_cohorts AS p USING (programme_code, cohort)
WHERE p.years_off > 0
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """They were put into the nearest period."""
    graduates, codes, example = con.execute(QUERY).fetchone()
    if graduates:
        return warning(
            mark(
                "Graduates who finished outside the years of validity of their programme: {n}; "
                "programmes: {codes}, for instance {example}. The nearest period was taken."
            ),
            n=f"{graduates:,}",
            codes=codes,
            example=example,
        )
    return passed(mark("Every cohort lies within the validity of its programmes."))


CHECK = Check("cohorts_in_validity", run)
