"""Answers to questions that the filter before them leads past, and respondents who are linked."""

import duckdb

from pipelines.checks.model import Check, Finding, not_applicable, note, passed
from yardstick.text import mark

ANSWERED_ANYWAY = """
SELECT count(*), coalesce(arg_max(item_id::VARCHAR, n), '') FROM (
    SELECT a.item_id, count(*) OVER (PARTITION BY a.item_id) AS n
    FROM (SELECT DISTINCT survey, respondent, item_id FROM core_answers) AS a
    SEMI JOIN core_skipped AS s
        ON s.survey = a.survey AND s.respondent = a.respondent AND s.item_id = a.item_id)
"""


def run(con: duckdb.DuckDBPyConnection) -> Finding:
    """Count them: such answers stay, for they were given."""
    if con.execute("SELECT count(*) FROM core_items").fetchone() == (0,):
        return not_applicable(mark("No survey with items was loaded."))
    n, item = con.execute(ANSWERED_ANYWAY).fetchone()
    if not n:
        return passed(mark("Nobody answered a question that the filter before it leads past."))
    return note(
        mark(
            "Answers to questions that the filter before them leads past: {n}, most of them to "
            "{item}. They are counted as given; check asked_codes in the items."
        ),
        n=f"{n:,}",
        item=item,
    )


CHECK = Check("answers_routed", run)
