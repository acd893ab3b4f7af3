"""One built fixture snapshot for all tests of the folder; each test gets its own copy."""

import shutil

import pytest

from tests.support import fixture_snapshot


@pytest.fixture(scope="session")
def built_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("warehouse")
    return folder, fixture_snapshot(folder)


@pytest.fixture
def warehouse(built_once, tmp_path):
    """A folder with one published snapshot, and its build id."""
    folder = tmp_path / "warehouse"
    shutil.copytree(built_once[0], folder)
    return folder, built_once[1]
