"""Turns the columns of items into rows: one per respondent, item and answer."""

from dataclasses import replace

import duckdb

from pipelines.load.answers import Answers, cut
from pipelines.load.files import asked
from pipelines.load.items import Item, columns_of
from pipelines.load.strand import Rows
from pipelines.load.tables import SCRATCH
from pipelines.load.wording import literal, name
from pipelines.mapping_model import ColumnMap, Target
from pipelines.mapping_survey import CELLS

#: What the new columns are called; where the target reads a header of that name, otherwise.
MADE = ("survey", "item", "version", "answer")
#: Answers of one cell are numbered below this.
MOST_ANSWERS = 1000
PIECES, UNFOLDED = f"{SCRATCH}.pieces", f"{SCRATCH}.unfolded"


def item_rows(
    con: duckdb.DuckDBPyConnection,
    rows: Rows,
    target: Target,
    items: list[Item],
    answers: dict[str, Answers],
    listed: str,
) -> tuple[Rows, Target]:
    """The rows of ``target`` with a row per item and answer, and the target that reads them.

    A cell with several answers becomes as many rows, an empty cell one without an answer. Raises
    SourceError where an item of the file ``listed`` cannot be told from the headers.
    """
    columns = columns_of(items, target, rows.headers, rows.file, listed)
    kept = tuple(dict.fromkeys(asked(target)))
    made = _names(kept)
    source = f"(SELECT * FROM {rows.relation} WHERE {rows.kept})"
    _cut_all(con, source, columns, answers)
    more = _unfold(con, source, kept, made, columns)
    con.execute(
        "INSERT INTO meta_asked SELECT DISTINCT unnest(?::SMALLINT[]), unnest(?::VARCHAR[]),"
        " unnest(?::VARCHAR[]), unnest(?::VARCHAR[])",
        [
            [rows.file_id] * len(columns),
            *([getattr(i, part) for i in columns.values()] for part in MADE[:3]),
        ],
    )
    cell = CELLS[target.table]
    own = target.columns.get(cell)
    maps = {
        **target.columns,
        **{part: ColumnMap(header=made[part]) for part in MADE[:3]},
        cell: ColumnMap(header=made["answer"], missing=own.missing if own else ()),
    }
    return (
        replace(
            rows,
            relation=UNFOLDED,
            headers=(*kept, *made.values()),
            kept="TRUE",
            read=rows.read * len(columns) + more,
            times=len(columns),
            cell=cell,
        ),
        replace(target, columns=maps, items=None, sql=None),
    )


def _names(kept: tuple[str, ...]) -> dict[str, str]:
    made = {}
    for called in MADE:
        made[called] = called
        while made[called] in kept:
            made[called] += "_"
    return made


def _unfold(
    con: duckdb.DuckDBPyConnection,
    source: str,
    kept: tuple[str, ...],
    made: dict[str, str],
    columns: dict[str, Item],
) -> int:
    """Fill the table of rows; by how many it has more than there are cells."""
    cells = ", ".join(
        f"{{'n': {n}, 's': {literal(i.survey)}, 'i': {literal(i.item)}, 'v': {literal(i.version)},"
        f" 't': {name(header)}}}"
        for n, (header, i) in enumerate(columns.items())
    )
    others = "".join(f", {name(h)}" for h in kept)
    con.execute(
        f"CREATE OR REPLACE TABLE {UNFOLDED} AS SELECT _row,"
        f" u.n * {MOST_ANSWERS} + coalesce(p.k, 0) AS _cell{others},"
        f" u.s AS {name(made['survey'])}, u.i AS {name(made['item'])},"
        f" u.v AS {name(made['version'])},"
        f" CASE WHEN p.n IS NULL THEN u.t ELSE p.a END AS {name(made['answer'])}"
        f" FROM (SELECT _row{others}, unnest([{cells}]) AS u FROM {source}) AS r"
        f" LEFT JOIN {PIECES} AS p ON p.n = u.n AND p.t = u.t"
    )
    con.execute(f"DROP TABLE {PIECES}")
    return con.execute(
        f"SELECT count(*) FROM {UNFOLDED} WHERE _cell % {MOST_ANSWERS} > 0"
    ).fetchone()[0]


def _cut_all(
    con: duckdb.DuckDBPyConnection,
    source: str,
    columns: dict[str, Item],
    answers: dict[str, Answers],
) -> None:
    """Cut every different cell of the items with several answers."""
    found: list[tuple[int, str, int, str | None]] = []
    for n, (header, item) in enumerate(columns.items()):
        if item.kind != "multi":
            continue
        known = answers.get(item.scale or "", Answers())
        separator = (item.separator or "").strip() or ","
        texts = con.execute(
            f"SELECT DISTINCT {name(header)} FROM {source} WHERE {name(header)} IS NOT NULL"
        ).fetchall()
        found += [
            (n, text, k, answer)
            for (text,) in texts
            for k, answer in enumerate(cut(text, separator, known)[:MOST_ANSWERS] or [None])
        ]
    con.execute(f"CREATE OR REPLACE TABLE {PIECES} (n INTEGER, t VARCHAR, k INTEGER, a VARCHAR)")
    if found:
        # Whole columns as lists: a statement per row takes seconds.
        con.execute(
            f"INSERT INTO {PIECES} SELECT unnest(?::INTEGER[]), unnest(?::VARCHAR[]),"
            " unnest(?::INTEGER[]), unnest(?::VARCHAR[])",
            [list(column) for column in zip(*found, strict=True)],
        )
