"""Curricula as a reader may see them: versions of cohorts, what they carry, what they aim at."""

import pytest

from tests.yardstick.measure.worlds import world
from yardstick.feedback import curricula
from yardstick.measure import Reader, Scope

CS = "080901"


def test_cohorts_lead_to_the_versions_their_graduates_studied(reader):
    every = curricula.curricula(reader, CS)
    assert every["curriculum"].tolist() == ["2018", "2020"]
    assert every["cohorts"].tolist() == [(2022, 2023), (2024,)]
    for cohorts, versions in (((2023,), ["2018"]), ((2024,), ["2020"]), ((2023, 2024), 2), ((), 2)):
        found = curricula.curricula(reader, CS, cohorts)["curriculum"].tolist()
        assert found == versions if isinstance(versions, list) else len(found) == versions


def test_a_renamed_programme_has_the_curriculum_of_its_old_code(reader):
    found = curricula.curricula(reader, "080703")
    assert found[["programme_code", "cohorts"]].to_numpy().tolist() == [["080702", (2022, 2023)]]


def test_a_course_says_whether_it_exists_and_what_took_its_place(reader):
    found = curricula.courses(reader, CS, (2023,)).set_index("course")
    assert list(found.index) == ["CS1", "CS2", "CS3"]
    assert found["offered"].tolist() == [True, False, True]
    assert found.loc["CS2", "replaced_by_name"] == "Data Engineering"
    assert found["waves"].tolist() == [(6,), (6,), ()]
    chinese = curricula.courses(Reader(reader.snapshot, lang="zh"), CS, (2023,))
    assert chinese["name"].tolist() == ["程序设计", "数据库", "项目实践"]


def test_a_competence_leads_to_courses_of_that_version_only(reader):
    found = curricula.carried(reader, CS, (2024,))
    assert found[["course_id", "competence", "share"]].to_numpy().tolist() == [
        ["080901/2020/CS1", "analysis", 0.5],
        ["080901/2020/CS5", "analysis", 0.3],
        ["080901/2020/CS5", "teamwork", 0.2],
    ]
    assert found["competence_name"].iloc[0] == "Analytical thinking"


def test_competences_that_no_course_carries_are_those_that_surveys_ask_about(reader):
    found = curricula.uncarried(reader, CS)
    assert found[["curriculum", "competence"]].to_numpy().tolist() == [
        ["2018", "writing"],
        ["2020", "writing"],
    ]
    # Marketing has courses and no map: nothing is known of what they carry.
    codes = curricula.uncarried(reader)["programme_code"].tolist()
    assert "120202" not in codes
    assert "120201" in codes


def test_objectives_have_their_items_in_every_version(reader):
    found = curricula.objectives(reader, CS, (2022,))
    assert found["items"].tolist() == [
        ("alumni/USE/1",),
        ("alumni/A_teamwork/1", "employers/A_teamwork/1"),
    ]
    assert found[["years_first", "years_last"]].to_numpy().tolist() == [[4, 6], [5, 5]]
    assert curricula.objectives(reader, CS, (2024,)).empty


@pytest.mark.parametrize(
    "read", [curricula.curricula, curricula.courses, curricula.carried, curricula.uncarried]
)
def test_a_scope_shows_its_own_programmes_only(reader, read):
    own = Reader(reader.snapshot, scope=Scope(schools=("HUM",)))
    assert set(read(own)["programme"]) == {"120203"}
    assert read(own, CS).empty


def test_without_curricula_everything_is_empty(tmp_path):
    reader = world(tmp_path, {"outcomes": [{"graduate_id": 1, "destination_code": "10"}],
                              "graduates": [{"graduate_id": 1}]})  # fmt: skip
    assert not curricula.has_curricula(reader)
    for read, columns in (
        (curricula.curricula, curricula.CURRICULUM_COLUMNS),
        (curricula.courses, curricula.COURSE_COLUMNS),
        (curricula.carried, curricula.CARRIED_COLUMNS),
        (curricula.uncarried, curricula.UNCARRIED_COLUMNS),
        (curricula.objectives, curricula.OBJECTIVE_COLUMNS),
    ):
        found = read(reader)
        assert found.empty
        assert list(found.columns) == list(columns)
    assert curricula.competences(reader).empty
