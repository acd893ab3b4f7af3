"""Runs one measurement in a process of its own, so that its peak memory is its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

from yardstick.places import ROOT


@dataclass(frozen=True)
class Ran:
    """What a child said (JSON on its last line), and its peak memory in bytes."""

    said: dict
    peak: int


def run(module: str, *arguments: object) -> Ran:
    """Run ``python -m module arguments`` from the project's folder; raises when it fails."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    said = json.loads(out.strip().splitlines()[-1])
    return Ran(said, usage.ru_maxrss * 1024)
