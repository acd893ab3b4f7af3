"""Pooled effects: the model with programme effects, fitted to the cells of a comparison."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yardstick.codes import code_list
from yardstick.compare.catalogue import load_factors
from yardstick.compare.model import MarketEffect
from yardstick.inference import mixed_linear, mixed_logit
from yardstick.inference.design import Design, coded
from yardstick.inference.mixed_result import Ended
from yardstick.inference.proportion import normal_quantile
from yardstick.measure.guard import listed
from yardstick.measure.labels import CODE_LISTS
from yardstick.measure.model import Reason
from yardstick.text import Bilingual, mark
from yardstick.wording import whole

Floats = NDArray[np.float64]
WITHOUT = mark("The model has no estimate with all factors; it is fitted without: {factors}.")
APART = mark(
    "{n} graduates ({values}) belong to groups of which all or none have the outcome; the model is "
    "fitted to the others."
)
APART_MIXED = mark(
    "{n} graduates belong to groups, alike in all factors, of which all or none have the outcome; the "
    "model is fitted to the others."
)
#: Times that groups without variation are set apart before factors are let go of.
TRIES = 8


@dataclass(frozen=True)
class Pooled:
    """Per unit: effect at its own mix, its interval, and how much of its own difference pooling took.

    Shares: fractions; pay: log ratios. NaN without a fit; ``sigma`` is the SD between programmes.
    """

    effect: Floats
    low: Floats
    high: Floats
    shrunk: Floats
    sigma: float
    market: tuple[MarketEffect, ...]
    notes: tuple[Reason, ...]


def pooled(
    factors: Mapping[str, NDArray],
    let_go: Sequence[str],
    covariates: Mapping[str, tuple[str, NDArray]],
    unit: NDArray,
    n: Floats,
    total: Floats,
    squares: Floats | None,
    units: int,
) -> Pooled:
    """Fit the model; where it has no estimate let go of factors in the order ``let_go``."""
    dropped: list[str] = []
    apart: list[Bilingual | None] = []
    everybody = n
    figures = {k: v for k, (_, v) in covariates.items()}
    waiting = [f for f in let_go if f in factors]
    while True:
        kept = {k: v for k, v in factors.items() if k not in dropped and _varies(v, n)}
        design = coded(kept, figures, n, {k: _commonest(v, n) for k, v in kept.items()})
        found = _fit(design, unit, n, total, squares, units)
        if found[0].status not in (Ended.SEPARATED, Ended.NOT_CONVERGED):
            break
        alike = getattr(found[0], "apart", None)
        if alike is not None and len(apart) < TRIES and n[~alike].any():
            apart.append(_described(kept, n, alike))
            n = np.where(alike, 0.0, n)
            total = np.where(n > 0, total, 0.0)
        elif waiting:
            dropped.append(waiting.pop(0))
        else:
            break
    fit, effect, low, high, shrunk = found
    notes = []
    if apart:
        out = ("n", whole(float((everybody - n).sum())))
        if None in apart:
            notes.append(Reason(APART_MIXED, (out,)))
        else:
            notes.append(Reason(APART, (out, ("values", listed(apart)))))
    gone = np.bincount(unit, weights=n, minlength=units) == 0
    effect, low, high, shrunk = (np.where(gone, np.nan, v) for v in (effect, low, high, shrunk))
    if fit.status is not Ended.CONVERGED:
        notes.append(Reason(fit.message))
    if dropped:
        notes.append(Reason(WITHOUT, (("factors", listed([_named(x) for x in dropped])),)))
    return Pooled(
        effect=effect,
        low=low,
        high=high,
        shrunk=shrunk,
        sigma=float(fit.sigma),
        market=_market(fit, design, covariates) if fit.converged else (),
        notes=tuple(notes),
    )


def _described(
    factors: Mapping[str, NDArray], n: Floats, rows: NDArray[np.bool_]
) -> Bilingual | None:
    """The fewest values of factors that these graduates share and no others do; None if there are none."""
    used = n > 0
    shared = {
        k: v[rows][0]
        for k, v in factors.items()
        if len(set(v[rows].tolist())) == 1 and _varies(v, n)
    }

    def are(names: Sequence[str]) -> bool:
        met = used.copy()
        for k in names:
            met &= factors[k] == shared[k]
        return bool(np.array_equal(met, rows))

    if not are(list(shared)):
        return None
    for k in list(shared):
        if are([x for x in shared if x != k]):
            del shared[k]
    words = [_named(f"{k}={v}") for k, v in shared.items()]
    return Bilingual(", ".join(w.en for w in words), "、".join(w.zh for w in words))


def _named(text: str) -> Bilingual:
    """A factor, or one of its values (``level=doctor``), as a reader knows it."""
    name, _, value = text.partition("=")
    if not value:
        return load_factors().allowed[name].label
    if name not in CODE_LISTS:
        return Bilingual(value, value)
    codes = code_list(CODE_LISTS[name])
    return Bilingual(codes.label(value, "en"), codes.label(value, "zh"))


def _commonest(values: NDArray, n: Floats) -> object:
    """The value with most graduates: the one the others are compared with."""
    names, place = np.unique(values.astype(str), return_inverse=True)
    return names[np.bincount(place.reshape(-1), weights=n).argmax()]


def _varies(values: NDArray, n: Floats) -> bool:
    return len(set(values[n > 0].tolist())) > 1


def _fit(
    design: Design,
    unit: NDArray,
    n: Floats,
    total: Floats,
    squares: Floats | None,
    units: int,
) -> tuple:
    if squares is None:
        fit = mixed_logit.fit(design, unit, total, n, units=units)
        p = mixed_logit.in_points(fit, design, unit, n)
        return fit, p.points, p.low, p.high, p.shrunk
    fit = mixed_linear.fit(design, unit, n, total, squares, units=units)
    half = normal_quantile(0.95) * fit.effect_sd_full
    sure = fit.status is Ended.CONVERGED
    gap = np.full(units, np.nan)
    return (
        fit,
        fit.effect,
        fit.effect - half if sure else gap,
        fit.effect + half if sure else gap,
        fit.shrunk,
    )


def _market(
    fit: "mixed_logit.MixedLogit | mixed_linear.MixedLinear",
    design: Design,
    covariates: Mapping[str, tuple[str, NDArray]],
) -> tuple[MarketEffect, ...]:
    """Coefficients of the covariates that the other factors do not determine."""
    found = []
    for name, (source, _) in covariates.items():
        if name in design.names:
            j = design.names.index(name)
            if not np.isnan(fit.beta[j]):
                found.append(MarketEffect(name, source, float(fit.beta[j]), float(fit.beta_se[j])))
    return tuple(found)
