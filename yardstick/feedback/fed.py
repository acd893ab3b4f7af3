"""What a selection feeds: graduates in work by programme, industry and region of work."""

import pandas as pd

from yardstick.measure import Distribution, Filters, Reader, distribution
from yardstick.measure.model import REST, VISIBLE

LAYERS = ("programme", "industry", "region")
#: How many of each layer have a name of their own; the others are put together.
MOST = {"programme": 6, "industry": 6, "region": 5}


def fed(reader: Reader, filters: Filters | None = None) -> tuple[pd.DataFrame, Distribution]:
    """Graduates whose industry and region are on record: programme, industry, region, n.

    The smaller ones of each layer are ``REST``. Empty where the data cannot say: the distribution
    of industries has the reason.
    """
    found = distribution(reader, "industry", ("programme", "region"), filters)
    frame = found.frame.rename(columns={"code": "industry"})
    if frame.empty:
        return pd.DataFrame({c: [] for c in (*LAYERS, "n")}), found
    frame = frame[frame["status"].isin(VISIBLE) & (frame["n"].fillna(0) > 0)]
    frame = frame[frame["region"].notna() & frame["programme"].notna()]
    frame = frame[[*LAYERS, "n"]].copy()
    for layer, most in MOST.items():
        sizes = frame.groupby(layer)["n"].sum().sort_values(ascending=False, kind="stable")
        # One that would stand alone in the remainder keeps its name.
        if len(sizes) > most + 1:
            frame[layer] = frame[layer].where(frame[layer].isin(sizes.index[:most]), REST)
    return frame.groupby(list(LAYERS), as_index=False)["n"].sum(), found
