"""Listing, going back, and removing old builds."""

import json
import shutil

import duckdb
import pytest

from pipelines.refusal import RefusedError
from pipelines.snapshot.history import list_builds, prune, rollback
from pipelines.snapshot.names import BUILD_ID, new_build_id
from pipelines.snapshot.pointer import write_pointer
from pipelines.snapshot.sweep import sweep
from tests.pipelines.snapshot.process import leftovers
from yardstick.warehouse import Pointer, read_pointer, snapshot_path


@pytest.fixture
def several(warehouse):
    """Four published builds; the last one is served."""
    folder, first = warehouse
    ids = [first]
    for day in (1, 2, 3):
        build_id = f"2099010{day}T000000Z-000{day}"
        path = snapshot_path(folder, build_id)
        shutil.copy(snapshot_path(folder, first), path)
        with duckdb.connect(str(path)) as con:
            con.execute("UPDATE meta_build SET value = ? WHERE key = 'build_id'", [build_id])
        ids.append(build_id)
    write_pointer(folder, Pointer(ids[-1], tuple(ids), tuple(ids[:-1])))
    return folder, ids


def test_ids_of_one_second_differ_and_sort_by_time():
    ids = {new_build_id() for _ in range(20)}
    assert len(ids) > 1
    assert all(BUILD_ID.fullmatch(i) for i in ids)


def test_the_list_is_oldest_first_and_says_what_is_served(several):
    folder, ids = several
    found = list_builds(folder)
    assert [b.build_id for b in found] == ids
    assert [b.current for b in found] == [False, False, False, True]
    assert found[0].meta["graduates"] == "200"


def test_rollback_goes_to_any_older_build_and_forward_again(several):
    folder, ids = several
    assert rollback(folder) == ids[2]
    assert rollback(folder, ids[0]) == ids[0]
    assert read_pointer(folder) == Pointer(ids[0], tuple(ids))
    assert rollback(folder, ids[3]) == ids[3]


def test_rollback_goes_to_what_was_served_not_to_what_is_next_older(several):
    folder, ids = several
    first, rejected, third = ids[:3]
    write_pointer(folder, Pointer(rejected, (first, rejected), (first,)))
    assert rollback(folder) == first
    # What publishing the third does to the pointer.
    write_pointer(folder, Pointer(third, (first, rejected, third), (first,)))
    assert rollback(folder) == first
    with pytest.raises(RefusedError, match="no older snapshot"):
        rollback(folder)
    assert rollback(folder, rejected) == rejected
    assert rollback(folder) == first


def test_a_pointer_that_does_not_say_what_was_served_before(several):
    folder, ids = several
    (folder / "current.json").write_text(
        json.dumps({"current": ids[2], "history": ids}), encoding="utf-8"
    )
    assert rollback(folder) == ids[1]
    assert rollback(folder) == ids[0]


def test_rollback_refuses_what_it_cannot_serve(several):
    folder, ids = several
    with pytest.raises(RefusedError, match="was never published here"):
        rollback(folder, "20200101T000000Z-ffff")
    snapshot_path(folder, ids[0]).unlink()
    with pytest.raises(RefusedError, match="is gone; nothing was changed"):
        rollback(folder, ids[0])
    snapshot_path(folder, ids[1]).write_bytes(b"no database")
    with pytest.raises(RefusedError, match="cannot be opened again"):
        rollback(folder, ids[1])
    assert read_pointer(folder).current == ids[3]


def test_there_is_nothing_before_the_first_build(warehouse):
    folder, _ = warehouse
    with pytest.raises(RefusedError, match="no older snapshot"):
        rollback(folder)


def test_prune_keeps_the_newest(several):
    folder, ids = several
    assert prune(folder, 2) == ids[:2]
    assert read_pointer(folder) == Pointer(ids[3], tuple(ids[2:]), (ids[2],))
    assert leftovers(folder) == set()
    assert snapshot_path(folder, ids[2]).exists()
    assert not snapshot_path(folder, ids[0]).exists()


def test_prune_never_removes_what_is_served(several):
    folder, ids = several
    rollback(folder, ids[0])
    assert prune(folder, 1) == ids[1:3]
    assert read_pointer(folder) == Pointer(ids[0], (ids[0], ids[3]))
    assert snapshot_path(folder, ids[0]).exists()


def test_prune_keeps_at_least_one(several):
    with pytest.raises(RefusedError, match="At least one"):
        prune(several[0], 0)


def test_a_prune_that_was_killed_is_completed_by_the_next_sweep(several, monkeypatch):
    folder, ids = several
    monkeypatch.setattr("pipelines.snapshot.history.discard", lambda folder, build_id: False)
    prune(folder, 1)
    assert snapshot_path(folder, ids[0]).exists()
    sweep(folder)
    assert leftovers(folder) == set()
    assert not snapshot_path(folder, ids[0]).exists()


def test_a_lost_pointer_does_not_cost_the_snapshots(several):
    folder, ids = several
    (folder / "current.json").unlink()
    sweep(folder)
    assert all(snapshot_path(folder, build_id).exists() for build_id in ids)


def test_a_damaged_pointer_is_refused_not_overwritten(several):
    folder, _ = several
    (folder / "current.json").write_text("{", encoding="utf-8")
    with pytest.raises(RefusedError, match=r"current.json cannot be read"):
        sweep(folder)
