"""A real build in a process of its own, for tests that kill it or run two at once."""

import os
import subprocess
import sys
from pathlib import Path

from yardstick.places import ROOT

FIXTURE = ROOT / "tests" / "fixtures"
#: Every stage of a build is gone through, with little to do in each: dozens of builds are started.
ARGUMENTS = (
    "--mapping",
    str(FIXTURE / "institution_register.toml"),
    "--source",
    str(FIXTURE / "institution"),
)


def start(folder: Path, *more: str, pause: str = "", command: str = "build") -> subprocess.Popen:
    """Start ``python -m pipelines build`` of the fixture institution."""
    env = dict(os.environ, YARDSTICK_KEY="a key for tests, long enough to be one")
    env["YARDSTICK_TEST_PAUSE"] = pause
    sources = ARGUMENTS if command == "build" else ()
    return subprocess.Popen(
        [sys.executable, "-m", "pipelines", command, *sources, "--warehouse", str(folder), *more],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(folder: Path, *more: str, command: str = "build") -> tuple[int, str, str]:
    """Run to the end: status, output, errors."""
    process = start(folder, *more, command=command)
    out, err = process.communicate()
    return process.returncode, out, err


def leftovers(folder: Path) -> set[str]:
    """Files that neither the pointer nor the writer's bookkeeping explains."""
    from yardstick.warehouse import LOCK, POINTER, PROGRESS, read_pointer, snapshot_path

    pointer = read_pointer(folder)
    named = {snapshot_path(folder, b).name for b in pointer.history} if pointer else set()
    return {p.name for p in folder.iterdir()} - named - {LOCK, POINTER, PROGRESS}
