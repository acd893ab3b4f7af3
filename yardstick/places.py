"""Where the project keeps its data files, and where snapshots live."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
LOCALE = ROOT / "yardstick" / "locale"


def warehouse_folder() -> Path:
    """Folder of snapshots: ``YARDSTICK_WAREHOUSE``, else ``data/warehouse``."""
    return Path(os.environ.get("YARDSTICK_WAREHOUSE") or DATA / "warehouse")
