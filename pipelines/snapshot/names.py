"""Names of the files in the folder of snapshots, and build ids."""

import re
import secrets
from datetime import UTC, datetime
from pathlib import Path

#: A build id: time of start in UTC to the second, and four random hexadecimal digits.
BUILD_ID = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{4}")


def new_build_id(now: datetime | None = None) -> str:
    """An id that sorts by time of start and is not taken by a build of the same second."""
    now = now or datetime.now(UTC)
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"


def building_path(folder: Path, build_id: str) -> Path:
    """The snapshot while it is built; nothing serves it."""
    return folder / f"building_{build_id}.duckdb"


def spill_path(folder: Path, build_id: str) -> Path:
    """Folder for what does not fit into memory."""
    return folder / f"spill_{build_id}"


def discard_path(folder: Path, build_id: str) -> Path:
    """Marker: the snapshot of this id is to be deleted unless the pointer names it."""
    return folder / f"discard_{build_id}"


def build_of(name: str) -> str | None:
    """The build id in a file name, None where there is none."""
    found = BUILD_ID.search(name)
    return found.group() if found else None
