"""Intervals for natural variation: what to draw where full counts are compared with one another.

A rate of a register counts everybody and has no sampling interval. Compared over years or between
programmes it still varies by chance: the interval says what the same process could have brought
about (Wilson, doi:10.1080/01621459.1927.10502953).
"""

import pandas as pd

from yardstick.figures.drawn import visible
from yardstick.inference.proportion import wilson

CENSUS = "census"
NATURAL = "natural"


def with_natural(frame: pd.DataFrame, confidence: float = 0.95) -> tuple[pd.DataFrame, bool]:
    """Rows of a Measures frame, full counts with an interval; and whether any got one."""
    counted = (frame["interval"] == CENSUS) & visible(frame) & frame["positive"].notna()
    counted &= frame["low"].isna()
    if not counted.any():
        return frame, False
    frame = frame.copy()
    positive, base = (frame.loc[counted, c].astype(float) for c in ("positive", "base"))
    low, high = wilson(positive.to_numpy(), base.to_numpy(), confidence)
    for name, values in (("low", low), ("high", high)):
        frame[name] = frame[name].astype(float)
        frame.loc[counted, name] = values
    frame["confidence"] = frame["confidence"].astype(float)
    frame.loc[counted, "confidence"] = confidence
    frame.loc[counted, "interval"] = NATURAL
    return frame, True
