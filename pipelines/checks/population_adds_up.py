"""Every graduate that was loaded is in the mart once for each wave of the cohort."""

import duckdb

from pipelines.checks.model import Check, Finding, count, failed, not_applicable, passed
from yardstick.text import mark

EXPECTED = """
SELECT coalesce(sum(graduates), 0) FROM (SELECT cohort, count(*) AS graduates FROM stg_graduates GROUP BY cohort)
JOIN core_waves USING (cohort)
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Compare the mart with the staged graduates, counted independently of each other."""
    staged = count(con, "SELECT count(*) FROM stg_graduates")
    if not staged:
        return not_applicable(mark("No graduates were loaded."))
    kept = count(con, "SELECT count(*) FROM core_graduates")
    if staged != kept:
        return failed(
            mark("Graduates loaded: {staged}; arrived in the core table: {kept}."),
            staged=f"{staged:,}",
            kept=f"{kept:,}",
        )
    distinct = count(con, "SELECT count(DISTINCT graduate_id) FROM core_graduates")
    if distinct != kept:
        return failed(
            mark("Graduates who appear more than once in the population: {n}."),
            n=f"{kept - distinct:,}",
        )
    expected = count(con, EXPECTED)
    found = count(con, "SELECT count(*) FROM mart_graduate_wave")
    if expected != found:
        return failed(
            mark(
                "Graduates and waves make {expected} observations, but the mart has {found}: "
                "a source gives two records for one graduate and wave, or rows were lost."
            ),
            expected=f"{expected:,}",
            found=f"{found:,}",
        )
    return passed(mark("Every graduate is in the population once: {n}."), n=f"{kept:,}")


CHECK = Check("population_adds_up", run)
