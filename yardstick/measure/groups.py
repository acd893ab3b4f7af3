"""Groups of a counted result: which there are, their display order, and what holds for any part."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from yardstick.measure.snapshot import Info

#: Code list that gives a dimension its order.
ORDERED_BY = {
    "gender": "gender",
    "level": "level",
    "origin_region": "region",
    "region": "region",
    "entry_band": "entry_band",
    "origin": "origin",
    "item": "item",
    "pair": "pair",
    "course": "course",
    "theme": "theme",
}


def plain(values: np.ndarray) -> np.ndarray:
    """A masked array (it has NULLs) as a plain one, with NaN (None among names) for NULL."""
    if isinstance(values, np.ma.MaskedArray):
        if values.dtype == object:
            return _objects(values)
        return np.asarray(values.astype(float).filled(np.nan))
    return values


def _objects(values: np.ma.MaskedArray) -> np.ndarray:
    """Values as objects, None for NULL."""
    plain = values.data.astype(object)
    plain[np.ma.getmaskarray(values)] = None
    return plain


def any_of(group: np.ndarray, groups: int, flag: np.ndarray) -> np.ndarray:
    found = np.zeros(groups, dtype=bool)
    np.logical_or.at(found, group, np.asarray(flag, dtype=bool))
    return found


def grouped(
    info: Info, by: tuple[str, ...], found: dict[str, np.ndarray]
) -> tuple[dict[str, np.ndarray], np.ndarray, int]:
    """Distinct groups in display order, and each cell's group."""
    size = len(found["n"])
    if not by:
        return {}, np.zeros(size, dtype=np.int64), 1
    combined = np.zeros(size, dtype=np.int64)
    distinct: list[list] = []
    for i, dimension in enumerate(by):
        values = found[f"g{i}"]
        if isinstance(values, np.ma.MaskedArray):
            values = _objects(values)
        code, present = pd.factorize(values)
        places = [*present.tolist(), *([None] if (code < 0).any() else [])]
        ranked = sorted(places, key=_sorter(info, dimension))
        place = {v: rank for rank, v in enumerate(ranked)}
        # The last entry is the rank of a missing value, whose code is -1.
        rank = np.array([place[v] for v in present.tolist()] + [place.get(None, 0)])
        combined = combined * max(len(ranked), 1) + rank[code]
        distinct.append(ranked)
    numbers, group = np.unique(combined, return_inverse=True)
    keys: dict[str, np.ndarray] = {}
    rest = numbers
    for dimension, ranked in zip(reversed(by), reversed(distinct), strict=True):
        column = np.empty(len(numbers), dtype=object)
        column[:] = [ranked[j] for j in rest % max(len(ranked), 1)]
        rest = rest // max(len(ranked), 1)
        keys[dimension] = column
    return {d: keys[d] for d in by}, group, len(numbers)


def _sorter(info: Info, dimension: str) -> Callable[[object], tuple]:
    """Sort key of a dimension's values: order of the code list, missing ones last."""
    order = info.order.get(ORDERED_BY.get(dimension, ""), {})
    return lambda v: (v is None, order.get(v, len(order)), 0 if v is None else v)


def group_rank(info: Info, by: tuple[str, ...], keys: list[tuple]) -> np.ndarray:
    """Display rank of each key; equal keys have equal ranks."""
    sorters = [_sorter(info, d) for d in by]
    ranked = sorted(
        dict.fromkeys(keys), key=lambda k: tuple(s(v) for s, v in zip(sorters, k, strict=True))
    )
    place = {key: i for i, key in enumerate(ranked)}
    return np.fromiter((place[k] for k in keys), dtype=np.int64, count=len(keys))
