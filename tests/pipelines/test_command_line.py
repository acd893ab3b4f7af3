"""The command line: what is asked for is done, or a plain sentence says why not."""

import csv
import errno
import json
import os
import shutil
import subprocess
import sys

import duckdb
import pytest

from pipelines import failure
from pipelines.__main__ import main
from pipelines.refusal import RefusedError
from tests.published import published
from tests.support import FIXTURE
from yardstick.places import ROOT
from yardstick.warehouse import read_pointer

SOURCES = (
    "--mapping", str(FIXTURE / "institution.toml"), "--source", str(FIXTURE / "institution"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _key(monkeypatch):
    monkeypatch.setenv("YARDSTICK_KEY", "a key for tests, long enough to be one")
    monkeypatch.delenv("YARDSTICK_DEBUG", raising=False)


def _run(folder, command, *more):
    return main([command, "--warehouse", str(folder), *more])


def test_a_build_publishes_and_sums_up(tmp_path, capsys):
    assert _run(tmp_path, "build", *SOURCES) == 0
    out, err = capsys.readouterr()
    build_id = read_pointer(tmp_path).current
    assert f"Published {build_id}" in out
    assert "graduates.csv -> graduates: 200 read = 200 loaded + 0 rejected + 0 excluded" in out
    assert "graduates: 200, cohorts: 3, observations: 331;" in out
    assert len(out.splitlines()) <= 40
    assert "Source files: 971 rows" in err
    progress = json.loads((tmp_path / "progress.json").read_text(encoding="utf-8"))
    assert (progress["state"], progress["share"]) == ("done", 1.0)
    assert _run(tmp_path, "check") == 0
    assert _run(tmp_path, "list") == 0
    assert f"{build_id}" in capsys.readouterr().out


def test_bad_values_are_named_with_row_and_remedy(tmp_path, capsys):
    source = tmp_path / "source"
    shutil.copytree(FIXTURE / "institution", source)
    with (source / "outcomes.csv").open(encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    rows[0]["pay_monthly"], rows[2]["pay_monthly"], rows[4]["wave"] = "-5", "-7", "soon"
    with (source / "outcomes.csv").open("w", encoding="utf-8", newline="") as f:
        out = csv.DictWriter(f, rows[0])
        out.writeheader()
        out.writerows(rows)
    given = (*SOURCES[:3], str(source))
    assert _run(tmp_path / "w", "check", *given) == 0
    out, _ = capsys.readouterr()
    assert (
        "Rejected rows by rule, with the first of each:\n"
        "  1 x  outcomes.csv, row 6: 'soon' in 'wave' is not a number. Correct it, or list it under "
        "missing in the mapping.\n"
        "\nValues left out of rows that were kept, by rule, with the first of each:\n"
        "  2 x  outcomes.csv, row 2: '-5' in 'pay_monthly' is negative. The value was left out and "
        "the row was kept. Correct the value, or declare its unit in the mapping.\n"
    ) in out
    assert "It would do without what is named above" in out
    assert "Everything would do" not in out
    assert _run(tmp_path / "w", "build", *given, "--lang", "zh") == 0
    out, _ = capsys.readouterr()
    assert "拒收的行（按规则，各列首条）：" in out
    assert "outcomes.csv第6行：" in out
    assert "数据页“文件与数据行”可下载全部明细。" in out


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_template_has_an_ending_that_opens(tmp_path, capsys, lang):
    (tmp_path / "folder").mkdir()
    for out in ("templates", "folder", "named.xlsx"):
        assert _run(tmp_path, "template", "--out", str(tmp_path / out), "--lang", lang) == 0
    written = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*.xlsx")}
    assert {"templates.xlsx", "named.xlsx", os.path.join("folder", "template.xlsx")} <= written
    out, _ = capsys.readouterr()
    said = "Wrote {}" if lang == "en" else "已写入{}"
    assert said.format(tmp_path / "templates.xlsx") in out
    assert said.format(tmp_path / "folder" / "template.xlsx") in out


def test_the_loaded_snapshot_equals_the_staged_one(tmp_path, tmp_path_factory):
    """The loader and the test's own staging agree on every cube."""
    staged, loaded = published(tmp_path_factory, "snapshot_warehouse"), tmp_path / "loaded"
    assert _run(loaded, "build", *SOURCES) == 0
    query = "SELECT value::VARCHAR, sum(n)::BIGINT FROM cube_{} GROUP BY value ORDER BY ALL"
    found = []
    for folder in (staged, loaded):
        path = next(folder.glob("warehouse_*.duckdb"))
        with duckdb.connect(str(path), read_only=True) as con:
            found.append(
                {
                    c: con.execute(query.format(c)).fetchall()
                    for c in ("cn_2024", "nace", "qilt", "ofs", "hesa", "mycos", "pay", "degree")
                }
            )
    assert found[0] == found[1]


def test_a_rehearsal_publishes_nothing(tmp_path, capsys):
    assert _run(tmp_path, "check", *SOURCES) == 0
    assert "nothing was published, as you asked" in capsys.readouterr().out
    assert read_pointer(tmp_path) is None
    assert not list(tmp_path.glob("*.duckdb"))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            (),
            "Give --demo, or as many --mapping as --source: each mapping with its folder.",
        ),
        (
            ("--demo", *SOURCES),
            "Give either --demo or --mapping with --source, not both.",
        ),
        (("--demo", "--graduates", "0"), "--graduates must be a positive number."),
    ],
)
def test_a_wrong_request_is_told_in_a_sentence(tmp_path, capsys, arguments, sentence):
    assert _run(tmp_path, "build", *arguments) == 1
    err = capsys.readouterr().err
    assert err.splitlines() == [
        sentence,
        "Nothing was published; there is no snapshot yet.",
    ]


