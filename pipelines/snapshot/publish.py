"""Publish a finished build: verify the file as a reader would open it, then switch the pointer."""

from pathlib import Path

import duckdb

from pipelines.refusal import RefusedError
from pipelines.snapshot.durable import sync_file, sync_folder
from pipelines.snapshot.faults import fault_point
from pipelines.snapshot.names import building_path, discard_path
from pipelines.snapshot.pointer import pointer_of, write_pointer
from yardstick.catalogue import data_columns
from yardstick.text import mark
from yardstick.warehouse import Pointer, snapshot_path

#: Tables a snapshot must have beside one cube per column.
TABLES = (
    "meta_build",
    "meta_sources",
    "meta_accounting",
    "meta_exclusions",
    "meta_rejects",
    "meta_unmatched",
    "meta_columns",
    "meta_codes",
    "meta_checks",
    "meta_conflicts",
    "meta_census",
    "meta_population",
    "meta_presence",
    "dim_programme",
    "dim_code",
    "dim_cohort",
    "dim_wave",
    "mart_graduate_wave",
    "core_benchmarks",
    "core_market",
    "signals",
    "signals_chance",
)
EXPECTED = (
    frozenset(TABLES)
    | {f"cube_{name}" for name in data_columns()}
    | {f"factors_{name}" for name, column in data_columns().items() if column.factors}
)
#: Rows as they came in: a published file has none of them.
PRIVATE = ("raw", "stg_")


def verify(path: Path, build_id: str, expected: frozenset[str] = EXPECTED) -> None:
    """Reopen the file read-only and read every table in it. Raises RefusedError if anything is off."""
    config = {"enable_external_access": "false", "lock_configuration": "true"}
    try:
        with duckdb.connect(str(path), read_only=True, config=config) as con:
            found = {
                row[0] for row in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()
            }
            if missing := sorted(expected - found):
                raise RefusedError(
                    mark("The snapshot is not whole (no {table}); it was not published."),
                    table=missing[0],
                )
            if private := sorted(name for name in found if name.startswith(PRIVATE)):
                raise RefusedError(
                    mark("The snapshot still holds raw rows ({table}); it was not published."),
                    table=private[0],
                )
            for name in sorted(found):
                con.execute(f'SELECT count(*) FROM "{name}"').fetchone()
            written = con.execute("SELECT value FROM meta_build WHERE key = 'build_id'").fetchone()
    except duckdb.Error:
        raise RefusedError(
            mark("The snapshot cannot be opened again after writing; it was not published.")
        ) from None
    if written != (build_id,):
        raise RefusedError(
            mark("The snapshot carries another build id than its file; it was not published.")
        )


def publish(folder: Path, build_id: str) -> None:
    """Give the finished build its name and switch readers to it.

    The marker is there before the file has its final name and goes after the pointer names it:
    whatever instant the process dies in, the next start knows what to remove.
    """
    built = building_path(folder, build_id)
    verify(built, build_id)
    sync_file(built)
    fault_point("checked", folder)
    marker = discard_path(folder, build_id)
    marker.touch()
    sync_folder(folder)
    built.replace(snapshot_path(folder, build_id))
    sync_folder(folder)
    fault_point("named", folder)
    old = pointer_of(folder)
    history = (*old.history, build_id) if old else (build_id,)
    before = (*old.before, old.current) if old else ()
    write_pointer(folder, Pointer(build_id, history, before))
    fault_point("switched", folder)
    marker.unlink(missing_ok=True)
