"""Tables of thousands of columns: read whole, and with no more statements than narrow ones."""

import duckdb
import pytest

from pipelines.read import FileSpec, read_file


class Counting:
    """A connection that notes what it is asked."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con, self.asked = con, []

    def execute(self, query: str, *given: object) -> duckdb.DuckDBPyConnection:
        self.asked.append(query)
        return self.con.execute(query, *given)


def trailing(columns: int) -> str:
    """Three columns with a header, and as many delimiters behind as some spreadsheets write."""
    return "".join(line + "," * (columns - 3) + "\n" for line in ("a,b,c", "1,2,3", "4,5,6"))


def test_blank_columns_cost_no_statement_each(con, tmp_path):
    asked = []
    for columns in (40, 2000):
        path = tmp_path / "x.csv"
        path.write_text(trailing(columns))
        counting = Counting(con)
        raw = read_file(counting, path, FileSpec("x.csv"), "raw")
        assert (raw.columns, raw.rows) == (("a", "b", "c"), 2)
        assert con.execute("SELECT * FROM raw ORDER BY rowid").fetchall() == [
            ("1", "2", "3"),
            ("4", "5", "6"),
        ]
        asked.append(len(counting.asked))
    assert asked[0] == asked[1]


def test_what_stands_beside_a_wide_table_is_found_in_every_column(refusal):
    lines = trailing(500).splitlines()
    lines[2] = "4,5,6" + "," * 300 + "note" + "," * 197 + "x"
    said = refusal("x.csv", "\n".join(lines) + "\n")
    assert [s.split(" (")[0] for s in said] == [
        "x.csv, row 3: something is written in column KQ beside the table",
        "x.csv, row 3: something is written in column SF beside the table",
    ]


def test_blanks_beside_a_wide_table_are_nothing(read):
    lines = trailing(500).splitlines()
    lines[2] = "4,5,6" + "," * 300 + "  " + "," * 197
    assert read("x.csv", "\n".join(lines) + "\n").rows == [(0, "1", "2", "3"), (1, "4", "5", "6")]


@pytest.mark.parametrize("columns", [1500, 3000])
def test_thousands_of_columns_are_read_whole(read, columns):
    cells = [str(n) for n in range(columns)]
    text = ",".join(f"h{n}x" for n in range(columns)) + "\n" + ",".join(cells) + "\n"
    got = read("x.csv", text + "," * (columns - 1) + "\n")
    assert got.rows == [(0, *cells)]
    assert len(got.raw.columns) == columns
