"""Estimates from cells: pure and vectorised over groups. No statistic is written in SQL."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from yardstick.catalogue import Indicator
from yardstick.inference.bounds import worst_case
from yardstick.inference.eligibility import eligible_share, response_rate
from yardstick.inference.histogram import Histogram
from yardstick.inference.proportion import agresti_coull_fpc, effective_base, wilson, wilson_fpc
from yardstick.inference.quantile import quantile, quantile_interval
from yardstick.inference.survival import Survival, kaplan_meier, time_at
from yardstick.measure.averages import mean_of, reached
from yardstick.measure.cells import OUTSIDE, Cells
from yardstick.measure.model import BOUNDS


@dataclass(frozen=True)
class Estimate:
    """One indicator in every group: arrays with one entry per group, NaN where there is none.

    ``refused`` counts graduates whose code forbids the rate; ``bounds`` are the limits with all
    unknown outcomes negative and positive, over ``bounds_base``; both NaN where nothing is unknown.
    Where a register has bounds there is no interval (``interval`` is "bounds"): those whose outcome
    is unknown are no random sample, so no sampling error says how far off the value may be.
    """

    indicator: Indicator
    positive: np.ndarray
    base: np.ndarray
    population: np.ndarray
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    interval: np.ndarray
    method: str
    effective_base: np.ndarray
    refused: np.ndarray
    bounds_low: np.ndarray
    bounds_high: np.ndarray
    bounds_base: np.ndarray
    #: Standard deviation of one value; of means only.
    sd: np.ndarray | None = None


def _mask(codes: Sequence[str], chosen: Sequence[str]) -> np.ndarray:
    """1 for each chosen code, 0 for the others and for the last place (no value)."""
    return np.array([c in chosen for c in codes] + [False], dtype=np.int64)


def _nothing(groups: int) -> np.ndarray:
    return np.full(groups, np.nan)


def shares(cells: Cells, indicators: Sequence[Indicator]) -> list[Estimate]:
    """Share of the positive codes among the base codes, for each indicator of the column."""
    counts = cells.matrix()
    outside = _mask(cells.codes, (OUTSIDE,))
    population = counts.sum(axis=1) - counts @ outside
    found = []
    for i in indicators:
        # Who was not observed: codes that say nothing for this base, and rows without a value.
        unknown_codes = [c for c in cells.column.unknown if c not in i.base]
        silent = counts @ _mask(cells.codes, unknown_codes) + counts[:, -1]
        positive = counts @ _mask(cells.codes, i.positive)
        base = counts @ _mask(cells.codes, i.base)
        refused = counts @ _mask(cells.codes, i.refuse)
        open_outcomes = refused + counts @ _mask(cells.codes, i.bounded)
        answered = population - silent
        low, high, kind, effective = _share_interval(
            i, positive, base, answered, population, cells.sampled
        )
        bounds_low, bounds_high = worst_case(positive, base, open_outcomes)
        unknown = open_outcomes > 0
        instead = unknown & ~cells.sampled
        with np.errstate(divide="ignore", invalid="ignore"):
            value = np.where(base > 0, positive / np.maximum(base, 1), np.nan)
        if i.part_of_base:
            open_base = counts @ _mask(cells.codes, i.part_of_base)
            e = eligible_share(base - open_base, counts @ _mask(cells.codes, i.out_of_scope))
            value = response_rate(positive, base - open_base, open_base, e)
        found.append(
            Estimate(
                indicator=i,
                positive=positive.astype(float),
                base=base.astype(float),
                population=population.astype(float),
                value=value,
                low=np.where(instead, np.nan, low),
                high=np.where(instead, np.nan, high),
                interval=np.where(instead, BOUNDS, kind),
                method="registry" if i.interval == "census" else "unweighted",
                effective_base=np.where(instead, np.nan, effective),
                refused=refused,
                bounds_low=np.where(unknown, bounds_low, np.nan),
                bounds_high=np.where(unknown, bounds_high, np.nan),
                bounds_base=(base + open_outcomes).astype(float),
            )
        )
    return found


def finite_population(
    base: np.ndarray, answered: np.ndarray, population: np.ndarray, sampled: np.ndarray
) -> np.ndarray:
    """Graduates behind each base; infinite where a feed holds respondents only (``sampled``).

    That of a base that is only part of the answers (those in the labour force, say) is not known;
    it is taken as base x population / answered, so that the sampling fraction is the survey's.
    """
    reach = base * population / np.maximum(answered, 1)
    # All answered: a census, said exactly and not through a rounded division.
    finite = np.where(answered >= population, base, np.maximum(reach, base))
    return np.where(sampled, np.inf, finite).astype(float)


def _share_interval(
    i: Indicator,
    positive: np.ndarray,
    base: np.ndarray,
    answered: np.ndarray,
    population: np.ndarray,
    sampled: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Limits, name of the interval and effective base, by the indicator's rule.

    Where a feed holds respondents only a register's rate gets a sampling interval.
    """
    groups = len(base)
    if i.interval == "census":
        # A register has no interval: usually no group needs one.
        low = high = _nothing(groups)
        if sampled.any():
            low, high = wilson(positive, base, i.confidence)
        kind = np.where(sampled, "wilson", "census")
        return (
            np.where(sampled, low, np.nan),
            np.where(sampled, high, np.nan),
            kind,
            np.where(base > 0, base, np.nan).astype(float),
        )
    finite = finite_population(base, answered, population, sampled)
    if i.interval == "agresti_coull_fpc":
        low, high = agresti_coull_fpc(positive, base, finite, i.confidence)
    elif i.interval == "wilson_fpc":
        low, high = wilson_fpc(positive, base, finite, i.confidence)
    else:
        low, high = wilson(positive, base, i.confidence)
        finite = np.full(groups, np.inf)
    effective = effective_base(base, finite)
    complete = np.isinf(effective)
    return (
        low,
        high,
        np.where(complete, "census", i.interval),
        np.where(complete | (base == 0), np.nan, effective),
    )


