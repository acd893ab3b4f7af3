"""What tests of the pipeline share: staged rows for given / expect tests, and a built snapshot."""

import csv
import io
from pathlib import Path

import duckdb

from pipelines.build import Loaded, build
from pipelines.mapping_model import Institution
from pipelines.progress import Progress
from yardstick.contracts import Contract, contracts
from yardstick.text import Bilingual

FIXTURE = Path(__file__).parent / "fixtures"

INSTITUTION = Institution(
    name=Bilingual("Test University", "测试大学"),
    currency="CNY",
    served_regions=("50",),
    precedence=("registry", "employer", "survey", "network", "other"),
    census_note=None,
)

SQL_TYPES = {
    "id": "UBIGINT",
    "text": "VARCHAR",
    "integer": "INTEGER",
    "number": "DOUBLE",
    "date": "DATE",
    "code": "VARCHAR",
}

META = {
    "meta_sources": "file_id SMALLINT, mapping VARCHAR, file VARCHAR, sha256 VARCHAR, bytes BIGINT, "
    "format VARCHAR, encoding VARCHAR, delimiter VARCHAR, sheet VARCHAR, header_row INTEGER, "
    "rows_read BIGINT, population VARCHAR",
    "meta_accounting": "file_id SMALLINT, target VARCHAR, read BIGINT, loaded BIGINT, "
    "rejected BIGINT, excluded BIGINT, expanded BIGINT",
    "meta_exclusions": "file_id SMALLINT, target VARCHAR, reason_en VARCHAR, reason_zh VARCHAR, "
    "n BIGINT",
    "meta_rejects": "file_id SMALLINT, target VARCHAR, row BIGINT, column_name VARCHAR, "
    "rule VARCHAR, sentence_en VARCHAR, sentence_zh VARCHAR, kept BOOLEAN",
    "meta_unmatched": "file_id SMALLINT, target VARCHAR, column_name VARCHAR, value VARCHAR, "
    "n BIGINT",
    "meta_columns": "target VARCHAR, column_name VARCHAR, provided BOOLEAN",
    "meta_asked": "file_id SMALLINT, survey VARCHAR, item VARCHAR, version VARCHAR",
    "meta_codes": "list VARCHAR, code VARCHAR, en VARCHAR, zh VARCHAR",
}

DEFAULTS = {
    "programmes": {"school_code": "S", "level": "bachelor"},
    "graduates": {"cohort": 2024, "programme_code": "P", "gender": "female"},
    "outcomes": {"wave": 6, "source": "registry"},
    "survey_invitations": {"wave": 6, "disposition": "complete"},
    "enrolments": {"stage": "final"},
    "items": {"respondent": "alumnus", "kind": "scale"},
    "respondents": {"wave": 6},
}


def _create(con: duckdb.DuckDBPyConnection, contract: Contract) -> dict[str, str]:
    columns = {c.name: SQL_TYPES[c.type] for c in contract.columns}
    columns |= {"_file": "SMALLINT", "_row": "BIGINT"}
    body = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    con.execute(f"CREATE TABLE stg_{contract.table} ({body})")
    return columns


def stage(
    con: duckdb.DuckDBPyConnection,
    tables: dict[str, list[dict]],
    population: str = "all_graduates",
) -> None:
    """Create every ``stg_`` table and ``meta_`` table, filled from rows; what a row leaves out is NULL.

    Obvious columns have defaults (cohort 2024, programme P, wave 6, source registry), and a
    ``survey_invitations`` or ``outcomes`` row names its graduate by ``graduate_id``.
    """
    for name, columns in META.items():
        con.execute(f"CREATE TABLE {name} ({columns})")
    for place, (table, contract) in enumerate(contracts().items(), start=1):
        names = _create(con, contract)
        rows = [DEFAULTS.get(table, {}) | row for row in tables.get(table, [])]
        full = [{"_file": place, "_row": number} | row for number, row in enumerate(rows, start=2)]
        if unknown := {name for row in full for name in row} - set(names):
            raise ValueError(f"{table} has no column {', '.join(sorted(unknown))}")
        if full:
            # Whole columns as lists: a statement per row or thousands of parameters take seconds.
            lists = ", ".join(f"unnest(?::{kind}[])" for kind in names.values())
            con.execute(
                f"INSERT INTO stg_{table} SELECT {lists}",
                [[row.get(name) for row in full] for name in names],
            )
        n = len(rows)
        con.execute(
            "INSERT INTO meta_sources VALUES (?, 'test', ?, 'hash', 0, 'csv', 'utf-8', ',', NULL, 1, ?, ?)",
            [place, f"{table}.csv", n, population],
        )
        con.execute(
            "INSERT INTO meta_accounting VALUES (?, ?, ?, ?, 0, 0, ?)", [place, table, n, n, n]
        )
        provided = [
            (table, column.name, any(row.get(column.name) is not None for row in rows))
            for column in contract.columns
        ]
        con.execute(
            f"INSERT INTO meta_columns VALUES {', '.join(['(?, ?, ?)'] * len(provided))}",
            [value for row in provided for value in row],
        )


def read_fixture(table: str) -> list[dict]:
    """Rows of one fixture file, with ids as numbers and blanks as None."""
    path = FIXTURE / "institution" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as f:
        rows = [{k: v or None for k, v in row.items()} for row in csv.DictReader(f)]
    for row in rows:
        for name in ("graduate_id", "respondent_id"):
            if row.get(name):
                row[name] = int("".join(filter(str.isdigit, row[name])))
    return rows


def load_fixture(con: duckdb.DuckDBPyConnection, progress: Progress, work: Path) -> Loaded:
    """The fixture institution, staged without the loader: tests of the build need no mapping."""
    stage(con, {table: read_fixture(table) for table in contracts()})
    return Loaded(INSTITUTION, True, ("fixture",))


def fixture_snapshot(folder: Path) -> str:
    """Build and publish the fixture institution in ``folder``; the build id."""
    built = build(folder, load_fixture, Progress(folder, out=io.StringIO()))
    assert built is not None
    return built.build_id
