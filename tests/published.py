"""What takes long to make and is only read: made once per test run, however many processes share it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from pipelines.drivers import write_drivers
from tests.support import fixture_snapshot
from yardstick.feedback import driving


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Folder ``name``, filled by ``make`` in the first process that asks; the others wait for it."""
    shared = factory.getbasetemp()
    if shared.name.startswith("popen-"):
        shared = shared.parent
    folder, made = shared / name, shared / f"{name}.made"
    with FileLock(f"{folder}.lock"):
        if not made.exists():
            # What a process that failed left is no beginning.
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            made.touch()
    return folder


def published(factory: pytest.TempPathFactory, name: str) -> Path:
    """Folder ``name`` with the published snapshot of the fixture institution.

    Each room has a folder of its own: what is kept of answers is kept with the snapshot.
    """
    return once(factory, name, fixture_snapshot)


def with_models(published_folder: Path, folder: Path, least: int = 50) -> Path:
    """A copy of a published snapshot whose models of drivers ask for fewer people than usual."""
    shutil.copytree(published_folder, folder, dirs_exist_ok=True)
    (path,) = folder.glob("warehouse_*.duckdb")
    with duckdb.connect(str(path)) as con:
        con.execute("DROP TABLE drivers")
        con.execute("DROP TABLE drivers_models")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(driving, "LEAST", least)
        write_drivers(path, draws=50)
    return folder
