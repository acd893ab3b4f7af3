"""One build: load, core, marts, cubes, checks, publish. Whatever happens, readers keep the last one."""

import contextlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pipelines.checks.model import CheckStatus, Finding
from pipelines.checks.runner import run_checks
from pipelines.core import build_core, build_cubes
from pipelines.drivers import write_drivers
from pipelines.mapping_model import Institution
from pipelines.problems import Message
from pipelines.progress import Progress
from pipelines.refusal import RefusedError
from pipelines.signals import write_signals
from pipelines.snapshot.faults import fault_point
from pipelines.snapshot.lock import only_writer
from pipelines.snapshot.names import building_path, new_build_id, spill_path
from pipelines.snapshot.pointer import pointer_of
from pipelines.snapshot.publish import publish
from pipelines.snapshot.sweep import sweep
from yardstick import __version__
from yardstick.text import Bilingual, mark

#: Tables of the load that travel into the snapshot as they are.
META = ("sources", "accounting", "exclusions", "rejects", "unmatched", "columns", "codes")
BAD_VALUES = """
SELECT kept, count(*), arg_min(sentence_en, row), arg_min(sentence_zh, row) FROM meta_rejects
GROUP BY kept, file_id, target, column_name, rule ORDER BY count(*) DESC, min(row)
"""
#: The rest is for the dashboard that serves readers on the same machine meanwhile.
MEMORY_SHARE = 0.6


@dataclass(frozen=True)
class Loaded:
    """What a load leaves beside its staged tables."""

    institution: Institution
    demo: bool
    mappings: tuple[str, ...]


#: Fills ``stg_`` and ``meta_`` tables in the current database of the connection. The folder is
#: for files of its own, and removed after the build.
Loader = Callable[[duckdb.DuckDBPyConnection, Progress, Path], Loaded]


@dataclass(frozen=True)
class BadValues:
    """The values that broke one rule in one column: how many, and the sentence of the first."""

    kept: bool
    n: int
    sentence: Bilingual


@dataclass(frozen=True)
class Built:
    """A published build, for the summary."""

    build_id: str
    graduates: int
    cohorts: int
    observations: int
    seconds: float
    bytes: int
    findings: tuple[tuple[str, Finding], ...]
    accounting: tuple[tuple[str, str, int, int, int, int], ...]
    bad_values: tuple[BadValues, ...] = ()


