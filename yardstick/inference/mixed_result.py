"""Results of the models with programme effects: how the fit ended, and its estimates."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from yardstick.text import mark

Array = NDArray[np.float64]


class Ended(StrEnum):
    """The first two have estimates; after the others every estimate is NaN."""

    CONVERGED = "converged"
    #: The likelihood is largest with no variance between units: all effects are zero.
    NO_VARIANCE = "no_variance"
    #: Some combination of covariates predicts success or failure without exception.
    SEPARATED = "separated"
    #: The units differ without limit: the variance between them has no finite estimate.
    UNBOUNDED = "unbounded"
    #: Nothing varies within units: a linear model has an infinite likelihood.
    PERFECT_FIT = "perfect_fit"
    NOT_CONVERGED = "not_converged"
    TOO_FEW_UNITS = "too_few_units"
    NO_DATA = "no_data"

    @property
    def usable(self) -> bool:
        return self in (Ended.CONVERGED, Ended.NO_VARIANCE)


#: What to tell a reader; to be translated where it is shown.
MESSAGES: dict[Ended, str] = {
    Ended.CONVERGED: mark("The model converged."),
    Ended.NO_VARIANCE: mark(
        "The model finds no differences between programmes beyond chance and intake; all effects are estimated as zero."
    ),
    Ended.SEPARATED: mark(
        "Some combination of factors goes with success or with failure without exception, so the model has no finite estimate; coarser factors may help."
    ),
    Ended.UNBOUNDED: mark(
        "Programmes succeed or fail as a whole, so the model has no finite estimate of their differences."
    ),
    Ended.PERFECT_FIT: mark(
        "Nothing varies within programmes once the factors are taken into account, so the model has no finite likelihood."
    ),
    Ended.NOT_CONVERGED: mark("The model did not converge; no estimates are given."),
    Ended.TOO_FEW_UNITS: mark("A model of differences needs at least two programmes."),
    Ended.NO_DATA: mark("There are no graduates to fit a model to."),
}


@dataclass(frozen=True)
class MixedLogit:
    """The fit; p columns of the design (aliased ones NaN), U units.

    beta, beta_se: (p,); covariance: (p, p) from the inverse observed information of (beta, sigma);
    sigma: SD of the effects on the logit scale, sigma_se its standard error (NaN at sigma = 0);
    effect: (U,) conditional modes b; effect_sd: (U,) SD given beta and sigma, as lme4's condVar;
    effect_sd_full: (U,) with the uncertainty of beta and sigma; shrunk: (U,) effect_sd^2 / sigma^2,
    the share of a unit's own difference that pooling takes away (0 none, 1 all of it);
    joint: covariance of (beta, sigma) and slope: (U, p + 1) derivative of the effects by them;
    separated: names of columns that separate success from failure; apart: (cells,) those that such
    a combination of columns predicts without exception, None where there is none.
    """

    status: Ended
    beta: Array
    beta_se: Array
    covariance: Array
    sigma: float
    sigma_se: float
    effect: Array
    effect_sd: Array
    effect_sd_full: Array
    shrunk: Array
    joint: Array
    slope: Array
    log_likelihood: float
    nodes: int
    names: tuple[str, ...]
    separated: tuple[str, ...] = ()
    apart: NDArray[np.bool_] | None = None

    @property
    def converged(self) -> bool:
        return self.status.usable

    @property
    def message(self) -> str:
        """An English sentence, marked for translation."""
        return MESSAGES[self.status]
