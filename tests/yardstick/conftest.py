"""The fixture institution, built once per test run however many processes share it."""

from pathlib import Path

import pytest

from tests.published import published
from yardstick.measure import Reader, open_snapshot


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with the published snapshot of the fixture institution."""
    return published(tmp_path_factory, "measure_warehouse")


@pytest.fixture(scope="session")
def reader(warehouse: Path) -> Reader:
    return Reader(open_snapshot(warehouse))
