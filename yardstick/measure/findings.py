"""What the build found and stored: the signals, and how many of them chance alone would give."""

import pandas as pd

from yardstick.measure.model import Filters, Reader
from yardstick.measure.visible import visible_programmes


def _has(reader: Reader, table: str) -> bool:
    return bool(reader.snapshot.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [table]))


def stored_signals(reader: Reader, filters: Filters | None = None) -> pd.DataFrame:
    """Rows of the table ``signals`` within scope and filters, in the order of triage.

    Signals are about pools of cohorts: filters of cohort, gender and wave do not choose among
    them. Empty where the snapshot has none.
    """
    if not _has(reader, "signals"):
        return pd.DataFrame()
    found = reader.snapshot.frame("SELECT * FROM signals ORDER BY place")
    if found.empty:
        return found
    cohorts = (int(found["cohort_first"].min()), int(found["cohort_last"].max()))
    programmes = found["programme"].tolist()
    keep = visible_programmes(reader, filters or Filters(), programmes, cohorts)
    return found[keep].reset_index(drop=True)


def stored_chance(reader: Reader) -> pd.DataFrame:
    """The table ``signals_chance``: flags over the whole institution, none by programme."""
    if not _has(reader, "signals_chance"):
        return pd.DataFrame()
    return reader.snapshot.frame("SELECT * FROM signals_chance ORDER BY place")
