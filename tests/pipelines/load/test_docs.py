"""The worked example of docs/mapping.md does what its text says, and every key is described."""

import re

from pipelines.mapping_check import KEYS
from pipelines.mapping_model import UNITS
from tests.pipelines.load.bench import Bench
from yardstick.places import ROOT

TEXT = (ROOT / "docs" / "mapping.md").read_text(encoding="utf-8")


def test_the_worked_example(bench: Bench) -> None:
    blocks = re.findall(r"```(\w*)\n(.*?)```", TEXT, flags=re.DOTALL)
    csv = next(text for kind, text in blocks if not kind and text.startswith("学院"))
    toml = next(text for kind, text in blocks if kind == "toml")
    (bench.folder / "register_2023.csv").write_text(csv, encoding="utf-8")
    bench.mapping = toml
    report = bench.load()
    assert report.institution.name.zh == "示例大学"
    assert bench.account("graduates") == (3, 2, 0, 1, 5)
    assert "Read: 3 rows; excluded: 1; loaded: 2, which stand for 5 graduates." in TEXT


def test_the_survey_example(bench: Bench) -> None:
    files = dict(re.findall(r"```\w+ file=(\S+)\n(.*?)```", TEXT, flags=re.DOTALL))
    bench.file("programmes.csv", "programme_code,school_code,level\nP1,S1,bachelor\n")
    for name in ("export.csv", "scales.csv", "items.csv"):
        (bench.folder / name).write_text(files[name], encoding="utf-8")
    bench.mapping += files["survey.toml"]
    report = bench.load()
    (answers,) = [c for c in report.accounting if c.target == "responses"]
    assert (answers.loaded, answers.rejected, answers.excluded) == (6, 0, 1)
    assert "Answers loaded: 6; empty cells: 1." in TEXT
    assert bench.rows("SELECT item, code FROM stg_responses ORDER BY ALL") == [
        ("Q1", "4"),
        ("Q1", "x"),
        ("Q2", "other"),
        ("Q2", "own"),
        ("Q2", "parents"),
        ("Q2", "parents"),
    ]
    assert bench.rows("SELECT text FROM stg_comments ORDER BY ALL") == [
        ("Call me: [phone]",),
        ("More practice",),
    ]


def test_the_example_of_ratings(bench: Bench) -> None:
    files = dict(re.findall(r"```\w+ file=(\S+)\n(.*?)```", TEXT, flags=re.DOTALL))
    bench.file("programmes.csv", "programme_code,school_code,level\nP1,S1,bachelor\n")
    for name in ("rated.csv", "rating_scales.csv"):
        (bench.folder / name).write_text(files[name], encoding="utf-8")
    bench.mapping += files["rated.toml"]
    bench.load()
    assert bench.rows("SELECT course, importance, met FROM stg_course_ratings ORDER BY ALL") == [
        ("MA1", "2", "1"),
        ("MA1", "3", "2"),
        ("PH1", "1", None),
        ("PH1", None, None),
    ]
    assert "Ratings loaded: 4, one of them with importance left blank." in TEXT


def test_every_key_and_unit_is_described() -> None:
    described = set(re.findall(r"[\w]+", TEXT))
    for keys in KEYS.values():
        assert keys <= described
    assert set(UNITS) <= described
