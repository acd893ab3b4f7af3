"""The worked examples of ARCHITECTURE.md, run as they stand there on a copy of the project."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support import fixture_snapshot

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?( append)?\n(.*?)^```$", re.S | re.M)
COMMAND = re.compile(r"^python (?P<arguments>.*?)\s+# prints (?P<expected>.*)$", re.M)
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv*", "warehouse", "__pycache__", ".*_cache", "benchmarks", "docs", ".hypothesis"
)


@dataclass
class Example:
    """One worked example: files to write or extend, and commands with what they print."""

    files: list[tuple[str, bool, str]] = field(default_factory=list)
    commands: list[tuple[list[str], str]] = field(default_factory=list)


def examples() -> dict[str, Example]:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").partition("## Worked examples")[2]
    found = {}
    for section in text.split("\n### ")[1:]:
        title, _, body = section.partition("\n")
        example = found[title.strip()] = Example()
        for language, file, append, content in BLOCK.findall(body):
            if file:
                example.files.append((file, bool(append), content))
            elif language == "sh":
                example.commands += [
                    (shlex.split(m["arguments"]), m["expected"]) for m in COMMAND.finditer(content)
                ]
    return found


def test_there_are_three_examples():
    titles = ["Adding a page", "Adding a source table", "Adding an indicator"]
    assert sorted(examples()) == titles


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project with a snapshot of the fixture institution."""
    copy = tmp_path / "project"
    shutil.copytree(ROOT, copy, ignore=NOT_COPIED)
    fixture_snapshot(copy / "data" / "warehouse")
    return copy


def apply(example: Example, project: Path) -> None:
    for name, append, content in example.files:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        assert path.exists() == append, f"{name}: a new file must be new, an extended one exist"
        with path.open("a", encoding="utf-8") as f:
            f.write(content)


def run(arguments: list[str], project: Path) -> subprocess.CompletedProcess:
    environment = {k: v for k, v in os.environ.items() if k != "YARDSTICK_WAREHOUSE"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=project,
        env=environment | {"YARDSTICK_KEY": "a key for the tests", "PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        timeout=900,
    )


@pytest.mark.parametrize("title", examples())
def test_commands_print_what_they_say(title, project):
    example = examples()[title]
    apply(example, project)
    for arguments, expected in example.commands:
        done = run(arguments, project)
        assert done.returncode == 0, done.stdout + done.stderr
        assert expected in done.stdout, done.stdout


PAGE_TEST = """
import os
from streamlit.testing.v1 import AppTest
from ui.registry import PAGES
front = AppTest.from_file("ui/front.py", default_timeout=300).run()
page = front.switch_page(os.path.abspath(PAGES[-1].file)).run()
assert not page.exception, page.exception
print(page.title[0].value)
"""


def test_the_page_opens(project):
    apply(examples()["Adding a page"], project)
    done = run(["-c", PAGE_TEST], project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "How many go on studying?" in done.stdout
