"""Loads every file of every mapping: read, type, reject, account."""

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from pipelines.load import accounting, keys, tables
from pipelines.load.files import check_headers, found_files
from pipelines.load.identifiers import hash_new
from pipelines.load.report import NOBODY, LoadReport, TargetCount
from pipelines.load.rows import log_exclusions, refuse_suspects, rows_of
from pipelines.load.scales import refuse_wrong_scale
from pipelines.load.target import insert, sort_out, strands
from pipelines.mapping_model import FileMap, Mapping, Target
from pipelines.problems import Message, SourceProblem
from pipelines.read import FileSpec, RawFile, read_file
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

    def file(self, mapping: Mapping, file: FileMap, path: Path) -> None:
        """Read one file and apply its targets; its raw text is dropped at once."""
        self.files += 1
        raw_table = f"raw_{self.files}"
        raw = self._read(file, path, raw_table)
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
            self._target(mapping, file, raw, target)
        self.con.execute(f"DROP TABLE {tables.SCRATCH}.{raw_table}")

    def _read(self, file: FileMap, path: Path, raw_table: str) -> RawFile:
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
            return read_file(self.con, path, spec, raw_table, self.progress)
        finally:
            self.con.execute(f'USE "{self.home}"')

    def _target(self, mapping: Mapping, file: FileMap, raw: RawFile, target: Target) -> None:
        target_id = len(self.targets) + 1
        before = sum(1 for t, _, r, _, _ in self.targets if t.table == target.table and r is raw)
        label = target.table if not before else f"{target.table} ({before + 1})"
        rows = rows_of(self.con, file, raw, target, self.files)
        made = strands(target, rows, mapping, file.missing)
        self.targets.append((target, label, raw, self.files, rows.read * len(made)))
        log_exclusions(self.con, file, raw, made, label)
        for strand in made:
            self.provided |= {(target.table, e.column.name) for e in strand.columns}
            hash_new(self.con, strand, self.key)
            insert(self.con, strand, target, target_id)
            refuse_wrong_scale(self.con, strand, target_id)
            sort_out(self.con, strand, target_id, label)
            if strand.count:
                said = f"SELECT _row, TRY_CAST({strand.count} AS DOUBLE) AS _n FROM {rows.relation}"
                accounting.refuse_lost_persons(
                    self.con, raw.path_name, label, target_id, target.table, said
                )

    def settle(self) -> tuple[TargetCount, ...]:
        """Keys and references across all files, then the account of every row."""
        labels = {i: label for i, (_, label, _, _, _) in enumerate(self.targets, 1)}
        keys.reject_duplicates(self.con, labels)
        keys.reject_orphans(self.con, labels)
        counts = []
        for i, (target, label, raw, file_id, read) in enumerate(self.targets, 1):
            made = accounting.count(self.con, target, i, label, raw.path_name, file_id, read)
            counts.append((target, i, made))
        accounting.refuse_lost_rows([c for _, _, c in counts])
        accounting.refuse_many_rejects(self.con, counts)
        self.con.executemany(
            "INSERT INTO meta_columns VALUES (?, ?, ?)",
            [
                [contract.table, column.name, (contract.table, column.name) in self.provided]
                for contract in contracts().values()
                for column in contract.columns
            ],
        )
        return tuple(c for _, _, c in counts)


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
    tables.create(con)
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
