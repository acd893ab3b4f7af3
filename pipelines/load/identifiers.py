"""Computes the keyed hash of every identifier once, however many rows and files it stands in."""

import duckdb

from pipelines.load.tables import SCRATCH
from pipelines.load.target import Strand
from pipelines.pseudonym import check_of_digest, digest_sql, hash_of_digest

TABLE = f"{SCRATCH}.identifiers"


def hash_new(con: duckdb.DuckDBPyConnection, strand: Strand, key: bytes) -> None:
    """Add the identifiers of a strand that were not met before."""
    one = strand.identifier
    if one is None:
        return
    met = f"SELECT DISTINCT {one.text_name} AS text FROM ({strand.texts('TRUE')})"
    new = f"FROM ({met}) n ANTI JOIN {TABLE} k ON n.text = k.text WHERE n.text IS NOT NULL"
    con.execute(
        f"INSERT INTO {TABLE} SELECT text, {hash_of_digest('digest')}, {check_of_digest('digest')}"
        f" FROM (SELECT n.text AS text, {digest_sql(key, 'n.text')} AS digest {new})"
    )
