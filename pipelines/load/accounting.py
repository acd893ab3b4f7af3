"""Proves that no row was lost: read = loaded + rejected + excluded, for every file and target.

Each term is counted where the rows are and not derived from the others: read by the reader,
loaded in the staging table, rejected in the reject log, excluded by the mapping's own conditions.
"""

import duckdb

from pipelines.load.report import TargetCount
from pipelines.load.tables import SCRATCH
from pipelines.load.wording import NOT_SHOWN, literal
from pipelines.mapping_model import Target
from pipelines.problems import Message, SourceError, SourceProblem
from yardstick.contracts import contracts
from yardstick.text import mark

EXAMPLES = 5


def count(
    con: duckdb.DuckDBPyConnection,
    target: Target,
    target_id: int,
    label: str,
    file: str,
    file_id: int,
    read: int,
) -> TargetCount:
    """Count one target and write its row of ``meta_accounting``."""
    stage = f"stg_{target.table}"
    mine = f"_target = {target_id}"
    expanded = _one(con, f"SELECT count(*) FROM {stage} WHERE {mine}")
    if target.distinct:
        loaded = _one(
            con,
            f"SELECT coalesce(sum(n), 0)::BIGINT FROM {SCRATCH}.merged m SEMI JOIN"
            f" (SELECT _row FROM {stage} WHERE {mine}) s ON m.row = s._row"
            f" WHERE target_id = {target_id}",
        )
    elif target.count:
        loaded = _one(con, f"SELECT count(DISTINCT _row) FROM {stage} WHERE {mine}")
    else:
        loaded = expanded
    rejected = _one(
        con,
        "SELECT coalesce(sum(weight), 0)::BIGINT FROM (SELECT max(weight) AS weight"
        f" FROM {SCRATCH}.rejects WHERE target_id = {target_id} AND NOT kept GROUP BY row, cell)",
    )
    excluded = _one(
        con,
        "SELECT coalesce(sum(n), 0)::BIGINT FROM meta_exclusions"
        f" WHERE file_id = {file_id} AND target = {literal(label)}",
    )
    con.execute(
        f"INSERT INTO meta_accounting VALUES ({file_id}, ?, {read}, {loaded}, {rejected},"
        f" {excluded}, {expanded})",
        [label],
    )
    return TargetCount(file, label, read, loaded, rejected, excluded, expanded)


