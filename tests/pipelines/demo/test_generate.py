"""The files of the demo institution: same seed same files, codes that exist, names nobody bears."""

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from pipelines.demo import truths
from pipelines.demo.generate import generate
from pipelines.demo.people import cohort_sizes, sizes
from pipelines.demo.programmes import SCHOOLS, programmes
from yardstick.codes import code_list
from yardstick.text import translator


def digest(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def test_same_seed_same_files_other_seed_other_files(tmp_path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        generate(tmp_path / name, graduates=2_000, seed=seed)
    a, b, c = (digest(tmp_path / x) for x in "abc")
    assert a == b
    assert a["graduates.csv"] != c["graduates.csv"]
    assert set(a) == {
        "programmes.xlsx", "graduates.csv", "enrolments.csv", "register_initial.csv",
        "register_yearend.csv", "survey_6_months.csv", "survey_later.csv", "survey_list.csv",
        "employer_reports.csv", "network_profiles.tsv", "benchmarks.tsv", "market.tsv",
        "alumni_feedback_first_form.csv", "alumni_feedback_second_form.csv",
        "employer_survey.csv", "staff_names.txt", "alumni_five_years_first_form.csv",
        "alumni_five_years_second_form.csv", "employer_survey_five_years.csv",
        "course_ratings.csv", "competences.csv", "curricula.csv", "courses.csv",
        "course_competences.csv", "objectives.csv",
    }  # fmt: skip


def test_progress_is_told_in_steps(tmp_path):
    told = []
    generate(tmp_path, graduates=500, progress=told.append)
    t = translator("en")
    assert told[0].say(t).startswith("Invented the cohort of 2016: ")
    assert "Wrote graduates.csv: 500 rows" in [m.say(t) for m in told]


@pytest.mark.parametrize("graduates", [10, 2_000, 60_000, 1_000_000])
def test_sizes_add_up_exactly(graduates):
    by_cohort = cohort_sizes(graduates)
    assert sum(by_cohort.values()) == graduates
    for cohort, n in by_cohort.items():
        by_programme = sizes(programmes(), cohort, n)
        assert by_programme.sum() == n
        assert all(
            p.runs_in(cohort) or not k for p, k in zip(programmes(), by_programme, strict=True)
        )


def test_ten_schools_and_sixty_programmes():
    now = {p.code for p in programmes() if p.runs_in(truths.COHORTS[-1])}
    assert len(now) == 60
    assert {p.school for p in programmes()} == set(SCHOOLS)
    assert len(SCHOOLS) == 10


def test_every_graduate_once_with_one_row_at_each_census(demo):
    people = demo.everybody
    assert len(people) == 60_000
    assert people["学号"].is_unique
    initial = demo.read("register_initial.csv")
    assert set(initial["学号"]) == set(people["学号"])


@pytest.mark.parametrize(
    ("column", "codes"),
    [
        ("毕业去向代码", "destination"),
        ("生源地代码", "region"),
        ("单位或学校所在地代码", "region"),
        ("单位性质代码", "employer_type"),
        ("单位行业", "industry"),
    ],
)
def test_codes_are_those_of_the_lists(demo, column, codes):
    assert set(demo.everybody[column].dropna()) <= set(code_list(codes).keys())


def test_names_are_obviously_invented(demo):
    later = demo.read("survey_later.csv")
    names = pd.concat([demo.everybody["单位名称"], later["单位名称"]]).dropna().unique()
    assert len(names) > 4_000
    assert all(n.startswith(("样例", "Sample ")) for n in names)
    universities = demo.everybody["升学院校"].dropna().unique()
    assert all(n.startswith(("样例", "Sample ", "示范大学")) for n in universities)


def test_files_carry_no_names_of_persons(demo):
    for path in demo.folder.glob("*.[ct]sv"):
        head = path.read_bytes().split(b"\n")[0]
        text = head.decode("gb18030" if path.name.startswith(("employer_r", "enrol")) else "utf-8")
        assert not {"姓名", "身份证号", "手机", "电话", "name", "phone"} & set(
            text.strip("\r\ufeff").replace("\t", ",").split(",")
        )


def test_feeds_are_as_messy_as_they_should_be(demo):
    raw = (demo.folder / "employer_reports.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    assert "保密" in raw.decode("gb18030")
    assert (demo.folder / "benchmarks.tsv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "na" in demo.read_tsv("network_profiles.tsv")["place"].tolist()
    book = pd.read_excel(demo.folder / "programmes.xlsx", header=None, engine="calamine")
    assert "专业代码" not in book.iloc[0].tolist()
    assert "专业代码" in book.iloc[3].tolist()


def test_nothing_is_dated_after_the_extract(demo):
    last = pd.Timestamp(truths.EXTRACTED_ON)
    for name, column in (
        ("register_yearend.csv", "统计截止日期"),
        ("survey_6_months.csv", "提交日期"),
        ("survey_later.csv", "提交日期"),
        ("survey_list.csv", "首次邀请日期"),
        ("alumni_feedback_first_form.csv", "提交日期"),
        ("alumni_feedback_second_form.csv", "提交日期"),
        ("employer_survey.csv", "填表日期"),
        ("employer_survey_five_years.csv", "填表日期"),
        ("alumni_five_years_first_form.csv", "提交日期"),
        ("alumni_five_years_second_form.csv", "提交日期"),
    ):
        assert pd.to_datetime(demo.read(name)[column]).max() <= last
