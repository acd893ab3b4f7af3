"""Checks of curricula, courses and their ratings: each finds what it is for, and says it exactly."""

import duckdb
import pytest

from pipelines.checks.runner import CHECKS
from tests.pipelines.core.given import mart
from yardstick.text import translator

BY_NAME = {check.name: check for check in CHECKS}
OF_V = {"programme_code": "P", "curriculum": "v"}
COURSES = [OF_V | {"course": course} for course in ("A", "B")]
SCALES = [
    {"scale": "yes", "code": "y", "place": 1, "score": 1, "positive": "yes"},
    {"scale": "yes", "code": "n", "place": 2, "score": 0},
]


def said(name: str, con: duckdb.DuckDBPyConnection, lang: str = "en") -> tuple[str, str]:
    found = BY_NAME[name].run(con)
    return found.status.value, found.detail.say(translator(lang))


def studies(**tables: list[dict]) -> duckdb.DuckDBPyConnection:
    """One programme with a curriculum of two courses, up to the cohort of 2024."""
    given = {
        "curricula": [OF_V | {"cohort_to": 2024}],
        "courses": COURSES,
        "scales": SCALES,
    }
    return mart([{"graduate_id": 1, "destination_code": "10"}], **(given | tables))


def rating(respondent: int, course: str) -> dict:
    return {
        "survey": "s",
        "respondent_id": respondent,
        "course": course,
        "importance": "y",
        "importance_scale": "yes",
        "met": "y",
        "met_scale": "yes",
    }


@pytest.fixture(scope="module")
def rated() -> duckdb.DuckDBPyConnection:
    """Ratings of a course that is there, of one that is not, and by people of whom too little
    is known."""
    people = [
        {"respondent_id": 1, "cohort": 2024, "programme_code": "P"},
        {"respondent_id": 2, "cohort": 2025, "programme_code": "P"},
        {"respondent_id": 3, "cohort": 2024},
    ]
    return studies(
        respondents=[{"survey": "s"} | p for p in people],
        course_ratings=[
            rating(respondent, course)
            for respondent, course in ((1, "A"), (1, "X"), (1, "Y"), (2, "A"), (3, "A"))
        ],
        cubes=True,
    )


def test_ratings_without_a_course_are_told_by_reason(rated):
    assert said("ratings_placed", rated) == (
        "warning",
        "Ratings of courses that are not counted: 4 of 5 (the curriculum has no such course: 2; "
        "no curriculum of that programme and cohort is described: 1; the programme is not known: "
        "1).",
    )
    assert said("ratings_placed", rated, "zh") == (
        "warning",
        "未予统计的课程评价：5条中有4条（培养方案中无此课程：2；该专业该届次没有培养方案：1；"
        "专业不详：1）。",
    )


def test_two_curricula_that_fit_are_told():
    people = [{"survey": "s", "respondent_id": 1, "cohort": 2024, "programme_code": "P"}]
    other = {"programme_code": "P", "curriculum": "w"}
    con = studies(
        curricula=[OF_V, other],
        courses=[*COURSES, other | {"course": "A"}],
        respondents=people,
        course_ratings=[rating(1, "A")],
        cubes=True,
    )
    assert said("ratings_placed", con)[1].endswith(
        "1 of 1 (several curricula fit and have that course: 1)."
    )


def test_a_rating_lost_on_the_way_and_one_counted_twice_are_noticed(rated):
    rated.execute("BEGIN")
    rated.execute("UPDATE cube_course_met SET n = n + 1")
    assert said("ratings_placed", rated) == (
        "failed",
        "Ratings of courses: 1; counted by the histogram of course_met: 2.",
    )
    rated.execute("DELETE FROM mart_course_ratings")
    assert said("ratings_placed", rated) == (
        "failed",
        "Ratings of courses that were loaded: 5; in the snapshot: 4.",
    )
    rated.execute("ROLLBACK")


