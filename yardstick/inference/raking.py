"""Raking: weights that make respondents agree with known margins, fitted on cells and not on rows.

Respondents who are alike in everything that is raked get the same weight, so the fit needs one
number per combination of categories. Iterative proportional fitting multiplies the weights of each
category of one margin by (population / weighted respondents), margin after margin, until no
category of any margin is off by more than ``tolerance`` of the whole population. It is the
solution closest to equal weights in Kullback-Leibler distance, where one exists.

Nothing is returned silently: an empty category with a population, respondents in a category
without one and margins whose totals differ are refused, or, if asked for, repaired and reported;
a fit that does not converge is refused.

Sources: Deming and Stephan (1940), doi:10.1214/aoms/1177731829; Ireland and Kullback (1968),
doi:10.1093/biomet/55.1.179; Deville, Sarndal and Sautory (1993),
doi:10.1080/01621459.1993.10476369.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: What can be wrong with margins, in the order in which it is looked for.
EMPTY, NO_POPULATION, TOTALS, NOT_CONVERGED = (
    "empty_category",
    "respondents_without_population",
    "totals_disagree",
    "not_converged",
)


@dataclass(frozen=True)
class Margin:
    """A known margin: the category of each cell (0 ... K - 1) and the population of each category."""

    name: str
    category: NDArray[np.int64]
    population: NDArray[np.float64]

    @classmethod
    def of(cls, name: str, category: ArrayLike, population: ArrayLike) -> "Margin":
        """Checked for shape; raises ValueError for a category outside the population's."""
        codes = np.asarray(category, dtype=np.int64)
        known = np.asarray(population, dtype=float)
        if codes.ndim != 1 or known.ndim != 1:
            raise ValueError(f"margin {name}: categories and populations are one-dimensional")
        if codes.size and not 0 <= codes.min() <= codes.max() < known.size:
            raise ValueError(f"margin {name}: a category has no population")
        if not np.all(np.isfinite(known)) or np.any(known < 0):
            raise ValueError(f"margin {name}: a population is negative or missing")
        return cls(name, codes, known)


@dataclass(frozen=True)
class Problem:
    """Why margins cannot be met: the kind, the margin, its category (-1: all of it) and a number.

    The number is the population of an empty category, the respondents of one without population,
    the total of a margin that disagrees with the first, or the largest gap left at the end.
    """

    kind: str
    margin: str
    category: int
    amount: float


