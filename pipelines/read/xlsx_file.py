"""Reads a sheet of an Excel workbook: cells become text, merged cells reach every row they span."""

import csv
import datetime as dt
import hashlib
from pathlib import Path

import duckdb
import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook

from pipelines.problems import SourceError, SourceProblem
from pipelines.read import formulas, remarks, sentences, table
from pipelines.read import layout as layouts
from pipelines.read.content import XLSX
from pipelines.read.filled import Filled
from pipelines.read.model import FileSpec


def as_text(cell: object) -> str:
    """A cell as text: dates in ISO form, whole numbers without decimals, yes/no in lower case."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time()
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def read_xlsx(
    con: duckdb.DuckDBPyConnection, path: Path, spec: FileSpec, raw_table: str, workplace: Path
) -> Filled:
    """Fill ``raw_table`` from one sheet, by way of a UTF-8 copy that DuckDB reads."""
    data = path.read_bytes()
    try:
        book = CalamineWorkbook.from_path(path)
        name, notices = _choose(path.name, book, spec)
        sheet = book.get_sheet_by_name(name)
        grid = [[as_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    except python_calamine.CalamineError:
        raise SourceError(sentences.damaged(path.name, XLSX)) from None
    while grid and not any(map(str.strip, grid[-1])):
        grid.pop()
    if not grid:
        raise SourceError(sentences.empty(path.name))
    layout = layouts.find_layout(path.name, grid, spec.header_row)
    body = grid[layout.header_row :]
    if not body:
        raise SourceError(sentences.header_only(path.name, layout.header_row))
    merged = _spread_merged(path.name, sheet, grid, layout.header_row)
    copy = workplace / "sheet.csv"
    with copy.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(body)
    longest = max(sum(map(len, row)) * 4 + len(row) for row in body)
    rows = table.fill(con, raw_table, copy, layout, ",", skip=0, longest=longest)
    if rows != len(body):
        raise SourceError(sentences.rows_lost(path.name, len(body), rows))
    blank, first = formulas.uncomputed(path, name, layout.header_row)
    lacking = (remarks.uncomputed(path.name, first, blank),) if blank else ()
    said = remarks.decided_sheet(path.name, name, layout.header_row)
    return Filled(
        layout=layout,
        rows=rows,
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
        sheet=name,
        notices=(said, *notices, *layout.notices, *merged, *lacking),
    )


def _choose(
    file: str, book: CalamineWorkbook, spec: FileSpec
) -> tuple[str, tuple[SourceProblem, ...]]:
    """The sheet the mapping names, else the first visible one with something in it."""
    sheets = [
        meta.name
        for meta in book.sheets_metadata
        if meta.typ == python_calamine.SheetTypeEnum.WorkSheet
    ]
    if spec.sheet is not None:
        if spec.sheet not in sheets:
            raise SourceError(sentences.no_sheet(file, spec.sheet, ", ".join(sheets)))
        return spec.sheet, ()
    hidden = {
        meta.name
        for meta in book.sheets_metadata
        if meta.visible != python_calamine.SheetVisibleEnum.Visible
    }
    filled = [name for name in sheets if book.get_sheet_by_name(name).end is not None]
    visible = [name for name in filled if name not in hidden] or filled
    if not visible:
        raise SourceError(sentences.empty(file))
    others = [name for name in filled if name != visible[0]]
    return visible[0], (remarks.other_sheets(file, ", ".join(others)),) if others else ()


def _spread_merged(
    file: str, sheet: CalamineSheet, grid: list[list[str]], header_row: int
) -> tuple[SourceProblem, ...]:
    """Give every row of a vertically merged cell its value, as the sheet shows it."""
    spread = [
        (start, end)
        for start, end in sheet.merged_cell_ranges or ()
        if start[0] >= header_row and end[0] > start[0] and start[0] < len(grid)
    ]
    for (top, left), (bottom, _) in spread:
        for row in range(top + 1, min(bottom + 1, len(grid))):
            grid[row][left] = grid[top][left]
    if not spread:
        return ()
    return (remarks.merged(file, min(start[0] for start, _ in spread) + 1, len(spread)),)
