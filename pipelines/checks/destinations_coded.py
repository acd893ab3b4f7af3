"""Graduates of a register without a destination: waiting has a code, silence has none."""

import duckdb

from pipelines.checks.model import Check, Finding, needs_person, not_applicable, passed
from yardstick.text import mark

QUERY = """
SELECT m.cohort, m.wave, count(*) AS graduates, count(*) FILTER (WHERE m.cn_2024 = 'uncoded') AS n
FROM mart_graduate_wave AS m
SEMI JOIN (SELECT cohort, wave FROM meta_census WHERE source = 'registry') AS r
    ON r.cohort = m.cohort AND r.wave = m.wave
WHERE NOT m.excluded
GROUP BY ALL
"""
WORST = """
SELECT cohort, wave, n, sum(n) OVER () AS all_uncoded, count(*) OVER () AS observations
FROM ({query}) ORDER BY n DESC, cohort, wave LIMIT 1
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Count those without a code where there is a register."""
    worst = con.execute(WORST.format(query=QUERY)).fetchone()
    if worst is None:
        return not_applicable(mark("There is no destination register."))
    cohort, wave, n, total, _ = worst
    if total:
        return needs_person(
            mark(
                "Graduates in a register without a destination code: {total}, most of them in "
                "cohort {cohort} at {wave} months ({n}). Code them, or code 70 if they are waiting."
            ),
            total=f"{int(total):,}",
            cohort=cohort,
            wave=wave,
            n=f"{int(n):,}",
        )
    return passed(mark("Every graduate in a register has a destination code."))


CHECK = Check("destinations_coded", run)
