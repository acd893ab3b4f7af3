"""What the server does once: its sockets send at once, leftovers are swept, modules are settled.

The screen may not write into the folder of snapshots: it starts a process that does, and waits for
nothing. A first start has no folder yet, and a build that is at work is left alone.
"""

import gc
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from ui.prompt import without_delay
from yardstick.places import ROOT, warehouse_folder

_settling = threading.Lock()
_settled = threading.Event()


@asynccontextmanager
async def started(app: object) -> AsyncIterator[None]:
    """Lifespan of the server: its sockets are bound by now and do not listen yet."""
    without_delay()
    sweep(warehouse_folder())
    yield


def settle() -> bool:
    """Once a page was drawn, spare what is loaded by now from every later collection of garbage.

    Modules, catalogue and code lists are never garbage. Going through them took longer than most
    pages, and fell on whichever reader's page was next. Whether it was done now.
    """
    with _settling:
        if _settled.is_set():
            return False
        _settled.set()
    gc.collect()
    gc.freeze()
    return True


def sweep(folder: Path) -> threading.Thread | None:
    """Have removed what a killed build left, in a process of its own; what waits for its end."""
    if not folder.is_dir():
        return None
    waiting = threading.Thread(target=_sweep, args=(folder.resolve(),), daemon=True)
    waiting.start()
    return waiting


def _sweep(folder: Path) -> None:
    # A server that may start no process serves all the same; any command of the pipeline sweeps too.
    with suppress(OSError):
        subprocess.run(
            [sys.executable, "-m", "pipelines.snapshot.tidy", str(folder)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
