"""Given curricula and ratings, expect the course of the version that the respondent studied."""

import duckdb
import pytest

from tests.pipelines.core.given import mart

NEED = [
    {"scale": "need", "code": str(n), "place": n, "score": n, "positive": "yes" if n > 2 else None}
    for n in range(1, 6)
]
MET = [
    {"scale": "met", "code": str(n), "place": n, "score": n, "positive": "yes" if n > 2 else None}
    for n in range(1, 5)
]
UNSURE = [{"scale": s, "code": "x", "place": 9, "cannot_say": "yes"} for s in ("need", "met")]
#: Programme P has an old and a new version; both have a course A, each one of its own.
OLD = {"programme_code": "P", "curriculum": "old", "cohort_to": 2020}
NEW = {"programme_code": "P", "curriculum": "new", "cohort_from": 2021}
COURSES = {"old": ("A", "B"), "new": ("A", "C")}


def courses(of: dict[str, tuple[str, ...]] = COURSES, programme: str = "P", **more) -> list[dict]:
    return [
        {"programme_code": programme, "curriculum": version, "course": course} | more
        for version, names in of.items()
        for course in names
    ]


def rated(respondent: int, course: str, need: str | None = "4", met: str | None = "4") -> dict:
    return {
        "survey": "s",
        "respondent_id": respondent,
        "course": course,
        "importance": need,
        "importance_scale": "need",
        "met": met,
        "met_scale": "met",
    }


def built(ratings: list[dict], respondents: list[dict], **tables: object):
    """Core and marts (with ``cubes`` histograms too) of one survey with ratings of courses."""
    given = {
        "curricula": [OLD, NEW],
        "courses": courses(),
        "scales": NEED + MET + UNSURE,
        "respondents": [{"survey": "s"} | r for r in respondents],
        "course_ratings": ratings,
    }
    records = tables.pop("outcomes", [{"graduate_id": 1, "destination_code": "10"}])
    return mart(records, **(given | tables))


def placed(con: duckdb.DuckDBPyConnection) -> dict[tuple[int, str], str]:
    """Course of the curriculum, or why there is none, by respondent and course rated."""
    return {
        (respondent, course): found
        for respondent, course, found in con.execute(
            "SELECT respondent, course, coalesce(course_id::VARCHAR, problem) "
            "FROM core_course_ratings"
        ).fetchall()
    }


def anonymous(number: int, **known: object) -> dict:
    return {"respondent_id": number} | known


def needs(con: duckdb.DuckDBPyConnection, column: str = "course_need") -> dict[int, str]:
    return dict(
        con.execute(f"SELECT respondent, {column}::VARCHAR FROM mart_course_ratings").fetchall()
    )


def test_the_cohort_decides_which_version_a_course_belongs_to():
    people = [
        anonymous(1, cohort=2020, programme_code="P"),
        anonymous(2, cohort=2021, programme_code="P"),
    ]
    found = placed(built([rated(1, "A"), rated(2, "A")], people))
    assert found == {(1, "A"): "P/old/A", (2, "A"): "P/new/A"}


def test_the_version_recorded_with_the_graduate_goes_before_the_cohort():
    """One who paused studies graduates with the cohorts of the new version."""
    graduates = [{"graduate_id": 1, "cohort": 2022, "curriculum_version": "old"}]
    people = [{"respondent_id": 7, "graduate_id": 1}]
    found = placed(built([rated(7, "A"), rated(7, "C")], people, graduates=graduates))
    assert found == {(7, "A"): "P/old/A", (7, "C"): "not_in_curriculum"}


def test_a_version_that_nobody_described_is_not_guessed_from_the_cohort():
    graduates = [{"graduate_id": 1, "cohort": 2022, "curriculum_version": "newer"}]
    found = placed(
        built([rated(7, "A")], [{"respondent_id": 7, "graduate_id": 1}], graduates=graduates)
    )
    assert found == {(7, "A"): "no_curriculum"}


