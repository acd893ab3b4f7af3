"""The pointer file: the one small thing whose replacement publishes a build."""

import json
from pathlib import Path

from pipelines.refusal import RefusedError
from pipelines.snapshot.durable import write_whole
from yardstick.text import mark
from yardstick.warehouse import POINTER, Pointer, read_pointer


def pointer_of(folder: Path) -> Pointer | None:
    """The published pointer; a damaged one is refused instead of being overwritten."""
    try:
        return read_pointer(folder)
    except (ValueError, KeyError, TypeError):
        raise RefusedError(
            mark(
                "{file} cannot be read, so it is not known which snapshot is served. "
                "Put it back from a copy, or remove it together with the snapshots beside it."
            ),
            file=POINTER,
        ) from None


def write_pointer(folder: Path, pointer: Pointer) -> None:
    """Switch readers to ``pointer.current`` in one rename."""
    said = {
        "current": pointer.current,
        "history": list(pointer.history),
        "before": list(pointer.before),
    }
    text = json.dumps(said, indent=1)
    write_whole(folder / POINTER, text + "\n")
