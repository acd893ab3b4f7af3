"""Writes the files of the demo institution: large ones by DuckDB, small ones as offices send them."""

import csv
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import xlsxwriter


class Feeds:
    """Collects rows of several feeds, cohort by cohort, and copies each to its file at the end."""

    def __init__(self, scratch: Path):
        self._scratch = scratch
        self._con = duckdb.connect(str(scratch))
        self._con.execute("SET enable_progress_bar = false")
        self._known: set[str] = set()

    def add(self, feed: str, rows: pa.Table) -> None:
        self._con.register("incoming", rows)
        if feed in self._known:
            self._con.execute(f'INSERT INTO "{feed}" SELECT * FROM incoming')
        else:
            self._con.execute(f'CREATE TABLE "{feed}" AS SELECT * FROM incoming')
            self._known.add(feed)
        self._con.unregister("incoming")

    def copy(self, feed: str, path: Path, delimiter: str = ",") -> int:
        """Write one feed in the order it was added; returns its rows."""
        self._con.execute(
            f"COPY \"{feed}\" TO '{str(path).replace(chr(39), chr(39) * 2)}' "
            f"(FORMAT csv, HEADER, DELIMITER '{delimiter}')"
        )
        return self._con.execute(f'SELECT count(*) FROM "{feed}"').fetchone()[0]

    def close(self) -> None:
        self._con.close()
        self._scratch.unlink(missing_ok=True)
        Path(f"{self._scratch}.wal").unlink(missing_ok=True)


def to_gb18030(path: Path) -> None:
    """Re-encode a UTF-8 text file in place, in pieces."""
    part = path.with_suffix(".part")
    with (
        path.open(encoding="utf-8", newline="") as source,
        part.open("w", encoding="gb18030", newline="") as target,
    ):
        while piece := source.read(1 << 20):
            target.write(piece)
    part.replace(path)


def to_text(path: Path, rows: list[list], delimiter: str, encoding: str) -> None:
    """A small table as delimited text; None is written as a blank."""
    with path.open("w", encoding=encoding, newline="") as f:
        csv.writer(f, delimiter=delimiter, lineterminator="\r\n").writerows(rows)


def to_xlsx(path: Path, sheet: str, titles: list[str], rows: list[list]) -> None:
    """A small table as a workbook with title rows above the header, as registrars send it."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})  # same content, same bytes
        page = book.add_worksheet(sheet)
        for number, line in enumerate(titles):
            page.write_string(number, 0, line)
        for number, row in enumerate(rows, start=len(titles)):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    page.write_string(number, column, value)
                elif value is not None:
                    page.write_number(number, column, value)
