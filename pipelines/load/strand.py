"""The SQL of one target of a mapping: cleaned texts, hashes, typed values, and the rules they broke."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.load.expressions import Expression, hash_column
from pipelines.load.tables import SCRATCH
from pipelines.load.value_rules import Rule
from pipelines.load.wording import name
from yardstick.contracts import Contract

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
