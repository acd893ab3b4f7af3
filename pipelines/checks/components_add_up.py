"""The components of the national rate add up to all graduates in the population, in both versions."""

import duckdb

from pipelines.checks.model import Check, Finding, count, failed, passed
from yardstick.text import mark

QUERY = """
WITH parts AS (
    SELECT cohort, wave, programme_id, sum(n) AS n FROM {cube}
    WHERE value <> 'excluded' GROUP BY ALL
),
people AS (
    SELECT cohort, wave, programme_id, count(*) AS n FROM mart_graduate_wave
    WHERE NOT excluded GROUP BY ALL
)
SELECT count(*) FROM people FULL JOIN parts USING (cohort, wave, programme_id)
WHERE people.n IS DISTINCT FROM parts.n
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Compare per cohort, wave and programme."""
    for column in ("cn_2021", "cn_2024"):
        if off := count(con, QUERY.format(cube=f"cube_{column}")):
            return failed(
                mark(
                    "The components of {column} do not add up to the graduates of their programme, "
                    "cohort and wave; such groups: {n}."
                ),
                column=column,
                n=f"{off:,}",
            )
    return passed(mark("The components of the destination rate add up to all graduates."))


CHECK = Check("components_add_up", run)
