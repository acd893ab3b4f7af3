"""Runs all checks in a fixed order and writes what they found into the snapshot."""

import duckdb

from pipelines.checks import (
    answers_counted,
    answers_routed,
    census_dates,
    cohorts_in_validity,
    competences_asked,
    components_add_up,
    conflicts_counted,
    course_shares,
    courses_replaced,
    cubes_equal_mart,
    destinations_coded,
    graduation_counts,
    nothing_unmatched,
    objectives_asked,
    one_currency,
    one_place_each,
    population_adds_up,
    programmes_described,
    ratings_placed,
    respondents_linked,
    rows_accounted,
    waves_filled,
)
from pipelines.checks.model import Check, Finding
from yardstick.text import translator

CHECKS: tuple[Check, ...] = (
    rows_accounted.CHECK,
    population_adds_up.CHECK,
    one_place_each.CHECK,
    components_add_up.CHECK,
    cubes_equal_mart.CHECK,
    answers_counted.CHECK,
    nothing_unmatched.CHECK,
    programmes_described.CHECK,
    cohorts_in_validity.CHECK,
    destinations_coded.CHECK,
    conflicts_counted.CHECK,
    census_dates.CHECK,
    waves_filled.CHECK,
    one_currency.CHECK,
    graduation_counts.CHECK,
    respondents_linked.CHECK,
    answers_routed.CHECK,
    ratings_placed.CHECK,
    course_shares.CHECK,
    courses_replaced.CHECK,
    competences_asked.CHECK,
    objectives_asked.CHECK,
)


def run_checks(con: duckdb.DuckDBPyConnection) -> list[tuple[str, Finding]]:
    """Create meta_checks with one row per check; the findings by name."""
    findings = [(check.name, check.run(con)) for check in CHECKS]
    con.execute(
        'CREATE TABLE meta_checks ("check" VARCHAR, status VARCHAR, detail_en VARCHAR, '
        "detail_zh VARCHAR)"
    )
    en, zh = translator("en"), translator("zh")
    con.executemany(
        "INSERT INTO meta_checks VALUES (?, ?, ?, ?)",
        [(name, f.status.value, f.detail.say(en), f.detail.say(zh)) for name, f in findings],
    )
    return findings
