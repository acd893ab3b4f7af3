"""What the measurements print and keep, and which filter values they ask for."""

from types import SimpleNamespace
from urllib.parse import parse_qs

import pandas as pd
import pytest

from benchmarks import results
from benchmarks.selections import unseen


def test_table_lines_up():
    lines = results.table(["step", "time"], [["build", "1.0 s"], ["a longer step", "12.0 s"]])
    assert lines.splitlines() == [
        "| step          | time   |",
        "|---------------|--------|",
        "| build         | 1.0 s  |",
        "| a longer step | 12.0 s |",
    ]


@pytest.mark.parametrize(("q", "expected"), [(0.5, 51), (0.95, 96), (1.0, 100), (0.0, 1)])
def test_quantile_is_a_measured_value(q, expected):
    assert results.quantile(list(range(100, 0, -1)), q) == expected


def test_a_result_is_kept_with_machine_and_notes(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(results, "FOLDER", tmp_path / "results")
    path = results.keep("build_5", "Build", {"processors": "2"}, ["a"], [[1]], ["a note"])
    assert path.name.endswith("_build_5.md")
    text = path.read_text(encoding="utf-8")
    assert "processors: 2" in text
    assert "- a note" in text
    assert capsys.readouterr().out == text


@pytest.fixture
def snapshot():
    """A programme that ended in 2023 and two that go on."""
    programmes = pd.DataFrame(
        {
            "programme": ["P1", "P2", "P3"],
            "school": ["S1", "S1", "S2"],
            "level": ["bachelor", "bachelor", "master"],
            "cohort_from": [2022, 2022, 2022],
            "cohort_to": [2023, 2024, 2024],
        }
    )
    info = SimpleNamespace(programmes=programmes, cohorts=(2022, 2023, 2024))
    return SimpleNamespace(info=lambda: info)


def test_selections_differ_and_fit_graduates(snapshot):
    found = unseen(snapshot, 10) + unseen(snapshot, 10, skip=10)
    assert len(set(found)) == 20
    asked = [parse_qs(query) for query in found]
    assert all(len(a) == 2 and a["cohort"] for a in asked)
    assert not any(a["cohort"] == ["2024"] and a.get("programme") == ["P1"] for a in asked)


def test_too_many_selections_are_refused(snapshot):
    with pytest.raises(ValueError, match="there are only"):
        unseen(snapshot, 1_000)
