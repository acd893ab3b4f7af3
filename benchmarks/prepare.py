"""The files and the snapshot that measurements share: made once per size, kept between runs."""

import argparse
import shutil
import tempfile
from pathlib import Path

from pipelines.demo.generate import generate
from yardstick.warehouse import read_pointer


def options(about: str) -> argparse.Namespace:
    """Command line common to all measurements."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--graduates", type=int, default=1_000_000)
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path(tempfile.gettempdir()) / "yardstick_benchmarks",
        help="where the invented files and snapshots are kept",
    )
    return parser.parse_args()


def files(folder: Path, graduates: int) -> Path:
    """Folder with the source files of a demo institution of that size."""
    made = folder / f"demo_{graduates}"
    if not (made / "complete").exists():
        shutil.rmtree(made, ignore_errors=True)
        generate(made, graduates, progress=lambda m: print(m, flush=True))
        (made / "complete").touch()
    return made


def warehouse(folder: Path, graduates: int) -> Path:
    """Folder with a published snapshot of that size."""
    made = folder / f"warehouse_{graduates}"
    if read_pointer(made) is None:
        from benchmarks.child import run

        run("benchmarks.build_once", files(folder, graduates), made)
    return made
