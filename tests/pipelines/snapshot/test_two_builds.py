"""Two builds at once: one builds, the other says so; two first starts build once."""

import time

import pytest

from pipelines.refusal import RefusedError
from pipelines.snapshot.lock import only_writer
from tests.pipelines.snapshot.process import run, start
from yardstick.warehouse import read_pointer


def test_a_second_writer_is_refused_with_a_sentence(tmp_path):
    with (
        only_writer(tmp_path),
        pytest.raises(RefusedError, match=r"Another build is at work in .*Nothing was done"),
        only_writer(tmp_path),
    ):
        pass


def test_the_folder_is_free_again_afterwards(tmp_path):
    with pytest.raises(ZeroDivisionError), only_writer(tmp_path):
        _ = 1 / 0
    with only_writer(tmp_path):
        pass


@pytest.mark.slow
def test_a_build_beside_another_says_so_and_fails(tmp_path):
    first = start(tmp_path, pause="checked")
    try:
        while not (tmp_path / "paused_at").exists():
            assert first.poll() is None, first.communicate()
            time.sleep(0.02)
        progress = (tmp_path / "progress.json").read_text(encoding="utf-8")
        code, _, err = run(tmp_path)
        assert code == 1
        assert f"Another build is at work in {tmp_path}." in err
        assert "Nothing was published by this build; the other one is still at work." in err
        assert "there is no snapshot" not in err
        assert "Traceback" not in err
        # The other build's progress is not overwritten by the refusal.
        assert (tmp_path / "progress.json").read_text(encoding="utf-8") == progress
    finally:
        first.kill()
        first.communicate()


@pytest.mark.slow
def test_two_first_starts_build_once(tmp_path):
    both = [start(tmp_path, "--if-none") for _ in range(2)]
    outputs = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert len(read_pointer(tmp_path).history) == 1
    assert sum("there was nothing to do" in out for out in outputs) == 1
