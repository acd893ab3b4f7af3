"""A published snapshot of the fixture institution, built once per test run."""

import shutil
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from pipelines.drivers import write_drivers
from tests.support import fixture_snapshot
from yardstick.feedback import driving
from yardstick.warehouse import read_pointer


def published(factory: pytest.TempPathFactory, name: str) -> Path:
    """Folder ``name`` with the snapshot, for tests that only read it, however many processes do.

    Each room has a folder of its own: what is kept of answers is kept with the snapshot.
    """
    shared = factory.getbasetemp()
    if shared.name.startswith("popen-"):
        shared = shared.parent
    folder = shared / name
    with FileLock(f"{folder}.lock"):
        if read_pointer(folder) is None:
            folder.mkdir(exist_ok=True)
            fixture_snapshot(folder)
    return folder


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