def _sizes(cells: Cells) -> tuple[np.ndarray, np.ndarray]:
    """Graduates of each group, and those of them with a value."""
    population = np.bincount(cells.group, weights=cells.count, minlength=cells.groups)
    known = np.where(np.isnan(cells.value), 0, cells.count)
    return population, np.bincount(cells.group, weights=known, minlength=cells.groups)


def quantiles(cells: Cells, indicators: Sequence[Indicator]) -> list[Estimate]:
    """Type-7 quantile of the values with an order-statistic interval, scaled to the unit."""
    values = Histogram.of(cells.group, cells.value, cells.count, cells.groups)
    population, base = _sizes(cells)
    found = []
    for i in indicators:
        low, high = quantile_interval(values, i.quantile, i.confidence)
        found.append(
            _of_values(
                i,
                cells.groups,
                population,
                base,
                quantile(values, i.quantile) * i.scale,
                low * i.scale,
                high * i.scale,
            )
        )
    return found


def means(cells: Cells, indicators: Sequence[Indicator]) -> list[Estimate]:
    """Mean of the values, as the indicator counts them, with its t interval."""
    population, _ = _sizes(cells)
    found = []
    for i in indicators:
        m = mean_of(cells, i)
        made = _of_values(i, cells.groups, population, m.n.astype(float), m.value, m.low, m.high)
        found.append(replace(made, sd=m.sd))
    return found


def number_shares(cells: Cells, indicators: Sequence[Indicator]) -> list[Estimate]:
    """Share of the values that reach what the indicator asks, with Wilson's interval."""
    population, _ = _sizes(cells)
    found = []
    for i in indicators:
        positive, base = reached(cells, i)
        with np.errstate(divide="ignore", invalid="ignore"):
            value = np.where(base > 0, positive / np.maximum(base, 1), np.nan)
        limits = wilson(positive, base, i.confidence)
        made = _of_values(i, cells.groups, population, base, value, *limits)
        found.append(replace(made, positive=positive))
    return found


def survival_curves(cells: Cells, indicator: Indicator) -> Survival:
    """Kaplan-Meier curve of each group."""
    return kaplan_meier(
        cells.group,
        cells.value,
        cells.event,
        cells.count,
        cells.groups,
        indicator.confidence,
    )


def survival(cells: Cells, indicators: Sequence[Indicator]) -> list[Estimate]:
    """Time by which the curve has fallen to 1 - quantile; NaN where it never does."""
    population, base = _sizes(cells)
    found = []
    for i in indicators:
        value, low, high = time_at(survival_curves(cells, i), 1 - i.quantile)
        found.append(_of_values(i, cells.groups, population, base, value, low, high))
    return found


def _of_values(
    i: Indicator,
    groups: int,
    population: np.ndarray,
    base: np.ndarray,
    value: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
) -> Estimate:
    return Estimate(
        indicator=i,
        positive=_nothing(groups),
        base=base,
        population=population,
        value=value,
        low=low,
        high=high,
        interval=np.full(groups, i.interval),
        method="unweighted",
        effective_base=np.where(base > 0, base, np.nan),
        refused=np.zeros(groups),
        bounds_low=_nothing(groups),
        bounds_high=_nothing(groups),
        bounds_base=_nothing(groups),
    )


def estimate(cells: Cells, indicators: Sequence[Indicator]) -> list[Estimate]:
    """Estimates of several indicators of one column and one kind."""
    kind = indicators[0].kind
    if kind == "share" and cells.column.kind == "number":
        return number_shares(cells, indicators)
    made = {"share": shares, "quantile": quantiles, "survival": survival, "mean": means}
    return made[kind](cells, indicators)
