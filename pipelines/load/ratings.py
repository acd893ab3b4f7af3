"""Reads ratings of courses as codes of the scales they name; what is no answer of these leaves."""

import duckdb

from pipelines.load.items import scales_in
from pipelines.load.keys import FILE, file_name, reject
from pipelines.load.tables import SCRATCH
from pipelines.load.target import log_unmatched
from pipelines.load.wording import ROW, VALUE, quoted, sentence_sql
from pipelines.problems import Message, SourceError, SourceProblem
from yardstick.text import mark

TABLE, SCALE = "stg_course_ratings", "\x00scale\x00"
#: What is rated, and the column with the code of its scale.
SIDES = {"importance": "importance_scale", "met": "met_scale"}
READ, LATER = f"{SCRATCH}.ratings_read", f"{SCRATCH}.later"
_FIRST = """
SELECT (SELECT m.file FROM meta_sources m WHERE m.file_id = r._file), r._row, r.{scale}
FROM {table} r
WHERE r.{side} IS NOT NULL AND (r.{scale} IS NULL OR r.{scale} NOT IN ({fit}))
QUALIFY row_number() OVER (PARTITION BY r.{scale} ORDER BY r._file, r._row) = 1
ORDER BY r._file, r._row
"""
_KNOWN = "SELECT scale FROM stg_scales"
_WITH_POSITIVES = "SELECT scale FROM stg_scales GROUP BY scale HAVING bool_or(positive = 'yes')"


def refuse_broken_ratings(con: duckdb.DuckDBPyConnection) -> None:
    """Raise SourceError for every scale that ratings name and that cannot be read by."""
    problems = []
    for side, scale in SIDES.items():
        for fit, said in ((_KNOWN, _no_scale), (_WITH_POSITIVES, _no_positives)):
            query = _FIRST.format(table=TABLE, side=side, scale=scale, fit=fit)
            rows = con.execute(query).fetchall()
            problems += [SourceProblem(file, row, *said(named, side)) for file, row, named in rows]
            if rows:
                break
    if problems:
        raise SourceError(dict.fromkeys(problems))


def _no_scale(scale: str | None, side: str) -> tuple[Message, Message]:
    what = mark("the scale '{scale}' of the ratings of courses is not in the table of scales.")
    if scale is None:
        what = mark("ratings of courses ({column}) name no scale.")
    return (
        Message.of(what, scale=scale or "", column=side),
        Message.of(mark("Add its answers there, or correct the code of the scale.")),
    )


def _no_positives(scale: str, side: str) -> tuple[Message, Message]:
    return (
        Message.of(
            mark("no answer of the scale '{scale}' of the ratings of courses is positive."),
            scale=scale,
        ),
        Message.of(mark("Mark those that are under positive in the table of scales.")),
    )


def read_ratings(con: duckdb.DuckDBPyConnection, labels: dict[int, str]) -> None:
    """Turn every staged rating into a code, and reject what its scale does not have."""
    if not con.execute(f"SELECT count(*) FROM {TABLE}").fetchone()[0]:
        return
    scales = scales_in(con)
    for side, scale in SIDES.items():
        texts = con.execute(
            f"SELECT DISTINCT {scale}, {side} FROM {TABLE} WHERE {side} IS NOT NULL"
        ).fetchall()
        read = [(s, v, scales[s].code(v)) for s, v in texts]
        con.execute(
            f"CREATE OR REPLACE TABLE {READ} AS SELECT unnest(?::VARCHAR[]) AS scale,"
            " unnest(?::VARCHAR[]) AS value, unnest(?::VARCHAR[]) AS code",
            [[row[i] for row in read] for i in range(3)],
        )
        of_answer = f"a.scale = r.{scale} AND a.value = r.{side}"
        if any(code is None for *_, code in read):
            con.execute(
                f"CREATE OR REPLACE TABLE {LATER} AS SELECT r.rowid AS at, r._file, r._row, r._cell,"
                f" r._target, r.{scale} AS scale, r.{side} AS value FROM {TABLE} AS r"
                f" JOIN {READ} AS a ON {of_answer} AND a.code IS NULL"
            )
            _reject(con, side, labels)
        # Most lists hold codes already: only what is spelt otherwise is written again.
        if any(code not in (None, value) for _, value, code in read):
            con.execute(
                f"UPDATE {TABLE} AS r SET {side} = a.code FROM {READ} AS a"
                f" WHERE {of_answer} AND a.code <> a.value"
            )
    con.execute(f"DROP TABLE {READ}")


def _reject(con: duckdb.DuckDBPyConnection, side: str, labels: dict[int, str]) -> None:
    """What no spelling of a scale knows is listed with its count, and never guessed."""
    for file_id, target in con.execute(
        f"SELECT DISTINCT _file, _target FROM {LATER} ORDER BY ALL"
    ).fetchall():
        counted = (
            f"SELECT '{side}' AS c, value AS v, count(*) AS n FROM {LATER}"
            f" WHERE _file = {file_id} AND _target = {target} GROUP BY ALL"
        )
        log_unmatched(con, file_id, labels[target], counted)
    places = {
        FILE: file_name("l._file"),
        ROW: "l._row",
        VALUE: quoted("l.value", False),
        SCALE: "l.scale",
    }
    en, zh = sentence_sql(
        FILE,
        Message.of(
            mark("'{value}' is no answer of the scale '{scale}', by which courses are rated."),
            value=VALUE,
            scale=SCALE,
        ),
        Message.of(mark("Correct it, or add it to the labels or to says of the scale.")),
        places,
    )
    reject(con, TABLE, f"{LATER} l", "l", side, "scale", (en, zh), labels)
