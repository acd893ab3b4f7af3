"""Intervals for natural variation: what to draw where full counts are compared with one another.

A rate of a register counts everybody and has no sampling interval. Compared over years or between
programmes it still varies by chance: the interval says what the same process could have brought
about (Wilson, doi:10.1080/01621459.1927.10502953).
"""

import numpy as np
import pandas as pd

from yardstick.figures.drawn import visible
from yardstick.inference.proportion import wilson
from yardstick.wording import missing

CENSUS = "census"
NATURAL = "natural"


def with_natural(frame: pd.DataFrame, confidence: float = 0.95) -> tuple[pd.DataFrame, bool]:
    """Rows of a Measures frame, full counts with an interval; and whether any got one."""
    interval, positive, base, low, high, told = (
        frame[c].to_numpy(dtype=object)
        for c in ("interval", "positive", "base", "low", "high", "confidence")
    )
    # Plain values: there are few rows, and each operation of pandas takes longer than all of them.
    there = visible(frame).tolist()
    counted = [
        n
        for n, seen in enumerate(there)
        if seen and interval[n] == CENSUS and not missing(positive[n]) and missing(low[n])
    ]
    if not counted:
        return frame, False
    limits = wilson(positive[counted].astype(float), base[counted].astype(float), confidence)
    found: dict[str, np.ndarray] = {}
    for name, own, new in (
        ("low", low, limits[0]),
        ("high", high, limits[1]),
        ("confidence", told, confidence),
    ):
        found[name] = own.astype(float)
        found[name][counted] = new
    kinds = interval.tolist()
    for n in counted:
        kinds[n] = NATURAL
    return frame.assign(**found, interval=pd.array(kinds, dtype="str")), True
