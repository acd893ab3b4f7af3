"""Every cube counts exactly the graduates of the mart, cohort by cohort and wave by wave."""

import duckdb

from pipelines.checks.model import Check, Finding, failed, passed
from yardstick.catalogue import data_columns
from yardstick.text import mark

PEOPLE = """
CREATE OR REPLACE TEMP TABLE people AS
SELECT cohort, wave, excluded, count(*) AS n FROM mart_graduate_wave GROUP BY ALL
"""
QUERY = """
WITH cube AS (SELECT cohort, wave, sum(n) AS n FROM cube_{column} WHERE {inside} GROUP BY ALL),
mart AS (SELECT cohort, wave, sum(n) AS n FROM people WHERE NOT excluded GROUP BY ALL)
SELECT cohort, wave, mart.n, cube.n FROM mart FULL JOIN cube USING (cohort, wave)
WHERE mart.n IS DISTINCT FROM cube.n LIMIT 1
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Compare every cube of persons with the mart."""
    con.execute(PEOPLE)
    try:
        for name, column in data_columns().items():
            if column.kind == "count" or column.of_answers:
                continue
            inside = "value IS DISTINCT FROM 'excluded'" if column.kind == "code" else "true"
            inside = inside.replace("value", "value::VARCHAR")
            off = con.execute(QUERY.format(column=name, inside=inside)).fetchone()
            if off:
                return failed(
                    mark(
                        "Graduates of cohort {cohort} at {wave} months: {n}; counted by the "
                        "histogram of {column}: {found}."
                    ),
                    column=name,
                    cohort=off[0],
                    wave=off[1],
                    n=f"{off[2] or 0:,}",
                    found=f"{off[3] or 0:,}",
                )
    finally:
        con.execute("DROP TABLE IF EXISTS people")
    return passed(mark("Every histogram counts all graduates of its population."))


CHECK = Check("cubes_equal_mart", run)
