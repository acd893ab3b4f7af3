"""What is published is whole and private; what is not is refused and nothing changes."""

import shutil

import duckdb
import pytest

from pipelines.checks import rows_accounted
from pipelines.refusal import RefusedError
from pipelines.snapshot.history import rollback
from pipelines.snapshot.names import building_path
from pipelines.snapshot.pointer import write_pointer
from pipelines.snapshot.publish import publish
from tests.pipelines.snapshot.process import leftovers
from tests.support import fixture_snapshot
from yardstick.warehouse import Pointer, read_pointer, snapshot_path

NEW = "20990101T000000Z-0001"


@pytest.fixture
def next_build(warehouse):
    """The folder with a second build that is about to be published."""
    folder, served = warehouse
    path = building_path(folder, NEW)
    shutil.copy(snapshot_path(folder, served), path)

    def change(*statements):
        with duckdb.connect(str(path)) as con:
            con.execute("UPDATE meta_build SET value = ? WHERE key = 'build_id'", [NEW])
            for statement in statements:
                con.execute(statement)
        return folder, served

    return change


def test_a_whole_build_is_served(next_build):
    folder, served = next_build()
    publish(folder, NEW)
    assert read_pointer(folder).current == NEW
    assert read_pointer(folder).history == (served, NEW)
    assert read_pointer(folder).before == (served,)
    assert leftovers(folder) == set()


def test_a_build_that_was_taken_back_is_not_what_is_gone_back_to(next_build):
    folder, served = next_build()
    taken_back = "20980101T000000Z-0001"
    write_pointer(folder, Pointer(served, (served, taken_back)))
    publish(folder, NEW)
    assert read_pointer(folder).history == (served, taken_back, NEW)
    assert rollback(folder) == served


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("DROP TABLE cube_pay", r"not whole \(no cube_pay\)"),
        ("CREATE TABLE stg_graduates (name VARCHAR)", r"still holds raw rows \(stg_graduates\)"),
        ("UPDATE meta_build SET value = 'x' WHERE key = 'build_id'", "carries another build id"),
    ],
)
def test_a_build_that_is_off_is_refused(next_build, statement, sentence):
    folder, served = next_build(statement)
    with pytest.raises(RefusedError, match=sentence):
        publish(folder, NEW)
    assert read_pointer(folder).current == served


def test_nothing_that_no_contract_asks_for_is_in_the_file(warehouse):
    folder, served = warehouse
    with duckdb.connect(str(snapshot_path(folder, served)), read_only=True) as con:
        tables = {r[0] for r in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        assert not [t for t in tables if t.startswith(("raw", "stg_"))]
        core = {t for t in tables if t.startswith("core_")}
        assert core == {"core_benchmarks", "core_market"}


def test_a_failed_check_publishes_nothing(warehouse, monkeypatch):
    folder, served = warehouse
    monkeypatch.setattr(rows_accounted, "LOST", "SELECT 'a.csv', 'graduates', 3, 1, 1, 0")
    with pytest.raises(RefusedError) as refused:
        fixture_snapshot(folder)
    assert str(refused.value) == (
        "A check failed, so nothing was published. a.csv: rows read for graduates: 3; but "
        "1 loaded, 1 rejected and 0 excluded do not make 3."
    )
    assert read_pointer(folder).current == served
    assert leftovers(folder) == set()
