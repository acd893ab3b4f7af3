"""Every answer that was loaded is in the mart, and every histogram of answers counts all of it."""

import duckdb

from pipelines.checks.model import Check, Finding, count, failed, miscounted, not_applicable, passed
from yardstick.text import mark

STAGED = """
SELECT count(*) FROM stg_responses AS r
SEMI JOIN core_respondents AS p ON p.survey = r.survey AND p.respondent = r.respondent_id
"""
ROWS = {
    "answer_status": "mart_answers WHERE first",
    "answer_code": "mart_answers WHERE code IS NOT NULL",
    "pair_gap": "mart_pairs",
    "comment_theme": "mart_comments CROSS JOIN dim_theme WHERE says",
}


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Compare what was loaded with the mart, and the mart with its histograms."""
    loaded = count(con, STAGED)
    if not count(con, "SELECT count(*) FROM core_items"):
        return not_applicable(mark("No survey with items was loaded."))
    kept = count(con, "SELECT count(*) FROM mart_answers WHERE code IS NOT NULL")
    if loaded != kept:
        return failed(
            mark("Answers of respondents that were loaded: {loaded}; in the snapshot: {kept}."),
            loaded=f"{loaded:,}",
            kept=f"{kept:,}",
        )
    if wrong := miscounted(con, ROWS):
        return failed(mark("Answers: {n}; counted by the histogram of {column}: {found}."), **wrong)
    return passed(mark("Every answer is counted once in each histogram of answers."))


CHECK = Check("answers_counted", run)
