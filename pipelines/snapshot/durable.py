"""Writing that survives a crash: whole or not at all, and on the disk before it is relied on."""

import contextlib
import os
from pathlib import Path


def sync_file(path: Path) -> None:
    """Force what was written to ``path`` onto the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Force renames within ``folder`` onto the disk; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, text: str, durable: bool = True) -> None:
    """Replace ``path`` by ``text`` in one rename: a reader sees the old text or the new one."""
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        new.write_text(text, encoding="utf-8")
        if durable:
            sync_file(new)
        new.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)
