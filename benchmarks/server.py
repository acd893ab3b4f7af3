"""Starts the dashboard, or an empty page, as a process of its own and stops it again."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from yardstick.places import ROOT

START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A running server: its port, its process, and when it was started (perf_counter)."""

    port: int
    process: subprocess.Popen
    started: float

    def busy(self) -> float:
        """Processor seconds the server has used so far; NaN where the system does not tell."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        except OSError:
            return float("nan")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def _free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@contextmanager
def serve(script: Path, warehouse: Path, log: Path) -> Iterator[Server]:
    """Serve ``script`` on a free port until the block ends; waits until it answers."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true",
               f"--server.port={port}", "--server.address=127.0.0.1",
               "--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]  # fmt: skip
    environment = os.environ | {"YARDSTICK_WAREHOUSE": str(warehouse), "PYTHONPATH": str(ROOT)}
    started = time.perf_counter()
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
        try:
            server = Server(port, process, started)
            _wait(server)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait(server: Server) -> None:
    while time.perf_counter() - server.started < START_SECONDS:
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2):
                return
        except OSError:
            if server.process.poll() is not None:
                raise RuntimeError("the server ended before it answered; see its log") from None
            time.sleep(0.02)
    raise RuntimeError(f"the server did not answer within {START_SECONDS} s")
