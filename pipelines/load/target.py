"""Applies one target of a mapping: one typed insert, then the rows that broke a rule leave."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import duckdb

from pipelines.load.expressions import Expression, Rule, compile_column, hash_column
from pipelines.load.row_rules import MADE_OF, row_rules
from pipelines.load.tables import SCRATCH
from pipelines.load.wording import (
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
)
from pipelines.mapping_model import ColumnMap, LongCell, Mapping, Target
from pipelines.problems import Message
from yardstick.contracts import Contract, contracts
from yardstick.text import mark

BAD, UNMATCHED, LEFT_OUT = 1, 2, 4
MOST_PERSONS = 1_000_000


@dataclass(frozen=True)
class Rows:
    """The text rows a target is made of: an SQL relation with ``_row`` and ``_cell``, and what a
    row must be to count (exclusions of the mapping)."""

    relation: str
    headers: tuple[str, ...]
    kept: str
    file: str
    file_id: int
    read: int
    #: Cells that each row of the file was made into, and the contract column that a cell fills.
    times: int = 1
    cell: str | None = None


@dataclass(frozen=True)
class Strand:
    """The SQL of one target, or of one wide column of it."""

    contract: Contract
    columns: tuple[Expression, ...]
    rules: tuple[Rule, ...]
    rows: Rows
    cell: int
    long: bool
    count: str | None
    distinct: bool
    empty: str

    @property
    def relation(self) -> str:
        """The text rows; with a count, each as many times as it stands for persons."""
        if not self.count:
            return self.rows.relation
        n = f"coalesce(TRY_CAST({self.count} AS DOUBLE), 1)"
        times = f"CASE WHEN {n} BETWEEN 1 AND {MOST_PERSONS} THEN {n}::BIGINT ELSE 1 END"
        return f"(SELECT *, unnest(range({times})) AS _i FROM {self.rows.relation})"

    def mine(self, target_id: int) -> str:
        """What picks the rows of this strand in the staging table."""
        return f"_target = {target_id}" + (f" AND _cell = {self.cell}" if self.long else "")

    @property
    def once(self) -> str:
        """What picks one copy of each source row."""
        return "_i = 0" if self.count else "TRUE"

    @property
    def identifiers(self) -> tuple[Expression, ...]:
        """The columns whose values are replaced by a keyed hash; the first tells rows apart."""
        return tuple(e for e in self.columns if e.column.type == "id")

    def texts(self, where: str) -> str:
        """The first layer: the cleaned text of every column."""
        texts = [f"{e.text} AS {e.text_name}" for e in self.columns]
        count = f", TRY_CAST({self.count} AS DOUBLE) AS _n" if self.count else ""
        return (
            f"SELECT _row, _cell + {self.cell} AS _cell{count}, {', '.join(texts)}"
            f" FROM {self.relation} WHERE {self.rows.kept}"
            f" AND NOT ({self.empty}) AND {where}"
        )

    def _hashed(self, where: str) -> str:
        """The texts, with the hashes of the identifiers beside them."""
        found = self.identifiers
        if not found:
            return f"SELECT *, NULL AS _check FROM ({self.texts(where)})"
        hashes = "".join(f", i{n}.hash AS {hash_column(one.column)}" for n, one in enumerate(found))
        joins = "".join(
            f" LEFT JOIN {SCRATCH}.identifiers i{n} ON t.{one.text_name} = i{n}.text"
            for n, one in enumerate(found)
        )
        return f"SELECT t.*{hashes}, i0.digits AS _check FROM ({self.texts(where)}) t{joins}"

    def _values(self, where: str) -> str:
        parsed = [f"{e.parsed} AS {name(f'p_{e.column.name}')}" for e in self.columns if e.parsed]
        values = [f"{e.value} AS {name(e.column.name)}" for e in self.columns]
        return (
            f"SELECT *, {', '.join(values)}"
            f" FROM (SELECT *{''.join(', ' + p for p in parsed)} FROM ({self._hashed(where)}))"
        )

    def flagged(self, where: str = "TRUE") -> str:
        """All layers, with ``_flag``: bit 1 for a broken rule that costs the row, bit 2 for an
        unmatched code, bit 4 for a value that is left out."""
        bad = _any_broken(r for r in self.rules if not r.spares)
        left_out = _any_broken(r for r in self.rules if r.spares)
        odd = " OR ".join(e.unmatched for e in self.columns if e.unmatched) or "FALSE"
        return (
            f"SELECT *, (CASE WHEN {bad} THEN {BAD} ELSE 0 END"
            f" + CASE WHEN {odd} THEN {UNMATCHED} ELSE 0 END"
            f" + CASE WHEN {left_out} THEN {LEFT_OUT} ELSE 0 END)::UTINYINT AS _flag"
            f" FROM ({self._values(where)})"
        )

    def insert_list(self) -> list[str]:
        """The value of each contract column in order; NULL where there is none or it is left out."""
        given = {e.column.name for e in self.columns}
        return [self._kept(c.name) if c.name in given else "NULL" for c in self.contract.columns]

    def _kept(self, column: str) -> str:
        rules = [r for r in self.rules if r.column == column and r.spares]
        if not rules:
            return name(column)
        # Hardly any row has the flag: the rules are looked at again only where it is set.
        left_out = f"_flag & {LEFT_OUT} <> 0 AND ({_any_broken(rules)})"
        return f"CASE WHEN {left_out} THEN NULL ELSE {name(column)} END"


def _any_broken(rules: Iterable[Rule]) -> str:
    return " OR ".join(f"coalesce({r.broken}, FALSE)" for r in rules) or "FALSE"


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
    code = impersonal("v", False)
    judged = (
        f"SELECT *, {code} AS code, avg(n) OVER (PARTITION BY c, {code}) AS usual FROM ({counted})"
    )
    shown = (
        f"CASE WHEN code OR (n >= {OFTEN} AND usual >= {OFTEN_ON_AVERAGE}"
        f" AND NOT {person_like('v')}) THEN v END"
    )
    con.execute(
        f"INSERT INTO meta_unmatched SELECT {file_id}, {literal(label)}, c, {shown},"
        f" sum(n)::BIGINT AS cells FROM ({judged}) GROUP BY c, {shown} ORDER BY cells DESC, 4"
    )