def _one(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return con.execute(query).fetchone()[0]


def refuse_lost_persons(
    con: duckdb.DuckDBPyConnection, file: str, label: str, target_id: int, table: str, said: str
) -> None:
    """Raise SourceError where a target with counts wrote another number than its rows stand for.

    ``said`` is SQL with ``_row`` and ``_n``: the count that the file says.
    """
    expected, written = con.execute(
        f"SELECT coalesce(sum(_n), 0)::BIGINT, (SELECT count(*) FROM stg_{table}"
        f" WHERE _target = {target_id}) FROM ({said}) s SEMI JOIN"
        f" (SELECT _row FROM stg_{table} WHERE _target = {target_id}) t ON s._row = t._row"
    ).fetchone()
    if expected != written:
        raise SourceError(
            SourceProblem(
                file,
                None,
                Message.of(
                    mark(
                        "persons whom the rows loaded for {target} stand for: {expected}, persons"
                        " written: {written}."
                    ),
                    target=label,
                    expected=expected,
                    written=written,
                ),
                Message.of(
                    mark("A person got lost on the way: nothing is published. Please report this.")
                ),
            )
        )


def refuse_lost_rows(counts: list[TargetCount]) -> None:
    """Raise SourceError where an account does not balance."""
    problems = [
        SourceProblem(
            c.file,
            None,
            Message.of(
                mark(
                    "rows read for {target}: {read}, but {loaded} loaded + {rejected} rejected"
                    " + {excluded} excluded make {sum}."
                ),
                read=c.read,
                target=c.target,
                loaded=c.loaded,
                rejected=c.rejected,
                excluded=c.excluded,
                sum=c.loaded + c.rejected + c.excluded,
            ),
            Message.of(
                mark("A row got lost on the way: nothing is published. Please report this.")
            ),
        )
        for c in counts
        if not c.balanced
    ]
    if problems:
        raise SourceError(problems)


def refuse_many_rejects(
    con: duckdb.DuckDBPyConnection, counts: list[tuple[Target, int, int, TargetCount]]
) -> None:
    """Raise SourceError where nothing was loaded, or more is bad than the mapping allows.

    Bad are rejected rows, and in any one column values that were left out: a column in another
    unit or date format than declared must not become a blank one.
    """
    problems = []
    for target, target_id, file_id, c in counts:
        offered = c.loaded + c.rejected
        problems += _left_out(con, target, target_id, file_id, c, offered)
        if c.rejected == 0 or (c.loaded and c.rejected <= target.max_rejected * offered):
            continue
        found = {"rejected": c.rejected, "offered": offered, "target": c.target}
        problems.append(
            SourceProblem(
                c.file,
                None,
                Message.of(
                    mark(
                        "rejected for {target}: {rejected} of {offered}, more than the {allowed}"
                        " allowed."
                    ),
                    allowed=f"{target.max_rejected:.0%}",
                    **found,
                )
                if c.loaded
                else Message.of(
                    mark(
                        "rejected for {target}: {rejected} of {offered}, so that nothing of it is"
                        " left."
                    ),
                    **found,
                ),
                Message.of(
                    mark("Correct the file or the mapping; the first row of each kind is below.")
                ),
            )
        )
        problems += _examples(con, target_id, "NOT kept")
    if problems:
        raise SourceError(problems)


def _left_out(
    con: duckdb.DuckDBPyConnection,
    target: Target,
    target_id: int,
    file_id: int,
    c: TargetCount,
    offered: int,
) -> list[SourceProblem]:
    problems: list[SourceProblem] = []
    # An unknown code in a required column has rejected its row already.
    optional = {x.name for x in contracts()[target.table].columns if not x.required}
    unmatched = (
        f"FROM meta_unmatched WHERE file_id = {file_id} AND target = {literal(c.target)}"
        f" AND list_contains({sorted(optional)}, column_name)"
    )
    for column, n in con.execute(
        "SELECT column_name, sum(n)::BIGINT FROM ("
        f"SELECT column_name, count(DISTINCT (row, cell)) AS n FROM {SCRATCH}.rejects"
        f" WHERE target_id = {target_id} AND kept GROUP BY ALL"
        f" UNION ALL SELECT column_name, sum(n) {unmatched} GROUP BY ALL)"
        " GROUP BY ALL ORDER BY ALL"
    ).fetchall():
        if n <= target.max_rejected * offered:
            continue
        problems.append(
            SourceProblem(
                c.file,
                None,
                Message.of(
                    mark(
                        "values in '{column}' that cannot be used for {target}: {n} of {offered},"
                        " more than the {allowed} allowed."
                    ),
                    column=column,
                    target=c.target,
                    n=n,
                    offered=offered,
                    allowed=f"{target.max_rejected:.0%}",
                ),
                Message.of(
                    mark("Correct the file or the mapping; the first row of each kind is below.")
                ),
            )
        )
        problems += _examples(con, target_id, f"kept AND column_name = {literal(column)}")
        values = con.execute(
            f"SELECT value {unmatched} AND column_name = {literal(column)}"
            f" ORDER BY n DESC, value LIMIT {EXAMPLES}"
        ).fetchall()
        codes = next(x.codes for x in contracts()[target.table].columns if x.name == column)
        problems += [
            _in_no_list(c.file, column, codes or column, v or NOT_SHOWN) for (v,) in values
        ]
    return problems


def _in_no_list(file: str, column: str, codes: str, value: str) -> SourceProblem:
    return SourceProblem(
        file,
        None,
        Message.of(
            mark("'{value}' in '{column}' is not in the code list '{codes}'."),
            value=value,
            column=column,
            codes=codes,
        ),
        Message.of(mark("Correct it, or add it to the recode table of the mapping.")),
    )


def _examples(con: duckdb.DuckDBPyConnection, target_id: int, which: str) -> list["Example"]:
    rows = con.execute(
        "SELECT arg_min(sentence_en, row), arg_min(sentence_zh, row)"
        f" FROM {SCRATCH}.rejects WHERE target_id = {target_id} AND {which}"
        " GROUP BY column_name, rule ORDER BY count(DISTINCT row) DESC"
        f" LIMIT {EXAMPLES}"
    ).fetchall()
    return [Example(en, zh) for en, zh in rows]


class Example(SourceProblem):
    """A sentence of the reject log that is already in both languages."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__("", None, Message(en), Message(zh))

    def sentence(self, lang: str) -> str:
        return self.todo.text if lang == "zh" else self.what.text
