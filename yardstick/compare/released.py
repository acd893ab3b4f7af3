"""What of a comparison a reader with a scope is told, whatever they ask for one after another.

The usual comparison (the usual factors, all graduates, the whole institution) is told wherever
:mod:`yardstick.compare.cover` finds enough programmes outside behind it. Other named sets of factors
are told where they, the usual one and those named before them give nothing away together. Every
other cut – a gender, a discipline as target, factors of one's own – could be set against these and is
not released: the whole less the men would be the women.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from yardstick.compare.catalogue import FactorSet, Outcome, factor_set, load_factors
from yardstick.compare.coarsen import coarsen
from yardstick.compare.cover import whole_withheld, withheld
from yardstick.compare.gather import gather
from yardstick.compare.jointly import admitted
from yardstick.compare.pool import Pool, carried
from yardstick.measure import Filters, Reader, Reason
from yardstick.measure.visible import visible_programmes
from yardstick.text import mark

USUAL = "intake"
NOT_APPROVED = mark(
    "Within a scope, benchmarks are released for all graduates against the whole institution and "
    "with the named factors only: set against others, they would give results outside the scope away."
)
TOGETHER = mark(
    "Together with the usual benchmark this one would give results outside the scope away, so it is "
    "not released."
)
Flags = NDArray[np.bool_]


def same_view(reader: Reader, a: FactorSet, b: FactorSet) -> bool:
    """Whether two sets hold the same constant in these data, and let go of it in the same order."""
    held = [carried(reader, s)[0] for s in (a, b)]
    order = [tuple(f for f in s.coarsen if f in u) for s, u in zip((a, b), held, strict=True)]
    return set(held[0]) == set(held[1]) and order[0] == order[1]


def approved(
    reader: Reader,
    outcome: Outcome,
    asked: FactorSet,
    target: str,
    genders: Sequence[str],
    at: Pool,
) -> Reason | None:
    """Why a cut is not released to a scope; None for one that may be, as far as cuts go."""
    usual = factor_set(USUAL)
    if genders or target != "institution":
        return Reason(NOT_APPROVED)
    if same_view(reader, asked, usual):
        return None
    named = _named(reader)
    if not any(same_view(reader, asked, s) for s in named):
        return Reason(NOT_APPROVED)
    return None if _told(reader, outcome, asked, named, at) else Reason(TOGETHER)


def _named(reader: Reader) -> list[FactorSet]:
    """The named sets that differ in these data, the usual one first."""
    found: list[FactorSet] = []
    for s in (factor_set(USUAL), *load_factors().sets.values()):
        if not any(same_view(reader, s, f) for f in found):
            found.append(s)
    return found


def _told(
    reader: Reader, outcome: Outcome, asked: FactorSet, named: list[FactorSet], at: Pool
) -> bool:
    """Whether the asked set is among those told together, in each cohort of the pool."""
    sets = [(s, carried(reader, s)[0]) for s in named]
    names = dict.fromkeys(f for _, used in sets for f in used)
    of = {f: load_factors().allowed[f].dimension or f for f in names}
    found = gather(reader, outcome, tuple(of.values()), at.cohorts, at.wave)
    n = np.where(found.usable[found.unit], found.n, 0.0)
    outside = ~visible_programmes(reader, Filters(), found.programmes, at.cohorts)
    cells = [
        coarsen({f: found.keys[of[f]] for f in used}, n, [f for f in s.coarsen if f in used]).cell
        for s, used in sets
    ]
    place = next(k for k, s in enumerate(named) if same_view(reader, asked, s))
    year = found.keys["cohort"]
    return all(
        told_together(found.unit, cells, n, outside, year == y)[place] for y in np.unique(year)
    )


def told_together(
    unit: NDArray, cells: Sequence[NDArray], n: NDArray, outside: Flags, at: Flags
) -> list[bool]:
    """Which of several ways to make cells may be told beside those before them, in one cohort.

    ``unit`` and ``n`` are rows, ``cells`` one array of cells over them for each way, ``at`` the rows
    of the cohort.
    """
    at = at & (n > 0)
    own, amount = unit[at], n[at]
    if not len(own):
        return [True] * len(cells)
    stacked = np.stack([c[at] for c in cells], axis=1)
    shared, place = np.unique(stacked, axis=0, return_inverse=True)
    table = np.zeros((len(outside), len(shared)))
    np.add.at(table, (own, place.reshape(-1)), amount)
    blocks = []
    for k in range(len(cells)):
        one = np.zeros(len(own), dtype=int)
        rows = (own, stacked[:, k], amount, outside, one)
        hidden = withheld(*rows)
        inside = np.flatnonzero(~outside & ~hidden[:, 0])
        blocks.append(_equations(table, shared[:, k], inside))
        if not whole_withheld(*rows, hidden):
            blocks[-1] = np.vstack([blocks[-1], np.ones(len(shared))])
    return admitted(blocks, table[outside])


def _equations(table: NDArray, cell: NDArray, inside: NDArray) -> NDArray:
    """What one positive of a shared cell adds to each benchmark told, its own left out and not."""
    _, of = np.unique(cell, return_inverse=True)
    by_cell = np.zeros((len(table), of.max() + 1))
    np.add.at(by_cell.T, of, table.T)
    total, rows = by_cell.sum(axis=0), by_cell[inside]
    with np.errstate(divide="ignore", invalid="ignore"):
        whole = np.where(total > 0, rows / total, 0.0)
        rest = np.where(total - rows > 0, rows / (total - rows), 0.0)
    return np.vstack([whole[:, of], rest[:, of]])
