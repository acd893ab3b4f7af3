"""Objectives of programmes whose attainment nobody is asked about, or by items that no survey has."""

import duckdb

from pipelines.checks.model import Check, Finding, count, not_applicable, passed, warning
from yardstick.text import mark

QUERY = """
SELECT count(*), coalesce(min(objective_id), '') FROM dim_objective AS o
ANTI JOIN dim_objective_item AS i ON i.objective_id = o.objective_id
"""
#: A name that no survey has would be passed over, and the objective judged by the others alone.
UNKNOWN = """
SELECT count(*), coalesce(min(item), ''), coalesce(arg_min(objective, item), '') FROM (
    SELECT programme_code || '/' || curriculum || '/' || objective AS objective,
        trim(unnest(string_split(items, ';'))) AS item
    FROM stg_objectives) AS named
WHERE item <> '' AND NOT EXISTS (FROM core_items AS i WHERE i.survey || '/' || i.item = named.item)
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Count items that no survey has, and objectives without any, and name one of each."""
    if not count(con, "SELECT count(*) FROM dim_objective"):
        return not_applicable(mark("No objectives of programmes were loaded."))
    n, objective = con.execute(QUERY).fetchone()
    unknown, item, whose = con.execute(UNKNOWN).fetchone()
    if unknown:
        return warning(
            mark(
                "Items that objectives name and no survey has: {unknown}, for instance {item} of the "
                "objective {whose}; objectives without any known item: {n}. Name the items as "
                "survey/item."
            ),
            unknown=f"{unknown:,}",
            item=item,
            whose=whose,
            n=f"{n:,}",
        )
    if not n:
        return passed(mark("Surveys ask about every objective."))
    return warning(
        mark(
            "Objectives without an item of any survey: {n}, for instance {objective}. Name the "
            "items as survey/item."
        ),
        n=f"{n:,}",
        objective=objective,
    )


CHECK = Check("objectives_asked", run)