def test_shares_of_a_course_that_add_up_to_more_than_one_are_told():
    def mapped(course: str, *shares: float) -> list[dict]:
        return [
            OF_V | {"course": course, "competence": f"c{k}", "share": share}
            for k, share in enumerate(shares)
        ]

    con = studies(curriculum_map=mapped("A", 0.6, 0.5) + mapped("B", 0.1, 0.2, 0.7))
    assert said("course_shares", con) == (
        "warning",
        "Courses whose shares add up to more than 1: 1, for instance P/v/A with 1.1. They count "
        "for more than they are; correct the map of the curriculum.",
    )
    con = studies(curriculum_map=mapped("B", 0.1, 0.2, 0.7))
    assert said("course_shares", con)[0] == "passed"


@pytest.mark.parametrize(
    ("instead", "status"), [("B", "passed"), ("C", "passed"), ("X", "warning"), ("A", "warning")]
)
def test_a_replacement_is_a_course_of_any_version_of_the_programme(instead, status):
    newer = {"programme_code": "P", "curriculum": "w"}
    con = studies(
        curricula=[OF_V, newer],
        courses=[COURSES[0] | {"replaced_by": instead}, COURSES[1], newer | {"course": "C"}],
    )
    assert said("courses_replaced", con)[0] == status


def test_a_replacement_nobody_knows_is_named():
    con = studies(courses=[COURSES[0] | {"replaced_by": "X"}])
    assert said("courses_replaced", con)[1] == (
        "Courses replaced by one that no curriculum of their programme has: 1, for instance "
        "P/v/A. Correct replaced_by in the courses."
    )


def test_competences_that_no_pair_asks_are_named():
    sides = [
        {"survey": "s", "item": side, "scale": "yes", "pair": "c", "side": side}
        | {"competence": "c"}
        for side in ("importance", "attainment")
    ]
    con = studies(
        items=[*sides, {"survey": "s", "item": "Q", "scale": "yes", "competence": "alone"}],
        competences=[{"competence": "c"}, {"competence": "law"}, {"competence": "alone"}],
        curriculum_map=[OF_V | {"course": "A", "competence": "art", "share": 1}],
    )
    assert said("competences_asked", con) == (
        "note",
        "Competences that no survey asks about in pairs: law, alone, art. Nothing can be said "
        "about gaps in them.",
    )


def test_objectives_without_a_known_item_are_named():
    con = studies(
        items=[{"survey": "s", "item": "Q", "scale": "yes"}],
        objectives=[
            OF_V | {"objective": "1", "items": "s/Q"},
            OF_V | {"objective": "2"},
            OF_V | {"objective": "3"},
        ],
    )
    assert said("objectives_asked", con) == (
        "warning",
        "Objectives without an item of any survey: 2, for instance P/v/2. Name the items as "
        "survey/item.",
    )


def test_items_of_objectives_that_no_survey_has_are_named():
    """An objective is judged by the items that are known: a misspelt one must not go unnoticed."""
    con = studies(
        items=[{"survey": "s", "item": "Q", "scale": "yes"}],
        objectives=[
            OF_V | {"objective": "1", "items": "s/Q; s/Z;"},
            OF_V | {"objective": "2", "items": "s/R; t/Q"},
            OF_V | {"objective": "3"},
        ],
    )
    assert said("objectives_asked", con) == (
        "warning",
        "Items that objectives name and no survey has: 3, for instance s/R of the objective P/v/2; "
        "objectives without any known item: 2. Name the items as survey/item.",
    )
    assert said("objectives_asked", con, "zh") == (
        "warning",
        "培养目标所列题目中，各项调查均无此题的有3个，例如目标P/v/2所列的s/R；"
        "没有任何有效题目的培养目标：2个。请按“调查/题目”的格式填写题目。",
    )


def test_without_studies_their_checks_do_not_apply():
    con = studies(curricula=[], courses=[], cubes=True)
    for name in (
        *("ratings_placed", "course_shares", "courses_replaced"),
        *("competences_asked", "objectives_asked"),
    ):
        assert said(name, con)[0] == "not_applicable"
