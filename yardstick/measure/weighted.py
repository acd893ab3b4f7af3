"""Weighted estimates from cells: rows of their own beside the unweighted ones, never in their place.

A weighted share has the finite population of the unweighted one beside it: their intervals differ
by the weights and by nothing else. Quantiles have no such correction in either row.
"""

from collections.abc import Sequence

import numpy as np

from yardstick.catalogue import Indicator
from yardstick.inference.weighted import weighted_share
from yardstick.inference.weighted_quantile import WeightedHistogram, weighted_quantile
from yardstick.measure.cells import OUTSIDE, Cells
from yardstick.measure.estimate import Estimate, finite_population
from yardstick.measure.model import WEIGHTED, Filters, Reason
from yardstick.measure.snapshot import Snapshot
from yardstick.measure.weighting import without_weights
from yardstick.text import mark

#: Names of the intervals of weighted figures.
WILSON_KISH, WILSON_KISH_FPC, WOODRUFF = "wilson_kish", "wilson_kish_fpc", "woodruff"
#: Intervals of unweighted shares that are corrected for the finite population.
FINITE = ("wilson_fpc", "agresti_coull_fpc")
NOT_OF_SCORES = mark("Figures made of scores are not weighted; shares of answers are.")
NOT_A_SHARE = mark("Waiting times are not weighted; only shares and quantiles are.")


def sampled(
    snapshot: Snapshot, cells: Cells, waves: np.ndarray, filters: Filters
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of each group: respondents and population of its whole survey, and why it has no weights.

    The survey is that of the group's cohorts at its wave: a group is estimated as a domain of it.
    """
    every = filters.cohorts or snapshot.info().cohorts
    n = np.zeros(cells.groups)
    population = np.zeros(cells.groups)
    reason = np.full(cells.groups, None, dtype=object)
    known: dict[tuple, tuple[int, int, Reason | None]] = {}
    for g in range(cells.groups):
        cohorts = (int(cells.keys["cohort"][g]),) if "cohort" in cells.keys else tuple(every)
        key = (cohorts, int(waves[g]))
        if key not in known:
            known[key] = without_weights(snapshot, *key)
        n[g], population[g], reason[g] = known[key]
    return n, population, reason


def weighted(
    cells: Cells,
    indicators: Sequence[Indicator],
    respondents: np.ndarray,
    population: np.ndarray,
) -> list[tuple[Estimate, np.ndarray]]:
    """Weighted estimate of each indicator of one column and kind, and its standard error.

    ``respondents`` and ``population`` of the survey, by group. The base is the unweighted number of respondents with a
    weight, ``effective_base`` Kish's. The error of a quantile is that of the share, so NaN is given.
    """
    if cells.weights is None:
        raise ValueError("the cells were counted without weights")
    if indicators[0].kind == "share":
        return [_share(cells, i, respondents, population) for i in indicators]
    return [_quantile(cells, i, respondents) for i in indicators]


def _behind(cells: Cells, i: Indicator) -> np.ndarray:
    """Graduates behind the base of each group, as in the unweighted row."""
    counts = cells.matrix()

    def of(codes: Sequence[str]) -> np.ndarray:
        return counts @ np.array([c in codes for c in cells.codes] + [False], dtype=float)

    population = counts.sum(axis=1) - of((OUTSIDE,))
    silent = of([c for c in cells.column.unknown if c not in i.base]) + counts[:, -1]
    return finite_population(of(i.base), population - silent, population, cells.sampled)


def _share(
    cells: Cells, i: Indicator, respondents: np.ndarray, population: np.ndarray
) -> tuple[Estimate, np.ndarray]:
    def added(codes: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        chosen = np.array([c in codes for c in cells.codes] + [False])[cells.value]
        parts = (cells.weights.n, cells.weights.w, cells.weights.w2)
        n, w, w2 = (
            np.bincount(cells.group[chosen], weights=p[chosen], minlength=cells.groups)
            for p in parts
        )
        return n, w, w2

    finite = i.interval in FINITE
    found = weighted_share(
        added(i.positive),
        added(i.base),
        respondents,
        # Where nobody has weights nothing is known of the survey, and nothing shown.
        np.maximum(population, respondents) if finite else None,
        i.confidence,
        _behind(cells, i) if finite else np.inf,
    )
    made = _estimate(
        i,
        cells,
        found.base,
        found.value,
        found.low,
        found.high,
        WILSON_KISH_FPC if finite else WILSON_KISH,
        found.kish.effective,
    )
    return made, found.se


def _quantile(cells: Cells, i: Indicator, respondents: np.ndarray) -> tuple[Estimate, np.ndarray]:
    values = WeightedHistogram.of(
        cells.group, cells.value, cells.weights.n, cells.weights.w, cells.weights.w2, cells.groups
    )
    found = weighted_quantile(values, i.quantile, respondents, None, i.confidence)
    made = _estimate(
        i,
        cells,
        values.sizes,
        found.value * i.scale,
        found.low * i.scale,
        found.high * i.scale,
        WOODRUFF,
        values.kish.effective,
    )
    return made, np.full(cells.groups, np.nan)


def _estimate(
    i: Indicator,
    cells: Cells,
    base: np.ndarray,
    value: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
    interval: str,
    effective: np.ndarray,
) -> Estimate:
    """A weighted share has no number of positives: its numerator is a sum of weights."""
    inside = np.ones(len(cells.count), dtype=bool)
    if cells.codes and OUTSIDE in cells.codes:
        inside = cells.value != cells.codes.index(OUTSIDE)
    nothing = np.full(cells.groups, np.nan)
    population = np.bincount(
        cells.group[inside], weights=cells.count[inside], minlength=cells.groups
    )
    return Estimate(
        indicator=i,
        positive=nothing,
        base=base,
        population=population,
        value=value,
        low=low,
        high=high,
        interval=np.full(cells.groups, interval, dtype=object),
        method=WEIGHTED,
        effective_base=effective,
        refused=np.zeros(cells.groups),
        bounds_low=nothing,
        bounds_high=nothing,
        bounds_base=nothing,
    )
