"""Finds rows that repeat a key or point to a row that does not exist, and rejects them."""

from dataclasses import dataclass

import duckdb

from pipelines.load.tables import SCRATCH
from pipelines.load.wording import (
    OFTEN,
    OTHER_FILE,
    OTHER_ROW,
    ROW,
    VALUE,
    literal,
    name,
    person_like,
    quoted,
    sentence_sql,
    spared,
)
from pipelines.problems import Message, SourceError, SourceProblem
from yardstick.contracts import Contract, contracts
from yardstick.text import mark

FILE = "\x00file\x00"


@dataclass(frozen=True)
class Reference:
    """Columns that together must stand in another table. The last of them is the value told.

    Where it ``spares`` the row, only the value is left out.
    """

    table: str
    columns: tuple[str, ...]
    parent: str
    what: Message
    todo: Message
    spares: bool = False

    @property
    def column(self) -> str:
        return self.columns[-1]


_PROGRAMME = (
    Message.of(mark("the programme '{value}' is not in the table of programmes."), value=VALUE),
    Message.of(mark("Add the programme, or correct the code.")),
)
_GRADUATE = (
    Message.of(mark("its graduate is not in the table of graduates.")),
    Message.of(mark("Add the graduate, or correct the identifier.")),
)
_RESPONDENT = (
    Message.of(mark("its respondent is not in the table of respondents.")),
    Message.of(mark("Add the respondent, or correct the identifier.")),
)
_ITEM = (
    Message.of(
        mark("the item '{value}' is not in the table of items of this survey."), value=VALUE
    ),
    Message.of(mark("Add the item, or correct its code.")),
)
_CURRICULUM = (
    Message.of(
        mark("the curriculum '{value}' of its programme is not in the table of curricula."),
        value=VALUE,
    ),
    Message.of(mark("Add the curriculum, or correct its name.")),
)
_COURSE = (
    Message.of(
        mark("the course '{value}' is not in the table of courses of its curriculum."), value=VALUE
    ),
    Message.of(mark("Add the course, or correct its code.")),
)
_OF_CURRICULUM = ("programme_code", "curriculum")
_OF_ITEM = ("survey", "item")
_OF_RESPONDENT = ("survey", "respondent_id")
REFERENCES = (
    Reference("graduates", ("programme_code",), "programmes", *_PROGRAMME),
    Reference("enrolments", ("programme_code",), "programmes", *_PROGRAMME),
    Reference("outcomes", ("graduate_id",), "graduates", *_GRADUATE),
    Reference("survey_invitations", ("graduate_id",), "graduates", *_GRADUATE),
    # An answer says something whoever gave it: it stays, and is not linked.
    Reference("respondents", ("graduate_id",), "graduates", *_GRADUATE, spares=True),
    Reference("respondents", ("programme_code",), "programmes", *_PROGRAMME, spares=True),
    Reference("responses", _OF_RESPONDENT, "respondents", *_RESPONDENT),
    Reference("responses", _OF_ITEM, "items", *_ITEM),
    Reference("comments", _OF_RESPONDENT, "respondents", *_RESPONDENT),
    Reference("comments", _OF_ITEM, "items", *_ITEM),
    Reference("curricula", ("programme_code",), "programmes", *_PROGRAMME),
    Reference("courses", _OF_CURRICULUM, "curricula", *_CURRICULUM),
    Reference("curriculum_map", (*_OF_CURRICULUM, "course"), "courses", *_COURSE),
    Reference("objectives", _OF_CURRICULUM, "curricula", *_CURRICULUM),
    Reference("course_ratings", _OF_RESPONDENT, "respondents", *_RESPONDENT),
)


def reject_duplicates(con: duckdb.DuckDBPyConnection, labels: dict[int, str]) -> None:
    """Of the rows with one key keep the first (by file and row), reject the later ones."""
    for contract in contracts().values():
        _duplicates_of(con, contract, labels)


