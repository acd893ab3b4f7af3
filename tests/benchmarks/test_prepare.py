"""Files invented for measurements are kept apart by what invented them."""

from pathlib import Path

import pytest

from benchmarks import prepare


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("pipelines/demo", "data/contracts", "data/codes", "data/mappings"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "a.toml").write_text("x = 1\n")
    (tmp_path / "data/mappings/demo.toml").write_text("x = 1\n")
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    monkeypatch.setattr(prepare, "DATA", tmp_path / "data")
    return tmp_path


@pytest.mark.parametrize(
    ("changed", "other"),
    [
        ("pipelines/demo/people.py", True),
        ("data/contracts/a.toml", True),
        ("data/codes/b.csv", True),
        ("data/mappings/demo.toml", True),
        ("data/mappings/a.toml", False),
        ("pipelines/demo/people.pyc", False),
    ],
)
def test_other_code_makes_other_files(project: Path, changed: str, other: bool) -> None:
    before = prepare.fingerprint()
    (project / changed).write_text("y = 2\n")
    assert (prepare.fingerprint() != before) is other


def test_files_of_the_same_code_are_kept(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    monkeypatch.setattr(
        prepare, "generate", lambda folder, n, progress: (folder.mkdir(), made.append(n))
    )
    folder = tmp_path / "kept"
    folder.mkdir()
    first = prepare.files(folder, 10)
    assert prepare.files(folder, 10) == first
    assert made == [10]
    (project / "pipelines/demo/people.py").write_text("z = 3\n")
    assert prepare.files(folder, 10) != first
    assert made == [10, 10]


def test_the_project_has_what_the_fingerprint_is_made_of() -> None:
    assert all((prepare.DATA / name).exists() for name in prepare.MADE_OF)
