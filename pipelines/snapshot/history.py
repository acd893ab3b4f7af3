"""Published builds: list them, go back to an older one, remove the oldest ones."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.refusal import RefusedError
from pipelines.snapshot.names import discard_path
from pipelines.snapshot.pointer import pointer_of, write_pointer
from pipelines.snapshot.publish import verify
from pipelines.snapshot.sweep import discard
from yardstick.text import mark
from yardstick.warehouse import Pointer, snapshot_path


@dataclass(frozen=True)
class Published:
    """One published build as the list shows it."""

    build_id: str
    current: bool
    bytes: int | None
    meta: dict[str, str]


def _pointer(folder: Path) -> Pointer:
    pointer = pointer_of(folder)
    if pointer is None:
        raise RefusedError(mark("No snapshot was published in {folder} yet."), folder=folder)
    return pointer


def meta_of(path: Path) -> dict[str, str]:
    """What a snapshot says of itself; empty where it cannot be opened."""
    try:
        with duckdb.connect(str(path), read_only=True) as con:
            return dict(con.execute("SELECT key, value FROM meta_build").fetchall())
    except duckdb.Error:
        return {}


def list_builds(folder: Path) -> list[Published]:
    """All published builds, oldest first."""
    pointer = pointer_of(folder)
    found = []
    for build_id in pointer.history if pointer else ():
        path = snapshot_path(folder, build_id)
        size = path.stat().st_size if path.exists() else None
        meta = meta_of(path) if size is not None else {}
        found.append(Published(build_id, build_id == pointer.current, size, meta))
    return found


def rollback(folder: Path, build_id: str | None = None) -> str:
    """Serve another build again: the named one, else the one served before the current; its id.

    A build that was taken back is not returned to unless it is named.
    """
    pointer = _pointer(folder)
    if build_id is None:
        if not pointer.before:
            raise RefusedError(mark("There is no older snapshot to go back to."))
        build_id = pointer.before[-1]
    if build_id not in pointer.history:
        raise RefusedError(
            mark("{build} was never published here; `list` names the builds there are."),
            build=build_id,
        )
    path = snapshot_path(folder, build_id)
    if not path.exists():
        raise RefusedError(mark("The file {file} is gone; nothing was changed."), file=path.name)
    # An older build may lack tables that were thought of later: it is only opened and read.
    verify(path, build_id, expected=frozenset({"meta_build"}))
    write_pointer(folder, Pointer(build_id, pointer.history, _before(pointer, build_id)))
    return build_id


def _before(pointer: Pointer, build_id: str) -> tuple[str, ...]:
    """What was served before ``build_id``, once it is served instead of the current build."""
    if build_id == pointer.current:
        return pointer.before
    if build_id in pointer.before:
        last = len(pointer.before) - 1 - pointer.before[::-1].index(build_id)
        return pointer.before[:last]
    return (*pointer.before, pointer.current)


def prune(folder: Path, keep: int) -> list[str]:
    """Remove all but the newest ``keep`` builds, and never the current one; the ids removed."""
    if keep < 1:
        raise RefusedError(mark("At least one snapshot has to be kept."))
    pointer = _pointer(folder)
    stay = {*pointer.history[-keep:], pointer.current}
    go = [build_id for build_id in pointer.history if build_id not in stay]
    for build_id in go:
        discard_path(folder, build_id).touch()
    if go:
        history = tuple(build_id for build_id in pointer.history if build_id in stay)
        before = tuple(build_id for build_id in pointer.before if build_id in stay)
        write_pointer(folder, Pointer(pointer.current, history, before))
    for build_id in go:
        discard(folder, build_id)
    return go
