"""Every destination code that occurs has exactly one place in every standard made of it."""

import duckdb

from pipelines.checks.model import Check, Finding, failed, passed
from yardstick.text import mark

QUERY = """
SELECT m.destination::VARCHAR AS code, count(*) AS n
FROM mart_graduate_wave AS m
LEFT JOIN (SELECT code, count(*) AS places FROM core_destinations GROUP BY code) AS d
    ON d.code = m.destination
WHERE NOT m.excluded AND (
    d.places IS DISTINCT FROM 1 OR m.cn_2021 IS NULL OR m.cn_2024 IS NULL OR m.nace IS NULL
)
GROUP BY ALL ORDER BY n DESC LIMIT 1
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Name the most frequent code without a place."""
    if off := con.execute(QUERY).fetchone():
        return failed(
            mark(
                "Destination code {code} (graduates: {n}) has no single place in every standard. "
                "Give it one in the code list of destinations, or recode it in the mapping."
            ),
            code=off[0],
            n=f"{off[1]:,}",
        )
    return passed(mark("Every destination code has one place in every standard."))


CHECK = Check("one_place_each", run)
