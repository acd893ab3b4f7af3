"""Applies one target of a mapping: one typed insert, then the rows that broke a rule leave."""

from collections.abc import Iterable
from dataclasses import replace

import duckdb

from pipelines.load.expressions import compile_column
from pipelines.load.row_rules import MADE_OF, row_rules
from pipelines.load.strand import BAD, LEFT_OUT, MOST_PERSONS, UNMATCHED, Rows, Strand
from pipelines.load.tables import SCRATCH
from pipelines.load.value_rules import Rule
from pipelines.load.wording import (
    MOST_WORDS,
    OFTEN,
    OFTEN_ON_AVERAGE,
    ROW,
    VALUE,
    impersonal,
    literal,
    name,
    person_like,
    quoted,
    sentence_sql,
    spared,
    word_like,
)
from pipelines.mapping_model import ColumnMap, LongCell, Mapping, Target
from pipelines.problems import Message
from yardstick.contracts import Contract, contracts
from yardstick.text import mark


def all_columns(contract: Contract, target: Target, headers: Iterable[str]) -> dict[str, ColumnMap]:
    """The maps of a target, with those of equal names where it asks for them."""
    maps = dict(target.columns)
    if target.same_names:
        for column in contract.columns:
            if column.name in headers:
                maps.setdefault(column.name, ColumnMap(header=column.name))
    return maps


def strands(target: Target, rows: Rows, mapping: Mapping, missing: tuple[str, ...]) -> list[Strand]:
    """The SQL of a target: one strand, or one for each of its wide columns."""
    contract = contracts()[target.table]
    maps = all_columns(contract, target, rows.headers)
    if not target.long:
        return [_strand(contract, target, maps, None, 0, rows, mapping, missing)]
    return [
        _strand(contract, target, maps, cell, i, rows, mapping, missing)
        for i, cell in enumerate(target.long)
    ]


def _strand(
    contract: Contract,
    target: Target,
    maps: dict[str, ColumnMap],
    cell: LongCell | None,
    number: int,
    rows: Rows,
    mapping: Mapping,
    missing: tuple[str, ...],
) -> Strand:
    one = "|| '|' || _i" if target.count else ""
    seed = f"{literal(f'{mapping.name}|{rows.file}|')} || _row {one}"
    empty = "FALSE"
    compiled = []
    for column in contract.columns:
        how = maps.get(column.name)
        units = how.units if how else ()
        if cell is not None:
            if column.name in cell.constants:
                how = ColumnMap(constant=cell.constants[column.name])
            elif how is not None and how.cell:
                how = ColumnMap(header=cell.header, missing=how.missing, units=cell.units)
                units = cell.units
        if how is None:
            continue
        label = how.header or column.name
        made = compile_column(column, how, units, label, mapping, missing, seed)
        if rows.cell == column.name or (cell is not None and how.header == cell.header):
            empty = f"{made.text} IS NULL"
        compiled.append(made)
    rules = [r for e in compiled for r in e.rules]
    count = None
    if target.count:
        count = f"nullif(trim({name(target.count)}), '')"
        rules.append(
            Rule(
                target.count,
                "count",
                f"(_n IS NULL OR _n < 1 OR _n <> floor(_n) OR _n > {MOST_PERSONS})",
                Message.of(
                    mark("the number of persons in '{column}' is not a whole number above 0."),
                    column=target.count,
                ),
                Message.of(mark("Correct it, or exclude the row in the mapping with a reason.")),
            )
        )
    given = {e.column.name for e in compiled}
    rules += row_rules(contract.table, given)
    # Without what it is required for, told apart by, or made of, a row says nothing.
    needed = {*contract.required, *contract.key, *MADE_OF.get(contract.table, ())}
    needed |= {column for column, how in maps.items() if how.cell}
    optional = {c.name for c in contract.columns} - needed
    return Strand(
        contract,
        tuple(compiled),
        tuple(replace(r, spares=True) if r.column in optional else r for r in rules),
        rows,
        number,
        cell is not None,
        count,
        target.distinct,
        empty,
    )


def insert(con: duckdb.DuckDBPyConnection, strand: Strand, target: Target, target_id: int) -> None:
    """Write the typed rows of a strand to its staging table, the failing ones still among them."""
    table = f"stg_{strand.contract.table}"
    tail = f"{strand.rows.file_id}, _row, {target_id}, _cell, _check, _flag"
    if target.distinct:
        _insert_distinct(con, strand, target_id)
    else:
        con.execute(
            f"INSERT INTO {table} SELECT {', '.join(strand.insert_list())}, {tail}"
            f" FROM ({strand.flagged()})"
        )


def _insert_distinct(con: duckdb.DuckDBPyConnection, strand: Strand, target_id: int) -> None:
    """Write each different row once, at its first source row; failing rows one by one."""
    table = f"stg_{strand.contract.table}"
    columns = ", ".join(name(c.name) for c in strand.contract.columns)
    listed = ", ".join(
        f"{value} AS {name(column.name)}"
        for value, column in zip(strand.insert_list(), strand.contract.columns, strict=True)
    )
    work = f"{SCRATCH}.work"
    con.execute(
        f"CREATE OR REPLACE TABLE {work} AS SELECT {listed}, _row, _cell,"
        f" _check, _flag FROM ({strand.flagged()})"
    )
    merged = (
        f"SELECT {columns}, min(_row) AS _row, min(_cell) AS _cell, any_value(_check) AS _check,"
        f" bit_or(_flag) AS _flag, count(*) AS _merged FROM {work} WHERE _flag & {BAD} = 0"
        f" GROUP BY {columns}"
    )
    con.execute(f"CREATE OR REPLACE TABLE {work}_merged AS {merged}")
    con.execute(
        f"INSERT INTO {SCRATCH}.merged SELECT {target_id}, _row, _merged FROM {work}_merged"
    )
    tail = f"{strand.rows.file_id}, _row, {target_id}, _cell, _check, _flag"
    con.execute(
        f"INSERT INTO {table} SELECT {columns}, {tail} FROM {work}_merged"
        f" UNION ALL SELECT {columns}, {tail} FROM {work} WHERE _flag & {BAD} <> 0"
    )
    con.execute(f"DROP TABLE {work}")
    con.execute(f"DROP TABLE {work}_merged")


