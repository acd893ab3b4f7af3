"""Child process: builds and publishes one snapshot, and says what each step took."""

import io
import json
import sys
import time
from pathlib import Path

from pipelines.build import build
from pipelines.mapping import load_mapping
from pipelines.problems import Message
from pipelines.progress import Progress
from pipelines.sources import DEMO_MAPPING, from_files


class Timed(Progress):
    """Keeps the seconds and the processor seconds of every step."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, out=io.StringIO())
        self.spent: dict[str, tuple[float, float]] = {}
        self._last = time.perf_counter(), time.process_time()

    def done(self, message: Message, rows: int | None = None) -> None:
        super().done(message, rows)
        now = time.perf_counter(), time.process_time()
        self.spent[str(message)] = now[0] - self._last[0], now[1] - self._last[1]
        self._last = now


def main(source: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    progress = Timed(folder)
    started, busy = time.perf_counter(), time.process_time()
    built = build(folder, from_files([(load_mapping(DEMO_MAPPING), source)]), progress)
    said = {
        "seconds": time.perf_counter() - started,
        "processor": time.process_time() - busy,
        "steps": progress.spent,
        "bytes": built.bytes,
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
