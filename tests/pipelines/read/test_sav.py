"""SPSS data files: labels stand for values, and the library is loaded only for them."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from pipelines.problems import SourceError
from pipelines.read import FileSpec, read_file

CASES = pd.DataFrame(
    {
        "id": [1.0, 2.0, 3.0],
        "sat": [4.0, 9.0, 7.0],
        "why": ["più pratica", "", "多实践"],
        "day": pd.to_datetime(["2024-01-31", None, "2024-02-01"]),
        "hours": [1.5, None, 3.0],
    }
)


@pytest.fixture(params=["x.sav", "x.zsav"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / request.param
    pyreadstat.write_sav(
        CASES,
        str(path),
        column_labels=["Number", "How satisfied are you?", "Why?", "Day", "Hours"],
        variable_value_labels={"sat": {4: "Satisfied", 5: "Very satisfied"}},
        missing_ranges={"sat": [9]},
        compress=path.suffix == ".zsav",
    )
    return path


def test_a_value_with_a_label_is_the_label(con, path):
    raw = read_file(con, path, FileSpec(path.name), "raw")
    assert (raw.format, raw.rows, raw.header_row, raw.first_row) == ("sav", 3, 0, 1)
    assert raw.columns == ("id", "sat", "why", "day", "hours")
    assert con.execute("SELECT * FROM raw ORDER BY rowid").fetchall() == [
        ("1", "Satisfied", "più pratica", "2024-01-31", "1.5"),
        ("2", None, None, None, None),
        ("3", "7", "多实践", "2024-02-01", "3"),
    ]


def test_a_damaged_file_is_refused(con, path):
    path.write_bytes(path.read_bytes()[:150])
    with pytest.raises(SourceError) as refused:
        read_file(con, path, FileSpec(path.name), "raw")
    assert path.name in str(refused.value)


def test_a_file_without_cases_is_refused(con, tmp_path):
    path = tmp_path / "none.sav"
    pyreadstat.write_sav(CASES.iloc[:0], str(path))
    with pytest.raises(SourceError):
        read_file(con, path, FileSpec(path.name), "raw")


def test_the_library_is_imported_for_such_files_only():
    code = "import sys, pipelines.load; print('pyreadstat' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
