"""Creates the tables a load fills: typed staging tables, their meta tables, and a scratch space.

The scratch space is a database in memory of its own. The raw text of the source files lives only
there, so that a column nobody asked for can never reach the file that holds the staging tables.
"""

from collections.abc import Iterable

import duckdb

from pipelines.load.expressions import SQL_TYPES, enum
from pipelines.load.wording import name
from pipelines.mapping_model import ExtraCode
from yardstick.codes import code_list
from yardstick.contracts import Column, Contract, contracts

SCRATCH = "yardstick_scratch"
WORKING = {"_target": "SMALLINT", "_cell": "BIGINT", "_check": "UINTEGER", "_flag": "UTINYINT"}

META = {
    "meta_sources": (
        "file_id SMALLINT, mapping VARCHAR, file VARCHAR, sha256 VARCHAR, bytes BIGINT,"
        " format VARCHAR, encoding VARCHAR, delimiter VARCHAR, sheet VARCHAR, header_row INTEGER,"
        " rows_read BIGINT, population VARCHAR"
    ),
    "meta_accounting": (
        "file_id SMALLINT, target VARCHAR, read BIGINT, loaded BIGINT, rejected BIGINT,"
        " excluded BIGINT, expanded BIGINT"
    ),
    "meta_exclusions": (
        "file_id SMALLINT, target VARCHAR, reason_en VARCHAR, reason_zh VARCHAR, n BIGINT"
    ),
    "meta_rejects": (
        "file_id SMALLINT, target VARCHAR, row BIGINT, column_name VARCHAR, rule VARCHAR,"
        " sentence_en VARCHAR, sentence_zh VARCHAR, kept BOOLEAN"
    ),
    "meta_unmatched": (
        "file_id SMALLINT, target VARCHAR, column_name VARCHAR, value VARCHAR, n BIGINT"
    ),
    "meta_columns": "target VARCHAR, column_name VARCHAR, provided BOOLEAN",
    # what the form behind a wide export asked, answered or not
    "meta_asked": "file_id SMALLINT, survey VARCHAR, item VARCHAR, version VARCHAR",
    "meta_codes": "list VARCHAR, code VARCHAR, en VARCHAR, zh VARCHAR",
}

SCRATCH_TABLES = {
    # one row per broken rule of a row (or cell); weight = source rows that stand behind it;
    # kept where only the value was left out
    "rejects": (
        "file_id SMALLINT, target_id SMALLINT, target VARCHAR, row BIGINT, cell BIGINT,"
        " weight BIGINT, column_name VARCHAR, rule VARCHAR, sentence_en VARCHAR,"
        " sentence_zh VARCHAR, kept BOOLEAN"
    ),
    # one row per identifier met: its keyed hash, and further digits that tell collisions apart
    "identifiers": "text VARCHAR, hash UBIGINT, digits UINTEGER",
    # one row per row of a distinct target: how many source rows it stands for
    "merged": "target_id SMALLINT, row BIGINT, n BIGINT",
}


def create(con: duckdb.DuckDBPyConnection, added: Iterable[ExtraCode] = ()) -> None:
    """Create every table, empty, replacing what an earlier load left.

    ``added``: codes of the mappings beside those of the code lists.
    """
    added = tuple(added)
    con.execute(f"ATTACH ':memory:' AS {SCRATCH}")
    for table, columns in META.items():
        con.execute(f"CREATE OR REPLACE TABLE {table} ({columns})")
    for table, columns in SCRATCH_TABLES.items():
        con.execute(f"CREATE TABLE {SCRATCH}.{table} ({columns})")
    for contract in contracts().values():
        columns = ", ".join(
            [f"{name(c)} {kind}" for c, kind in staged_columns(contract, added).items()]
            + [f"{c} {kind}" for c, kind in WORKING.items()]
        )
        con.execute(f"CREATE OR REPLACE TABLE stg_{contract.table} ({columns})")


def staged_columns(contract: Contract, added: Iterable[ExtraCode] = ()) -> dict[str, str]:
    """The columns of a staging table as others see it, with their SQL types."""
    added = tuple(added)
    return {
        **{c.name: _type(c, added) for c in contract.columns},
        "_file": "SMALLINT",
        "_row": "BIGINT",
    }


def _type(column: Column, added: tuple[ExtraCode, ...]) -> str:
    """A column of codes has a byte or two per cell instead of text.

    The order is that of ``pipelines.vocabulary``: types that are equal need no conversion later.
    """
    if column.type != "code" or column.many:
        return SQL_TYPES[column.type]
    own = sorted({(c.code, c.label.en, c.label.zh) for c in added if c.list == column.codes})
    return enum([*code_list(column.codes).keys(), *(code for code, _, _ in own)])


def finish(con: duckdb.DuckDBPyConnection) -> None:
    """Publish the rejects and take the working columns and the scratch space away."""
    con.execute(
        "INSERT INTO meta_rejects SELECT file_id, target, row, column_name, rule, sentence_en,"
        f" sentence_zh, kept FROM {SCRATCH}.rejects ORDER BY file_id, target_id, row, cell, column_name"
    )
    for table in contracts():
        for column in WORKING:
            con.execute(f"ALTER TABLE stg_{table} DROP COLUMN {column}")


def drop_scratch(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(f"DETACH DATABASE IF EXISTS {SCRATCH}")
