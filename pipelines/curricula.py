"""From staged curricula to courses and their ratings: which course of which version was rated."""

import duckdb

from pipelines.statements import sql

CORE = (
    "core_curricula",
    "core_courses",
    "core_raters",
    "core_studies",
    "core_studied",
    "core_course_ratings",
)
#: After the marts of surveys: objectives name items, respondents carry their graduate's weight.
MARTS = (
    "dim_competence",
    "dim_curriculum",
    "dim_course",
    "dim_course_competence",
    "dim_course_scale",
    "dim_objective",
    "dim_objective_item",
    "mart_course_ratings",
)
#: Courses as numbers of a type, in the order in which they are shown: ratings are joined by them.
TYPE = "CREATE TYPE code_course AS ENUM (SELECT course_id FROM core_courses ORDER BY place)"


def build_curricula_core(con: duckdb.DuckDBPyConnection) -> None:
    """Create the core tables of curricula, courses and ratings; respondents must be there."""
    for name in CORE:
        con.execute(sql(name))
        if name == "core_courses":
            con.execute(TYPE)


def build_curricula_marts(con: duckdb.DuckDBPyConnection) -> None:
    """Create curricula, courses, objectives and ratings with their dimensions."""
    for name in MARTS:
        con.execute(sql(name))
