"""The text rows a target is made of: a raw table, or what a SELECT makes of it, less exclusions."""

import duckdb

from pipelines.load.files import asked, lacking
from pipelines.load.sandbox import select_rows
from pipelines.load.strand import Rows, Strand
from pipelines.load.tables import SCRATCH
from pipelines.load.wording import name, text_list
from pipelines.mapping_model import Exclude, FileMap, Target
from pipelines.problems import Message, SourceError, SourceProblem
from pipelines.read import RawFile, unresolved
from yardstick.text import Bilingual, mark, translator

BLANK_ROW = mark("the row is blank")
EMPTY_CELL = mark("the cell is empty")


def raw_relation(raw: RawFile) -> str:
    """The raw table with the row number of the source file."""
    return (
        f"(SELECT rowid + {raw.first_row} AS _row, 0 AS _cell, * FROM {SCRATCH}.{name(raw.table)})"
    )


def _exclusions(file: FileMap, raw: RawFile) -> list[tuple[str, Bilingual]]:
    """Every condition that takes rows out, in order, with its reason."""
    conditions = [(_condition(e), e.reason) for e in file.excludes]
    if raw.blank_rows:
        cells = ", ".join(name(c) for c in raw.columns)
        conditions.insert(0, (f"coalesce({cells}) IS NULL", _both(BLANK_ROW)))
    return conditions


def _both(message: str) -> Bilingual:
    return Bilingual(translator("en")(message), translator("zh")(message))


def _condition(exclude: Exclude) -> str:
    cell = f"trim({name(exclude.column)})"
    parts = [f"{cell} IN ({text_list(exclude.values)})"] if exclude.values else []
    if exclude.blank:
        parts.append(f"nullif({cell}, '') IS NULL")
    return f"coalesce({' OR '.join(parts)}, FALSE)"


def kept(file: FileMap, raw: RawFile) -> str:
    """SQL that is true for a row that no exclusion takes out."""
    conditions = [f"NOT ({condition})" for condition, _ in _exclusions(file, raw)]
    return " AND ".join(conditions) or "TRUE"


def rows_of(
    con: duckdb.DuckDBPyConnection, file: FileMap, raw: RawFile, target: Target, file_id: int
) -> Rows:
    """The rows that ``target`` is made of; raises SourceError for headers it does not have."""
    if target.sql is None:
        return Rows(
            raw_relation(raw), raw.columns, kept(file, raw), raw.path_name, file_id, raw.rows
        )
    source = f"(FROM {raw_relation(raw)} WHERE {kept(file, raw)})"
    table, columns, again = select_rows(con, source, target.sql, target.table, raw.path_name)
    # Of what a star brought in nothing is quoted: where the header is wrong, it may be a person's.
    shown = tuple(c for c in columns if c in target.sql)
    problems = [
        lacking(raw.path_name, header, shown)
        for header in sorted(set(asked(target)))
        if header not in columns
    ]
    if problems:
        raise SourceError(problems)
    return Rows(table, columns, "TRUE", raw.path_name, file_id, raw.rows + again)


def log_exclusions(
    con: duckdb.DuckDBPyConnection, file: FileMap, raw: RawFile, strands: list[Strand], label: str
) -> None:
    """Count what each exclusion took out of a target; the first condition that holds counts."""
    file_id = strands[0].rows.file_id
    conditions = _exclusions(file, raw)
    for i, (condition, reason) in enumerate(conditions):
        earlier = "".join(f" AND NOT ({c})" for c, _ in conditions[:i])
        n = con.execute(
            f"SELECT count(*) FROM {raw_relation(raw)} WHERE ({condition}){earlier}"
        ).fetchone()[0]
        _log(con, file_id, label, reason, n * len(strands) * strands[0].rows.times)
    empty = 0
    for strand in strands:
        if strand.long or strand.rows.cell:
            empty += con.execute(
                f"SELECT count(*) FROM {strand.rows.relation}"
                f" WHERE {strand.rows.kept} AND ({strand.empty})"
            ).fetchone()[0]
    _log(con, file_id, label, _both(EMPTY_CELL), empty)


def _log(
    con: duckdb.DuckDBPyConnection, file_id: int, label: str, reason: Bilingual, n: int
) -> None:
    if n:
        con.execute(
            "INSERT INTO meta_exclusions VALUES (?, ?, ?, ?, ?)",
            [file_id, label, reason.en, reason.zh, n],
        )


def respelt_links(con: duckdb.DuckDBPyConnection, strand: Strand) -> list[SourceProblem]:
    """How many identifiers were read without marks that cannot be seen, as sentences."""
    columns = [e for e in strand.columns if e.respelt]
    if not columns:
        return []
    counts = ", ".join(f"count(*) FILTER ({e.respelt})" for e in columns)
    found = con.execute(
        f"SELECT {counts} FROM {strand.rows.relation} WHERE {strand.rows.kept}"
    ).fetchone()
    return [
        SourceProblem(
            strand.rows.file,
            None,
            Message.of(
                mark(
                    "cells in '{column}' that are written with invisible or full-width characters:"
                    " {n}."
                ),
                column=e.label,
                n=n,
            ),
            Message.of(
                mark(
                    "They were read as if written without them. If two different codes are meant,"
                    " make the difference visible."
                )
            ),
        )
        for e, n in zip(columns, found, strict=True)
        if n
    ]


def refuse_suspects(con: duckdb.DuckDBPyConnection, file: FileMap, raw: RawFile) -> None:
    """Raise SourceError for rows that are no records and that the mapping left in."""
    if not raw.suspects:
        return
    suspects = [p.row for p in raw.suspects if p.row is not None]
    excluded = set()
    if suspects:
        rows = con.execute(
            f"SELECT _row FROM {raw_relation(raw)} WHERE NOT ({kept(file, raw)})"
            f" AND _row IN ({', '.join(map(str, suspects))})"
        ).fetchall()
        excluded = {row for (row,) in rows}
    problems = unresolved(raw, excluded)
    if problems:
        raise SourceError(problems)
