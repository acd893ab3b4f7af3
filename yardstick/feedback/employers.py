"""Employers beside alumni on the same competence, and how satisfied employers are by domain.

Both sides are means of different people: Welch's interval. A disagreement is called by the rule of
gaps (:mod:`yardstick.feedback.rules`): larger than what matters, beyond chance, with
Benjamini-Hochberg over the list.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from yardstick.codes import code_list
from yardstick.feedback.rules import load_rules
from yardstick.feedback.voice import ALUMNI, EMPLOYERS, MEAN
from yardstick.inference.mean import Mean
from yardstick.inference.multiplicity import benjamini_hochberg
from yardstick.inference.two_means import two_means
from yardstick.measure import Filters, Measures, Reader, measure
from yardstick.measure.model import VISIBLE, WEIGHTED

RULE = "gap"
#: The sides of a pair, in the order in which they are looked at.
SIDES = ("attainment", "importance")
SATISFIED = "ess.satisfied"
#: Cohorts pooled for domains, as the Employer Satisfaction Survey pools three years.
POOLED = 3
COMMON = ("competence", "scale_min", "scale_max")


class Finding(StrEnum):
    """What may be said of employers' mean less alumni's."""

    LOWER = "lower"
    HIGHER = "higher"
    SMALL = "small"
    CANNOT_TELL = "cannot_tell"
    NO_FIGURE = "no_figure"


@dataclass(frozen=True)
class Beside:
    """One row per competence that both were asked about on a scale with the same ends.

    Columns: competence, item (of the alumni), for each of ``alumni`` and ``employers`` the mean and
    ``_low``, ``_high`` (95 %), ``_n``, ``_sd``, ``_status``, ``_reason``; difference (employers less
    alumni), low, high (95 %, Welch), margin, p, q, finding. Largest difference first. ``measures``
    is what the road said of either side; waves are months after graduation.
    """

    side: str
    frame: pd.DataFrame
    measures: tuple[Measures, ...]
    waves: tuple[int | None, int | None]


def shared(reader: Reader, side: str) -> pd.DataFrame:
    """Competences that both alumni and employers rated on this side: ``alumni`` and ``employers``
    hold the question of each, the latest version where there are several."""
    info = reader.snapshot.info()
    if info.items is None or info.items.empty:
        return pd.DataFrame(columns=[*COMMON, "alumni", "employers"])
    f = info.items
    f = f[(f["kind"] == "scale") & (f["side"] == side) & f["competence"].notna()]
    f = f[f["item_id"].isin(_answered(reader))]
    both = []
    for who, name in ((ALUMNI, "alumni"), (EMPLOYERS, "employers")):
        own = f[(f["respondent"] == who) & f["scale_min"].notna()]
        own = own.drop_duplicates([*COMMON], keep="last")
        both.append(own[[*COMMON, "item_id"]].rename(columns={"item_id": name}))
    return both[0].merge(both[1], on=[*COMMON]).drop_duplicates("competence", keep="last")


def _answered(reader: Reader) -> list[str]:
    return [x for about, x in reader.snapshot.info().answered if about == "item"]


def beside(reader: Reader, side: str, filters: Filters | None = None) -> Beside:
    """Employers beside alumni within the filters, each at the wave nearest to what was asked for."""
    filters, pairs = filters or Filters(), shared(reader, side)
    found, waves = [], []
    frame = pairs.reset_index(drop=True).rename(columns={"alumni": "item"})
    for name, column in (("alumni", "item"), ("employers", "employers")):
        asked = filters.with_(items=tuple(frame[column]))
        told = measure(reader, MEAN, ("item",), asked) if len(frame) else None
        rows = _plain(told)
        waves.append(next((int(w) for w in rows["wave_used"] if w is not None), None))
        rows = rows.set_index("item").reindex(frame[column])
        for field, source in (
            ("", "value"),
            ("_low", "low"),
            ("_high", "high"),
            ("_sd", "sd"),
            ("_n", "base"),
        ):
            values = rows[source].to_numpy(dtype=float) if source in rows else np.nan
            frame[f"_{name}{field}"] = values
        frame[f"_{name}_status"] = rows["status"].fillna("no_data").to_numpy()
        frame[f"_{name}_reason"] = rows["reason"].to_numpy()
        if told is not None:
            found.append(told)
    frame = frame.drop(columns="employers")
    frame.columns = [c.removeprefix("_") for c in frame.columns]
    frame = judged(frame, load_rules()[RULE].points(frame["scale_min"], frame["scale_max"]))
    order = np.argsort(-frame["difference"].abs().fillna(-1).to_numpy(), kind="stable")
    return Beside(side, frame.iloc[order].reset_index(drop=True), tuple(found), tuple(waves))


def _plain(told: Measures | None) -> pd.DataFrame:
    if told is None:
        return pd.DataFrame(columns=["item", "wave_used", "status", "reason"])
    return told.frame[told.frame["method"] != WEIGHTED]


def judged(frame: pd.DataFrame, margin: object) -> pd.DataFrame:
    """``frame`` with difference, interval, p, q and finding of its rows as one list.

    It has mean, ``_sd`` and ``_n`` of ``alumni`` and ``employers``; NaN where there is no figure.
    """
    first, second = _mean(frame, "employers"), _mean(frame, "alumni")
    margin = np.broadcast_to(np.asarray(margin, dtype=float), first.value.shape)
    found = two_means(first, second, margin=margin)
    p, q = found.p_value, benjamini_hochberg(found.p_value)
    called = q <= load_rules()[RULE].false_calls
    finding = np.select(
        [
            np.isnan(found.difference),
            called & (found.difference < 0),
            called & (found.difference > 0),
            # Without an interval nothing is known of how large it may be.
            (found.low > -margin) & (found.high < margin),
        ],
        [Finding.NO_FIGURE.value, Finding.LOWER.value, Finding.HIGHER.value, Finding.SMALL.value],
        Finding.CANNOT_TELL.value,
    )
    made = {"difference": found.difference, "low": found.low, "high": found.high}
    return frame.assign(**made, margin=margin, p=p, q=q, finding=finding)


def _mean(frame: pd.DataFrame, name: str) -> Mean:
    """One side as a result of ``mean``; what is not visible has no value."""
    value, sd, n = (frame[f"{name}{x}"].to_numpy(dtype=float) for x in ("", "_sd", "_n"))
    seen = frame[f"{name}_status"].isin(VISIBLE).to_numpy() if f"{name}_status" in frame else True
    value = np.where(seen, value, np.nan)
    n = np.where(np.isnan(value), 0, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        se = np.where((sd > 0) & (n > 1), sd / np.sqrt(n), np.nan)
    nothing = np.full(len(value), np.nan)
    return Mean(n.astype(np.int64), value, sd, se, nothing, nothing)


@dataclass(frozen=True)
class Domains:
    """Employers' satisfaction by domain: ``frame`` has domain, items (how many questions) and the
    columns of a Measures frame; ``cohorts`` were pooled, ``chosen`` by the reader or not."""

    frame: pd.DataFrame
    items: dict[str, tuple[str, ...]]
    cohorts: tuple[int, ...]
    chosen: bool


def domain_items(reader: Reader) -> dict[str, tuple[str, ...]]:
    """Employers' questions by domain, in the order of the list of constructs.

    Which constructs make a domain stands in the code list; of a question with several versions only
    the latest is read, and of a domain only questions with one scale.
    """
    info = reader.snapshot.info()
    if info.items is None or info.items.empty:
        return {}
    f = info.items
    f = f[(f["respondent"] == EMPLOYERS) & (f["kind"] == "scale") & f["scale_min"].notna()]
    f = f[f["item_id"].isin(_answered(reader))]
    # Importance is no satisfaction.
    f = f[f["side"].fillna("") != "importance"].drop_duplicates(["survey", "item"], keep="last")
    found: dict[str, tuple[str, ...]] = {}
    for code in code_list("construct"):
        domain = code.extra.get("domain")
        own = f[f["construct"] == code.code]
        if domain and len(own):
            scale = own["scale"].mode().iloc[0]
            found[domain] = (*found.get(domain, ()), *own.loc[own["scale"] == scale, "item_id"])
    return found


def domains(reader: Reader, filters: Filters | None = None) -> Domains:
    """Satisfaction by domain. Where the reader names no cohort, the latest three that any employer
    answered about are pooled; employers who speak of no cohort then count as well."""
    filters, items = filters or Filters(), domain_items(reader)
    every = tuple(x for some in items.values() for x in some)
    cohorts = filters.cohorts or _latest(reader, every, filters)
    rows = []
    for domain, some in items.items():
        asked = filters.with_(items=some, cohorts=cohorts)
        own = measure(reader, SATISFIED, (), asked).frame
        rows.append(own.assign(domain=domain, items=len(some)))
    frame = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame()
    return Domains(frame, items, cohorts, bool(filters.cohorts))


def _latest(reader: Reader, items: tuple[str, ...], filters: Filters) -> tuple[int, ...]:
    if not items:
        return ()
    found = measure(reader, MEAN, ("cohort",), filters.with_(items=items[:1])).frame
    if "cohort" not in found:
        return ()
    known = sorted({int(c) for c in found["cohort"] if c is not None and c == c})
    return tuple(known[-POOLED:])
