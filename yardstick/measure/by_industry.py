"""by_industry(): what work in each industry asks for, and how far what was acquired falls short.

No cube of answers knows the industry: this counts the pairs of respondents themselves, within
filters and scope, and passes what it finds through the bases of the profile.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from yardstick.inference.mean import Mean, mean
from yardstick.measure.cells import allowed_programmes
from yardstick.measure.model import Filters, Reader, Status
from yardstick.measure.remember import remembered

COLUMNS = (
    *("pair", "industry", "n", "importance", "importance_low", "importance_high"),
    *("gap", "low", "high", "sd", "status"),
)
CONFIDENCE = 0.95
_VALUES = tuple(c for c in COLUMNS if c not in ("pair", "industry", "n", "status"))


@remembered
def by_industry(
    reader: Reader, pairs: Sequence[str], filters: Filters | None = None
) -> pd.DataFrame:
    """One row per pair and industry of work on record (COLUMNS), most important first.

    ``importance`` and ``gap`` are means in points of the scale with 95 % t intervals, ``n`` the
    people behind them. Fewer than the profile's base of an average: suppressed, without values;
    fewer than that of a percentage: unreliable. Raises ValueError without a wave: waves are not mixed.
    """
    filters = filters or Filters()
    if filters.wave is None:
        raise ValueError("waves of answers would be mixed: say which wave")
    rows = _counted(reader, tuple(pairs), filters)
    if rows.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    keys = rows[["pair_id", "industry"]].drop_duplicates().reset_index(drop=True)
    group = rows.merge(keys.reset_index(names="group"), on=["pair_id", "industry"])["group"]
    asked, gap = (
        mean(group, rows[c], rows["n"], len(keys), CONFIDENCE) for c in ("importance", "gap")
    )
    frame = pd.DataFrame(
        {"pair": keys["pair_id"], "industry": keys["industry"], "n": asked.n}
        | _columns(asked, "importance", "importance_")
        | _columns(gap, "gap", "")
        | {"sd": gap.sd, "status": _status(asked.n, reader)}
    )
    frame.loc[frame["status"] == Status.SUPPRESSED, list(_VALUES)] = np.nan
    frame.loc[frame["status"] == Status.SUPPRESSED, "n"] = 0
    ordered = frame.sort_values(
        ["pair", "importance"], ascending=[True, False], kind="stable", na_position="last"
    )
    return ordered[list(COLUMNS)].reset_index(drop=True)


def _columns(found: Mean, value: str, ends: str) -> dict[str, np.ndarray]:
    return {value: found.value, f"{ends}low": found.low, f"{ends}high": found.high}


def _status(n: np.ndarray, reader: Reader) -> list[Status]:
    few, small = n < reader.profile.average_base, n < reader.profile.percent_base
    found = np.select([few, small], [Status.SUPPRESSED, Status.UNRELIABLE], Status.SHOWN)
    return [Status(s) for s in found]


def _counted(reader: Reader, pairs: tuple[str, ...], filters: Filters) -> pd.DataFrame:
    """pair_id, industry, importance, gap and how many."""
    snapshot = reader.snapshot
    if "mart_pairs" not in snapshot.tables or not pairs:
        return pd.DataFrame()
    allowed = allowed_programmes(snapshot.info(), filters, reader.scope)
    where, parameters = [], []
    for expression, values in (
        ("pair_id::VARCHAR", pairs),
        ("programme_id", allowed),
        ("cohort", filters.cohorts or None),
        ("gender::VARCHAR", filters.genders or None),
        ("wave", (filters.wave,)),
    ):
        if values is None:
            continue
        where.append(f"{expression} IN ({', '.join('?' * len(values))})" if values else "false")
        parameters.extend(values)
    return snapshot.frame(
        "SELECT pair_id::VARCHAR AS pair_id, industry::VARCHAR AS industry, importance, gap, "
        f"count(*) AS n FROM mart_pairs WHERE industry IS NOT NULL AND {' AND '.join(where)} "
        "GROUP BY ALL ORDER BY ALL",
        parameters,
    )
