"""The fixture institution, built once per test run however many processes share it."""

from pathlib import Path

import pytest
from filelock import FileLock

from tests.support import fixture_snapshot
from yardstick.measure import Reader, open_snapshot
from yardstick.warehouse import read_pointer


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with the published snapshot of the fixture institution."""
    shared = tmp_path_factory.getbasetemp()
    if shared.name.startswith("popen-"):
        shared = shared.parent
    folder = shared / "measure_warehouse"
    with FileLock(f"{folder}.lock"):
        if read_pointer(folder) is None:
            folder.mkdir(exist_ok=True)
            fixture_snapshot(folder)
    return folder


@pytest.fixture(scope="session")
def reader(warehouse: Path) -> Reader:
    return Reader(open_snapshot(warehouse))
