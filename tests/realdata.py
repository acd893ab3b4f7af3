"""Where the real public files lie, for the tests that read them; they skip where there are none."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data"


def real(name: str) -> Path:
    """Folder of one real feed, or skip the test."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"the real files of {name} are not at hand")
    return path
