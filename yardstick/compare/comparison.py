"""compare(): programmes against their benchmark on one outcome, with all that stands beside it.

The verdict rests on the indirectly standardised difference and its null SD alone. Beside it stand
the funnel plot over raw rates (nothing held constant, which is why it can point elsewhere) and the
effects of the model with programme effects; ``agree`` says whether they point the same way.
"""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import TypeVar

import numpy as np

from yardstick.compare.catalogue import (
    ALWAYS,
    FactorSet,
    factor_set,
    load_factors,
    load_outcomes,
)
from yardstick.compare.chance import null_counts
from yardstick.compare.coarsen import LEAST, coarsen
from yardstick.compare.columns import columns, seen_by_funnel
from yardstick.compare.covariates import covariates
from yardstick.compare.covariates import dimensions as covariate_dimensions
from yardstick.compare.cover import whole_withheld, withheld
from yardstick.compare.gather import Gathered, gather
from yardstick.compare.model import Comparison
from yardstick.compare.pool import NOT_VARYING, Pool, carried, pool
from yardstick.compare.pooled import pooled
from yardstick.compare.released import approved
from yardstick.compare.rows import nothing, table, without_overall
from yardstick.compare.stored import Kept, kept
from yardstick.inference.standardise import indirect, indirect_means
from yardstick.inference.verdict import judge
from yardstick.measure import EVERYTHING, Filters, Reader, Reason, Status, measure
from yardstick.measure.guard import EMPTY
from yardstick.measure.remember import remembered
from yardstick.measure.visible import visible_programmes
from yardstick.text import mark

T = TypeVar("T")
#: About what one value of an array takes in memory with its name, and what all else does.
BYTES, LEAST_BYTES = 16, 4096
#: What a benchmark may be taken over, and the factor that stands for it.
TARGETS: dict[str, tuple[str, ...]] = {
    "institution": (),
    "category": ("category",),
    "class": ("class",),
}
TOO_FEW_PROGRAMMES = mark("Only one programme has figures, so there is nothing to compare it with.")


@remembered
def compare(
    reader: Reader,
    outcome: str,
    filters: Filters | None = None,
    factors: str | Sequence[str] = "intake",
    target: str = "institution",
    materiality: float | None = None,
    model: bool = True,
    draws: int = 0,
) -> Comparison:
    """Compare programmes on an outcome of ``data/catalogue/outcomes.toml``.

    Filters of cohort, wave and gender say which graduates are compared; filters of school,
    category, class, level and programme only choose rows. ``factors`` is the name of a set or a
    sequence of factors. ``target``: the benchmark is the value of like graduates in the
    institution, or in the programme's discipline category or class. ``materiality``: smallest
    difference worth acting on, a fraction (for pay: of pay). ``model``: fit the model where the
    build stored no effects of this very comparison. ``draws``: null redraws for
    ``chance`` (0: none; the build stores them). Raises KeyError for an unknown outcome or factor
    and ForbiddenFactorError for a factor that follows the outcome.
    """
    asked = load_outcomes()[outcome]
    filters = filters or Filters()
    wanted = _with_target(factor_set(factors), target)
    material = asked.materiality if materiality is None else float(materiality)
    chosen = pool(reader, asked, filters)
    used, left = carried(reader, wanted)
    name = factors if isinstance(factors, str) else wanted.id
    empty = Comparison(
        asked, filters, name, target, nothing(),
        cohorts=chosen.cohorts, wave=chosen.wave, factors_left=left, materiality=material,
        notes=chosen.notes,
    )  # fmt: skip
    if not chosen.cohorts:
        return _without(reader, empty)
    dimensions = tuple(load_factors().allowed[f].dimension or f for f in used)
    # The model was fitted to these graduates by the build, unless there are only some of them.
    stored = None
    if not filters.genders:
        stored = kept(reader, outcome, chosen, used, wanted.coarsen)
    of_market = covariate_dimensions(reader) if model and stored is None else ()
    more = tuple(d for d in of_market if d not in dimensions)
    # What is compared does not depend on the rows that are shown: it is counted and fitted once.
    counted = (asked, (*dimensions, *more), chosen.cohorts, chosen.wave, filters.genders)
    found = _kept(reader, ("gathered", *counted), lambda: gather(reader, *counted))
    return _compared(reader, empty, wanted, used, found, stored or model, draws, of_market, counted)


def _kept(reader: Reader, key: tuple, make: Callable[[], T]) -> T:
    """Arrays over all programmes, kept for readers who see the same. Nobody writes into them."""
    who = (reader.scope, reader.profile, reader.lang)
    return reader.snapshot.kept.get((*key, who), make, _bytes)


def _bytes(made: object) -> int:
    values = [getattr(made, f.name) for f in fields(made)]  # type: ignore[arg-type]
    values += [v for d in values if isinstance(d, dict) for v in d.values()]
    return LEAST_BYTES + sum(BYTES * v.size for v in values if isinstance(v, np.ndarray))


def _with_target(asked: FactorSet, target: str) -> FactorSet:
    if target not in TARGETS:
        raise KeyError(f"there is no target {target!r}")
    more = tuple(f for f in TARGETS[target] if f not in asked.factors)
    # The target is held always: what it is let go of would be another target.
    return FactorSet(asked.id, (*asked.factors, *more), asked.coarsen, asked.label)


