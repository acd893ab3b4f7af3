"""The one verdict rule: what may be said of a unit's difference from its benchmark.

With difference D, null SD s and materiality m (the smallest difference worth acting on)::

    P_above = P(D >= m) = Phi((D - m)/s)     P_below = P(D <= -m) = Phi((-m - D)/s)

**above** if P_above is 0.95 or more and q is 0.05 or less, **below** likewise. q is the
Benjamini-Hochberg value over the list, of the p-value for "the true difference is no larger than m
either way". Over all such differences a |D| as large is most likely at m itself, hence::

    p = Phi((m - |D|)/s) + Phi((-m - |D|)/s) = (1 - P on the side of D) + P on the other side

the usual two-sided p-value where m = 0. (The smaller of 1 - P_above and 1 - P_below would be too
small by half there.) With one unit in the list and m > 0 the two conditions are practically one;
the longer the list, the more the second asks.

Where fewer than five positives or negatives are expected, p is at least the binomial tail on the
effective base (see ``tails``): the normal one takes three of three for a finding.

**own_contribution**: half or more of the benchmark is the unit itself; no verdict, no probability,
and it does not count in the list. **no_figure**: there is no difference or no SD. All else cannot
be told apart (**cannot_tell**); what no base of this size could show stands in ``detectable``.
Never rank on D/s: it ranks by size.

Of k p-values the smallest is called where it is no larger than 0.05/k: that first step of Benjamini
and Hochberg is what a unit needs that is alone in differing, and no unit ever needs more. With u the
root of Phi((m - u)/s) + Phi((-m - u)/s) = 0.05/k::

    needed = u     detectable = u + 0.842 s

about m + 1.645 s and m + 2.487 s where k = 1, m + 3.14 s and m + 3.99 s where k = 60. Others that
differ as well lower what is needed. The binomial tail of small bases is left aside: with it, it
takes more.

Sources: Benjamini and Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x; interval null
hypotheses: Hodges and Lehmann (1954), doi:10.1111/j.2517-6161.1954.tb00169.x; materiality and half
of the benchmark: conventions after the Teaching Excellence Framework.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri

from yardstick.inference.multiplicity import benjamini_hochberg
from yardstick.inference.standardise import Standardised
from yardstick.inference.tails import binomial_tails, few_expected

Floats = NDArray[np.float64]
#: From this contribution on a unit is compared mostly with itself.
OWN_SHARE = 0.5


class Standing(StrEnum):
    """Where a unit stands against its benchmark."""

    ABOVE = "above"
    BELOW = "below"
    CANNOT_TELL = "cannot_tell"
    OWN_CONTRIBUTION = "own_contribution"
    NO_FIGURE = "no_figure"


@dataclass(frozen=True)
class Called:
    """One entry per unit, in the unit of the difference.

    ``needed`` is the smallest difference seen that would be called alone in this list;
    ``detectable`` the smallest true difference called four times in five there, were no other unit
    different. Both grow with ``compared``, the number of units that have a p-value.
    """

    p_above: Floats
    p_below: Floats
    p_value: Floats
    q_value: Floats
    verdict: NDArray[np.str_]
    needed: Floats
    detectable: Floats
    compared: int


def shading(
    difference: ArrayLike, sd: ArrayLike, materiality: ArrayLike
) -> tuple[Floats, Floats, Floats]:
    """P(D >= m), P(within), P(D <= -m); they add up to 1. NaN where the SD is 0 or missing."""
    d, s, m = (np.asarray(v, dtype=float) for v in (difference, sd, materiality))
    with np.errstate(divide="ignore", invalid="ignore"):
        s = np.where(s > 0, s, np.nan)
        above, below = ndtr((d - m) / s), ndtr((-m - d) / s)
        within = ndtr((m - d) / s) - below
    return above, within, below


def call(
    difference: ArrayLike,
    sd: ArrayLike,
    contribution: ArrayLike,
    materiality: ArrayLike,
    probability: float = 0.95,
    false_discovery: float = 0.05,
    expected: ArrayLike | None = None,
    power: float = 0.8,
) -> Called:
    """Verdicts of one list. ``materiality`` may differ by row; ``expected``: benchmarks of shares.

    NaN in ``expected`` (or None) marks what is no share: no binomial tail there. A difference
    smaller than rounding counts as 0. Raises ValueError for a negative materiality or SD.
    """
    d, s, c, m = np.broadcast_arrays(
        *(np.asarray(v, dtype=float) for v in (difference, sd, contribution, materiality))
    )
    if np.any(m < 0) or np.any(s < 0):
        raise ValueError("materiality and SD are not negative")
    no_figure = np.isnan(d) | np.isnan(s) | np.isnan(c)
    own = ~no_figure & (c >= OWN_SHARE - 1e-12)
    s_used = np.where(no_figure | own | (s <= 0), np.nan, s)
    above, _, below = shading(d, s_used, m)
    p = np.where(d >= 0, ndtr((m - d) / s_used) + below, ndtr((m + d) / s_used) + above)
    if expected is not None:
        e = np.broadcast_to(np.asarray(expected, dtype=float), d.shape)
        few = few_expected(s_used, e)
        high, low = binomial_tails(d[few], s_used[few], e[few], m[few])
        p[few] = np.fmax(p[few], np.where(d[few] >= 0, high, low))
    p = np.minimum(p, 1.0)
    q = benjamini_hochberg(p)
    sure = q <= false_discovery
    verdict = np.select(
        [no_figure, own, sure & (above >= probability), sure & (below >= probability)],
        [Standing.NO_FIGURE, Standing.OWN_CONTRIBUTION, Standing.ABOVE, Standing.BELOW],
        Standing.CANNOT_TELL,
    ).astype(str)
    compared = int(np.isfinite(p).sum())
    needed = np.maximum(
        _called_from(s_used, m, false_discovery / max(compared, 1)), m + ndtri(probability) * s_used
    )
    detectable = needed + ndtri(power) * s_used
    return Called(above, below, p, q, verdict, needed, detectable, compared)


def _called_from(sd: Floats, materiality: Floats, level: float) -> Floats:
    """The difference whose p-value is ``level`` (below one half); NaN where there is no SD.

    In SDs it lies between the one-sided and the two-sided quantile above the materiality. The
    p-value is convex there, so Newton's steps from the left never overshoot.
    """
    edge = materiality / sd
    u = edge - ndtri(level)
    for _ in range(8):
        near, far = edge - u, -edge - u
        slope = (np.exp(-near * near / 2) + np.exp(-far * far / 2)) / np.sqrt(2 * np.pi)
        u = u + (ndtr(near) + ndtr(far) - level) / slope
    return u * sd


def judge(found: Standardised, materiality: ArrayLike, probability: float = 0.95) -> Called:
    """The rule applied to one outcome's standardised results, all its units as the list."""
    return call(
        found.difference,
        found.sd,
        found.contribution,
        materiality,
        probability,
        expected=found.expected if found.share else None,
    )
