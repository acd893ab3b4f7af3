"""One built fixture snapshot for all tests of the folder; each test gets its own copy."""

import shutil

import pytest

from tests.published import published
from yardstick.warehouse import read_pointer


@pytest.fixture(scope="session")
def built_once(tmp_path_factory):
    folder = published(tmp_path_factory, "snapshot_warehouse")
    return folder, read_pointer(folder).current


@pytest.fixture
def warehouse(built_once, tmp_path):
    """A folder with one published snapshot, and its build id."""
    folder = tmp_path / "warehouse"
    shutil.copytree(built_once[0], folder)
    return folder, built_once[1]
