"""From staged tables to core tables, marts and cubes: runs the SQL files in order.

The staged tables (``stg_*``, ``meta_*``) may live in another database of the same connection that
the search path finds; everything is created in the current one.
"""

import duckdb

from pipelines.curricula import build_curricula_core, build_curricula_marts
from pipelines.lineage import Period, lineage
from pipelines.mapping_model import Institution
from pipelines.statements import sql
from pipelines.survey import build_survey_core, build_survey_cube, build_survey_marts
from pipelines.vocabulary import create_vocabulary
from pipelines.weights import create_weights
from yardstick.catalogue import DataColumn, data_columns
from yardstick.text import Bilingual, translator

CORE = (
    "core_programme_periods",
    "core_programme_cohorts",
    "core_graduates",
    "core_source_ranks",
    "core_activities",
    "core_outcomes",
    "core_invitations",
    "core_waves",
    "core_several",
    "core_registered",
    "core_observations",
)
MARTS = ("mart_graduate_wave",)
DIMENSIONS = (
    "dim_code",
    "dim_programme",
    "dim_cohort",
    "dim_wave",
    "core_benchmarks",
    "core_market",
)
REPORTS = ("meta_conflicts", "meta_census", "meta_population", "meta_presence_start")

#: Columns whose code list has a code for those outside the population, who stay visible there.
EXCLUDED = "excluded"
#: Respondents with a weight, the sum of their weights and of the squares, added up.
ADDED = ",\n    sum(wn)::BIGINT AS wn, sum(w) AS w, sum(w2) AS w2"
#: The same of rows that are alike, each with the weight of one of them.
WEIGHED = """,
    coalesce(sum(n) FILTER (weight IS NOT NULL), 0)::BIGINT AS wn,
    sum(n * weight) AS w,
    sum(n * weight * weight) AS w2"""
#: What columns compared between programmes are counted by besides.
FACTORS = "entry_band, origin"
#: For each column counted in the source: the counted column and the codes of its two parts.
COUNTED = {
    "graduation": ("graduated", "graduated", "not_graduated"),
    "degree": ("degrees", "awarded", "not_awarded"),
}


def create_lineage(con: duckdb.DuckDBPyConnection) -> None:
    """core_lineage: the series of every programme code (see :mod:`pipelines.lineage`)."""
    rows = con.execute(
        "SELECT programme_code, valid_from, valid_to, predecessor FROM stg_programmes"
    ).fetchall()
    periods = [
        Period(code, since, until, tuple(p.strip() for p in (before or "").split(";") if p.strip()))
        for code, since, until, before in rows
    ]
    named = con.execute(
        "SELECT programme_code, coalesce(name_en, name_zh, programme_code), "
        "coalesce(name_zh, name_en, programme_code) "
        "FROM stg_programmes ORDER BY valid_to NULLS LAST"
    ).fetchall()
    # The name a code had last stands in the notes.
    places = lineage(periods, {code: Bilingual(en, zh) for code, en, zh in named})
    con.execute(
        "CREATE TABLE core_lineage "
        "(programme_code VARCHAR, series VARCHAR, note_en VARCHAR, note_zh VARCHAR)"
    )
    en, zh = translator("en"), translator("zh")
    if places:
        con.executemany(
            "INSERT INTO core_lineage VALUES (?, ?, ?, ?)",
            [
                (
                    code,
                    p.series,
                    " ".join(note.say(en) for note in p.notes),
                    "".join(note.say(zh) for note in p.notes),
                )
                for code, p in places.items()
            ],
        )


def finely_counted() -> dict[str, DataColumn]:
    """Columns whose histograms are made of ``counted``, where graduates alike are one row."""
    return {
        name: column
        for name, column in data_columns().items()
        if not column.of_answers and (column.factors or (column.weighted and column.kind == "code"))
    }


def _count_finely(con: duckdb.DuckDBPyConnection) -> None:
    """The temporary table ``counted``."""
    found: dict[str, None] = {}
    for column in finely_counted().values():
        found |= dict.fromkeys([column.name, *column.dims])
        if column.event:
            found[column.event] = None
    con.execute(sql("counted", columns=", ".join(found)))


def _cube(con: duckdb.DuckDBPyConnection, column: DataColumn) -> None:
    if column.of_answers:
        build_survey_cube(con, column)
        return
    if column.kind == "count":
        counted, yes, no = COUNTED[column.name]
        con.execute(sql("cube_counts", column=column.name, counted=counted, yes=yes, no=no))
        return
    has_excluded = column.codes is not None and con.execute(
        "SELECT count(*) > 0 FROM core_codes WHERE list = ? AND code = ?",
        [column.codes, EXCLUDED],
    ).fetchone() == (True,)
    dims = "".join(f", {dim}" for dim in column.dims)
    event = f",\n    {column.event} AS event" if column.event else ""
    population = "" if has_excluded else "\nWHERE NOT excluded"
    filled = {"column": column.name, "event": event, "population": population}
    keys = f"cohort, programme_id, gender, wave{dims}"
    if column.name in finely_counted():
        finer = f"{keys}, {FACTORS}" if column.factors else keys
        table = f"{'factors' if column.factors else 'cube'}_{column.name}"
        weights = WEIGHED if column.weighted else ""
        con.execute(sql("factors", table=table, keys=finer, weights=weights, **filled))
    elif column.weighted:
        con.execute(sql("counted_weighted", table=f"cube_{column.name}", keys=keys, **filled))
    if column.weighted and not column.factors:
        return
    con.execute(
        sql(
            "cube_persons",
            column=column.name,
            dims=dims,
            # What is finely counted already is added up: the rows are read once.
            value="value" if column.factors else column.name,
            event=",\n    event" if column.factors and column.event else event,
            counted="sum(n)::BIGINT" if column.factors else "count(*)",
            weights=ADDED if column.weighted else "",
            rows=f"factors_{column.name}" if column.factors else f"mart_graduate_wave{population}",
        )
    )


def build_core(
    con: duckdb.DuckDBPyConnection, institution: Institution, into: str | None = None
) -> None:
    """Create core tables, then dimensions, the mart and the reports made of them.

    With ``into``, what is published is created in that attached database, and core tables stay
    in the first one of the search path.
    """
    create_vocabulary(con, institution)
    create_lineage(con)
    for name in CORE:
        con.execute(sql(name))
    build_survey_core(con)
    build_curricula_core(con)
    if into:
        path = con.execute("SELECT current_setting('search_path')").fetchone()[0]
        con.execute(f"SET search_path = '{into},{path}'")
    for name in (*MARTS, *DIMENSIONS, *REPORTS):
        con.execute(sql(name))
    create_weights(con)
    build_survey_marts(con)
    build_curricula_marts(con)
    con.execute("DROP TABLE core_respondent_weights")


def build_cubes(con: duckdb.DuckDBPyConnection) -> None:
    """Create one cube per column of the catalogue, and count what is informative in each."""
    _count_finely(con)
    for column in data_columns().values():
        _cube(con, column)
        wave = "NULL" if "wave" in column.without else "wave"
        con.execute(sql("meta_presence", column=column.name, wave=wave))
    con.execute("DROP TABLE counted")
