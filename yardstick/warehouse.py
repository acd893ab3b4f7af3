"""The folder of snapshots as a reader sees it: the pointer file and the snapshot files it names.

Only ``pipelines`` writes here. The pointer is one small JSON file, replaced in one rename:
``{"current": build_id, "history": [oldest, ..., newest], "before": [...]}``. A snapshot file that
the history does not name was never published and is not served. ``before`` are the builds served
before the current one, the last of them directly before: not the same as the next older one, where
a build was taken back.
"""

import json
from dataclasses import dataclass
from pathlib import Path

POINTER = "current.json"
LOCK = "build.lock"
PROGRESS = "progress.json"


@dataclass(frozen=True)
class Pointer:
    """Which build is served, which were published, and which were served before it."""

    current: str
    history: tuple[str, ...]
    before: tuple[str, ...] = ()


def snapshot_path(folder: Path, build_id: str) -> Path:
    return folder / f"warehouse_{build_id}.duckdb"


def read_pointer(folder: Path) -> Pointer | None:
    """The published pointer, or None where nothing was published yet."""
    try:
        raw = json.loads((folder / POINTER).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    current, history = raw["current"], tuple(raw["history"])
    if "before" in raw:
        return Pointer(current, history, tuple(raw["before"]))
    # Pointers used to say nothing of it: then the older builds are the best there is to know.
    return Pointer(current, history, history[: history.index(current)])
