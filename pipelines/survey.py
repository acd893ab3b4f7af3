"""From staged surveys to answers and pairs: who was asked what, and what each answer counts as."""

import duckdb

from pipelines.comments import read_comments
from pipelines.keywords import write_keywords
from pipelines.statements import sql
from yardstick.catalogue import COMMENTS, DataColumn

CORE = (
    "core_items",
    "core_answer_codes",
    "core_listed",
    "core_respondents",
    "core_answers",
    "core_asked",
    "core_skipped",
)
#: After graduates and weights: respondents linked to a graduate carry the graduate's weight.
MARTS = (
    "core_respondent_weights",
    "dim_item",
    "dim_scale",
    "dim_pair",
    "cube_respondents",
    "mart_answers",
    "mart_pairs",
    "mart_comments",
    "dim_theme",
)
#: One ENUM each, in the order in which things are shown.
TYPES = {
    "code_item": "SELECT item_id FROM core_items ORDER BY place",
    "code_pair": (
        "SELECT survey || '/' || pair || '/' || version FROM core_items "
        "WHERE pair IS NOT NULL GROUP BY ALL ORDER BY min(place)"
    ),
}


#: Which rows of its mart a column counts: one per respondent, or every answer chosen.
COUNTED = {
    "answer_status": "first",
    "answer_code": "code IS NOT NULL",
    "answer_score": "first AND score IS NOT NULL",
    "course_importance": "importance IS NOT NULL",
    "course_met": "met IS NOT NULL",
}


def build_survey_core(con: duckdb.DuckDBPyConnection) -> None:
    """Create the core tables of surveys and the types of items, answers and pairs."""
    for name in CORE:
        con.execute(sql(name))
        if name == "core_items":
            _types(con)
    read_comments(con)


def _types(con: duckdb.DuckDBPyConnection) -> None:
    """Items and pairs as numbers of a type: answers are joined by them, many times."""
    for name, query in TYPES.items():
        con.execute(f"CREATE TYPE {name} AS ENUM ({query})")
    con.execute(
        "CREATE OR REPLACE TABLE core_items AS "
        "SELECT * REPLACE (item_id::code_item AS item_id) FROM core_items ORDER BY place"
    )


def build_survey_marts(con: duckdb.DuckDBPyConnection) -> None:
    """Create answers, pairs and comments with their dimensions; weights must be there.

    The temporary table core_respondent_weights stays, for whatever else respondents say.
    """
    for name in MARTS:
        con.execute(sql(name))
    write_keywords(con)


def build_survey_cube(con: duckdb.DuckDBPyConnection, column: DataColumn) -> None:
    """Create the cube of one column of answers, pairs or ratings of courses."""
    if column.mart == COMMENTS:
        con.execute(sql(f"cube_{column.name}"))
        return
    (dim,) = column.dims
    con.execute(
        sql(
            "cube_survey",
            column=column.name,
            dim=dim,
            mart=column.mart,
            key=f"{dim}_id",
            value=column.field,
            counted=COUNTED.get(column.name, "true"),
        )
    )
