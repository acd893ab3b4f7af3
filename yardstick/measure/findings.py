"""What the build found and stored: the signals, and how many of them chance alone would give."""

from collections.abc import Callable

import pandas as pd

from yardstick.measure.model import EVERYTHING, Filters, Reader
from yardstick.measure.remember import weight
from yardstick.measure.visible import visible_programmes

#: Kinds that rest on no benchmark: nothing of theirs comes from other programmes.
OWN = ("threshold", "coverage")
#: The programmes whose benchmark, or change against it, a reader is shown for an outcome: called
#: with reader, outcome and whether the change is meant.
Released = Callable[[Reader, str, bool], frozenset[str]]


def stored_signals(reader: Reader, filters: Filters | None, released: Released) -> pd.DataFrame:
    """Rows of the table ``signals`` within scope and filters, in the order of triage.

    ``released`` is asked for readers who may not see everything: a finding tells its benchmark,
    so it is dropped where the comparison would withhold that from them.
    Signals are about pools of cohorts: filters of cohort, gender and wave do not choose among
    them. Empty where the snapshot has none.
    """
    if "signals" not in reader.snapshot.tables:
        return pd.DataFrame()
    found = _all(reader)
    if found.empty:
        return found.copy()
    cohorts = (int(found["cohort_first"].min()), int(found["cohort_last"].max()))
    programmes = found["programme"].tolist()
    keep = visible_programmes(reader, filters or Filters(), programmes, cohorts)
    found = found[keep]
    if reader.scope != EVERYTHING and {"kind", "outcome"} <= set(found.columns):
        found = found[_told(reader, found, released)]
    return found.reset_index(drop=True)


def _all(reader: Reader) -> pd.DataFrame:
    """All findings, read once for readers who see the same; nobody writes into them."""
    return _kept(reader, "SELECT * FROM signals ORDER BY place")


def _kept(reader: Reader, statement: str) -> pd.DataFrame:
    key = ("stored", statement, reader.scope, reader.profile, reader.lang)
    return reader.snapshot.kept.get(key, lambda: reader.snapshot.frame(statement), weight)


def _told(reader: Reader, found: pd.DataFrame, released: Released) -> list[bool]:
    """Which findings rest on no benchmark, or on one this reader is shown."""
    may: dict[tuple[str, bool], frozenset[str]] = {}
    told = []
    for r in found[["kind", "outcome", "programme"]].itertuples(index=False):
        if r.kind in OWN:
            told.append(True)
            continue
        key = (r.outcome, r.kind in ("rising", "falling"))
        if key not in may:
            may[key] = released(reader, *key)
        told.append(r.programme in may[key])
    return told


def stored_chance(reader: Reader, overall: Callable[[Reader, str], bool]) -> pd.DataFrame:
    """The table ``signals_chance``: flags over the whole institution, none by programme.

    ``overall`` says whether what is made of all programmes is released for an outcome: the flags of
    all less the own ones would tell what the few others are.
    """
    if "signals_chance" not in reader.snapshot.tables:
        return pd.DataFrame()
    found = _kept(reader, "SELECT * FROM signals_chance ORDER BY place").copy()
    if reader.scope == EVERYTHING or "outcome" not in found:
        return found
    may = {o: overall(reader, o) for o in found["outcome"].unique()}
    return found[found["outcome"].map(may).astype(bool)].reset_index(drop=True)
