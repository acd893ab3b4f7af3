"""Whole builds of surveys: nothing personal in the file, versions apart, employers alone."""

import io
from pathlib import Path

import duckdb
import pytest

from pipelines.build import build
from pipelines.mapping import load_mapping
from pipelines.progress import Progress
from pipelines.sources import from_files
from tests.pipelines.load.bench import HEAD, plain
from yardstick.warehouse import read_pointer, snapshot_path

PLANTED = (
    "Persona Planted",
    "预埋王老师",
    "planted.person@example.org",
    "0917 555 0123",
    "09175550123",
    "110105194912310021",
    "S20219876543",
)
SCALES = """scale,code,place,score,positive
two,1,1,1,
two,2,2,2,yes
three,1,1,1,
three,2,2,2,
three,3,3,3,yes
"""
ITEMS = """survey,respondent,item,version,kind,scale,header,pair,side
alumni,alumnus,Q1,1,scale,two,Q1,,
alumni,alumnus,Q1,2,scale,three,Q1,,
alumni,alumnus,Q2,1,comment,,Q2,,
firms,employer,A,1,scale,three,A,team,attainment
firms,employer,R,1,scale,three,R,team,importance
"""
PROGRAMMES = "programme_code,school_code,level\nP1,S1,bachelor\n"
FORM = """
[[file]]
path = "{path}"
population = "respondents"
[[file.target]]
table = "respondents"
[file.target.columns]
survey = {{ constant = "{survey}" }}
respondent_id = "Nr"
wave = {{ constant = {wave} }}
{more}
[[file.target]]
table = "responses"
items = "items.csv"
scales = "scales.csv"
[file.target.columns]
survey = {{ constant = "{survey}" }}
version = {{ constant = "{version}" }}
respondent_id = "Nr"
"""
COMMENTS = """
[[file.target]]
table = "comments"
items = "items.csv"
names = "staff.txt"
[file.target.columns]
respondent_id = "Nr"
"""


def form(path: str, survey: str, wave: int, version: str = "1", more: str = "") -> str:
    return FORM.format(path=path, survey=survey, wave=wave, version=version, more=more)


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """``published(mapping, files)`` builds them; the snapshot file and what the build said."""
    monkeypatch.setenv("YARDSTICK_KEY", "a key that only the tests know!!")

    def building(mapping: str, **files: str) -> tuple[Path, str]:
        source, served = tmp_path / "source", tmp_path / "warehouse"
        source.mkdir()
        for name, text in files.items():
            path = tmp_path if name in ("items", "scales") else source
            ending = "txt" if name == "staff" else "csv"
            (path / f"{name}.{ending}").write_text(text, encoding="utf-8")
        own = tmp_path / "own.toml"
        own.write_text(HEAD + mapping, encoding="utf-8")
        said = io.StringIO()
        build(served, from_files([(load_mapping(own), source)]), Progress(served, out=said))
        return snapshot_path(served, read_pointer(served).current), said.getvalue()

    return building


def test_personal_data_of_comments_is_nowhere_and_versions_stay_apart(published) -> None:
    comments = [
        f"{PLANTED[0]} helped, write to {PLANTED[2]}",
        f"谢谢{PLANTED[1]}，电话{PLANTED[4]}",
        f"call {PLANTED[3]}, card {PLANTED[5]}, student {PLANTED[6]}",
    ]
    early = "Nr,Q1,Q2\n" + "".join(f'a{n},{n % 2 + 1},"{t}"\n' for n, t in enumerate(comments))
    late = "Nr,Q1\n" + "".join(f"b{n},{n % 3 + 1}\n" for n in range(6))
    more = 'cohort = { constant = 2020 }\nprogramme_code = { constant = "P1" }'
    path, said = published(
        plain("programmes")
        + form("early.csv", "alumni", 12, more=more)
        + COMMENTS
        + form("late.csv", "alumni", 60, "2", more),
        programmes=PROGRAMMES,
        early=early,
        late=late,
        items=ITEMS,
        scales=SCALES,
        staff=f"{PLANTED[0]}\n{PLANTED[1]}\n",
    )
    content = path.read_bytes() + said.encode()
    for planted in PLANTED:
        assert planted.encode() not in content
    with duckdb.connect(str(path), read_only=True) as con:
        texts = [t for (t,) in con.execute("SELECT text FROM mart_comments").fetchall()]
        assert sorted(texts) == [
            "[name] helped, write to [e-mail]",
            "call [phone], card [number], student [number]",
            "谢谢[name]，电话[phone]",
        ]
        # The same question on another scale is another item: no row adds the two up.
        assert con.execute(
            "SELECT item::VARCHAR, wave, sum(n) FROM cube_answer_status GROUP BY ALL ORDER BY ALL"
        ).fetchall() == [("alumni/Q1/1", 12, 3), ("alumni/Q1/2", 60, 6)]
        hashes = con.execute("SELECT count(DISTINCT respondent) FROM mart_answers").fetchone()
        assert hashes == (9,)


def test_a_survey_of_employers_alone_is_a_snapshot(published) -> None:
    answers = "Nr,Year,Course,A,R\n1,2020,P1,1,3\n2,2020,P1,2,3\n3,,,3,3\n4,2021,P1,1,\n"
    path, _ = published(
        plain("programmes")
        + form("firms.csv", "firms", 0, more='cohort = "Year"\nprogramme_code = "Course"'),
        programmes=PROGRAMMES,
        firms=answers,
        items=ITEMS,
        scales=SCALES,
    )
    with duckdb.connect(str(path), read_only=True) as con:
        assert con.execute(
            "SELECT cohort, programme_id IS NOT NULL, value, sum(n) FROM cube_pair_gap"
            " GROUP BY ALL ORDER BY ALL"
        ).fetchall() == [(2020, True, 1.0, 1), (2020, True, 2.0, 1), (None, False, 0.0, 1)]
        assert con.execute(
            "SELECT answer_status::VARCHAR, count(*) FROM mart_answers WHERE cohort = 2021"
            " GROUP BY ALL ORDER BY ALL"
        ).fetchall() == [("negative", 1), ("not_answered", 1)]