def _duplicates_of(
    con: duckdb.DuckDBPyConnection, contract: Contract, labels: dict[int, str]
) -> None:
    table = f"stg_{contract.table}"
    key = ", ".join(name(k) for k in contract.key)
    repeated = f"{SCRATCH}.repeated"
    con.execute(
        f"CREATE OR REPLACE TABLE {repeated} AS SELECT {key} FROM {table}"
        f" GROUP BY {key} HAVING count(*) > 1"
    )
    if not con.execute(f"SELECT count(*) FROM {repeated}").fetchone()[0]:
        return
    same = " AND ".join(f"s.{name(k)} IS NOT DISTINCT FROM r.{name(k)}" for k in contract.key)
    order = "PARTITION BY " + ", ".join(f"s.{name(k)}" for k in contract.key)
    order += " ORDER BY s._file, s._row, s._cell, s.rowid"
    con.execute(
        f"CREATE OR REPLACE TABLE {SCRATCH}.later AS SELECT * FROM (SELECT s.rowid AS at, s._file,"
        f" s._row, s._cell, s._target, s._check, row_number() OVER w AS nth,"
        " first_value(s._file) OVER w AS first_file, first_value(s._row) OVER w AS first_row,"
        " first_value(s._check) OVER w AS first_check"
        f" FROM {table} s JOIN {repeated} r ON {same} WINDOW w AS ({order})) WHERE nth > 1"
    )
    if con.execute(f"SELECT count(*) FROM {SCRATCH}.later WHERE _check <> first_check").fetchone()[
        0
    ]:
        raise SourceError(collision(contract.table))
    en, zh = sentence_sql(
        FILE,
        Message.of(
            mark("it repeats the key ({key}) of row {row} in {file}."),
            key=", ".join(contract.key),
            row=OTHER_ROW,
            file=OTHER_FILE,
        ),
        Message.of(mark("Only the first was loaded: delete or correct one of the two.")),
        {
            FILE: file_name("l._file"),
            ROW: "l._row",
            OTHER_ROW: "l.first_row",
            OTHER_FILE: file_name("l.first_file"),
        },
    )
    reject(con, table, f"{SCRATCH}.later l", "l", contract.key[0], "duplicate", (en, zh), labels)


def reject_orphans(con: duckdb.DuckDBPyConnection, labels: dict[int, str]) -> None:
    """Reject rows whose programme or graduate does not exist; parents go first."""
    for reference in REFERENCES:
        table = f"stg_{reference.table}"
        column, parent = name(reference.column), f"stg_{reference.parent}"
        same = " AND ".join(f"s.{name(c)} = p.{name(c)}" for c in reference.columns)
        con.execute(
            f"CREATE OR REPLACE TABLE {SCRATCH}.later AS SELECT s.rowid AS at, s._file, s._row,"
            f" s._cell, s._target, s.{column} AS value FROM {table} s ANTI JOIN {parent} p"
            f" ON {same} WHERE s.{column} IS NOT NULL"
        )
        if not con.execute(f"SELECT count(*) FROM {SCRATCH}.later").fetchone()[0]:
            continue
        often = (
            f"(count(*) OVER (PARTITION BY l.value) >= {OFTEN} AND NOT {person_like('l.value')})"
        )
        text = "l.value::VARCHAR"
        shown = f"CASE WHEN {often} THEN {text} ELSE {quoted(text, False)} END"
        found = {FILE: file_name("l._file"), ROW: "l._row", VALUE: shown}
        what = spared(reference.what) if reference.spares else reference.what
        sentences = sentence_sql(FILE, what, reference.todo, found)
        reject(
            con,
            table,
            f"{SCRATCH}.later l",
            "l",
            reference.column,
            "reference",
            (sentences[0], sentences[1]),
            labels,
            reference.spares,
        )


def file_name(file_id: str) -> str:
    return f"(SELECT m.file FROM meta_sources m WHERE m.file_id = {file_id})"


def reject(
    con: duckdb.DuckDBPyConnection,
    table: str,
    relation: str,
    alias: str,
    column: str,
    rule: str,
    sentences: tuple[str, str],
    labels: dict[int, str],
    spares: bool = False,
) -> None:
    """Log each row of ``relation`` once and delete it from its staging table, or its value."""
    known = "MAP {" + ", ".join(f"{k}: {literal(v)}" for k, v in labels.items()) + "}"
    con.execute(
        f"INSERT INTO {SCRATCH}.rejects SELECT DISTINCT {alias}._file, {alias}._target,"
        f" {known}[{alias}._target], {alias}._row, {alias}._cell, coalesce(m.n, 1),"
        f" {literal(column)}, {literal(rule)}, {sentences[0]}, {sentences[1]}, {spares}"
        f" FROM {relation} LEFT JOIN {SCRATCH}.merged m"
        f" ON m.target_id = {alias}._target AND m.row = {alias}._row"
    )
    these = f"rowid IN (SELECT {alias}.at FROM {relation})"
    if spares:
        con.execute(f"UPDATE {table} SET {name(column)} = NULL WHERE {these}")
        return
    con.execute(f"DELETE FROM {table} WHERE {these}")
    # A row that was kept without one of its values is not kept any more.
    con.execute(
        f"DELETE FROM {SCRATCH}.rejects WHERE kept AND (target_id, row, cell) IN"
        f" (SELECT ({alias}._target, {alias}._row, {alias}._cell) FROM {relation})"
    )


def collision(table: str) -> SourceProblem:
    return SourceProblem(
        table,
        None,
        Message.of(mark("two different identifiers have the same keyed hash.")),
        Message.of(mark("Nothing is published; build again with another key.")),
    )
