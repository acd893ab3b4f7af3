"""A start of the server: leftovers of a killed build go, by a process that is not the screen's."""

import asyncio
import gc
import runpy
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipelines.snapshot.lock import only_writer
from pipelines.snapshot.names import building_path, new_build_id, spill_path
from ui import start
from yardstick.places import ROOT


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """What a build that was killed leaves in a folder of snapshots."""
    build_id = new_build_id()
    spill_path(tmp_path, build_id).mkdir()
    path = building_path(tmp_path, build_id)
    path.touch()
    return path


def swept(folder: Path) -> list[str]:
    """The files in a folder after a start, bookkeeping apart."""
    waiting = start.sweep(folder)
    assert waiting is not None
    waiting.join()
    return [p.name for p in folder.iterdir() if p.suffix != ".lock"]


def test_leftovers_of_a_killed_build_are_gone_after_a_start(left, tmp_path):
    other = tmp_path / "warehouse_notes.txt"
    other.touch()
    assert swept(tmp_path) == [other.name]


def test_a_build_at_work_keeps_its_files(left, tmp_path):
    with only_writer(tmp_path):
        assert left.name in swept(tmp_path)


def test_the_server_starts_one_sweep_and_does_not_wait_for_it(left, tmp_path, monkeypatch):
    released, commands = start.threading.Event(), []

    def held(command: list[str], **rest: object) -> None:
        released.wait(timeout=60)
        commands.append(command)

    monkeypatch.setattr(start.subprocess, "run", held)
    monkeypatch.setenv("YARDSTICK_WAREHOUSE", str(tmp_path))
    threads = []
    sweep = start.sweep
    monkeypatch.setattr(start, "sweep", lambda folder: threads.append(sweep(folder)))

    async def serve() -> None:
        async with start.started(None):
            assert commands == []  # the server is up, the sweep still at work
            released.set()

    # In a thread of its own: a browser test before this one leaves its loop running in this thread.
    with ThreadPoolExecutor(1) as own:
        own.submit(asyncio.run, serve()).result()
    (thread,) = threads
    thread.join()
    assert [c[1:] for c in commands] == [["-m", "pipelines.snapshot.tidy", str(tmp_path.resolve())]]


def test_a_first_start_has_nothing_to_sweep(tmp_path, monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("a process was started"))
    assert start.sweep(tmp_path / "none") is None
    assert not (tmp_path / "none").exists()


def test_a_server_that_may_start_no_process_serves_all_the_same(left, tmp_path, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "not permitted")

    monkeypatch.setattr(start.subprocess, "run", refuse)
    assert left.name in swept(tmp_path)


def test_the_front_door_is_served_with_it(monkeypatch):
    given = []
    monkeypatch.setattr("streamlit.App", lambda *_, lifespan, **__: given.append(lifespan))
    runpy.run_path(str(ROOT / "app.py"))
    assert given == [start.started]


def test_what_is_loaded_is_settled_once_and_leaves_the_collector(monkeypatch):
    monkeypatch.setattr(start, "_settled", start.threading.Event())
    before = gc.get_freeze_count()
    try:
        assert start.settle()
        assert gc.get_freeze_count() > before
        assert not start.settle()
    finally:
        gc.unfreeze()
