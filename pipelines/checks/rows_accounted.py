"""Read = loaded + rejected + excluded for every file and target, and what was written is staged."""

import duckdb

from pipelines.checks.model import Check, Finding, failed, passed
from yardstick.contracts import contracts
from yardstick.text import mark

LOST = """
SELECT s.file, a.target, a.read, a.loaded, a.rejected, a.excluded
FROM meta_accounting AS a JOIN meta_sources AS s USING (file_id)
WHERE a.read <> a.loaded + a.rejected + a.excluded LIMIT 1
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Check the equation, then compare with the rows that are really there."""
    if off := con.execute(LOST).fetchone():
        return failed(
            mark(
                "{file}: rows read for {table}: {read}; but {loaded} loaded, {rejected} "
                "rejected and {excluded} excluded do not make {read}."
            ),
            file=off[0],
            table=off[1],
            read=f"{off[2]:,}",
            loaded=f"{off[3]:,}",
            rejected=f"{off[4]:,}",
            excluded=f"{off[5]:,}",
        )
    for table in contracts():
        said, there = con.execute(
            # A second target of one file into the same table is called "outcomes (2)".
            "SELECT (SELECT coalesce(sum(expanded), 0) FROM meta_accounting "
            "WHERE target = ? OR starts_with(target, ? || ' (')), "
            f"(SELECT count(*) FROM stg_{table})",
            [table, table],
        ).fetchone()
        if said != there:
            return failed(
                mark("{table}: rows written by the load: {said}; rows that are there: {there}."),
                table=table,
                said=f"{said:,}",
                there=f"{there:,}",
            )
    return passed(mark("Every row of every file is accounted for."))


CHECK = Check("rows_accounted", run)