def _served(folder, factory):
    """A copy of the fixture's snapshot in the folder; its build id."""
    shutil.copytree(published(factory, "snapshot_warehouse"), folder, dirs_exist_ok=True)
    return read_pointer(folder).current


def test_after_a_failure_the_previous_snapshot_is_named(tmp_path, tmp_path_factory, capsys):
    served = _served(tmp_path, tmp_path_factory)
    missing = tmp_path / "nowhere"
    arguments = ("--mapping", str(FIXTURE / "institution.toml"), "--source", str(missing))
    assert _run(tmp_path, "build", *arguments) == 1
    err = capsys.readouterr().err
    assert err.splitlines()[-1] == f"Nothing was published; snapshot {served} is still served."
    assert "Traceback" not in err
    assert read_pointer(tmp_path).current == served
    assert not list(tmp_path.glob("building_*")) + list(tmp_path.glob("spill_*"))


def test_a_missing_mapping_is_told(tmp_path, capsys):
    arguments = ("--mapping", str(tmp_path / "none.toml"), "--source", str(tmp_path))
    assert _run(tmp_path, "build", *arguments) == 1
    err = capsys.readouterr().err
    assert "none.toml" in err
    assert "Traceback" not in err


def test_housekeeping_without_a_snapshot(tmp_path, capsys):
    assert _run(tmp_path, "list") == 0
    assert capsys.readouterr().out == "No snapshot was published yet.\n"
    for command in ("check", "rollback", "prune"):
        assert _run(tmp_path, command) == 1
        assert capsys.readouterr().err == f"No snapshot was published in {tmp_path} yet.\n"


@pytest.mark.skipif(os.name == "nt", reason="folders are not made read-only this way on Windows")
def test_a_folder_that_cannot_be_written(tmp_path, capsys):
    blocked = tmp_path / "file"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    assert _run(blocked, "build", *SOURCES) == 1
    err = capsys.readouterr().err
    assert err.startswith(f"Nothing can be written in {blocked} (")
    assert "Choose another folder with --warehouse or YARDSTICK_WAREHOUSE." in err


def _full(*_args, **_kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_told_and_nothing_is_left(tmp_path, tmp_path_factory, capsys, monkeypatch):
    served = _served(tmp_path, tmp_path_factory)
    monkeypatch.setattr("pipelines.snapshot.publish.sync_file", _full)
    assert _run(tmp_path, "build", *SOURCES) == 1
    err = capsys.readouterr().err.splitlines()
    assert err[-2:] == [
        f"The disk of {tmp_path} is full. Free some space, then build again.",
        f"Nothing was published; snapshot {served} is still served.",
    ]
    assert len(list(tmp_path.glob("*.duckdb"))) == 1
    progress = json.loads((tmp_path / "progress.json").read_text(encoding="utf-8"))
    assert progress["state"] == "failed"
    assert progress["step_en"] == err[-2]


@pytest.mark.parametrize(
    ("error", "start"),
    [
        (duckdb.IOException("IO Error: No space left on device"), "The disk of"),
        (duckdb.IOException("IO Error: Cannot open file"), "A file in"),
        (duckdb.OutOfMemoryException("failed to allocate"), "There is not enough memory"),
        (duckdb.OutOfMemoryException("max temp directory size"), "The disk of"),
        (duckdb.ConversionException("Could not convert 'Li Lei'"), "The build met data"),
        (PermissionError(errno.EACCES, "denied", "x.csv"), "x.csv may not be read or written."),
        (FileNotFoundError(errno.ENOENT, "no", "x.csv"), "x.csv does not exist."),
        (OSError(errno.EIO, "Input/output error", "x.csv"), "The system refused to read or write"),
        (KeyboardInterrupt(), "The build was stopped."),
        (ValueError("Li Lei"), "The build failed in a way nobody foresaw (ValueError)."),
        (RefusedError("No reason."), "No reason."),
    ],
)
def test_whatever_happens_is_a_sentence_without_source_data(tmp_path, error, start):
    (sentence,) = failure.sentences(error, tmp_path, "en")
    assert sentence.startswith(start)
    assert "Li Lei" not in sentence


@pytest.mark.parametrize(
    "command", [["pipelines", "list"], ["pipelines", "template", "--out", "blank.xlsx"]]
)
def test_a_reader_who_has_seen_enough_is_no_error(tmp_path, command):
    read, write = os.pipe()
    os.close(read)
    found = subprocess.run(
        [sys.executable, "-m", *command, "--warehouse", str(tmp_path / "w")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert (found.returncode, found.stderr) == (0, "")


def test_a_key_that_is_too_short_is_told_before_anything_is_invented(tmp_path, capsys, monkeypatch):
    from pipelines.demo import generate

    invented = []
    monkeypatch.setattr(generate, "generate", lambda *given, **chosen: invented.append(given))
    monkeypatch.setenv("YARDSTICK_KEY", "short")
    assert _run(tmp_path, "build", "--demo") == 1
    assert "the key is shorter than 16 characters" in capsys.readouterr().err
    assert invented == []


@pytest.mark.parametrize("command", ["list", "check"])
def test_what_a_killed_build_left_goes_unless_another_is_at_work(tmp_path, command):
    from pipelines.snapshot.lock import only_writer
    from pipelines.snapshot.names import building_path, new_build_id, spill_path

    build_id = new_build_id()
    path = building_path(tmp_path, build_id)
    left = [path, path.with_name(path.name + ".wal")]
    for file in left:
        file.touch()
    spill_path(tmp_path, build_id).mkdir()
    with only_writer(tmp_path):
        _run(tmp_path, command)
        assert all(file.exists() for file in left)
    _run(tmp_path, command)
    assert not any(file.exists() for file in [*left, spill_path(tmp_path, build_id)])
