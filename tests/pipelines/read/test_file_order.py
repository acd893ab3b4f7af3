"""Rows have the numbers of the file, also where several threads read it and cells are looked up."""

import duckdb

from pipelines.read import table

#: Enough for several threads to read one file, and lists long enough to be made a join of.
ROWS, WIDTH = 36_000, 480
LISTED = [f"word {i}" for i in range(12)]


def _rows_out_of_place(con: duckdb.DuckDBPyConnection, path: str) -> int:
    read = f"read_csv('{path}', columns={{'n': 'BIGINT', 't': 'VARCHAR'}}, header=false)"
    con.execute(f"CREATE TABLE made AS SELECT n, list_contains({LISTED}, t) AS odd FROM {read}")
    return con.execute("SELECT count(*) FROM made WHERE rowid <> n").fetchone()[0]


def test_rows_stand_in_the_order_of_the_file(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("".join(f"{i},{'x' * WIDTH}\n" for i in range(ROWS)), encoding="utf-8")
    with duckdb.connect(config={"threads": 4}) as con, table.in_file_order(con):
        assert _rows_out_of_place(con, str(path)) == 0


def test_what_was_set_before_is_set_again():
    with duckdb.connect() as con:
        con.execute("SET preserve_insertion_order = false")
        con.execute("SET disabled_optimizers = 'filter_pullup'")
        with table.in_file_order(con):
            pass
        assert con.execute(
            "SELECT current_setting('preserve_insertion_order'),"
            " current_setting('disabled_optimizers')"
        ).fetchone() == (False, "filter_pullup")
