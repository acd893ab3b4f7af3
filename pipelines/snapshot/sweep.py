"""Remove what a killed build left behind. Called by the one writer before it starts."""

import contextlib
import shutil
from pathlib import Path

from pipelines.snapshot.names import build_of, discard_path
from pipelines.snapshot.pointer import pointer_of
from yardstick.warehouse import PROGRESS, snapshot_path

LEFT = ("building_", "spill_")


def _remove(path: Path) -> bool:
    """Remove a file or folder; False where somebody still holds it open (Windows)."""
    try:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def discard(folder: Path, build_id: str) -> bool:
    """Remove the snapshot of one build, then its marker; the marker stays if the file does."""
    path = snapshot_path(folder, build_id)
    gone = all([_remove(path), _remove(path.with_name(path.name + ".wal"))])
    if gone:
        discard_path(folder, build_id).unlink(missing_ok=True)
    return gone


def sweep(folder: Path) -> list[str]:
    """Remove leftovers of builds that did not end; the names removed.

    A finished snapshot is removed only when a marker says that it was never published (or was
    pruned): files without a marker stay, so a lost pointer never costs the snapshots.
    """
    pointer = pointer_of(folder)
    named = set(pointer.history) | {pointer.current} if pointer else set()
    removed = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(LEFT) and build_of(path.name):
            if _remove(path):
                removed.append(path.name)
        elif path.name.endswith(".new") or path.name == "paused_at":
            with contextlib.suppress(OSError):
                path.unlink()
                removed.append(path.name)
        elif path.name.startswith("discard_") and (build_id := build_of(path.name)):
            if build_id in named:
                path.unlink(missing_ok=True)
            elif discard(folder, build_id):
                removed.append(snapshot_path(folder, build_id).name)
    if removed:
        (folder / PROGRESS).unlink(missing_ok=True)
    return removed
