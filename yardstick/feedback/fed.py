"""What a selection feeds: graduates in work by programme, industry and region of work."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from yardstick.inference.concentration import concentrated
from yardstick.measure import Distribution, Filters, Reader, distribution
from yardstick.measure.model import REST, VISIBLE

LAYERS = ("programme", "industry", "region")
#: How many of each layer have a name of their own; the others are put together.
MOST = {"school": 8, "programme": 6, "industry": 6, "region": 5}
#: Where the named programmes hold less than this part of all, schools say more.
ENOUGH = 0.5


@dataclass(frozen=True)
class Fed:
    """``frame``: a column for each of ``layers``, and n. ``found`` has the reason of an empty one."""

    layers: tuple[str, ...]
    frame: pd.DataFrame
    found: Distribution


def fed(reader: Reader, filters: Filters | None = None) -> Fed:
    """Graduates whose industry and region are on record: programme, industry, region, n.

    The smaller ones of each layer are ``REST``. Where the programmes that keep their names are a
    small part of all, the first layer is the schools.
    """
    found = distribution(reader, "industry", ("programme", "region"), filters)
    frame = found.frame.rename(columns={"code": "industry"})
    if frame.empty:
        return Fed(LAYERS, pd.DataFrame({c: [] for c in (*LAYERS, "n")}), found)
    frame = frame[frame["status"].isin(VISIBLE) & (frame["n"].fillna(0) > 0)]
    frame = frame[frame["region"].notna() & frame["programme"].notna()]
    frame = frame[[*LAYERS, "n"]].copy()
    layers = LAYERS
    if _scattered(frame):
        p = reader.snapshot.info().programmes
        school = dict(zip(p["programme"], p["school"], strict=True))
        frame["school"] = frame["programme"].map(school)
        if frame["school"].nunique() > 1:
            layers = ("school", *LAYERS[1:])
    for layer in layers:
        sizes = frame.groupby(layer)["n"].sum().sort_values(ascending=False, kind="stable")
        # One that would stand alone in the remainder keeps its name.
        if len(sizes) > MOST[layer] + 1:
            frame[layer] = frame[layer].where(frame[layer].isin(sizes.index[: MOST[layer]]), REST)
    return Fed(layers, frame.groupby(list(layers), as_index=False)["n"].sum(), found)


def _scattered(frame: pd.DataFrame) -> bool:
    """Whether the largest programmes are a small part of all."""
    sizes = frame.groupby("programme")["n"].sum().sort_values(ascending=False)
    most = MOST["programme"]
    return len(sizes) > most + 1 and sizes.iloc[:most].sum() < ENOUGH * sizes.sum()


def by_programme(
    reader: Reader, column: str, filters: Filters | None = None
) -> tuple[pd.DataFrame, Distribution]:
    """How each programme spreads over a column: programme, n, equal, low, high, index, status, and
    ``largest`` (code and share of the three largest), most concentrated first.

    ``equal`` is the number of equally large categories that would be as concentrated.
    """
    found = distribution(reader, column, ("programme",), filters)
    frame = found.frame[found.frame["status"].isin(VISIBLE) & found.frame["programme"].notna()]
    table = frame.pivot_table(index="programme", columns="code", values="n", sort=False).fillna(0)
    values = concentrated(table.to_numpy() if len(table) else np.zeros((0, 1)))
    status = dict(zip(frame["programme"], frame["status"], strict=True))
    rows = pd.DataFrame(
        {
            "programme": list(table.index),
            "n": values.n,
            "equal": values.equal,
            "low": values.equal_low,
            "high": np.minimum(values.equal_high, max(table.shape[1], 1)),
            "index": values.index,
            "status": [status[c] for c in table.index],
            "largest": [
                [(c, n / r.sum()) for c, n in r.sort_values(ascending=False).head(3).items() if n]
                for _, r in table.iterrows()
            ],
        }
    )
    rows = rows.sort_values("equal", kind="stable", na_position="last")
    return rows.reset_index(drop=True), found
