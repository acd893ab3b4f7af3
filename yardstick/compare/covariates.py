"""Figures on the labour market as covariates: one value per field and year, the same for all in it."""

import numpy as np
from numpy.typing import NDArray

from yardstick.measure import Reader, Reason, market
from yardstick.text import mark

NO_MARKET = mark(
    "No source provides figures on the labour market of fields, so the labour market is not taken into account."
)
GAPS = mark("“{name}” has no figure for some fields or years, so it is not taken into account.")
BY_REGION = mark(
    "“{name}” is given by region; only figures by field of study are taken into account."
)
NOT_MOVING = mark("“{name}” does not vary between the fields and years compared.")
#: Dimensions whose codes a field of the market may be, the finer first.
FIELDS = ("class", "category")


def covariates(
    reader: Reader, keys: dict[str, NDArray], n: NDArray
) -> tuple[dict[str, tuple[str, NDArray]], dict[str, Reason]]:
    """Name -> (source, value per row), standardised over graduates; and why others are left out.

    ``keys`` has ``cohort``, ``category`` and ``class``. A figure of the class comes before one of
    the category, both before one for all fields. Logarithms are taken where all are positive.
    """
    figures = market(reader)
    used, left = {}, {}
    if figures.empty:
        return {}, {"market": Reason(NO_MARKET)}
    for name, own in figures.groupby("indicator", sort=True):
        about = (("name", str(name)),)
        if own["region"].notna().all():
            left[f"market:{name}"] = Reason(BY_REGION, about)
            continue
        own = own[own["region"].isna()].drop_duplicates(["year", "field"])
        known = {
            (str(f) if isinstance(f, str) else None, int(y)): float(v)
            for f, y, v in zip(own["field"], own["year"], own["value"], strict=True)
        }
        value = np.full(len(n), np.nan)
        for codes in (*(keys[d] for d in FIELDS), np.full(len(n), None, dtype=object)):
            found = [
                known.get((c, int(y)), np.nan) for c, y in zip(codes, keys["cohort"], strict=True)
            ]
            value = np.where(np.isnan(value), np.array(found, dtype=float), value)
        counted = n > 0
        if np.isnan(value[counted]).any() or not counted.any():
            left[f"market:{name}"] = Reason(GAPS, about)
            continue
        value = np.where(counted, value, value[counted][0])
        if (value > 0).all():
            value = np.log(value)
        middle = np.average(value, weights=n)
        spread = np.sqrt(np.average((value - middle) ** 2, weights=n))
        if not spread > 1e-12:
            left[f"market:{name}"] = Reason(NOT_MOVING, about)
            continue
        used[str(name)] = (", ".join(dict.fromkeys(own["source"])), (value - middle) / spread)
    return used, left