def _without(reader: Reader, empty: Comparison) -> Comparison:
    """The comparison that cannot be made, with the road's own reason."""
    everyone = Reader(reader.snapshot, EVERYTHING, reader.profile, reader.lang)
    said = measure(everyone, empty.indicator, (), empty.filters.with_(wave=empty.wave)).estimates()
    status, reason = Status.NO_DATA, Reason(EMPTY)
    if len(said) and Status(said["status"][0]) not in (Status.SHOWN, Status.UNRELIABLE):
        status, reason = Status(said["status"][0]), said["reason"][0]
    return replace(empty, status=status, reason=reason)


def _compared(
    reader: Reader,
    empty: Comparison,
    wanted: FactorSet,
    used: tuple[str, ...],
    found: Gathered,
    model: bool | Kept,
    draws: int,
    of_market: tuple[str, ...],
    counted: tuple,
) -> Comparison:
    units = len(found.programmes)
    usable = found.usable
    # Programmes without a figure take no part: nothing of theirs is in anyone's benchmark.
    n = np.where(usable[found.unit], found.n, 0.0) if units else found.n
    base = np.bincount(found.unit, weights=n, minlength=units)
    if np.count_nonzero(base) < 2:
        blocked = [k for k in range(units) if not usable[k]]
        if blocked and not usable.any():
            status, reason = found.status[blocked[0]], found.reason[blocked[0]]
            return replace(empty, status=status, reason=reason)
        why = Reason(TOO_FEW_PROGRAMMES) if base.any() else Reason(EMPTY)
        return replace(empty, status=Status.NOT_COMPUTABLE, reason=why)
    total = np.where(n > 0, found.total, 0.0)
    squares = None if found.squares is None else np.where(n > 0, found.squares, 0.0)

    dimension = {f: load_factors().allowed[f].dimension or f for f in used}
    left = dict(empty.factors_left)
    varying = []
    for f in used:
        if f in ALWAYS or len(set(found.keys[dimension[f]][n > 0].tolist())) > 1:
            varying.append(f)
        else:
            left[f] = Reason(NOT_VARYING)
    held = {f: found.keys[dimension[f]] for f in varying}
    order = [f for f in wanted.coarsen if f in held]
    made = coarsen(held, n, order)
    rows = (found.unit, made.cell, n)
    if squares is None:
        stand = indirect(*rows, total, units)
    else:
        stand = indirect_means(*rows, total, squares, units)
    material = np.log1p(empty.materiality) if squares is not None else empty.materiality
    called = judge(stand, material)
    seen_from = seen_by_funnel(found.unit, n, total, stand, squares, units)
    fitted = None
    covariates_left: dict[str, Reason] = {}
    if isinstance(model, Kept):
        fitted, covariates_left = model.of(found.programmes), model.left
    elif model:
        figures, covariates_left = covariates(
            reader, {d: found.keys[d] for d in ("cohort", *of_market)}, n
        )
        key = ("pooled", *counted, tuple(varying), tuple(order))
        fitted = _kept(
            reader,
            key,
            lambda: pooled(held, order, figures, found.unit, n, total, squares, units),
        )
    values = columns(found, stand, called, seen_from, fitted, total, squares)
    shown = visible_programmes(reader, empty.filters, found.programmes, empty.cohorts)
    hidden = np.zeros(units, dtype=bool)
    overall, why = True, None
    if reader.scope != EVERYTHING:
        outside = ~visible_programmes(reader, Filters(), found.programmes, empty.cohorts)
        each = withheld(*rows, outside, found.keys["cohort"])
        overall = not whole_withheld(*rows, outside, found.keys["cohort"], each)
        # One cohort withheld withholds the pool: without that cohort it would give it back.
        hidden = each.any(axis=1)
        if outside[np.bincount(found.unit, weights=n, minlength=units) > 0].any():
            at = Pool(empty.cohorts, empty.wave, ())
            why = approved(reader, empty.outcome, wanted, empty.target, empty.filters.genders, at)
            overall, hidden = overall and why is None, hidden | (why is not None)
    compared = float(n.sum())
    per_cell = np.zeros(made.cells)
    pairs = np.unique(np.stack([made.cell[n > 0], found.unit[n > 0]]), axis=1)
    np.add.at(per_cell, pairs[0], 1)
    alone = float(n[per_cell[made.cell] == 1].sum())
    middle = float(total.sum() / compared)
    only = all(f in ALWAYS for f in varying)
    made_of_all = replace(
        empty,
        frame=table(reader, found, values, shown, hidden, overall, why),
        set_used="cohort_level" if only else wanted.id,
        factors_used=tuple(varying),
        factors_left=left | covariates_left,
        compared=int(compared),
        programmes=int(np.count_nonzero(base)),
        cells=int(np.count_nonzero(per_cell)),
        least=LEAST,
        single_programme_share=alone / compared,
        coarsened={f: v / compared for f, v in made.let_go.items()},
        reference=float(np.exp(middle)) if squares is not None else middle,
        phi=seen_from.phi,
        tau2=seen_from.tau2,
        sigma=fitted.sigma if fitted else float("nan"),
        market=fitted.market if fitted else (),
        chance=null_counts(rows, total, squares, units, material, draws=draws) if draws else None,
        model_notes=fitted.notes if fitted else (),
    )
    return made_of_all if overall else without_overall(made_of_all)
