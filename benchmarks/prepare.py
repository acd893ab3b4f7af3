"""The files and the snapshot that measurements share: made once per size, kept between runs."""

import argparse
import hashlib
import shutil
import tempfile
from pathlib import Path

from pipelines.demo.generate import generate
from yardstick.places import DATA, ROOT
from yardstick.warehouse import read_pointer

#: What of ``data`` the generator writes its files by.
MADE_OF = ("contracts", "codes", "mappings/demo.toml")


def options(about: str, *, pages: bool = False) -> argparse.Namespace:
    """Command line common to all measurements; with ``pages`` also which of them to open."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--graduates", type=int, default=1_000_000)
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path(tempfile.gettempdir()) / "yardstick_benchmarks",
        help="where the invented files and snapshots are kept",
    )
    if pages:
        parser.add_argument(
            "--only", nargs="*", default=(), help="addresses of the pages; all of them by default"
        )
    return parser.parse_args()


def fingerprint() -> str:
    """What the invented files follow from: the generator, the contracts, codes and the mapping.

    Files and snapshots made by other code are made again, so that no figure rests on them unsaid.
    """
    digest = hashlib.sha256()
    for part in (ROOT / "pipelines" / "demo", *(DATA / name for name in MADE_OF)):
        for path in sorted(part.rglob("*") if part.is_dir() else [part]):
            if path.suffix in (".py", ".toml", ".csv", ".txt"):
                digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
                digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def files(folder: Path, graduates: int) -> Path:
    """Folder with the source files of a demo institution of that size."""
    made = folder / f"demo_{graduates}_{fingerprint()}"
    if not (made / "complete").exists():
        shutil.rmtree(made, ignore_errors=True)
        generate(made, graduates, progress=lambda m: print(m, flush=True))
        (made / "complete").touch()
    return made


def warehouse_path(folder: Path, graduates: int) -> Path:
    """Where the snapshot of a demo institution of that size lies."""
    return folder / f"warehouse_{graduates}_{fingerprint()}"


def warehouse(folder: Path, graduates: int) -> Path:
    """Folder with a published snapshot of that size."""
    made = warehouse_path(folder, graduates)
    if read_pointer(made) is None:
        from benchmarks.child import run

        run("benchmarks.build_once", files(folder, graduates), made)
    return made