class RakingError(ValueError):
    """Margins that cannot be met; ``problems`` says what stands in the way."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(
            "; ".join(f"{p.kind}: {p.margin}[{p.category}] {p.amount:g}" for p in problems)
        )
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Raked:
    """Weights of the cells, with a mean of 1 over respondents, and how the fit went.

    ``gap`` is the largest distance between weighted respondents and population over all categories,
    as a share of the population. ``population`` is the total the weights stand for: weight times
    population / respondents adds up to it. ``repaired`` names what was mended, empty by default.
    """

    weight: NDArray[np.float64]
    respondents: float
    population: float
    iterations: int
    gap: float
    repaired: tuple[Problem, ...] = ()


def combine(*codes: ArrayLike) -> tuple[NDArray[np.int64], list[NDArray[np.int64]]]:
    """The cell of each row, and the code of each cell in every variable.

    ``codes`` are non-negative integers, one array per variable, one entry per row. Only combinations
    that occur become cells.
    """
    columns = [np.asarray(c, dtype=np.int64) for c in codes]
    sizes = [int(c.max()) + 1 if c.size else 1 for c in columns]
    if any(c.size and c.min() < 0 for c in columns):
        raise ValueError("codes are counted from 0")
    mixed = np.zeros(columns[0].size, dtype=np.int64)
    for column, size in zip(columns, sizes, strict=True):
        mixed = mixed * size + column
    possible = int(np.prod(sizes, dtype=object))
    if possible <= max(4 * mixed.size, 1_000_000):
        # Few enough to be looked up: no sorting of the rows.
        present = np.flatnonzero(np.bincount(mixed, minlength=possible))
        place = np.zeros(possible, dtype=np.int64)
        place[present] = np.arange(present.size)
        cell = place[mixed]
    else:
        present, cell = np.unique(mixed, return_inverse=True)
    found, rest = [], present
    for size in reversed(sizes):
        found.append(rest % size)
        rest = rest // size
    return cell, found[::-1]


def check(
    respondents: ArrayLike, margins: Sequence[Margin], tolerance: float = 1e-6
) -> list[Problem]:
    """Everything about the margins that makes raking impossible; empty when sound.

    Totals may differ by ``tolerance`` of the first.
    """
    count = np.asarray(respondents, dtype=float)
    found = []
    for m in margins:
        answered = np.bincount(m.category, weights=count, minlength=m.population.size)
        for k in np.flatnonzero((answered == 0) & (m.population > 0)):
            found.append(Problem(EMPTY, m.name, int(k), float(m.population[k])))
        for k in np.flatnonzero((answered > 0) & (m.population == 0)):
            found.append(Problem(NO_POPULATION, m.name, int(k), float(answered[k])))
    total = float(margins[0].population.sum())
    for m in margins[1:]:
        if abs(m.population.sum() - total) > tolerance * total:
            found.append(Problem(TOTALS, m.name, -1, float(m.population.sum())))
    return found


def _repaired(margins: Sequence[Margin], problems: Sequence[Problem]) -> list[Margin]:
    """Margins without empty categories, all scaled to the total of the first as it was."""
    total = float(margins[0].population.sum())
    mended = []
    for m in margins:
        population = m.population.copy()
        for p in problems:
            if p.kind == EMPTY and p.margin == m.name:
                population[p.category] = 0.0
        mended.append(Margin(m.name, m.category, population * (total / population.sum())))
    return mended


def rake(
    respondents: ArrayLike,
    margins: Sequence[Margin],
    *,
    repair: bool = False,
    tolerance: float = 1e-10,
    most: int = 1000,
    totals: float = 1e-6,
) -> Raked:
    """Weights of cells with the given numbers of respondents that meet every margin.

    ``tolerance`` is the largest gap at the end, as a share of the population; ``most`` limits the
    rounds over all margins; ``totals`` is how far the totals of margins may differ, as a share.
    With ``repair`` an empty category gives its population to the others of its margin and totals
    are scaled to the first margin's; both are listed in the result. Raises RakingError where the
    margins cannot be met (respondents in a category without population always; they have no weight)
    or the fit does not converge, ValueError without margins or respondents.
    """
    count = np.asarray(respondents, dtype=float)
    if not margins or count.sum() <= 0:
        raise ValueError("raking needs margins and respondents")
    if np.any(count < 0) or any(m.category.size != count.size for m in margins):
        raise ValueError("each margin has one category per cell, and no cell a negative count")
    problems = check(count, margins, totals)
    if problems and (not repair or any(p.kind == NO_POPULATION for p in problems)):
        raise RakingError(problems)
    margins = _repaired(margins, problems) if problems else list(margins)
    total = float(margins[0].population.sum())
    # Totals that differ by less than the tolerance would still keep the fit from converging.
    targets = [m.population * (total / m.population.sum()) for m in margins]
    fitted = count * (total / count.sum())
    gap, rounds = np.inf, 0
    while rounds < most:
        gap = _gap(fitted, margins, targets, total)
        if gap <= tolerance:
            break
        for m, target in zip(margins, targets, strict=True):
            now = np.bincount(m.category, weights=fitted, minlength=target.size)
            factor = np.divide(target, now, out=np.zeros_like(target), where=now > 0)
            fitted *= factor[m.category]
        rounds += 1
    else:
        gap = _gap(fitted, margins, targets, total)
        if gap > tolerance:
            raise RakingError([Problem(NOT_CONVERGED, "", -1, gap)])
    weight = np.divide(fitted, count, out=np.zeros_like(fitted), where=count > 0)
    return Raked(
        weight=weight * (count.sum() / total),
        respondents=float(count.sum()),
        population=total,
        iterations=rounds,
        gap=gap,
        repaired=tuple(problems),
    )


def _gap(
    fitted: NDArray, margins: Sequence[Margin], targets: Sequence[NDArray], total: float
) -> float:
    gaps = (
        np.abs(np.bincount(m.category, weights=fitted, minlength=t.size) - t).max() / total
        for m, t in zip(margins, targets, strict=True)
    )
    return float(max(gaps))