def test_a_course_the_curriculum_does_not_have_is_counted_and_never_placed():
    people = [anonymous(1, cohort=2019, programme_code="P")]
    con = built([rated(1, "C"), rated(1, "A")], people, cubes=True)
    assert placed(con) == {(1, "C"): "not_in_curriculum", (1, "A"): "P/old/A"}
    assert con.execute("SELECT count(*) FROM mart_course_ratings").fetchone() == (1,)
    assert con.execute("SELECT sum(n) FROM cube_course_need").fetchone() == (1,)


def test_where_two_versions_fit_only_a_course_of_one_of_them_is_placed():
    late = OLD | {"cohort_to": 2022}
    people = [anonymous(1, cohort=2021, programme_code="P")]
    found = placed(built([rated(1, c) for c in ("A", "B", "C")], people, curricula=[late, NEW]))
    assert found == {(1, "A"): "several", (1, "B"): "P/old/B", (1, "C"): "P/new/C"}


def test_without_a_cohort_any_version_fits_and_without_a_programme_none():
    people = [anonymous(1, programme_code="P"), anonymous(2, cohort=2021)]
    found = placed(built([rated(1, "A"), rated(1, "B"), rated(2, "A")], people))
    assert found == {(1, "A"): "several", (1, "B"): "P/old/B", (2, "A"): "no_programme"}


@pytest.mark.parametrize("cohort", [2014, 2026])
def test_a_cohort_outside_every_version_has_no_curriculum(cohort):
    versions = [OLD | {"cohort_from": 2015}, NEW | {"cohort_to": 2025}]
    people = [anonymous(1, cohort=cohort, programme_code="P")]
    assert placed(built([rated(1, "A")], people, curricula=versions)) == {(1, "A"): "no_curriculum"}


RENAMED = [
    {"programme_code": "P", "valid_to": 2022},
    {"programme_code": "R", "valid_from": 2023, "predecessor": "P"},
]


def test_a_renamed_programme_follows_the_curriculum_of_its_old_code():
    people = [anonymous(1, cohort=2023, programme_code="R")]
    con = built([rated(1, "C")], people, programmes=RENAMED)
    assert placed(con) == {(1, "C"): "P/new/C"}
    # The course belongs to the old code's period, the answer to the respondent's own; one series.
    series = "SELECT programme FROM dim_programme JOIN {} USING (programme_id)"
    for table in ("dim_course WHERE course = 'C'", "mart_course_ratings"):
        assert con.execute(series.format(table.split(" ")[0])).fetchone() == ("R",)


def test_the_own_code_s_curriculum_goes_before_that_of_the_old_code():
    own = {"programme_code": "R", "curriculum": "own", "cohort_from": 2023}
    people = [anonymous(1, cohort=2023, programme_code="R")]
    found = placed(
        built(
            [rated(1, "A"), rated(1, "C")],
            people,
            programmes=RENAMED,
            curricula=[OLD, NEW, own],
            courses=courses() + courses({"own": ("A",)}, "R"),
        )
    )
    assert found == {(1, "A"): "R/own/A", (1, "C"): "not_in_curriculum"}


def test_of_merged_programmes_a_course_that_only_one_had_is_placed():
    merged = [
        {"programme_code": "P", "valid_to": 2022},
        {"programme_code": "Q", "valid_to": 2022},
        {"programme_code": "M", "valid_from": 2023, "predecessor": "P;Q"},
    ]
    other = {"programme_code": "Q", "curriculum": "old"}
    found = placed(
        built(
            [rated(1, c) for c in ("A", "C", "D")],
            [anonymous(1, cohort=2023, programme_code="M")],
            programmes=merged,
            curricula=[OLD, NEW, other],
            courses=courses() + courses({"old": ("A", "D")}, "Q"),
        )
    )
    assert found == {(1, "A"): "several", (1, "C"): "P/new/C", (1, "D"): "Q/old/D"}