def _memory() -> int:
    """Bytes of memory in the machine; 4 GiB where the system does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 4 * 2**30


def _open(folder: Path, build_id: str) -> duckdb.DuckDBPyConnection:
    """A connection with the building snapshot, and two databases in memory for what it is made of.

    Staged rows (``scratch``) and core tables (``working``) are read a few times and thrown away:
    packing them for the disk costs more than it saves. What does not fit into memory goes to the
    temporary directory.
    """
    con = duckdb.connect()
    con.execute(f"SET memory_limit = '{int(_memory() * MEMORY_SHARE / 2**20)} MiB'")
    spill = str(spill_path(folder, build_id)).replace("'", "''")
    con.execute(f"SET temp_directory = '{spill}'")
    building = str(building_path(folder, build_id)).replace("'", "''")
    con.execute(f"ATTACH '{building}' AS building")
    # One checkpoint at the end: until then nobody but this build reads the file.
    con.execute("SET checkpoint_threshold = '1 TB'")
    con.execute("ATTACH ':memory:' AS scratch")
    con.execute("ATTACH ':memory:' AS working")
    con.execute("USE scratch")
    return con


def _write_meta(
    con: duckdb.DuckDBPyConnection, build_id: str, loaded: Loaded, progress: Progress
) -> None:
    """meta_build and the tables of the load. Catalogue and code version make a figure traceable."""
    for name in META:
        con.execute(f"CREATE TABLE meta_{name} AS FROM scratch.meta_{name}")
    graduates = con.execute("SELECT count(*) FROM core_graduates").fetchone()[0]
    values = {
        "build_id": build_id,
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": f"{progress.seconds:.1f}",
        "code_version": __version__,
        "catalogue_version": _catalogue_version(),
        "demo": "true" if loaded.demo else "false",
        "institution_en": loaded.institution.name.en,
        "institution_zh": loaded.institution.name.zh,
        "currency": loaded.institution.currency,
        "served_regions": ";".join(loaded.institution.served_regions),
        "precedence": ";".join(loaded.institution.precedence),
        "census_note_en": loaded.institution.census_note.en
        if loaded.institution.census_note
        else "",
        "census_note_zh": loaded.institution.census_note.zh
        if loaded.institution.census_note
        else "",
        "graduates": str(graduates),
        "mappings": ";".join(loaded.mappings),
    }
    con.execute("CREATE TABLE meta_build (key VARCHAR, value VARCHAR)")
    con.executemany("INSERT INTO meta_build VALUES (?, ?)", list(values.items()))


def _catalogue_version() -> str:
    from yardstick.catalogue import load_catalogue

    return load_catalogue().version


def _refuse_failed(findings: list[tuple[str, Finding]]) -> None:
    failures = [f for _, f in findings if f.status is CheckStatus.FAILED]
    if failures:
        raise RefusedError(
            mark("A check failed, so nothing was published. {detail}"), detail=failures[0].detail
        )


def _make(folder: Path, build_id: str, load: Loader, progress: Progress) -> Built:
    """Make the building file; the caller publishes it."""
    con = _open(folder, build_id)
    try:
        progress.step(Message.of(mark("Reading the source files")), 0.02)
        loaded = load(con, progress, spill_path(folder, build_id))
        staged = con.execute(
            "SELECT coalesce(sum(expanded), 0)::BIGINT FROM meta_accounting"
        ).fetchone()[0]
        progress.done(Message.of(mark("Source files")), staged)
        # Rows are numbered by now: their order no longer matters, and not keeping it is faster.
        con.execute("SET preserve_insertion_order = false")
        progress.step(Message.of(mark("Joining sources per graduate")), 0.5)
        con.execute("SET search_path = 'working,scratch'")
        build_core(con, loaded.institution, "building")
        observations = con.execute("SELECT count(*) FROM mart_graduate_wave").fetchone()[0]
        progress.done(Message.of(mark("Graduates and waves")), observations)
        progress.step(Message.of(mark("Counting histograms")), 0.75)
        build_cubes(con)
        progress.done(Message.of(mark("Histograms")))
        progress.step(Message.of(mark("Checking")), 0.9)
        findings = run_checks(con)
        progress.done(Message.of(mark("Checks")), len(findings))
        _refuse_failed(findings)
        _write_meta(con, build_id, loaded, progress)
        graduates, cohorts = con.execute(
            "SELECT coalesce(sum(graduates), 0)::BIGINT, count(*) FROM dim_cohort"
        ).fetchone()
        accounting = con.execute(
            "SELECT s.file, a.target, a.read, a.loaded, a.rejected, a.excluded "
            "FROM meta_accounting AS a JOIN meta_sources AS s USING (file_id) ORDER BY ALL"
        ).fetchall()
        bad_values = con.execute(BAD_VALUES).fetchall()
        con.execute("CHECKPOINT building")
    finally:
        con.close()
    progress.step(Message.of(mark("Comparing programmes")), 0.93)
    found = write_signals(building_path(folder, build_id), build_id)
    progress.done(Message.of(mark("Comparisons")), found)
    progress.step(Message.of(mark("Modelling what goes with satisfaction")), 0.97)
    found = write_drivers(building_path(folder, build_id))
    progress.done(Message.of(mark("Models of satisfaction and outcomes")), found)
    fault_point("checkpointed", folder)
    return Built(
        build_id,
        graduates,
        cohorts,
        observations,
        progress.seconds,
        building_path(folder, build_id).stat().st_size,
        tuple(findings),
        tuple(accounting),
        tuple(BadValues(kept, n, Bilingual(en, zh)) for kept, n, en, zh in bad_values),
    )


def _clean(folder: Path, build_id: str) -> None:
    """Remove what this build leaves beside the snapshot."""
    path = building_path(folder, build_id)
    for each in (path, path.with_name(path.name + ".wal")):
        with contextlib.suppress(OSError):
            each.unlink(missing_ok=True)
    shutil.rmtree(spill_path(folder, build_id), ignore_errors=True)


def build(
    folder: Path,
    load: Loader,
    progress: Progress,
    only_if_none: bool = False,
    publishing: bool = True,
) -> Built | None:
    """Build and publish one snapshot.

    With ``only_if_none`` wait for another build, and do nothing (None) if a snapshot is served by
    then. Without ``publishing`` everything is done but the switch: a rehearsal.
    """
    with only_writer(folder, wait=only_if_none):
        sweep(folder)
        if only_if_none and pointer_of(folder) is not None:
            return None
        build_id = new_build_id()
        progress.build_id = build_id
        try:
            built = _make(folder, build_id, load, progress)
            if publishing:
                publish(folder, build_id)
        finally:
            _clean(folder, build_id)
    return built
