"""What stands beside a comparison: absolute thresholds, results by gender, the waiting time test."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from yardstick.catalogue import load_catalogue
from yardstick.compare.catalogue import Threshold, load_factors, load_thresholds
from yardstick.compare.gather import gather
from yardstick.compare.model import Comparison
from yardstick.compare.pool import POOLED
from yardstick.inference.logrank import log_rank
from yardstick.inference.proportion import normal_quantile, wilson
from yardstick.inference.threshold import level, probability_below, years_below
from yardstick.measure import EVERYTHING, Filters, Reader, Status, measure
from yardstick.measure.cells import cells
from yardstick.measure.guard import base_status
from yardstick.measure.model import VISIBLE, Profile, Reason
from yardstick.measure.remember import remembered
from yardstick.measure.visible import visible_programmes
from yardstick.measure.waves import wave_for
from yardstick.text import mark
from yardstick.wording import percent

THRESHOLD_COLUMNS = (
    "programme", "level", "threshold", "limit", "cohorts_asked", "cohort_first", "cohort_last",
    "n", "positive", "value", "p_below", "evidence_level", "run", "met", "judged", "status",
    "reason",
)  # fmt: skip
#: Below this response a programme's survey results stand for few of its graduates. OfS publishes
#: no progression below it, nor below a base of 23 (the base of percentages here).
LEAST_RESPONSE = 0.30
LOW_RESPONSE = mark("Less than {share} of the graduates answered: too few to stand for all.")

GENDER_COLUMNS = (
    "programme", "gender", "n", "population", "observed", "low", "high", "status",
)  # fmt: skip


@remembered
def thresholds(reader: Reader, filters: Filters | None = None) -> pd.DataFrame:
    """Every programme against every absolute threshold of its level (THRESHOLD_COLUMNS).

    A threshold of one cohort looks at the pool (the cohorts asked for, else the latest three); one
    of k cohorts in a row at each cohort by itself: ``run`` counts those below without a gap up to
    the latest, ``met`` says whether as many as asked for, and ``p_below`` is the smallest
    probability among the latest k. Without a base in one of them there is none. The benchmark plays
    no part. ``judged`` says whether base and, of a survey, response let the value be judged at all;
    a value that may not be is unreliable.
    """
    filters = filters or Filters()
    every = filters.with_(programmes=())
    if filters.programmes and every == Filters(
        cohorts=filters.cohorts, genders=filters.genders, wave=filters.wave
    ):
        # A row rests on its programme alone: one answer serves the sheets of all.
        found = thresholds(reader, every)
        chosen = found["programme"].isin(filters.programmes)
        return found[chosen].reset_index(drop=True)
    programmes = reader.snapshot.info().programmes
    levels = dict(zip(programmes["programme"], programmes["level"], strict=True))
    parts = [_one(reader, t, filters, levels) for t in load_thresholds().values()]
    found = [p for p in parts if len(p)]
    if not found:
        return pd.DataFrame({c: [] for c in THRESHOLD_COLUMNS})
    return pd.concat(found, ignore_index=True)[list(THRESHOLD_COLUMNS)]


def _one(
    reader: Reader, threshold: Threshold, filters: Filters, levels: dict[str, str]
) -> pd.DataFrame:
    i = load_catalogue()[threshold.indicator]
    column = load_catalogue().columns[i.column]
    wave = wave_for(reader.snapshot, column, i, filters)
    presence = reader.snapshot.info().presence.get(i.column, {})
    observed = sorted(c for (c, w), n in presence.items() if n > 0 and w == wave)
    chosen = [c for c in observed if not filters.cohorts or c in filters.cohorts]
    if not chosen:
        return pd.DataFrame()
    pool = chosen if filters.cohorts else chosen[-max(POOLED, threshold.cohorts) :]
    within = filters.with_(cohorts=tuple(pool), wave=wave)
    whole = measure(reader, i.id, ("programme",), within).estimates()
    frame = pd.DataFrame({"programme": whole["programme"]})
    frame["level"] = [levels[p] for p in whole["programme"]]
    limit = np.array([threshold.value.get(x, np.nan) for x in frame["level"]])
    frame["threshold"], frame["limit"] = threshold.id, limit
    frame["cohorts_asked"] = threshold.cohorts
    frame["cohort_first"], frame["cohort_last"] = pool[0], pool[-1]
    frame["n"], frame["positive"] = whole["base"], whole["positive"]
    frame["value"], frame["status"], frame["reason"] = (
        whole["value"],
        whole["status"],
        whole["reason"],
    )
    visible = whole["status"].isin([str(s) for s in VISIBLE]).to_numpy() & ~np.isnan(limit)
    small = (whole["base"] < reader.profile.percent_base).to_numpy()
    answered = (whole["base"] >= LEAST_RESPONSE * whole["population"]).to_numpy()
    frame["judged"] = visible & ~small & (answered | (i.interval == "census"))
    few = visible & ~small & ~frame["judged"].to_numpy()
    why = Reason(LOW_RESPONSE, (("share", percent(LEAST_RESPONSE, 0)),))
    frame.loc[few, "status"] = str(Status.UNRELIABLE)
    frame["reason"] = [why if f else r for f, r in zip(few, frame["reason"], strict=True)]
    x, n = np.where(visible, whole["positive"], 0), np.where(visible, whole["base"], 0)
    p = probability_below(x, n, np.nan_to_num(limit, nan=0.5))
    each = measure(reader, i.id, ("programme", "cohort"), within).estimates()
    each = each.set_index(["programme", "cohort"])
    keys = [(q, c) for q in frame["programme"] for c in pool]
    shape = (len(frame), len(pool))
    value = each["value"].reindex(keys).to_numpy(dtype=float).reshape(shape)
    run = years_below(value, np.nan_to_num(limit)[:, None], threshold.cohorts)
    if threshold.cohorts > 1:
        got = each["positive"].reindex(keys).to_numpy(dtype=float).reshape(shape)
        base = each["base"].reindex(keys).to_numpy(dtype=float).reshape(shape)
        known = ~np.isnan(got) & ~np.isnan(value)
        by_cohort = probability_below(
            np.where(known, got, 0),
            np.where(known, base, 0),
            np.nan_to_num(limit, nan=0.5)[:, None],
        )
        last = by_cohort[:, -threshold.cohorts :]
        p = np.where(np.isnan(last).any(axis=1), np.nan, last.min(axis=1))
    frame["p_below"] = np.where(visible, p, np.nan)
    frame["evidence_level"] = level(frame["p_below"])
    below = run.met if threshold.cohorts > 1 else (frame["value"] < limit).to_numpy()
    frame["run"], frame["met"] = run.run, below & visible
    return frame


def gender_split(reader: Reader, comparison: Comparison) -> pd.DataFrame:
    """Raw results by gender of the graduates compared, beside what is adjusted for gender.

    Columns: programme, gender, n, population, observed, low, high (95 %, natural variation),
    status. Shares as fractions; pay as geometric mean.
    """
    c = comparison
    if not c.cohorts or "graduates.gender" not in reader.snapshot.info().provided:
        return pd.DataFrame({x: [] for x in GENDER_COLUMNS})
    found = gather(reader, c.outcome, ("gender",), c.cohorts, c.wave, c.filters.genders)
    shown = visible_programmes(reader, c.filters, found.programmes, c.cohorts) & found.usable
    n, total = found.n, found.total
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(n > 0, total / n, np.nan)
        if found.squares is None:
            low, high = wilson(total, n)
        else:
            spread = np.maximum(found.squares - n * value**2, 0.0) / (n - 1)
            half = normal_quantile(0.95) * np.sqrt(spread / n)
            value, low, high = np.exp(value), np.exp(value - half), np.exp(value + half)
    share = found.squares is None
    status = [base_status(b, share, reader.profile)[0] for b in n]
    status = _complemented(found.unit, n, status, reader.profile, share)
    visible = np.array([s in VISIBLE for s in status])
    frame = pd.DataFrame(
        {
            "programme": np.array(found.programmes, dtype=object)[found.unit],
            "gender": found.keys["gender"],
            "n": n,
            "population": found.population,
            "observed": np.where(visible, value, np.nan),
            "low": np.where(visible, low, np.nan),
            "high": np.where(visible, high, np.nan),
            "status": [str(s) for s in status],
        }
    )
    return frame[shown[found.unit]].reset_index(drop=True)


def _complemented(
    unit: NDArray, n: NDArray, status: list[Status], profile: Profile, share: bool
) -> list[Status]:
    """The statuses, with as many more rows of a unit suppressed that none hidden can be rebuilt.

    The value of the whole programme stands elsewhere: less the rows shown it gives what the rows
    hidden have together. So two at least are hidden, with the base a figure needs; smallest first.
    """
    found = list(status)
    least = profile.percent_base if share else profile.average_base
    for u in np.unique(unit):
        rows = sorted(np.flatnonzero((unit == u) & (n > 0)), key=lambda k: n[k])
        hidden = [k for k in rows if found[k] == Status.SUPPRESSED]
        for k in (k for k in rows if found[k] in VISIBLE):
            if not hidden or (len(hidden) > 1 and n[hidden].sum() >= least):
                break
            hidden.append(k)
            found[k] = Status.SUPPRESSED
    return found


@dataclass(frozen=True)
class Waiting:
    """Stratified log-rank test. ``frame``: programme, n, observed and expected first jobs, z.

    A positive z: jobs come sooner than among like graduates of the institution. The p-value is of
    the hypothesis that all programmes are alike within the strata. Where the comparison withholds
    what is made of all programmes together, so does this: the status is ``not_released``, and
    statistic, degrees of freedom, p-value, expected jobs and z are gaps.
    """

    frame: pd.DataFrame
    statistic: float
    degrees_of_freedom: int
    p_value: float
    status: Status


def waiting(reader: Reader, comparison: Comparison) -> Waiting:
    """Time to the first job by programme, stratified by the factors of the comparison.

    Raises ValueError for another outcome.
    """
    c = comparison
    if c.outcome.kind != "time":
        raise ValueError(f"{c.outcome.id} is not a waiting time")
    nothing = pd.DataFrame({x: [] for x in ("programme", "n", "observed", "expected", "z")})
    if c.frame.empty:
        return Waiting(nothing, float("nan"), 0, float("nan"), c.status)
    column = load_catalogue().columns[load_catalogue()[c.indicator].column]
    dimensions = tuple(load_factors().allowed[f].dimension or f for f in c.factors_used)
    within = Filters(cohorts=c.cohorts, genders=c.filters.genders, wave=c.wave)
    found = cells(reader.snapshot, column, ("programme", *dimensions), within, EVERYTHING)
    programmes = tuple(dict.fromkeys(found.keys["programme"].tolist()))
    place = {p: k for k, p in enumerate(programmes)}
    unit = np.array([place[p] for p in found.keys["programme"]])
    combined = [
        "|".join(map(str, k)) for k in zip(*(found.keys[d] for d in dimensions), strict=True)
    ]
    stratum = np.unique(np.array(combined), return_inverse=True)[1].reshape(-1)
    group = unit[found.group]
    test = log_rank(
        group, found.value, found.event, found.count, len(programmes), stratum[found.group]
    )
    known = np.where(np.isnan(found.value), 0, found.count)
    n = np.bincount(group, weights=known, minlength=len(programmes))
    frame = pd.DataFrame(
        {
            "programme": programmes,
            "n": n,
            "observed": test.observed,
            "expected": test.expected,
            "z": test.z,
        }
    )
    # Only what the comparison itself showed this reader.
    visible = c.frame[c.frame["status"].isin([str(s) for s in VISIBLE])]["programme"]
    frame = frame[frame["programme"].isin(set(visible))].reset_index(drop=True)
    if c.withheld:
        # The sum over all programmes less the own is that of the few outside; and what is expected
        # of the own, month by month, says more of them than the benchmark does.
        nan = float("nan")
        return Waiting(frame.assign(expected=nan, z=nan), nan, 0, nan, Status.NOT_RELEASED)
    return Waiting(frame, test.statistic, test.degrees_of_freedom, test.p_value, Status.SHOWN)
