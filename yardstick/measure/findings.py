"""What the build found and stored: the signals, and how many of them chance alone would give."""

from collections.abc import Callable

import pandas as pd

from yardstick.measure.model import EVERYTHING, Filters, Reader
from yardstick.measure.remember import weight
from yardstick.measure.visible import visible_programmes

#: Kinds that rest on no benchmark: nothing of theirs comes from other programmes.
OWN = ("threshold", "coverage", "gap", "disagreement")
#: The lists that kinds with a benchmark belong to; all others are of the list "benchmark".
LISTS = {"rising": "trend", "falling": "trend", "course": "course"}
#: The programmes whose benchmark, or change against it, a reader is shown: called with reader,
#: list and outcome.
Released = Callable[[Reader, str, str], frozenset[str]]


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
    known = found[["cohort_first", "cohort_last"]].dropna()
    cohorts = (
        (int(known["cohort_first"].min()), int(known["cohort_last"].max())) if len(known) else ()
    )
    found = found[_in_view(reader, filters or Filters(), found, cohorts)]
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
    may: dict[tuple[str, str], frozenset[str]] = {}
    told = []
    for r in found[["kind", "outcome", "programme"]].itertuples(index=False):
        if r.kind in OWN:
            told.append(True)
            continue
        key = (LISTS.get(r.kind, "benchmark"), r.outcome)
        if key not in may:
            may[key] = released(reader, *key)
        told.append(r.programme in may[key])
    return told


def _in_view(
    reader: Reader, filters: Filters, found: pd.DataFrame, cohorts: tuple[int, ...]
) -> list[bool]:
    """Which findings are about a programme in view, or a school or the whole that is in view whole."""
    facts = reader.snapshot.info().programmes
    every = list(dict.fromkeys([*facts["programme"], *found["programme"]]))
    shown = visible_programmes(reader, filters, every, cohorts)
    programmes = {p for p, yes in zip(every, shown, strict=True) if yes}
    if "unit" not in found or (found["unit"] == "programme").all():
        return found["programme"].isin(programmes).tolist()
    everybody = Reader(reader.snapshot, EVERYTHING, reader.profile, reader.lang)
    there = visible_programmes(everybody, Filters(), every, cohorts)
    live = {p for p, yes in zip(every, there, strict=True) if yes}
    schools: dict[str, set[str]] = {}
    for r in facts[["programme", "school"]].itertuples(index=False):
        if r.programme in live:
            schools.setdefault(r.school, set()).add(r.programme)
    whole = reader.scope == EVERYTHING and live <= programmes
    keep = []
    for r in found[["unit", "programme", "school"]].itertuples(index=False):
        if r.unit == "programme":
            keep.append(r.programme in programmes)
        elif r.unit == "school":
            keep.append(bool(schools.get(r.school)) and schools[r.school] <= programmes)
        else:
            keep.append(whole)
    return keep


def stored_chance(reader: Reader, overall: Callable[[Reader, str, str], bool]) -> pd.DataFrame:
    """The table ``signals_chance``: flags over the whole institution, none by programme.

    ``overall`` says whether what is made of all programmes is released for a list and outcome: the
    flags of all less the own ones would tell what the few others are.
    """
    if "signals_chance" not in reader.snapshot.tables:
        return pd.DataFrame()
    found = _kept(reader, "SELECT * FROM signals_chance ORDER BY place").copy()
    if reader.scope == EVERYTHING or not {"family", "outcome"} <= set(found):
        return found
    may = [overall(reader, r.family, r.outcome) for r in found.itertuples(index=False)]
    return found[may].reset_index(drop=True)
