"""Lends a folder for copies of source files while one of them is read."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb


@contextmanager
def workplace(con: duckdb.DuckDBPyConnection) -> Iterator[Path]:
    """A folder for copies, which hold personal data; gone afterwards.

    It lies where the connection spills to, so what a killed build leaves is swept by the next one.
    """
    (named,) = con.execute("SELECT current_setting('temp_directory')").fetchone()
    spill = Path(named) if named and Path(named).is_absolute() else None
    if spill and not spill.parent.is_dir():
        spill = None
    made = spill is not None and not spill.exists()
    if made:
        spill.mkdir()
    try:
        with tempfile.TemporaryDirectory(prefix="read_", dir=spill) as folder:
            yield Path(folder)
    finally:
        if made:
            with suppress(OSError):
                spill.rmdir()
