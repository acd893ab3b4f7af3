"""Compares all programmes of a finished building file and writes what was found into it.

The file is read as any reader reads it, through the road, by the very functions the pages call; so
a finding cannot differ from the page it leads to.
"""

from pathlib import Path

import duckdb

from pipelines.stored import write_rows
from yardstick.compare import stored
from yardstick.findings.find import find
from yardstick.findings.model import CHANCE_COLUMNS, COLUMNS, TEXT, WHOLE
from yardstick.inference.redraw import DRAWS
from yardstick.measure import Reader, Snapshot

CHANCE_TYPES = {
    "place": "INTEGER",
    "outcome": "VARCHAR",
    "family": "VARCHAR",
    "programmes": "INTEGER",
    "found": "INTEGER",
    "draws": "INTEGER",
}


def write_signals(path: Path, build_id: str, draws: int = DRAWS) -> int:
    """Create ``signals``, ``signals_chance``, ``effects`` and ``effects_models`` in the file.

    How many signals there are. The pooled effects are kept because a page cannot wait for the model.

    Nobody else may have the file open.
    """
    snapshot = Snapshot(path, build_id)
    try:
        found = find(Reader(snapshot), draws)
    finally:
        snapshot.close()
    with duckdb.connect(str(path)) as con:
        types = {c: _type(c) for c in COLUMNS}
        write_rows(con, "signals", types, found.signals)
        types = {c: CHANCE_TYPES.get(c, "DOUBLE") for c in CHANCE_COLUMNS}
        write_rows(con, "signals_chance", types, found.chance)
        write_rows(con, "effects", {c: _kept_type(c) for c in stored.EFFECTS}, found.effects)
        write_rows(con, "effects_models", {c: _kept_type(c) for c in stored.MODELS}, found.models)
        con.execute("CHECKPOINT")
    return len(found.signals)


def _type(column: str) -> str:
    if column in TEXT:
        return "VARCHAR"
    if column in WHOLE:
        return "INTEGER"
    return "BOOLEAN" if column == "agree" else "DOUBLE"


def _kept_type(column: str) -> str:
    if column in stored.TEXT:
        return "VARCHAR"
    return "INTEGER" if column in stored.WHOLE else "DOUBLE"