def test_a_course_of_a_code_with_several_periods_stands_under_the_last_its_cohorts_reach():
    periods = [
        {"programme_code": "P", "name_en": "Before", "valid_to": 2018},
        {"programme_code": "P", "name_en": "Then", "valid_from": 2019, "valid_to": 2022},
        {"programme_code": "P", "name_en": "Now", "valid_from": 2023},
    ]
    con = built([], [], programmes=periods)
    found = con.execute(
        "SELECT curriculum, name_en FROM dim_curriculum JOIN dim_programme USING (programme_id)"
    ).fetchall()
    assert dict(found) == {"old": "Then", "new": "Now"}


@pytest.mark.parametrize(
    ("need", "met", "expected", "scores"),
    [
        ("3", "3", "important_met", (3, 3)),
        ("5", "2", "important_unmet", (5, 2)),
        ("4", None, "important_unanswered", (4, None)),
        ("4", "x", "important_unanswered", (4, None)),
        ("2", None, "not_important", (2, None)),
        # How well it was met is asked of those only who need it.
        ("2", "4", "not_important", (2, None)),
        ("x", None, "cannot_say", (None, None)),
        (None, "4", "not_answered", (None, None)),
        (None, None, "not_answered", (None, None)),
    ],
)
def test_what_a_rating_counts_as(need, met, expected, scores):
    con = built([rated(1, "A", need, met)], [anonymous(1, cohort=2020, programme_code="P")])
    assert needs(con) == {1: expected}
    found = con.execute("SELECT importance, met FROM mart_course_ratings").fetchone()
    assert found == scores


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("exclusively_own", "important_met"),
        ("own_or_related", "important_met"),
        ("different", "excluded"),
        ("no_particular", "excluded"),
        (None, "excluded"),
    ],
)
def test_related_work_is_that_of_the_linked_graduate_at_the_same_wave(field, expected):
    outcomes = [
        {"graduate_id": 1, "destination_code": "10", "source": "survey", "field_match": field},
        # What was so a year later says nothing about now.
        {"graduate_id": 1, "destination_code": "10", "source": "survey", "wave": 15,
         "field_match": "exclusively_own"},
    ]  # fmt: skip
    people = [{"respondent_id": 7, "graduate_id": 1, "cohort": 2020}]
    con = built([rated(7, "A")], people, outcomes=outcomes)
    assert needs(con, "course_need_related") == {7: expected}


def test_a_respondent_who_is_not_linked_is_in_no_figure_of_related_work():
    con = built([rated(1, "A")], [anonymous(1, cohort=2020, programme_code="P")])
    assert needs(con, "course_need_related") == {1: "excluded"}


def test_who_was_asked_and_did_not_answer_rated_nothing():
    people = [anonymous(1, cohort=2020, programme_code="P", disposition="refused")]
    assert placed(built([rated(1, "A")], people)) == {}


def test_a_closed_course_names_what_took_its_place_in_the_latest_version():
    closed = courses({"old": ("A",)}, offered_until="2021-01-31", replaced_by="C")
    later = courses({"new": ("C",)}, name_en="Calculus", name_zh="微积分")
    con = built([], [], courses=closed + later)
    found = con.execute(
        "SELECT course, offered, replaced_by, replaced_by_en, replaced_by_zh FROM dim_course "
        "ORDER BY course"
    ).fetchall()
    assert found == [
        ("A", False, "C", "Calculus", "微积分"),
        ("C", True, None, None, None),
    ]


def test_cohorts_of_a_version_are_those_of_graduates_who_studied_it():
    graduates = [
        {"graduate_id": 1, "cohort": 2020},
        {"graduate_id": 2, "cohort": 2022},
        {"graduate_id": 3, "cohort": 2022, "curriculum_version": "old"},
    ]
    con = built([], [], graduates=graduates)
    found = dict(con.execute("SELECT curriculum, cohorts FROM dim_curriculum").fetchall())
    assert found == {"old": [2020, 2022], "new": [2022]}


def test_without_curricula_there_are_no_courses_and_nothing_else_changes():
    con = built([], [], curricula=[], courses=[], cubes=True)
    for table in ("dim_curriculum", "dim_course", "mart_course_ratings", "cube_course_need"):
        assert con.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert con.execute("SELECT count(*) FROM mart_graduate_wave").fetchone() == (1,)
