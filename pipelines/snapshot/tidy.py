"""A quiet sweep in passing: what a killed build left goes, unless a build is at work.

``python -m pipelines.snapshot.tidy FOLDER`` is what the dashboard starts when it starts. It is a
program of its own because it needs nothing of a build: it is there and gone in a moment.
"""

import sys
from contextlib import suppress
from pathlib import Path

from pipelines.refusal import RefusedError
from pipelines.snapshot.lock import only_writer
from pipelines.snapshot.sweep import sweep


def tidy(folder: Path) -> list[str]:
    """Names removed; none where another build is at work, or the folder is missing or not ours."""
    with suppress(RefusedError, OSError):
        if folder.is_dir():
            with only_writer(folder):
                return sweep(folder)
    return []


if __name__ == "__main__":
    tidy(Path(sys.argv[1]))
