"""Loads every file of every mapping: read, type, reject, account."""

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from pipelines.load import accounting, identifiers, keys, quick, redaction, tables
from pipelines.load.codes import read_answers
from pipelines.load.files import check_headers, found_files
from pipelines.load.identifiers import hash_new
from pipelines.load.instrument import refuse_broken_instruments
from pipelines.load.items import items_in, scales_in
from pipelines.load.names import refuse_names
from pipelines.load.ratings import read_ratings, refuse_broken_ratings
from pipelines.load.report import NOBODY, LoadReport, TargetCount
from pipelines.load.rows import log_exclusions, refuse_suspects, respelt_links, rows_of
from pipelines.load.scales import refuse_wrong_scale
from pipelines.load.strand import Rows, Strand
from pipelines.load.target import insert, sort_out, strands
from pipelines.load.unfold import item_rows
from pipelines.load.wording import name
from pipelines.mapping_model import FileMap, Mapping, Target
from pipelines.problems import Message, SourceProblem
from pipelines.read import FileSpec, Plan, RawFile, read_file, read_quickly
from pipelines.read.layout import Layout
from yardstick.contracts import contracts
from yardstick.text import mark

Progress = Callable[[Message], None]


class _Load:
    """One load while it runs."""

    def __init__(
        self, con: duckdb.DuckDBPyConnection, key: bytes, progress: Progress | None
    ) -> None:
        self.con, self.key, self.progress = con, key, progress
        self.home = con.execute("SELECT current_database()").fetchone()[0]
        self.targets: list[tuple[Target, str, RawFile, int, int]] = []
        self.notices: list[SourceProblem] = []
        self.provided: set[tuple[str, str]] = set()
        self.files = 0
        #: Items and scales beside mappings that are loaded, and the number of their file.
        self.instruments: dict[Path, int] = {}

    def instrument(self, mapping: Mapping, file: FileMap) -> None:
        """Load the items and scales that the targets of a file name, each file once."""
        for target in file.targets:
            for table, listed in (("scales", target.scales), ("items", target.items)):
                path = mapping.path.parent / listed if listed else None
                if path is None or path in self.instruments:
                    continue
                own = Target(table, {}, same_names=True, max_rejected=0.0)
                self.file(mapping, FileMap(path.name, file.population, (own,)), path)
                self.instruments[path] = self.files

    def file(self, mapping: Mapping, file: FileMap, path: Path) -> None:
        """Read one file and apply its targets; its raw text is dropped at once."""
        self.files += 1
        raw_table = f"raw_{self.files}"
        raw, quickly = self._read(mapping, file, path, raw_table)
        check_headers(file, raw)
        refuse_suspects(self.con, file, raw)
        self.notices += raw.notices
        self.con.execute(
            "INSERT INTO meta_sources VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                *(self.files, mapping.name, raw.path_name, raw.sha256, raw.bytes, raw.format),
                *(raw.encoding, raw.delimiter, raw.sheet, raw.header_row, raw.rows),
                file.population,
            ],
        )
        for target in file.targets:
            if quickly:
                self._plain_target(mapping, file, raw, target)
            else:
                self._target(mapping, file, raw, target, path.parent)
        for table in (raw_table, f"{raw_table}_odd"):
            self.con.execute(f"DROP TABLE IF EXISTS {tables.SCRATCH}.{table}")

    def _read(
        self, mapping: Mapping, file: FileMap, path: Path, raw_table: str
    ) -> tuple[RawFile, bool]:
        """Read a file, and whether that was done the quick way."""
        spec = FileSpec(
            path=file.path,
            format=file.format,
            sheet=file.sheet,
            header_row=file.header_row,
            encoding=file.encoding,
            delimiter=file.delimiter,
        )
        self.con.execute(f"USE {tables.SCRATCH}")
        try:

            def plan(layout: Layout, sample: list[list[str]]) -> Plan | None:
                return quick.plan(mapping, file, layout, sample)

            raw = read_quickly(self.con, path, spec, raw_table, plan, self.progress)
            if raw is not None:
                return raw, True
            return read_file(self.con, path, spec, raw_table, self.progress), False
        finally:
            self.con.execute(f'USE "{self.home}"')

    def _target(
        self, mapping: Mapping, file: FileMap, raw: RawFile, target: Target, folder: Path
    ) -> None:
        target_id = len(self.targets) + 1
        before = sum(1 for t, _, r, _, _ in self.targets if t.table == target.table and r is raw)
        label = target.table if not before else f"{target.table} ({before + 1})"
        rows = rows_of(self.con, file, raw, target, self.files)
        if target.items:
            path = mapping.path.parent / target.items
            items, answers = items_in(self.con, self.instruments[path]), scales_in(self.con)
            rows, target = item_rows(self.con, rows, target, items, answers, path.name)
        made = strands(target, rows, mapping, file.missing)
        self.targets.append((target, label, raw, self.files, rows.read * len(made)))
        log_exclusions(self.con, file, raw, made, label)
        self.notices += respelt_links(self.con, made[0])
        for strand in made:
            self._carefully(strand, target, target_id, label)
            if strand.count:
                said = f"SELECT _row, TRY_CAST({strand.count} AS DOUBLE) AS _n FROM {rows.relation}"
                accounting.refuse_lost_persons(
                    self.con, raw.path_name, label, target_id, target.table, said
                )
        if target.table == "comments":
            names = redaction.read_names(folder / target.names) if target.names else None
            redaction.redact_comments(self.con, target_id, names)

    def _carefully(self, strand: Strand, target: Target, target_id: int, label: str) -> None:
        """Load the rows of a strand, with every rule that they may break."""
        self.provided |= {(target.table, e.column.name) for e in strand.columns}
        hash_new(self.con, strand, self.key)
        insert(self.con, strand, target, target_id)
        refuse_names(self.con, strand, target_id)
        refuse_wrong_scale(self.con, strand, target_id)
        sort_out(self.con, strand, target_id, label)

    def _plain_target(self, mapping: Mapping, file: FileMap, raw: RawFile, target: Target) -> None:
        """A target whose plain rows were typed while the file was read; the others with care."""
        target_id = len(self.targets) + 1
        self.targets.append((target, target.table, raw, self.files, raw.rows))
        self._insert_plain(target, raw, target_id)
        odd = f"{tables.SCRATCH}.{name(raw.table + '_odd')}"
        relation = f"(SELECT *, 0 AS _cell FROM {odd})"
        rows = Rows(relation, raw.columns, "TRUE", raw.path_name, self.files, raw.rows)
        for strand in strands(target, rows, mapping, file.missing):
            self.notices += respelt_links(self.con, strand)
            self._carefully(strand, target, target_id, target.table)

    def _insert_plain(self, target: Target, raw: RawFile, target_id: int) -> None:
        contract = contracts()[target.table]
        stage, made = f"stg_{target.table}", f"{tables.SCRATCH}.{name(raw.table)}"
        one = next((c for c in contract.columns if c.type == "id" and c.required), None)
        met = f"SELECT {name(one.name)} AS text FROM {made} WHERE NOT _odd" if one else ""
        known = self.con.execute(f"SELECT count(*) > 0 FROM {identifiers.TABLE}").fetchone()[0]
        if one and not known:
            identifiers.add(self.con, met, self.key)
        quick.insert_plain(self.con, contract, raw, self.files, target_id)
        if not one or not known:
            return
        mine = f"_target = {target_id} AND {name(one.name)} IS NULL"
        if self.con.execute(f"SELECT count(*) FROM {stage} WHERE {mine}").fetchone()[0]:
            # Identifiers that no earlier file had: once they are known, all rows again.
            self.con.execute(f"DELETE FROM {stage} WHERE _target = {target_id}")
            identifiers.add(self.con, met, self.key)
            quick.insert_plain(self.con, contract, raw, self.files, target_id)

    def settle(self) -> tuple[TargetCount, ...]:
        """Keys and references across all files, then the account of every row."""
        labels = {i: label for i, (_, label, _, _, _) in enumerate(self.targets, 1)}
        refuse_broken_instruments(self.con)
        refuse_broken_ratings(self.con)
        # Orphans go first: a row that cannot stay must not be the one of its key that is kept.
        keys.reject_orphans(self.con, labels)
        read_answers(self.con, labels)
        read_ratings(self.con, labels)
        keys.reject_duplicates(self.con, labels)
        counts = []
        for i, (target, label, raw, file_id, read) in enumerate(self.targets, 1):
            made = accounting.count(self.con, target, i, label, raw.path_name, file_id, read)
            counts.append((target, i, file_id, made))
        accounting.refuse_lost_rows([c for *_, c in counts])
        accounting.refuse_many_rejects(self.con, counts)
        self.con.executemany(
            "INSERT INTO meta_columns VALUES (?, ?, ?)",
            [
                [contract.table, column.name, (contract.table, column.name) in self.provided]
                for contract in contracts().values()
                for column in contract.columns
            ],
        )
        return tuple(c for *_, c in counts)


