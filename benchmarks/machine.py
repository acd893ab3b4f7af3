"""What a result was measured on: processors, memory, and the versions that matter."""

import importlib.metadata
import os
import platform

PACKAGES = ("duckdb", "pandas", "numpy", "streamlit", "plotly", "pyarrow")


def machine() -> dict[str, str]:
    """Facts about this machine as text, in the order they are printed."""
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
        size = f"{memory:.0f} GiB"
    except (AttributeError, ValueError, OSError):
        size = "unknown"
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    return {
        "processors": str(os.cpu_count()),
        "memory": size,
        "load before": f"{load:.1f}",
        "system": platform.system(),
        "python": platform.python_version(),
    } | {name: importlib.metadata.version(name) for name in PACKAGES}
