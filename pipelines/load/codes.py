"""Reads the answers of surveys as codes of the scales of their items; what is no answer leaves."""

import duckdb

from pipelines.load.items import scales_in
from pipelines.load.keys import FILE, file_name, reject
from pipelines.load.tables import SCRATCH
from pipelines.load.target import log_unmatched
from pipelines.load.wording import (
    OTHER_ROW,
    ROW,
    VALUE,
    quoted,
    sentence_sql,
)
from pipelines.problems import Message
from yardstick.text import mark

ITEM, SCALE, VERSION = "\x00item\x00", "\x00scale\x00", "\x00version\x00"
READ, LATER = f"{SCRATCH}.answers_read", f"{SCRATCH}.later"
_ITEMS = """
SELECT r.rowid AS at, r._file, r._row, r._cell, r._target, r.survey, r.respondent_id, r.item,
    coalesce(r.version, '1') AS version, r.code AS value, i.kind, i.scale, i.item IS NOT NULL AS known
FROM stg_responses r
LEFT JOIN stg_items i ON i.survey = r.survey AND i.item = r.item
    AND coalesce(i.version, '1') = coalesce(r.version, '1')
"""


def read_answers(con: duckdb.DuckDBPyConnection, labels: dict[int, str]) -> None:
    """Turn every staged answer into a code, and reject what the scale of its item does not have."""
    _reject_versions(con, labels)
    scales = scales_in(con)
    texts = con.execute(
        f"SELECT DISTINCT scale, value FROM ({_ITEMS}) WHERE scale IS NOT NULL"
    ).fetchall()
    con.execute(f"CREATE OR REPLACE TABLE {READ} (scale VARCHAR, value VARCHAR, code VARCHAR)")
    rows = [(s, v, scales[s].code(v) if s in scales else None) for s, v in texts]
    if rows:
        con.execute(
            f"INSERT INTO {READ} SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]),"
            " unnest(?::VARCHAR[])",
            [list(column) for column in zip(*rows, strict=True)],
        )
    _reject_unknown(con, labels)
    # Most lists hold codes already: only what is spelt otherwise is written again.
    if any(code not in (None, value) for _, value, code in rows):
        con.execute(
            f"UPDATE stg_responses SET code = a.code FROM ({_ITEMS}) AS r JOIN {READ} AS a"
            " ON a.scale = r.scale AND a.value = r.value AND a.code <> a.value"
            " WHERE stg_responses.rowid = r.at"
        )
    _reject_second(con, labels)
    con.execute(f"DROP TABLE {READ}")


def _found(con: duckdb.DuckDBPyConnection, query: str) -> bool:
    con.execute(f"CREATE OR REPLACE TABLE {LATER} AS {query}")
    return con.execute(f"SELECT count(*) > 0 FROM {LATER}").fetchone()[0]


def _leave(
    con: duckdb.DuckDBPyConnection,
    rule: str,
    what: Message,
    todo: Message,
    found: dict[str, str],
    labels: dict[int, str],
) -> None:
    places = {FILE: file_name("l._file"), ROW: "l._row", ITEM: "l.item", **found}
    en, zh = sentence_sql(FILE, what, todo, places)
    reject(con, "stg_responses", f"{LATER} l", "l", "code", rule, (en, zh), labels)


def _reject_versions(con: duckdb.DuckDBPyConnection, labels: dict[int, str]) -> None:
    if _found(con, f"SELECT * FROM ({_ITEMS}) WHERE NOT known OR kind = 'comment'"):
        _leave(
            con,
            "version",
            Message.of(
                mark("the item {item} has no version '{version}' that is answered by codes."),
                item=ITEM,
                version=VERSION,
            ),
            Message.of(mark("Add that version to the items, or correct it.")),
            {VERSION: quoted("l.version", False)},
            labels,
        )


def _reject_unknown(con: duckdb.DuckDBPyConnection, labels: dict[int, str]) -> None:
    """What no spelling of a scale knows is listed with its count, and never guessed."""
    query = (
        f"SELECT r.* FROM ({_ITEMS}) AS r LEFT JOIN {READ} AS a"
        " ON a.scale = r.scale AND a.value = r.value WHERE a.code IS NULL"
    )
    if not _found(con, query):
        return
    for file_id, target in con.execute(
        f"SELECT DISTINCT _file, _target FROM {LATER} ORDER BY ALL"
    ).fetchall():
        counted = (
            f"SELECT item AS c, value AS v, count(*) AS n FROM {LATER}"
            f" WHERE _file = {file_id} AND _target = {target} GROUP BY ALL"
        )
        log_unmatched(con, file_id, labels[target], counted)
    _leave(
        con,
        "scale",
        Message.of(
            mark("'{value}' is no answer of the scale '{scale}' of the item {item}."),
            value=VALUE,
            scale=SCALE,
            item=ITEM,
        ),
        Message.of(mark("Correct it, or add it to the labels or to says of the scale.")),
        {
            VALUE: quoted("l.value", False),
            SCALE: "l.scale",
        },
        labels,
    )


def _reject_second(con: duckdb.DuckDBPyConnection, labels: dict[int, str]) -> None:
    """Of an item that takes one answer the first counts."""
    several = (
        "(SELECT survey, respondent_id, item FROM stg_responses GROUP BY ALL HAVING count(*) > 1)"
    )
    query = (
        f"SELECT * FROM (SELECT *, first_value(_row) OVER w AS other, row_number() OVER w AS nth,"
        f" first_value(value) OVER w AS chosen FROM ({_ITEMS})"
        f" SEMI JOIN {several} USING (survey, respondent_id, item) WHERE kind = 'scale' WINDOW w AS"
        " (PARTITION BY survey, respondent_id, item ORDER BY _file, _row, _cell))"
        " WHERE nth > 1 AND value <> chosen"
    )
    if _found(con, query):
        _leave(
            con,
            "second",
            Message.of(
                mark("the item {item} takes one answer, and row {row} has another."),
                item=ITEM,
                row=OTHER_ROW,
            ),
            Message.of(mark("Only the first was loaded: delete or correct one of the two.")),
            {OTHER_ROW: "l.other"},
            labels,
        )
