"""Runs the SELECT of a mapping over the text rows of one file, where it can reach nothing else.

The rows are copied to a database file of their own, in a folder only this user can open and that is
removed at once. The SELECT runs there on a separate engine instance without external access and
with its configuration locked. The engine then checks which rows came back: each must, and no other.
"""

import tempfile
import threading
from pathlib import Path

import duckdb

from pipelines.load.tables import SCRATCH
from pipelines.load.wording import literal, name
from pipelines.problems import Message, SourceError, SourceProblem
from yardstick.text import mark

BOX = "yardstick_sandbox"
SECONDS = 1800
SETTINGS = {"enable_external_access": "false", "lock_configuration": "true"}
SHOWN = 5


def select_rows(
    con: duckdb.DuckDBPyConnection, source: str, sql: str, label: str, file: str
) -> tuple[str, tuple[str, ...], int]:
    """Run ``sql`` over ``rows``, the relation ``source``; its result lands in the scratch space.

    Returns the table, its columns (texts, without ``_row`` and ``_cell``) and by how many rows it
    has more than one for the same source row.
    """
    statement = _one_select(con, sql, label, file)
    table = f"{SCRATCH}.selected"
    with tempfile.TemporaryDirectory(prefix="yardstick-") as folder:
        path = Path(folder) / "rows.duckdb"
        con.execute(f"ATTACH {literal(str(path))} AS {BOX}")
        try:
            con.execute(f"CREATE TABLE {BOX}.rows AS SELECT * EXCLUDE (_cell) FROM {source}")
        finally:
            con.execute(f"DETACH {BOX}")
        columns = _run(path, statement, label, file)
        con.execute(f"ATTACH {literal(str(path))} AS {BOX} (READ_ONLY)")
        try:
            _check_rows(con, label, file)
            texts = "".join(f", {name(c)}::VARCHAR AS {name(c)}" for c in columns)
            again = con.execute(
                f"SELECT count(*) - count(DISTINCT _row) FROM {BOX}.result"
            ).fetchone()[0]
            cell = "rowid" if again else "0"
            con.execute(
                f"CREATE OR REPLACE TABLE {table} AS SELECT _row::BIGINT AS _row,"
                f" {cell} AS _cell{texts} FROM {BOX}.result"
            )
        finally:
            con.execute(f"DETACH {BOX}")
    return table, columns, again


def _one_select(con: duckdb.DuckDBPyConnection, sql: str, label: str, file: str) -> str:
    try:
        statements = con.extract_statements(sql)
    except duckdb.Error as error:
        raise _refuse(file, label, _first_line(error)) from None
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise SourceError(
            SourceProblem(
                file,
                None,
                Message.of(mark("the sql of {target} is not one single SELECT."), target=label),
                Message.of(mark("Write one SELECT over the table rows that returns _row.")),
            )
        )
    return sql.strip().rstrip(";")


def _run(path: Path, statement: str, label: str, file: str) -> tuple[str, ...]:
    """Run the SELECT in its own engine; the columns it returned."""
    box = duckdb.connect(str(path), config=SETTINGS)
    limit = threading.Timer(SECONDS, box.interrupt)
    limit.daemon = True
    limit.start()
    try:
        box.execute(f"CREATE TABLE result AS SELECT * FROM (\n{statement}\n)")
        found = box.execute("SELECT * FROM result LIMIT 0").description
    except (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException) as error:
        raise _refuse(file, label, _first_line(error)) from None
    except duckdb.Error as error:
        # The text of other errors may quote a cell of the file.
        raise _refuse(file, label, type(error).__name__) from None
    finally:
        limit.cancel()
        box.close()
    columns = [column[0] for column in found]
    if "_row" not in columns:
        raise SourceError(
            SourceProblem(
                file,
                None,
                Message.of(
                    mark("the sql of {target} does not return the column _row."), target=label
                ),
                Message.of(mark("Add _row to its SELECT, so that every row can be traced.")),
            )
        )
    return tuple(c for c in columns if c not in ("_row", "_cell"))


def _first_line(error: duckdb.Error) -> str:
    return str(error).splitlines()[0]


def _refuse(file: str, label: str, reason: str) -> SourceError:
    return SourceError(
        SourceProblem(
            file,
            None,
            Message.of(
                mark("the sql of {target} cannot be run: {reason}."), target=label, reason=reason
            ),
            Message.of(
                mark("It may only read the table rows, whose columns are all text, and _row.")
            ),
        )
    )


def _check_rows(con: duckdb.DuckDBPyConnection, label: str, file: str) -> None:
    """Raise SourceError where rows of the file did not come back, or others came."""
    lost = _rows(con, f"SELECT _row FROM {BOX}.rows", f"SELECT _row FROM {BOX}.result")
    new = _rows(con, f"SELECT _row FROM {BOX}.result", f"SELECT _row FROM {BOX}.rows")
    problems = []
    if lost:
        problems.append(
            SourceProblem(
                file,
                None,
                Message.of(
                    mark("the sql of {target} loses {n} rows (among them {rows})."),
                    target=label,
                    n=lost[0],
                    rows=lost[1],
                ),
                Message.of(
                    mark("Return every row; rows that do not belong go under [[file.exclude]].")
                ),
            )
        )
    if new:
        problems.append(
            SourceProblem(
                file,
                None,
                Message.of(
                    mark(
                        "the sql of {target} returns {n} row numbers that the file does not have."
                    ),
                    target=label,
                    n=new[0],
                ),
                Message.of(mark("Pass _row on as it stands in the table rows.")),
            )
        )
    if problems:
        raise SourceError(problems)


def _rows(con: duckdb.DuckDBPyConnection, these: str, those: str) -> tuple[int, str] | None:
    """How many rows are in ``these`` and not in ``those``, and the first of them."""
    n, first = con.execute(
        f"SELECT count(*), list(_row ORDER BY _row)[1:{SHOWN}] FROM"
        f" (FROM ({these}) a ANTI JOIN ({those}) b ON a._row = b._row)"
    ).fetchone()
    return (n, ", ".join(str(r) for r in first)) if n else None
