"""How what a selection feeds has changed: concentration by cohort, and the shares that moved.

All cohorts at one time after graduation. A series breaks where census date or main source changes;
compared are the latest cohorts of the last unbroken run with its earliest (``inference/shift``).
Whoever is on record is counted in full: errors say how much such figures vary by chance from one
cohort to another. A share is called by the one verdict rule (``inference/verdict``).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from yardstick.inference.concentration import Concentrated, concentrated
from yardstick.inference.proportion import normal_quantile
from yardstick.inference.shift import Shift, shift
from yardstick.inference.verdict import Standing, call
from yardstick.measure import Distribution, Filters, Reader, distribution
from yardstick.measure.breaks import breaks_of
from yardstick.measure.change import MATERIAL_SHARE
from yardstick.measure.model import VISIBLE, Reason, Status

#: Smallest change of the number of equally large categories worth a word, as a part of it.
MATERIAL_EQUAL = 0.10


@dataclass(frozen=True)
class Pool:
    """Cohorts put together: the first, the last, and how many people."""

    first: int
    last: int
    n: int


@dataclass(frozen=True)
class Moved:
    """Of one column of codes.

    ``by_cohort``: cohort, n, value (number of equally large categories), low, high, index, status;
    ``shares``: code, early, late (shares of the pools), early_n, late_n, difference, low, high,
    q, verdict, largest change first. ``change`` is that of the index (positive: more concentrated)
    with ``low`` and ``high``; NaN, and no pools, where fewer than four cohorts of one run are known.
    """

    column: str
    found: Distribution
    by_cohort: pd.DataFrame
    breaks: dict[int, Reason]
    early: Pool | None
    late: Pool | None
    equal: tuple[float, float]
    change: float
    low: float
    high: float
    shares: pd.DataFrame

    @property
    def called(self) -> int:
        """1: more concentrated, -1: more spread, beyond chance and by what matters; else 0."""
        if not (self.low > 0 or self.high < 0):
            return 0
        before, after = self.equal
        return int(np.sign(self.change)) if abs(after / before - 1) >= MATERIAL_EQUAL else 0


def moved(reader: Reader, column: str, filters: Filters | None = None) -> Moved:
    """How ``column`` (industry, occupation ...) is spread from cohort to cohort."""
    filters = (filters or Filters()).with_(cohorts=())
    found = distribution(reader, column, ("cohort",), filters)
    frame = found.frame[found.frame["status"].isin(VISIBLE)]
    table = frame.pivot_table(index="cohort", columns="code", values="n", sort=False).fillna(0)
    table = table.sort_index()
    status = dict(zip(frame["cohort"], frame["status"], strict=True))
    by_cohort, values = _by_cohort(table, status)
    breaks = breaks_of(reader, column, found.wave)
    years = [int(c) for c in table.index]
    changed = _shift(years, values, breaks)
    early, late = (_pool(changed, side, table) for side in ("early", "late"))
    if early is None or late is None:
        nan = float("nan")
        none = pd.DataFrame(columns=["code", "early", "late", "difference", "q", "verdict"])
        return Moved(column, found, by_cohort, breaks, None, None, (nan, nan), nan, nan, nan, none)
    a, b = (_counts(table, pool) for pool in (early, late))
    half = normal_quantile(0.95) * float(changed.sd[0])
    change = float(changed.change[0])
    return Moved(
        column=column,
        found=found,
        by_cohort=by_cohort,
        breaks=breaks,
        early=early,
        late=late,
        equal=(_equal(a), _equal(b)),
        change=change,
        low=change - half,
        high=change + half,
        shares=_shares(a, b),
    )


def _by_cohort(table: pd.DataFrame, status: dict) -> tuple[pd.DataFrame, Concentrated]:
    values = concentrated(table.to_numpy()) if len(table) else concentrated(np.zeros((0, 1)))
    frame = pd.DataFrame(
        {
            "cohort": [int(c) for c in table.index],
            "base": values.n,
            "value": values.equal,
            "low": values.equal_low,
            # More categories than there are cannot be equally large.
            "high": np.minimum(values.equal_high, max(table.shape[1], 1)),
            "confidence": 0.95,
            "index": values.index,
            "status": [status[c] for c in table.index],
            "reason": None,
            "method": "",
        }
    )
    frame.loc[frame["value"].isna(), "status"] = Status.NOT_COMPUTABLE
    return frame, values


def _shift(years: list[int], values: Concentrated, breaks: dict[int, Reason]) -> Shift:
    return shift(years, values.index[None, :], values.se[None, :], values.n[None, :], [*breaks])


def _pool(changed: Shift, side: str, table: pd.DataFrame) -> Pool | None:
    first, last = (getattr(changed, f"{side}_{end}")[0] for end in ("first", "last"))
    if np.isnan(first):
        return None
    pool = Pool(int(first), int(last), 0)
    return Pool(pool.first, pool.last, int(_counts(table, pool).sum()))


def _counts(table: pd.DataFrame, pool: Pool) -> pd.Series:
    years = [c for c in table.index if pool.first <= int(c) <= pool.last]
    return table.loc[years].sum(axis=0)


def _equal(counts: pd.Series) -> float:
    return float(concentrated(counts.to_numpy()).equal[0])


def _shares(a: pd.Series, b: pd.Series) -> pd.DataFrame:
    """Each category's share of both pools, and whether its change is more than chance."""
    na, nb = float(a.sum()), float(b.sum())
    early, late = a.to_numpy() / na, b.to_numpy() / nb
    sd = np.sqrt(early * (1 - early) / na + late * (1 - late) / nb)
    judged = call(late - early, sd, 0.0, MATERIAL_SHARE, expected=early)
    half = normal_quantile(0.95) * sd
    frame = pd.DataFrame(
        {
            "code": a.index,
            "early": early,
            "late": late,
            "early_n": a.to_numpy(),
            "late_n": b.to_numpy(),
            "difference": late - early,
            "low": late - early - half,
            "high": late - early + half,
            "q": judged.q_value,
            "verdict": judged.verdict,
        }
    )
    frame = frame[(frame["early_n"] + frame["late_n"]) > 0]
    order = frame["difference"].abs().sort_values(ascending=False, kind="stable").index
    return frame.loc[order].reset_index(drop=True)


def called(found: Moved) -> pd.DataFrame:
    """The categories whose share changed by what matters beyond chance."""
    if found.shares.empty:
        return found.shares
    return found.shares[found.shares["verdict"].isin([Standing.ABOVE, Standing.BELOW])]
