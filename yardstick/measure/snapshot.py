"""One published snapshot, opened read-only and locked down; every query takes its own cursor."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from yardstick.catalogue_check import DECLARATIONS
from yardstick.kept import Kept
from yardstick.measure.questions import questions
from yardstick.measure.studies import studies
from yardstick.text import mark
from yardstick.warehouse import read_pointer, snapshot_path

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

#: Answers kept for each snapshot, and about how many bytes of them.
KEPT_ANSWERS = 4096
KEPT_BYTES = 96 * 2**20
#: Statements kept as parsed: reading one takes DuckDB as long as answering it from a cube.
KEPT_STATEMENTS = 512
#: Connections kept open. A page in flight keeps its own reference, so dropping one is safe.
KEPT_OPEN = 4


class SnapshotMissingError(LookupError):
    """There is nothing to read. ``message`` is a message id, ``values`` fill it."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.message, self.values = message, values


@dataclass(frozen=True)
class Info:
    """What the snapshot holds, small enough to keep in memory."""

    programmes: "pd.DataFrame"
    codes: dict[str, dict[str, tuple[str, str]]]
    cohorts: tuple[int, ...]
    waves: tuple[int, ...]
    cohort_waves: frozenset[tuple[int, int]]
    presence: dict[str, dict[tuple[int, int | None], int]]
    population: dict[int, str]
    #: Contract columns that a source fills (``table.column``), and the declarations a mapping makes.
    provided: frozenset[str]
    census: dict[tuple[int, int], tuple[tuple[str, date | None, int], ...]]
    #: Position of each code in its list, for sorting.
    order: dict[str, dict[str, int]] = field(default_factory=dict)
    #: Questions of surveys, pairs of them and the answers they offer; empty without a survey.
    items: "pd.DataFrame | None" = None
    pairs: "pd.DataFrame | None" = None
    scales: "pd.DataFrame | None" = None
    #: Curricula, their courses and what those carry, competences and objectives; None without.
    curricula: "pd.DataFrame | None" = None
    courses: "pd.DataFrame | None" = None
    course_competences: "pd.DataFrame | None" = None
    competences: "pd.DataFrame | None" = None
    objectives: "pd.DataFrame | None" = None
    course_scales: "pd.DataFrame | None" = None
    #: Months after graduation at which each ("item", "pair" or "course", id) was answered.
    answered: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def programme_ids(self) -> list[int]:
        """Ids of the programmes, as plain numbers in the order of ``programmes``."""
        return self.programmes["programme_id"].tolist()

    @cached_property
    def programme_facts(self) -> dict[str, list]:
        """Columns of ``programmes`` as plain values: they are searched at every question."""
        return {name: self.programmes[name].tolist() for name in self.programmes.columns}


