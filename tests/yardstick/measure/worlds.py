"""Small worlds for tests: cells straight from counts, and snapshots from a few staged rows."""

import contextlib
from pathlib import Path

import duckdb
import numpy as np

from pipelines.core import build_core, build_cubes
from pipelines.mapping_model import Institution
from tests.support import INSTITUTION, stage
from yardstick.catalogue import load_catalogue
from yardstick.codes import code_list
from yardstick.measure import Reader, open_snapshot
from yardstick.measure.cells import Cells
from yardstick.measure.estimate import Estimate, estimate


def cells_of(column: str, counts: dict[str, int], *, sampled: bool = False) -> Cells:
    """One group with the given number of graduates per code."""
    about = load_catalogue().columns[column]
    codes = tuple(code_list(about.codes).keys())
    assert set(counts) <= set(codes)
    return Cells(
        column=about,
        by=(),
        groups=1,
        keys={},
        codes=codes,
        group=np.zeros(len(counts), dtype=np.int64),
        value=np.array([codes.index(c) for c in counts], dtype=np.int64),
        count=np.array(list(counts.values()), dtype=np.int64),
        event=None,
        narrow=np.array([False]),
        sampled=np.array([sampled]),
        working=np.array([False]),
        asked=np.array([True]),
    )


def estimate_of(indicator: str, counts: dict[str, int], *, sampled: bool = False) -> Estimate:
    """One indicator over counts by code."""
    i = load_catalogue()[indicator]
    return estimate(cells_of(i.column, counts, sampled=sampled), [i])[0]


def by_place(destinations: dict[str, int], standard: str) -> dict[str, int]:
    """Counts by destination code as counts by their place in a standard."""
    places = {c.code: c.extra[standard] for c in code_list("destination")}
    found: dict[str, int] = {}
    for code, n in destinations.items():
        found[places[code]] = found.get(places[code], 0) + n
    return found


def world(
    folder: Path,
    tables: dict[str, list[dict]],
    population: str = "all_graduates",
    more_sources: dict[int, str] | None = None,
    institution: Institution = INSTITUTION,
) -> Reader:
    """A published snapshot of a few staged rows.

    ``more_sources`` declares the population of further files, for rows that name their ``_file``.
    """
    path = folder / "warehouse_test.duckdb"
    tables = {"programmes": [{"programme_code": "P"}], **tables}
    with contextlib.closing(duckdb.connect(str(path))) as con:
        stage(con, tables, population)
        for number, declared in (more_sources or {}).items():
            con.execute(
                "INSERT INTO meta_sources (file_id, population) VALUES (?, ?)", [number, declared]
            )
        build_core(con, institution)
        build_cubes(con)
        con.execute("CREATE TABLE meta_build (key VARCHAR, value VARCHAR)")
        con.execute(
            "INSERT INTO meta_build VALUES ('currency', 'CNY'), ('demo', 'false'), "
            "('served_regions', ?)",
            [";".join(institution.served_regions)],
        )
    (folder / "current.json").write_text('{"current": "test", "history": ["test"]}')
    return Reader(open_snapshot(folder))


def graduates(n: int, **same: object) -> list[dict]:
    """``n`` graduates of programme P, cohort 2024."""
    return [{"graduate_id": k, **same} for k in range(1, n + 1)]
