"""Points at which a test stops a build to kill it there. Without the variable they do nothing."""

import os
import time
from pathlib import Path

#: Name of the point to stop at.
VARIABLE = "YARDSTICK_TEST_PAUSE"


def fault_point(name: str, folder: Path) -> None:
    """Say in ``paused_at`` that the point was reached, then wait to be killed."""
    if os.environ.get(VARIABLE) != name:
        return
    (folder / "paused_at").write_text(name, encoding="utf-8")
    while True:
        time.sleep(1)
