"""Nothing published, a failed first build, a server set up wrongly: each has its sentence."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import words
from ui import building
from yardstick.places import ROOT


class Process:
    """A build that ends as it is told, and leaves a last line."""

    ended: int | None = None
    said = b""
    started: list[list[str]] = []  # noqa: RUF012

    def __init__(self, command: list[str], *, stdout, **rest: object) -> None:
        self.started.append(command)
        stdout.write(self.said)

    def poll(self) -> int | None:
        return self.ended


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> type[Process]:
    fresh = type("Fresh", (Process,), {"started": []})
    monkeypatch.setattr(building.subprocess, "Popen", fresh)
    monkeypatch.setenv("YARDSTICK_WAREHOUSE", str(tmp_path / "warehouse"))
    monkeypatch.syspath_prepend(str(ROOT))
    return fresh


def front() -> AppTest:
    return AppTest.from_file(str(ROOT / "ui" / "front.py"), default_timeout=300).run()


def test_first_start_builds_the_demonstration_once(process):
    at = front()
    at.run()
    assert not at.exception
    assert at.title[0].value == "Preparing the demonstration"
    assert len(process.started) == 1
    assert process.started[0][1:5] == ["-m", "pipelines", "build", "--demo"]


def test_progress_is_what_the_build_says(process, tmp_path):
    folder = tmp_path / "warehouse"
    folder.mkdir()
    (folder / "progress.json").write_text('{"share": 0.4, "step_en": "Reading graduates.csv"}')
    assert "Reading graduates.csv" in str(front().get("progress")[0].proto)


def test_half_written_progress_is_no_fault(process, tmp_path):
    folder = tmp_path / "warehouse"
    folder.mkdir()
    (folder / "progress.json").write_text('{"share": 0.')
    assert not front().exception


def test_failed_build_shows_its_sentence_and_a_way_on(process):
    process.ended, process.said = 1, b"step one\nThe disk is full: free some room.\n\n"
    at = front()
    assert at.code[0].value == "The disk is full: free some room."
    at.button[0].click().run()
    assert len(process.started) == 2


def test_unknown_profile_is_refused(open_page, monkeypatch):
    monkeypatch.setenv("YARDSTICK_PROFILE", "everything")
    at = open_page()
    assert "everything" in at.error[0].value
    assert not at.metric


def test_snapshot_file_that_is_gone_is_told(process, tmp_path):
    folder = tmp_path / "warehouse"
    folder.mkdir()
    (folder / "current.json").write_text('{"current": "b1", "history": ["b1"]}')
    at = front()
    assert at.error
    assert "rollback" in words(at)
    assert process.started == []