def sort_out(con: duckdb.DuckDBPyConnection, strand: Strand, target_id: int, label: str) -> None:
    """Log the failing rows with every rule they broke, list unmatched codes, delete the failing."""
    table = f"stg_{strand.contract.table}"
    mine = strand.mine(target_id)
    flags = con.execute(f"SELECT bit_or(_flag) FROM {table} WHERE {mine}").fetchone()[0] or 0
    if flags & UNMATCHED:
        _log_unmatched(con, strand, target_id, label)
    if flags & (BAD | LEFT_OUT):
        _log_rejects(con, strand, target_id, label)
    if flags & BAD:
        con.execute(f"DELETE FROM {table} WHERE {mine} AND _flag & {BAD} <> 0")


def _failing(strand: Strand, target_id: int, bit: int) -> str:
    return (
        f"_row IN (SELECT _row FROM stg_{strand.contract.table}"
        f" WHERE {strand.mine(target_id)} AND _flag & {bit} <> 0) AND {strand.once}"
    )


def _log_rejects(
    con: duckdb.DuckDBPyConnection, strand: Strand, target_id: int, label: str
) -> None:
    texts = {
        e.column.name: quoted(e.text_name, e.column.type in ("integer", "number", "date"))
        for e in strand.columns
    }
    entries = []
    for rule in strand.rules:
        found = {ROW: "_row", VALUE: texts.get(rule.column, "''")}
        # The row may still be lost by another of its values.
        outcomes = [("FALSE", f"_flag & {BAD} <> 0", rule.what)]
        if rule.spares:
            outcomes.append(("TRUE", f"_flag & {BAD} = 0", spared(rule.what)))
        for kept, condition, what in outcomes:
            en, zh = sentence_sql(strand.rows.file, what, rule.todo, found)
            entries.append(
                f"CASE WHEN {rule.broken} AND {condition} THEN {{'c': {literal(rule.column)},"
                f" 'r': {literal(rule.name)}, 'en': {en}, 'zh': {zh}, 'k': {kept}}} END"
            )
    # Equal rows of a distinct target are staged once, but every one of them is told.
    where = strand.once if strand.distinct else _failing(strand, target_id, BAD | LEFT_OUT)
    con.execute(
        f"INSERT INTO {SCRATCH}.rejects SELECT {strand.rows.file_id}, {target_id},"
        f" {literal(label)}, _row, _cell, 1, e.c, e.r, e.en, e.zh, e.k FROM ("
        f"SELECT _row, _cell, unnest(list_filter([{', '.join(entries)}],"
        f" lambda x: x IS NOT NULL)) AS e FROM ({strand.flagged(where)})"
        f" WHERE _flag & {BAD | LEFT_OUT} <> 0)"
    )


def _log_unmatched(
    con: duckdb.DuckDBPyConnection, strand: Strand, target_id: int, label: str
) -> None:
    entries = ", ".join(
        f"CASE WHEN {e.unmatched} THEN {{'c': {literal(e.column.name)}, 'v': {e.text_name}}} END"
        for e in strand.columns
        if e.unmatched
    )
    odd = strand.flagged(_failing(strand, target_id, UNMATCHED))
    counted = (
        "SELECT e.c AS c, e.v AS v, count(*) AS n FROM (SELECT unnest(list_filter("
        f"[{entries}], lambda x: x IS NOT NULL)) AS e FROM ({odd})) GROUP BY ALL"
    )
    log_unmatched(con, strand.rows.file_id, label, counted)


def log_unmatched(con: duckdb.DuckDBPyConnection, file_id: int, label: str, counted: str) -> None:
    """List values that no list knows: ``counted`` gives column (c), value (v) and count (n).

    What may be personal is counted together, without a value.
    """
    code, word = impersonal("v", False), word_like("v")
    judged = (
        f"SELECT *, {code} AS code, {word} AS word,"
        f" avg(n) OVER (PARTITION BY c, {code}) AS usual,"
        f" avg(n) OVER (PARTITION BY c, {word}) AS usual_word,"
        f" count(*) OVER (PARTITION BY c, {word}) AS words FROM ({counted})"
    )
    names = f"word AND words > {MOST_WORDS} AND usual_word < {OFTEN_ON_AVERAGE}"
    shown = (
        f"CASE WHEN {names} THEN NULL"
        f" WHEN code OR (n >= {OFTEN} AND usual >= {OFTEN_ON_AVERAGE}"
        f" AND NOT {person_like('v')}) THEN v END"
    )
    con.execute(
        f"INSERT INTO meta_unmatched SELECT {file_id}, {literal(label)}, c, {shown},"
        f" sum(n)::BIGINT AS cells FROM ({judged}) GROUP BY c, {shown} ORDER BY cells DESC, 4"
    )
