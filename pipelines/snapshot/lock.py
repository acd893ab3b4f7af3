"""One writer at a time: a lock file that the operating system releases when its holder dies."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipelines.refusal import BusyError, RefusedError
from yardstick.text import mark
from yardstick.warehouse import LOCK


@contextmanager
def only_writer(folder: Path, wait: bool = False) -> Iterator[None]:
    """Hold the folder of snapshots; without ``wait`` a second writer is refused at once."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK, timeout=-1 if wait else 0)
        lock.acquire()
    except Timeout:
        raise BusyError(
            mark(
                "Another build is at work in {folder}. Nothing was done; "
                "try again when it has ended."
            ),
            folder=folder,
        ) from None
    except OSError as error:
        raise RefusedError(
            mark(
                "Nothing can be written in {folder} ({reason}). "
                "Choose another folder with --warehouse or YARDSTICK_WAREHOUSE."
            ),
            folder=folder,
            reason=error.strerror or type(error).__name__,
        ) from None
    try:
        yield
    finally:
        lock.release()