class Snapshot:
    """A snapshot file. Safe to share between threads: each query runs on its own cursor."""

    def __init__(self, path: Path, build_id: str) -> None:
        self.path, self.build_id = path, build_id
        self._con = duckdb.connect(
            str(path),
            read_only=True,
            config={"enable_external_access": "false", "lock_configuration": "true"},
        )
        #: Answers given, kept by :mod:`yardstick.measure.remember`.
        self.kept: Kept = Kept(KEPT_ANSWERS, KEPT_BYTES)
        self._enums: dict[str, tuple[str, ...]] = {}
        self._statements: dict[str, duckdb.Statement] = {}
        #: Labels by dimension and language, kept by :mod:`yardstick.measure.labels`.
        self.labels: dict[tuple[str, str], dict[object, str]] = {}

    def close(self) -> None:
        """Let go of the file; for whoever opened it alone and writes into it next."""
        self._con.close()

    def _parsed(self, cursor: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
        """One statement as DuckDB read it before. Values are parameters, so few of them differ."""
        known = self._statements.get(sql)
        if known is None:
            (known,) = cursor.extract_statements(sql)
            if len(self._statements) >= KEPT_STATEMENTS:
                self._statements.clear()
            self._statements[sql] = known
        return known

    def arrays(self, sql: str, parameters: list | None = None) -> dict[str, "np.ndarray"]:
        """Columns of a result as numpy arrays."""
        with self._con.cursor() as cursor:
            return cursor.execute(self._parsed(cursor, sql), parameters or []).fetchnumpy()

    def frame(self, sql: str, parameters: list | None = None) -> "pd.DataFrame":
        """A result as a data frame."""
        with self._con.cursor() as cursor:
            return cursor.execute(self._parsed(cursor, sql), parameters or []).df()

    def rows(self, sql: str, parameters: list | None = None) -> list[tuple]:
        """A small result as tuples."""
        with self._con.cursor() as cursor:
            return cursor.execute(self._parsed(cursor, sql), parameters or []).fetchall()

    def table(self, name: str) -> "pd.DataFrame":
        """One of the snapshot's ``meta_`` or ``dim_`` tables, whole. KeyError for any other."""
        known = self.rows(
            "SELECT table_name FROM duckdb_tables() WHERE table_name = ? "
            "AND (starts_with(table_name, 'meta_') OR starts_with(table_name, 'dim_'))",
            [name],
        )
        if not known:
            raise KeyError(f"the snapshot has no table {name!r} to show")
        return self.frame(f'SELECT * FROM "{name}"')

    def enum(self, table: str, column: str) -> tuple[str, ...]:
        """Codes of an ENUM column in the order of its type; empty where the table is."""
        key = f"{table}.{column}"
        if key not in self._enums:
            found = self.rows(f"SELECT enum_range({column}) FROM {table} LIMIT 1")
            self._enums[key] = tuple(found[0][0]) if found else ()
        return self._enums[key]

    @cached_property
    def tables(self) -> frozenset[str]:
        """Names of all its tables: an older snapshot lacks some."""
        return frozenset(n for (n,) in self.rows("SELECT table_name FROM duckdb_tables()"))

    @cached_property
    def meta(self) -> dict[str, str]:
        """Key and value of the build: id, time, institution, currency, demo and so on."""
        return dict(self.rows("SELECT key, value FROM meta_build"))

    def info(self) -> Info:
        """Programmes, codes, cohorts, waves and what each source declared; read once."""
        return self._info

    @cached_property
    def _info(self) -> Info:
        codes: dict[str, dict[str, tuple[str, str]]] = {}
        for name, code, en, zh in self.rows(
            "SELECT list, code, en, zh FROM dim_code ORDER BY sort"
        ):
            codes.setdefault(name, {})[code] = (en, zh)
        presence: dict[str, dict[tuple[int, int | None], int]] = {}
        for name, cohort, wave, n in self.rows(
            "SELECT column_name, cohort, wave, n FROM meta_presence"
        ):
            presence.setdefault(name, {})[(cohort, wave)] = n
        census: dict[tuple[int, int], list] = {}
        for cohort, wave, source, day, n in self.rows(
            "SELECT cohort, wave, source, census_on, n FROM meta_census ORDER BY n DESC, source"
        ):
            census.setdefault((cohort, wave), []).append((source, day, n))
        population: dict[int, str] = {}
        for cohort, declared in self.rows(
            # The narrowest declaration of a cohort decides.
            "SELECT cohort, declared FROM meta_population ORDER BY cohort, "
            "list_position(['all_graduates', 'with_destination', 'respondents', 'employed_only'], "
            "declared)"
        ):
            population[cohort] = declared
        cohort_waves = frozenset(self.rows("SELECT cohort, wave FROM meta_population"))
        asked, taught = questions(self), studies(self)
        order = {name: {c: i for i, c in enumerate(found)} for name, found in codes.items()}
        return Info(
            programmes=self.frame("SELECT * FROM dim_programme ORDER BY programme_id"),
            codes=codes,
            cohorts=tuple(c for (c,) in self.rows("SELECT cohort FROM dim_cohort ORDER BY cohort")),
            waves=tuple(w for (w,) in self.rows("SELECT wave FROM dim_wave ORDER BY wave")),
            cohort_waves=cohort_waves,
            presence=presence,
            population=population,
            provided=frozenset(
                f"{target}.{column}"
                for target, column in self.rows(
                    "SELECT target, column_name FROM meta_columns WHERE provided"
                )
            )
            | {declared for declared in DECLARATIONS if self.meta.get(declared)},
            census={k: tuple(v) for k, v in census.items()},
            order=order | asked.order | taught.order,
            items=asked.items,
            pairs=asked.pairs,
            scales=asked.scales,
            curricula=taught.curricula,
            courses=taught.courses,
            course_competences=taught.course_competences,
            competences=taught.competences,
            objectives=taught.objectives,
            course_scales=taught.course_scales,
            answered=asked.answered | taught.answered,
        )

    def label(self, code_list: str, code: str, lang: str) -> str:
        """Label of a code, those a mapping added included; the code itself where it has none."""
        en, zh = self.info().codes.get(code_list, {}).get(code, (code, code))
        return (zh or en) if lang == "zh" else (en or zh)


_open: OrderedDict[tuple[Path, str], Snapshot] = OrderedDict()
_lock = threading.Lock()


def open_snapshot(folder: Path, build_id: str | None = None) -> Snapshot:
    """The published snapshot of ``folder``, or an older one by its build id; opened once.

    Raises SnapshotMissingError where nothing was published or the build is not in the history.
    """
    folder = Path(folder).resolve()
    pointer = read_pointer(folder)
    if pointer is None:
        raise SnapshotMissingError(
            mark("No snapshot has been published in {folder} yet. Build one first."),
            folder=folder.name,
        )
    build_id = build_id or pointer.current
    path = snapshot_path(folder, build_id)
    if build_id not in pointer.history or not path.exists():
        raise SnapshotMissingError(
            mark("Build {build} is not among the published snapshots."), build=build_id
        )
    with _lock:
        key = (path, build_id)
        if key not in _open:
            _open[key] = Snapshot(path, build_id)
        _open.move_to_end(key)
        while len(_open) > KEPT_OPEN:
            _open.popitem(last=False)
        return _open[key]
