"""Refuses a text column about graduates that is filled with people's names.

A column of text has no code list to be wrong by, so a mapping that names the wrong header would
publish whatever stands there. Chinese names can be told by their shape: a common surname and one
or two characters, which hardly an employer, a school or a route of entry is called by. Names in
Latin letters cannot be told from firms or places, and are not refused.
"""

import duckdb

from pipelines.load.identity import links
from pipelines.load.strand import Strand
from pipelines.load.wording import PERSON_LIKE, literal, name
from pipelines.problems import Message, SourceError, SourceProblem
from yardstick.text import mark

#: Rows looked at; different values that are enough to judge by; share of them that is too much.
LOOKED_AT, ENOUGH, TOO_MANY = 20_000, 20, 0.5


def refuse_names(con: duckdb.DuckDBPyConnection, strand: Strand, target_id: int) -> None:
    """Raise SourceError where most different values of a staged text column read like names.

    Comments are people's own words and are redacted elsewhere.
    """
    if not strand.identifiers or strand.contract.table == "comments":
        return
    problems = []
    for expression in strand.columns:
        column = expression.column
        if column.type != "text" or links(column):
            continue
        cell = name(column.name)
        different, alike = con.execute(
            f"SELECT count(*), count(*) FILTER (regexp_full_match(v, {literal(PERSON_LIKE)}))"
            f" FROM (SELECT DISTINCT {cell} AS v FROM (SELECT {cell} FROM"
            f" stg_{strand.contract.table} WHERE {strand.mine(target_id)} AND {cell} IS NOT NULL"
            f" LIMIT {LOOKED_AT}))"
        ).fetchone()
        if different >= ENOUGH and alike > TOO_MANY * different:
            problems.append(
                _names(strand.rows.file, expression.label, column.name, alike, different)
            )
    if problems:
        raise SourceError(problems)


def _names(file: str, header: str, column: str, alike: int, different: int) -> SourceProblem:
    return SourceProblem(
        file,
        None,
        Message.of(
            mark(
                "'{header}' reads like people's names (different values: {different}, like a name:"
                " {alike}), and '{column}' takes none."
            ),
            header=header,
            different=different,
            alike=alike,
            column=column,
        ),
        Message.of(mark("Name the header that is meant, in the mapping; names are never needed.")),
    )
