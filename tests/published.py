"""A published snapshot of the fixture institution, built once per test run."""

from pathlib import Path

import pytest
from filelock import FileLock

from tests.support import fixture_snapshot
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
