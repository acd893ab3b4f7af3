"""Whatever a table holds, it comes back cell by cell, in order and under its row numbers."""

import csv
import io

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.read import FileSpec, read_file
from pipelines.read.scan import scan

# "<" would make conflict markers; NUL and byte order marks are refused or taken out on purpose.
CELLS = st.text(
    st.one_of(
        st.sampled_from('",;\t|\n\r ab1中é　'),
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<>\ufeff"),
    ),
    max_size=6,
)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=8)
)


def _written(table: list[list[str]], delimiter: str, end: str, quoting: int) -> str:
    out = io.StringIO()
    write = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)
    write.writerow([f"c{n}" for n in range(len(table[0]))])
    write.writerows(table)
    return out.getvalue()


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    table=TABLES,
    delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
)
def test_round_trip(
    con: duckdb.DuckDBPyConnection, tmp_path, table, delimiter, end, quoting, encoding
):
    if not any(any(row) for row in table):
        table = [*table, ["x"] * len(table[0])]
    if quoting == csv.QUOTE_MINIMAL:
        # The csv module leaves a lone return unquoted, where it ends the record.
        table = [[cell.replace("\r", "") for cell in row] for row in table]
        table = table if any(map(any, table)) else [["x"] * len(table[0])]
    path = tmp_path / "x.csv"
    path.write_bytes(_written(table, delimiter, end, quoting).encode(encoding))
    spec = FileSpec("x.csv", header_row=1, delimiter=delimiter, encoding=encoding)
    raw = read_file(con, path, spec, "raw")
    got = con.execute("SELECT * FROM raw ORDER BY rowid").fetchall()
    while not any(table[-1]):
        table = table[:-1]
    assert [[_plain(cell or "") for cell in row] for row in got] == [
        [_plain(cell) for cell in row] for row in table
    ]
    assert raw.first_row == 2


def _plain(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n")


@settings(max_examples=100, deadline=None)
@given(
    table=TABLES,
    end=st.sampled_from(["\n", "\r\n"]),
    size=st.integers(1, 40),
)
def test_the_scan_counts_what_the_csv_module_counts(table, end, size):
    data = _written(table, ",", end, csv.QUOTE_ALL).replace("\r", "\r" if end == "\r\n" else "")
    octets = data.encode()
    seen = scan(octets[at : at + size] for at in range(0, len(octets), size))
    assert seen.records == seen.last_filled == len(table) + 1
    assert (seen.bytes, seen.blank_rows) == (len(octets), [])