def load_sources(
    con: duckdb.DuckDBPyConnection,
    sources: Sequence[tuple[Mapping, Path]],
    key: bytes,
    progress: Progress | None = None,
) -> LoadReport:
    """Fill ``stg_`` and ``meta_`` tables of ``con`` from each mapping and its source folder.

    Raises SourceError, with a sentence for everything that is wrong, where the sources cannot be
    loaded as they are; nothing should then be published.
    """
    tables.drop_scratch(con)
    tables.create(con, [code for mapping, _ in sources for code in mapping.codes])
    load = _Load(con, key, progress)
    try:
        files = [
            (mapping, file, path)
            for mapping, folder in sources
            for file, path in found_files(mapping, Path(folder))
        ]
        for mapping, file, path in files:
            if progress:
                progress(Message.of(mark("Loading {file}"), file=path.name))
            load.instrument(mapping, file)
            load.file(mapping, file, path)
        if progress:
            progress(Message.of(mark("Checking keys and accounting for every row")))
        counts = load.settle()
        codes = [
            [c.list, c.code, c.label.en, c.label.zh]
            for mapping, _ in sources
            for c in mapping.codes
        ]
        if codes:
            con.executemany("INSERT INTO meta_codes VALUES (?, ?, ?, ?)", codes)
        tables.finish(con)
    finally:
        con.execute(f'USE "{load.home}"')
        tables.drop_scratch(con)
    institutions = [m.institution for m, _ in sources if m.institution is not None]
    return LoadReport(
        institution=institutions[0] if institutions else NOBODY,
        demo=any(m.demo for m, _ in sources),
        mappings=tuple(m.name for m, _ in sources),
        accounting=counts,
        notices=tuple(load.notices),
    )
