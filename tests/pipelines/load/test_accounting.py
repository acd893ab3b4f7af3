"""No row is lost: every term of the account is counted on its own, and a mismatch refuses."""

from dataclasses import replace

import duckdb
import pytest

from pipelines.load import loader
from pipelines.load.tables import META
from tests.pipelines.load.bench import KEY, Bench, plain
from yardstick.contracts import contracts


def test_a_row_dropped_on_the_way_refuses_the_load(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.base()
    true_insert = loader.insert

    def leaky(con: duckdb.DuckDBPyConnection, strand, target, target_id: int) -> None:
        true_insert(con, strand, target, target_id)
        con.execute(f"DELETE FROM stg_{target.table} WHERE _row = 3 AND _target = 2")

    monkeypatch.setattr(loader, "insert", leaky)
    assert bench.refused() == [
        "graduates.csv: rows read for graduates: 3, but 2 loaded + 0 rejected + 0 excluded"
        " make 2. A row got lost on the way: nothing is published. Please report this."
    ]


def test_a_reject_that_nobody_logged_refuses_the_load(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.base()
    bench.file("outcomes.csv", "graduate_id,wave,source\nG1,6,survey\nG2,-6,survey\n")
    true_sort_out = loader.sort_out

    def forgetful(con: duckdb.DuckDBPyConnection, *rest) -> None:
        true_sort_out(con, *rest)
        con.execute("DELETE FROM yardstick_scratch.rejects")

    monkeypatch.setattr(loader, "sort_out", forgetful)
    assert "1 loaded + 0 rejected + 0 excluded make 1" in bench.refused()[0]


def test_a_row_written_twice_refuses_the_load(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.file("benchmarks.csv", "source,year,indicator,unit\ns,2023,i,u\ns,2022,i,u\n")
    monkeypatch.setattr(loader.keys, "reject_duplicates", lambda con, labels: None)
    true_insert = loader.insert

    def twice(con: duckdb.DuckDBPyConnection, strand, target, target_id: int) -> None:
        true_insert(con, strand, target, target_id)
        con.execute("INSERT INTO stg_benchmarks SELECT * FROM stg_benchmarks WHERE _row = 2")

    monkeypatch.setattr(loader, "insert", twice)
    assert "rows read for benchmarks: 2, but 3 loaded" in bench.refused()[0]


@pytest.mark.parametrize("careful", [False, True])
def test_a_reader_that_counts_more_rows_than_it_hands_over(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, careful: bool
) -> None:
    bench.base()
    reader = "read_file" if careful else "read_quickly"
    true_read = getattr(loader, reader)

    def short(con: duckdb.DuckDBPyConnection, *rest):
        raw = true_read(con, *rest)
        con.execute(f"DELETE FROM {raw.table} WHERE rowid = 1")
        return raw

    if careful:
        monkeypatch.setattr(loader, "read_quickly", lambda *rest: None)
    monkeypatch.setattr(loader, reader, short)
    assert "rows read for programmes: 2, but 1 loaded" in bench.refused()[0]


def test_expanded_persons_are_counted_against_the_file(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.file(
        "c.csv",
        "prog,n\nP1,3\nP2,2\n",
        '[[file]]\npath = "c.csv"\npopulation = "all_graduates"\n[[file.target]]\n'
        'table = "graduates"\ncount = "n"\n[file.target.columns]\n'
        "graduate_id = { artificial = true }\ncohort = { constant = 2024 }\n"
        'programme_code = "prog"\n',
    )
    bench.file("programmes.csv", "programme_code,school_code,level\nP1,S,bachelor\nP2,S,bachelor\n")
    true_insert = loader.insert

    def leaky(con: duckdb.DuckDBPyConnection, strand, target, target_id: int) -> None:
        true_insert(con, strand, target, target_id)
        con.execute(
            "DELETE FROM stg_graduates WHERE rowid IN (SELECT min(rowid) FROM stg_graduates)"
        )

    monkeypatch.setattr(loader, "insert", leaky)
    assert bench.refused() == [
        "c.csv: persons whom the rows loaded for graduates stand for: 5, persons written: 4."
        " A person got lost on the way: nothing is published. Please report this."
    ]


#: Two rows in three that are not as they should be: what each loses, and what is said of it.
TOO_MANY = {
    "rows": (
        "graduate_id,wave,source\nG1,-5,survey\nG2,6,survey\nG3,x,survey\n",
        "outcomes.csv: rejected for outcomes: 2 of 3, more than the 5% allowed."
        " Correct the file or the mapping; the first row of each kind is below.",
        "outcomes.csv, row 2: '-5' in 'wave' is negative."
        " Correct the value, or declare its unit in the mapping.",
        "outcomes.csv, row 4: 'x' in 'wave' is not a number."
        " Correct it, or list it under missing in the mapping.",
    ),
    "values of a column": (
        "graduate_id,wave,source,pay_monthly\nG1,6,survey,-5\nG2,6,survey,1\nG3,6,survey,x\n",
        "outcomes.csv: values in 'pay_monthly' that cannot be used for outcomes: 2 of 3, more than"
        " the 5% allowed. Correct the file or the mapping; the first row of each kind is below.",
        "outcomes.csv, row 2: '-5' in 'pay_monthly' is negative. The value was left out and the row"
        " was kept. Correct the value, or declare its unit in the mapping.",
        "outcomes.csv, row 4: 'x' in 'pay_monthly' is not a number. The value was left out and the"
        " row was kept. Correct it, or list it under missing in the mapping.",
    ),
}


@pytest.mark.parametrize("lost", TOO_MANY)
def test_more_lost_than_allowed_refuses_with_examples(bench: Bench, lost: str) -> None:
    outcomes, *sentences = TOO_MANY[lost]
    bench.base()
    bench.file("outcomes.csv", outcomes, plain("outcomes").replace("0.9", "0.05"))
    assert bench.refused() == sentences


def test_a_column_of_unknown_codes_refuses_with_the_most_frequent(bench: Bench) -> None:
    bench.base()
    regions = ["Mars"] * 3 + ["50"] * 4 + ["Venus"]
    outcomes = "graduate_id,wave,source,region\n" + "".join(
        f"G1,{i},survey,{r}\n" for i, r in enumerate(regions)
    )
    bench.file("outcomes.csv", outcomes, plain("outcomes").replace("0.9", "0.4"))
    todo = "is not in the code list 'region'. Correct it, or add it to the recode table of the"
    assert bench.refused() == [
        "outcomes.csv: values in 'region' that cannot be used for outcomes: 4 of 8, more than"
        " the 40% allowed. Correct the file or the mapping; the first row of each kind is below.",
        f"outcomes.csv: 'Mars' in 'region' {todo} mapping.",
        f"outcomes.csv: 'Venus' in 'region' {todo} mapping.",
    ]
    bench.mapping = bench.mapping.replace("max_rejected = 0.4", "max_rejected = 0.5")
    assert bench.load().rejected == 0


def test_all_rows_rejected_refuse_whatever_is_allowed(bench: Bench) -> None:
    bench.base()
    bench.file(
        "outcomes.csv",
        "graduate_id,wave,source\nG8,6,survey\nG9,6,survey\n",
        plain("outcomes").replace("0.9", "1"),
    )
    assert bench.refused()[0] == (
        "outcomes.csv: rejected for outcomes: 2 of 2, so that nothing of it is left."
        " Correct the file or the mapping; the first row of each kind is below."
    )


def test_every_staging_and_meta_table_exists_with_the_columns_of_the_contract(
    bench: Bench,
) -> None:
    bench.base()
    bench.load()
    for table, contract in contracts().items():
        names = [c[0] for c in bench.con.execute(f"SELECT * FROM stg_{table}").description]
        assert names == [*(c.name for c in contract.columns), "_file", "_row"]
    for table in META:
        bench.rows(f"SELECT count(*) FROM {table}")
    provided = dict(
        bench.rows("SELECT column_name, provided FROM meta_columns WHERE target = 'graduates'")
    )
    assert provided["cohort"]
    assert not provided["gender"]


def test_a_second_load_replaces_the_first(bench: Bench) -> None:
    bench.base()
    bench.load()
    bench.load()
    assert bench.rows("SELECT count(*) FROM stg_graduates") == [(3,)]
    assert bench.rows("SELECT current_database()") == [("memory",)]


def test_a_failed_load_leaves_no_raw_text_behind(bench: Bench) -> None:
    bench.base()
    bench.mapping += (
        '[[file]]\npath = "none.csv"\npopulation = "respondents"\n'
        + plain("outcomes").split("\n", 3)[3]
    )
    bench.refused()
    databases = {name for (name,) in bench.rows("SELECT database_name FROM duckdb_databases()")}
    assert "yardstick_scratch" not in databases


def test_a_collision_of_two_hashes_refuses(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines.load import identifiers

    monkeypatch.setattr(identifiers, "hash_of_digest", lambda digest: "7::UBIGINT")
    bench.base()
    assert bench.refused() == [
        "graduates: two different identifiers have the same keyed hash."
        " Nothing is published; build again with another key."
    ]


def test_sources_of_several_mappings_meet(bench: Bench, tmp_path_factory) -> None:
    from pipelines.load import load_sources
    from pipelines.mapping import load_mapping

    bench.base()
    first = bench.folder / "a.toml"
    first.write_text(bench.mapping, encoding="utf-8")
    other = Bench(tmp_path_factory.mktemp("other"))
    other.file("outcomes.csv", "graduate_id,wave,source\nG1,6,survey\n")
    second = other.folder / "b.toml"
    second.write_text(other.mapping, encoding="utf-8")
    mapping = load_mapping(second)
    report = load_sources(
        bench.con,
        [(load_mapping(first), bench.folder), (replace(mapping, name="b"), other.folder)],
        KEY,
    )
    assert report.mappings == ("bench", "b")
    assert bench.rows(
        "SELECT count(*) FROM stg_outcomes JOIN stg_graduates USING (graduate_id)"
    ) == [(1,)]


def test_a_value_too_high_for_a_fraction_is_said_to_be_read_as_one(bench: Bench) -> None:
    bench.file("programmes.csv", "programme_code,school_code,level\nP1,S1,bachelor\n")
    bench.file(
        "g.csv",
        "id,ep\nG1,7\nG2,0.5\nG3,150%\n",
        '[[file]]\npath = "g.csv"\npopulation = "all_graduates"\n[[file.target]]\n'
        'table = "graduates"\nmax_rejected = 0.9\n[file.target.columns]\ngraduate_id = "id"\n'
        'cohort = { constant = 2024 }\nprogramme_code = { constant = "P1" }\n'
        'entry_percentile = { from = "ep", unit = "fraction" }\n',
    )
    bench.load()
    kept = " The value was left out and the row was kept. "
    assert [said for *_, said in bench.rejects()] == [
        "g.csv, row 2: '7' in 'ep' was read as a fraction of 1, as the mapping says, and is above 1."
        + kept
        + 'Declare unit = "percent" if the values are percentages.',
        "g.csv, row 4: '150%' in 'ep' is above the highest possible value 100."
        + kept
        + "Correct the value, or declare its unit in the mapping.",
    ]
