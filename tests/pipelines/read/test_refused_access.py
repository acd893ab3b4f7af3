"""Files that cannot be read as they lie there: a folder, no permission, a change while it is read."""

import os
from pathlib import Path

import pytest

from pipelines.problems import SourceError
from pipelines.read import FileSpec, read_file
from tests.pipelines.read.refused import TABLE


def test_a_folder(con, tmp_path):
    (tmp_path / "x.csv").mkdir()
    with pytest.raises(SourceError) as problem:
        read_file(con, tmp_path / "x.csv", FileSpec("x.csv"), "raw")
    assert str(problem.value) == (
        "x.csv: this is a folder, not a file. Name a file in the mapping."
    )


def test_no_permission(con, tmp_path, monkeypatch):
    path = tmp_path / "x.csv"
    path.write_bytes(TABLE)
    path.chmod(0)
    if os.access(path, os.R_OK):  # the superuser may read everything
        opened = Path.open

        def refuse(self: Path, *args, **kwargs):
            if self == path:
                raise PermissionError(13, "denied", str(self))
            return opened(self, *args, **kwargs)

        monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceError) as problem:
        read_file(con, path, FileSpec("x.csv"), "raw")
    assert str(problem.value) == (
        "x.csv: the file cannot be opened: permission is denied. Let the account that runs the "
        "build read it, or close it in other programs."
    )


@pytest.mark.parametrize("harm", ["delete", "append", "replace"])
@pytest.mark.parametrize(
    "moment", ["pipelines.read.csv_file.scan", "pipelines.read.reader.kind_of"]
)
def test_a_file_that_changes_while_it_is_read(con, tmp_path, monkeypatch, harm, moment):
    path = tmp_path / "x.csv"
    path.write_bytes(TABLE)
    module, name = moment.rsplit(".", 1)
    real = getattr(__import__(module, fromlist=[name]), name)

    def harmed(*args, **kwargs):
        result = real(*args, **kwargs)
        if harm == "delete":
            path.unlink()
        elif harm == "append":
            with path.open("ab") as stream:
                stream.write(b"5,6,z\n")
        else:
            other = tmp_path / "other"
            other.write_bytes(TABLE)
            other.replace(path)
        return result

    monkeypatch.setattr(moment, harmed)
    with pytest.raises(SourceError) as problem:
        read_file(con, path, FileSpec("x.csv"), "raw")
    assert str(problem.value) == (
        "x.csv: the file changed or disappeared while it was being read. "
        "Wait until it is completely written, then build again."
    )
