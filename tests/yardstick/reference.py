"""Reads the values computed elsewhere (tests/reference)."""

from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).resolve().parents[1] / "reference"


def stored(method: str, name: str) -> pd.DataFrame:
    return pd.read_csv(FOLDER / method / name)
