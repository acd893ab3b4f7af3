"""Representativeness: how far respondents differ from the register, category by category.

The standardised difference of a category is (share of respondents - share of the population) /
sqrt(P (1 - P)) with P the population's share: the population is known, so its own spread is the
yardstick. Values above 0.1 are often taken as worth a look; that is a convention, not a test.

Source: Austin (2009), doi:10.1002/sim.3697 (there with the pooled spread of two samples).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Absolute standardised difference from which a category is worth a look (convention).
NOTABLE = 0.1


@dataclass(frozen=True)
class Representativeness:
    """By category: response rate, both shares and their standardised difference.

    NaN where there is nobody; the difference of a category that holds everybody is NaN, too.
    """

    response: NDArray[np.float64]
    share: NDArray[np.float64]
    population_share: NDArray[np.float64]
    difference: NDArray[np.float64]


def representativeness(respondents: ArrayLike, population: ArrayLike) -> Representativeness:
    """Compare one variable. ``respondents`` may be weighted sums; both are by category."""
    r, n = (np.asarray(v, dtype=float) for v in (respondents, population))
    with np.errstate(divide="ignore", invalid="ignore"):
        share, whole = r / r.sum(), n / n.sum()
        return Representativeness(
            response=r / n,
            share=share,
            population_share=whole,
            difference=(share - whole) / np.sqrt(whole * (1 - whole)),
        )
