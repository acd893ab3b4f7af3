"""Figures on the labour market as covariates: one value per field and year, or region and year.

A region is the one graduates come from, which is settled before a programme begins; the one they
work in follows the outcome. Graduates whose region is not on record take the mean of the others.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from yardstick.compare.gather import NONE
from yardstick.measure import Reader, Reason, market
from yardstick.text import mark

NO_MARKET = mark(
    "No source provides figures on the labour market of fields or regions, so the labour market is "
    "not taken into account."
)
GAPS = mark(
    "“{name}” has no figure for some fields, regions or years, so it is not taken into account."
)
NO_REGIONS = mark(
    "“{name}” is given by region, and no source provides the region graduates come from."
)
NOT_MOVING = mark("“{name}” does not vary between the fields, regions and years compared.")
#: Dimensions whose codes a field of the market may be, the finer first.
FIELDS = ("class", "category")
#: The dimension whose codes a region of the market is.
REGION = "origin_region"


def dimensions(reader: Reader) -> tuple[str, ...]:
    """Dimensions beside the cohort that the figures of a snapshot are looked up by."""
    figures = market(reader)
    if figures.empty:
        return ()
    known = f"graduates.{REGION}" in reader.snapshot.info().provided
    return (*FIELDS, REGION) if known and figures["region"].notna().any() else FIELDS


def covariates(
    reader: Reader, keys: dict[str, NDArray], n: NDArray
) -> tuple[dict[str, tuple[str, NDArray]], dict[str, Reason]]:
    """Name -> (source, value per row), standardised over graduates; and why others are left out.

    ``keys`` has ``cohort`` and what :func:`dimensions` names. A figure of the class comes before one
    of the category, both before one for all fields. A figure that some rows give by region is used
    by region alone. Logarithms are taken where all are positive.
    """
    figures = market(reader)
    used, left = {}, {}
    if figures.empty:
        return {}, {"market": Reason(NO_MARKET)}
    counted = n > 0
    for name, own in figures.groupby("indicator", sort=True):
        about = (("name", str(name)),)
        regional = own["region"].notna()
        if regional.any() and REGION not in keys:
            left[f"market:{name}"] = Reason(NO_REGIONS, about)
            continue
        if regional.any():
            own = own[regional]
            value = _looked_up(own, "region", keys["cohort"], [keys[REGION]])
            absent = keys[REGION] == NONE
        else:
            everywhere = np.full(len(n), None, dtype=object)
            value = _looked_up(
                own, "field", keys["cohort"], [*(keys[d] for d in FIELDS), everywhere]
            )
            absent = np.zeros(len(n), dtype=bool)
        there = counted & ~absent
        if not there.any() or np.isnan(value[there]).any():
            left[f"market:{name}"] = Reason(GAPS, about)
            continue
        if (value[there] > 0).all():
            value = np.log(np.where(there, value, 1.0))
        middle = np.average(value[there], weights=n[there])
        value = np.where(there, value, middle)
        spread = np.sqrt(np.average((value - middle) ** 2, weights=n))
        if not spread > 1e-12:
            left[f"market:{name}"] = Reason(NOT_MOVING, about)
            continue
        used[str(name)] = (", ".join(dict.fromkeys(own["source"])), (value - middle) / spread)
    return used, left


def _looked_up(
    figures: pd.DataFrame, by: str, years: NDArray, codes: Sequence[NDArray]
) -> NDArray[np.float64]:
    """The figure of every row: of the first of its codes that has one in its year, or NaN."""
    known = {
        (str(f) if isinstance(f, str) else None, int(y)): float(v)
        for f, y, v in zip(figures[by], figures["year"], figures["value"], strict=True)
    }
    value = np.full(len(years), np.nan)
    for each in codes:
        found = [known.get((c, int(y)), np.nan) for c, y in zip(each, years, strict=True)]
        value = np.where(np.isnan(value), np.array(found, dtype=float), value)
    return value
