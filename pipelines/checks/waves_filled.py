"""Waves of which only few graduates of the cohort are recorded: still under way, or a stray row."""

import duckdb

from pipelines.checks.model import Check, Finding, passed, too_early
from yardstick.text import mark

#: Below this share of the cohort a wave is not yet one. A convention of this project.
LEAST = 0.05

QUERY = """
SELECT w.cohort, w.wave, w.records, c.graduates
FROM core_waves AS w JOIN dim_cohort AS c USING (cohort)
WHERE w.records < ? * c.graduates
ORDER BY w.records / c.graduates, w.cohort, w.wave LIMIT 1
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Name the emptiest wave."""
    if off := con.execute(QUERY, [LEAST]).fetchone():
        return too_early(
            mark(
                "Cohort {cohort} has few records {wave} months after graduation ({n}; graduates: "
                "{graduates}): the wave is not complete yet, or its rows carry a wrong month."
            ),
            cohort=off[0],
            wave=off[1],
            n=f"{off[2]:,}",
            graduates=f"{off[3]:,}",
        )
    return passed(mark("Every wave of every cohort is filled."))


CHECK = Check("waves_filled", run)
