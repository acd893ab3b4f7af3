"""Given staged rows, expect mart rows: the shortest way from a record to its statuses."""

import dataclasses
from collections import Counter

import duckdb

from pipelines.core import build_core, build_cubes
from tests.support import INSTITUTION, stage

REGISTRY = {"source": "registry", "observed_on": "2024-12-31"}
SURVEY = {"source": "survey"}


def mart(
    records: list[dict],
    graduates: list[dict] | None = None,
    cubes: bool = False,
    **changes: object,
) -> duckdb.DuckDBPyConnection:
    """Core, mart and perhaps cubes of these outcomes; each graduate they name exists by default.

    ``changes`` replace tables (``programmes=[...]``) or fields of the institution.
    """
    con = duckdb.connect()
    ids = sorted({r["graduate_id"] for r in records})
    tables = {
        "programmes": [{"programme_code": "P"}],
        "graduates": graduates or [{"graduate_id": i} for i in ids],
        "outcomes": records,
    }
    fields = {f.name for f in dataclasses.fields(INSTITUTION)}
    tables |= {k: v for k, v in changes.items() if k not in fields}
    stage(con, tables)
    build_core(
        con,
        dataclasses.replace(INSTITUTION, **{k: v for k, v in changes.items() if k in fields}),
    )
    if cubes:
        build_cubes(con)
    return con


def statuses(con: duckdb.DuckDBPyConnection, column: str) -> dict[int, object]:
    """The value of one mart column by graduate."""
    return dict(con.execute(f"SELECT graduate_id, {column} FROM mart_graduate_wave").fetchall())


def status(column: str, *records: dict, **changes: object) -> object:
    """The value of one mart column for one graduate with these records."""
    con = mart([{"graduate_id": 1} | r for r in records], **changes)
    return statuses(con, column)[1]


def spread(con: duckdb.DuckDBPyConnection, column: str) -> Counter:
    """Graduates by value of one cube."""
    return Counter(
        dict(con.execute(f"SELECT value, sum(n) FROM cube_{column} GROUP BY value").fetchall())
    )


def records(counts: dict[str, int], make) -> list[dict]:
    """``n`` records per key of ``counts``, numbered on; ``make(key)`` gives the fields."""
    found = []
    for key, n in counts.items():
        found += [{"graduate_id": len(found) + i + 1} | make(key) for i in range(n)]
    return found
