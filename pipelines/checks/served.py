"""Checks the snapshot that is served: can it be opened, and what did its build find."""

from pathlib import Path

import duckdb

from pipelines.refusal import RefusedError
from pipelines.snapshot.pointer import pointer_of
from pipelines.snapshot.publish import verify
from yardstick.text import mark
from yardstick.warehouse import snapshot_path


def check_served(folder: Path, lang: str) -> list[tuple[str, str, str]]:
    """Check, status and sentence of every check of the served build. Raises if it is damaged."""
    pointer = pointer_of(folder)
    if pointer is None:
        raise RefusedError(mark("No snapshot was published in {folder} yet."), folder=folder)
    path = snapshot_path(folder, pointer.current)
    verify(path, pointer.current)
    with duckdb.connect(str(path), read_only=True) as con:
        return con.execute(
            f'SELECT "check", status, detail_{"zh" if lang == "zh" else "en"} FROM meta_checks'
        ).fetchall()
