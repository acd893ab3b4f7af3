"""Writes what the build computed, as a table of the finished file."""

from collections.abc import Mapping

import duckdb
import pandas as pd


def write_rows(
    con: duckdb.DuckDBPyConnection, name: str, types: Mapping[str, str], rows: pd.DataFrame
) -> None:
    """Create table ``name`` of columns and their types, filled from ``rows`` in order of ``place``."""
    con.execute(f"CREATE TABLE {name} ({', '.join(f'{c} {t}' for c, t in types.items())})")
    con.register("found", rows)
    # NaN is no value anywhere else in a snapshot.
    chosen = ", ".join(
        f"CASE WHEN NOT isnan({c}) THEN {c} END" if t == "DOUBLE" else c for c, t in types.items()
    )
    con.execute(f"INSERT INTO {name} SELECT {chosen} FROM found ORDER BY place")
    con.unregister("found")
