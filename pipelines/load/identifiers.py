"""Computes the keyed hash of every identifier once, however many rows and files it stands in."""

import duckdb

from pipelines.load.strand import Strand
from pipelines.load.tables import SCRATCH
from pipelines.pseudonym import check_of_digest, digest_sql, hash_of_digest

TABLE = f"{SCRATCH}.identifiers"


def hash_new(con: duckdb.DuckDBPyConnection, strand: Strand, key: bytes) -> None:
    """Add the identifiers of a strand that were not met before."""
    for one in strand.identifiers:
        add(con, f"SELECT {one.text_name} AS text FROM ({strand.texts('TRUE')})", key)


def add(con: duckdb.DuckDBPyConnection, met: str, key: bytes) -> None:
    """Add those texts of the query ``met`` that were not met before."""
    # Most were met before: only the others are worth telling apart from each other.
    known = con.execute(f"SELECT count(*) > 0 FROM {TABLE}").fetchone()[0]
    others = f" ANTI JOIN {TABLE} k ON m.text = k.text" if known else ""
    new = f"SELECT DISTINCT m.text FROM ({met}) m{others} WHERE m.text IS NOT NULL"
    con.execute(
        f"INSERT INTO {TABLE} SELECT text, {hash_of_digest('digest')}, {check_of_digest('digest')}"
        f" FROM (SELECT n.text AS text, {digest_sql(key, 'n.text')} AS digest FROM ({new}) n)"
    )
