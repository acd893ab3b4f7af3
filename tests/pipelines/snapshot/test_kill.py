"""Killed at any instant, readers keep the last good snapshot and the next start tidies up."""

import random
import signal
import subprocess
import time

import pytest

from pipelines.snapshot.publish import verify
from pipelines.snapshot.sweep import sweep
from tests.pipelines.snapshot.process import leftovers, run, start
from yardstick.warehouse import read_pointer, snapshot_path

#: Before the pointer names the new build, and after.
BEFORE = ("checkpointed", "checked", "named")


def _kill_at(folder, point):
    """Build until the point is reached, then SIGKILL."""
    process = start(folder, pause=point)
    try:
        while not (folder / "paused_at").exists():
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == -signal.SIGKILL


@pytest.mark.slow
@pytest.mark.parametrize("point", BEFORE)
def test_killed_between_checkpoint_and_switch_the_old_snapshot_is_served(point, warehouse):
    folder, served = warehouse
    _kill_at(folder, point)
    assert read_pointer(folder).current == served
    verify(snapshot_path(folder, served), served)
    assert leftovers(folder)
    sweep(folder)
    assert leftovers(folder) == set()
    assert read_pointer(folder).history == (served,)
    assert snapshot_path(folder, served).exists()


@pytest.mark.slow
@pytest.mark.parametrize("point", BEFORE)
def test_a_first_build_that_is_killed_leaves_nothing(point, tmp_path):
    _kill_at(tmp_path, point)
    assert read_pointer(tmp_path) is None
    sweep(tmp_path)
    assert leftovers(tmp_path) == set()


@pytest.mark.slow
def test_killed_right_after_the_switch_the_new_snapshot_stays(warehouse):
    folder, served = warehouse
    _kill_at(folder, "switched")
    current = read_pointer(folder).current
    assert current != served
    sweep(folder)
    assert leftovers(folder) == set()
    verify(snapshot_path(folder, current), current)
    assert read_pointer(folder).history == (served, current)


def _seconds_of_a_build(folder):
    """How long one build takes here, from start to exit."""
    began = time.monotonic()
    assert run(folder)[0] == 0
    return time.monotonic() - began


@pytest.mark.slow
def test_killed_at_twenty_random_times(warehouse):
    folder, served = warehouse
    times = random.Random(7)
    whole = _seconds_of_a_build(folder)
    killed, builds = 0, 0
    # A build that gets through says how long one takes now: the next is killed within that time,
    # so that twenty are killed on a machine that has become faster or slower since the first.
    while killed < 20:
        builds += 1
        assert builds <= 80, f"only {killed} of {builds} builds were killed before they ended"
        before = read_pointer(folder)
        began = time.monotonic()
        process = start(folder)
        try:
            process.communicate(timeout=times.uniform(0, whole))
            whole = time.monotonic() - began
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            killed += 1
        after = read_pointer(folder)
        assert after.history[: len(before.history)] == before.history
        assert after.current in (before.current, after.history[-1])
        verify(snapshot_path(folder, after.current), after.current)
        sweep(folder)
        assert leftovers(folder) == set()
    assert served in read_pointer(folder).history
    # And the next build, with nothing swept in between, publishes as if nothing had happened.
    assert run(folder)[0] == 0
    assert leftovers(folder) == set()
