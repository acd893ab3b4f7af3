"""Child process: builds and publishes one snapshot, and says how long each step took."""

import io
import json
import sys
import time
from pathlib import Path

from pipelines.build import build
from pipelines.mapping import load_mapping
from pipelines.progress import Progress
from pipelines.sources import DEMO_MAPPING, from_files


def main(source: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    progress = Progress(folder, out=io.StringIO())
    started = time.perf_counter()
    built = build(folder, from_files([(load_mapping(DEMO_MAPPING), source)]), progress)
    seconds = time.perf_counter() - started
    steps = {str(message): spent for message, _, spent in progress.steps}
    said = {"seconds": seconds, "steps": steps, "bytes": built.bytes, "rows": built.observations}
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
