"""python -m yardstick: figures on standard output, sentences on standard error."""

import csv
import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.yardstick.measure.worlds import world
from yardstick.__main__ import main
from yardstick.catalogue import load_catalogue
from yardstick.export import stamp
from yardstick.measure import Filters, measure

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(capsys, warehouse):
    def ask(*arguments: str) -> tuple[int, str, str]:
        extra = ("--warehouse", str(warehouse)) if arguments[0] == "measure" else ()
        status = main([*arguments, *extra])
        said = capsys.readouterr()
        return status, said.out, said.err

    return ask


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_lists_every_indicator(run, lang):
    status, out, _ = run("indicators", "--lang", lang)
    assert status == 0
    assert len(out.splitlines()) == len(load_catalogue().indicators)
    assert load_catalogue()["pay.median"].label(lang) in out


def test_csv_is_what_measure_says(run, reader):
    status, out, err = run(
        "measure", "cn2024.destination_rate", "--by", "school", "--where", "cohort=2022",
        "--format", "csv",
    )  # fmt: skip
    assert status == 0
    rows = list(csv.DictReader(io.StringIO(out)))
    frame = measure(reader, "cn2024.destination_rate", ("school",), Filters(cohorts=(2022,))).frame
    assert [r["school"] for r in rows] == ["ENG", "HUM"]
    assert [float(r["value"]) for r in rows] == frame["value"].tolist()
    # Only the table goes to the output; the file says by itself whose it is, and so does the screen.
    assert {r["classification"] for r in rows} == {"Internal, not for publication"}
    assert {r["build"] for r in rows} == {reader.snapshot.build_id}
    assert err.splitlines() == stamp(reader, filters=Filters(cohorts=(2022,)))


def test_csv_has_symbols_where_there_is_no_value(run):
    _, out, _ = run("measure", "hesa.highly_skilled", "--by", "cohort", "--format", "csv")
    last = list(csv.DictReader(io.StringIO(out)))[-1]
    assert (last["cohort"], last["value"], last["status"]) == ("2024", "[na]", "not_asked")


def test_json_has_null_and_the_reason(run):
    _, out, _ = run("measure", "hesa.highly_skilled", "education.graduation_rate", "--by", "cohort",
                    "--format", "json")  # fmt: skip
    found = json.loads(out)
    assert found["classification"] == "Internal, not for publication"
    last = found["rows"][-2]
    assert (last["value"], last["status"]) == (None, "not_asked")
    assert last["reason"] == "Nothing was recorded for these graduates 15 months after graduation."


def test_table_has_labels(run):
    status, out, _ = run("measure", "pay.median", "--by", "school", "--where", "school=ENG,HUM")
    assert status == 0
    assert "School of Engineering" in out
    assert "Median monthly pay" in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("measure", "pay.medan"), "The catalogue has no indicator pay.medan; did you mean"),
        (
            ("measure", "pay.median", "--by", "colour"),
            "Figures cannot be split by colour; possible are cohort, school,",
        ),
        (
            ("measure", "pay.median", "--where", "cohort=1999"),
            "cohort has no value 1999; there are 2022, 2023, 2024.",
        ),
        (
            ("measure", "pay.median", "--where", "cohort"),
            "cohort is not a condition; write NAME=VALUE with NAME one of cohort, school,",
        ),
        (
            ("measure", "pay.median", "--where", "wave=6,15"),
            "Only one wave can be chosen: waves are never mixed.",
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence(run, arguments, sentence):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith(sentence)
    assert len(err.splitlines()) == 1


def test_no_snapshot_is_said(capsys, tmp_path):
    assert main(["measure", "pay.median", "--warehouse", str(tmp_path)]) == 1
    assert capsys.readouterr().err.endswith("yet. Build one first.\n")


def test_chinese_does_not_depend_on_the_terminal(warehouse):
    """The folder of snapshots comes from the environment; output is UTF-8 in any locale."""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0",
                   "YARDSTICK_WAREHOUSE": str(warehouse)}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "yardstick", "measure", "pay.median", "--lang", "zh"],
        cwd=ROOT, env=environment, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "月收入中位数" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            ("--where", "school="),
            "school= names no value; write school=VALUE, or leave the condition out.",
        ),
        (
            ("--where", "wave= ,"),
            "wave= , names no value; write wave=VALUE, or leave the condition out.",
        ),
        (("--by", "school,school"), "Figures are split by school once, not twice."),
    ],
)
def test_an_unfinished_or_repeated_part_is_refused(run, asked, sentence):
    status, out, err = run("measure", "cn2024.destination_rate", *asked)
    assert (status, out, err.strip()) == (2, "", sentence)


def test_a_value_given_twice_counts_once(run):
    asked = ("measure", "cn2024.destination_rate", "--by", "school", "--format", "csv")
    once = run(*asked, "--where", "cohort=2022", "--where", "wave=6")
    twice = run(*asked, "--where", "cohort=2022,2022", "--where", "wave=6,6")
    assert once == twice
    assert once[0] == 0


def test_a_pipe_that_was_closed_is_no_error():
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "yardstick", "indicators"],
            cwd=ROOT, stdout=write, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.fixture
def moved(tmp_path, capsys):
    """A snapshot whose census moved from 2022 to 2023, with a programme named like a formula."""
    people, told = [], []
    for year, census in ((2022, date(2022, 8, 31)), (2023, date(2023, 12, 31))):
        for _ in range(30):
            key = len(people) + 1
            people.append({"graduate_id": key, "cohort": year, "programme_code": "=1+1"})
            told.append({"graduate_id": key, "destination_code": "10", "observed_on": census})
    tables = {"programmes": [{"programme_code": "=1+1"}], "graduates": people, "outcomes": told}
    world(tmp_path, tables)

    def ask(*arguments: str) -> tuple[str, str]:
        asked = ("measure", "cn2024.destination_rate", "--warehouse", str(tmp_path), *arguments)
        assert main(asked) == 0
        return capsys.readouterr()

    return ask


def test_cohorts_pooled_across_a_break_are_said_to_be(moved):
    sentence = "Several cohorts are put together here although they were not observed alike."
    for way in ("csv", "table"):
        out, err = moved("--format", way)
        assert sentence not in out
        assert err.splitlines()[-1].startswith(f"{sentence} The census dates differ (2022-08-31")
    (note,) = json.loads(moved("--format", "json").out)["notes"]
    assert note.startswith(sentence)
    for apart in (("--where", "cohort=2023"), ("--by", "cohort")):
        assert sentence not in moved(*apart, "--format", "csv").err
        assert json.loads(moved(*apart, "--format", "json").out)["notes"] == []


def test_csv_runs_no_formula(moved):
    rows = list(csv.DictReader(io.StringIO(moved("--by", "programme", "--format", "csv").out)))
    assert [r["programme"] for r in rows] == ["'=1+1"]
    assert float(rows[0]["value"]) == 1
