"""What a comparison returns."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yardstick.compare.catalogue import Outcome
from yardstick.inference.redraw import NullFlags
from yardstick.measure.model import Filters, Reason, Status

if TYPE_CHECKING:
    import pandas as pd

#: Columns of ``Comparison.frame`` in their order.
COLUMNS: tuple[str, ...] = (
    "programme", "school", "category", "class", "level", "n", "population",
    "observed", "observed_low", "observed_high", "expected",
    "difference", "sd", "low", "high", "contribution", "alone",
    "p_above", "p_below", "p_value", "q_value", "verdict", "needed", "detectable",
    "left_out_expected", "left_out_difference", "left_out_low", "left_out_high",
    "pooled", "pooled_low", "pooled_high", "shrunk",
    "funnel_z", "funnel_p_low", "funnel_p_high", "funnel_flag",
    "funnel_says", "pooled_says", "agree", "status", "reason",
)  # fmt: skip


@dataclass(frozen=True)
class MarketEffect:
    """A covariate of the labour market in the model: its effect for one SD of the figure.

    ``coefficient`` is in log-odds (shares) or log pay. Log figures where all are positive.
    """

    name: str
    source: str
    coefficient: float
    se: float


@dataclass(frozen=True)
class Comparison:
    """Programmes against their benchmark on one outcome.

    ``frame``: one row per programme the reader may see (columns: COLUMNS). Shares and their
    differences are fractions; pay is the geometric mean in the snapshot's currency, its differences
    are log ratios (``exp(d) - 1`` is the difference as a share of pay). ``n`` is the base,
    ``population`` all graduates of the programme. Verdicts are those of
    :mod:`yardstick.inference.verdict`, with every programme of the institution as the list, so that
    the verdict on a programme is the same for whoever looks and however the page is filtered.

    ``reference`` is the overall value. ``factors_used`` are held constant; ``factors_left`` says
    why others are not. ``set_used`` is ``cohort_level`` where nothing else was left. ``phi`` and
    ``tau2`` are of the funnel over raw rates. ``single_programme_share`` and ``coarsened`` are
    shares of the graduates compared. ``market`` is empty where the labour market is not taken into
    account. ``withheld``: what is made of all programmes together would give away the few outside
    the reader's scope; ``compared`` is None then, ``reference`` and its like are NaN. ``notes`` are of
    the comparison (cohorts not observed alike, what is withheld), ``model_notes`` of the model alone
    (whom it sets apart, why it has no estimate). ``status`` and ``reason`` are of the comparison as a
    whole.
    """

    outcome: Outcome
    filters: Filters
    factors: str
    target: str
    frame: "pd.DataFrame"
    cohorts: tuple[int, ...] = ()
    wave: int | None = None
    set_used: str = ""
    factors_used: tuple[str, ...] = ()
    factors_left: dict[str, Reason] = field(default_factory=dict)
    materiality: float = float("nan")
    compared: int | None = 0
    programmes: int = 0
    cells: int = 0
    least: float = 0
    single_programme_share: float = float("nan")
    coarsened: dict[str, float] = field(default_factory=dict)
    reference: float = float("nan")
    phi: float = float("nan")
    tau2: float = float("nan")
    sigma: float = float("nan")
    market: tuple[MarketEffect, ...] = ()
    chance: NullFlags | None = None
    withheld: bool = False
    notes: tuple[Reason, ...] = ()
    model_notes: tuple[Reason, ...] = ()
    status: Status = Status.SHOWN
    reason: Reason | None = None

    @property
    def indicator(self) -> str:
        """Id of the catalogue's indicator that the outcome is."""
        return self.outcome.indicator
