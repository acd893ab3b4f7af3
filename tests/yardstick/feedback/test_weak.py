"""Weak courses: needed, and meeting the need clearly less often than the courses of the level."""

import numpy as np
import pytest

from tests.yardstick.measure.worlds import world
from yardstick.feedback.rules import load_rules
from yardstick.feedback.weak import BENCHMARK, null_courses, rated_courses
from yardstick.measure import Filters, Reader, Scope

PROGRAMMES = ("P", "Q", "R", "U", "V")
PEOPLE = 60
SCALES = [
    {"scale": scale, "code": str(k), "place": k, "score": float(k), "label_en": f"{scale} {k}"}
    | {"positive": "yes" if k > 2 else "no"}
    for scale, points in (("need", 5), ("met", 4))
    for k in range(1, points + 1)
]
#: Of those who need it, how many say that the course met the need: programme, course -> of PEOPLE.
MET = {("P", "bad"): 15, ("Q", "optional"): 5}
USUAL = 48
#: Hardly anybody needs this one: however little it meets, it is no weak course.
SELDOM = ("Q", "optional")


def tables() -> dict[str, list[dict]]:
    respondents, ratings = [], []
    for p, programme in enumerate(PROGRAMMES):
        for k in range(PEOPLE):
            number = p * PEOPLE + k + 1
            year = (2023, 2024)[k % 2]
            respondents.append({
                "survey": "alumni", "respondent_id": number, "wave": 6, "cohort": year,
                "programme_code": programme, "gender": "female",
            })  # fmt: skip
            for course in ("good", "bad", "optional"):
                needed = k < 20 if (programme, course) == SELDOM else True
                met = (k * 7) % PEOPLE < MET.get((programme, course), USUAL)
                ratings.append({
                    "survey": "alumni", "respondent_id": number, "course": course,
                    "importance": "5" if needed else "1", "importance_scale": "need",
                    "met": ("4" if met else "1") if needed else None, "met_scale": "met",
                })  # fmt: skip
    return {
        "scales": SCALES,
        "programmes": [{"programme_code": x, "school_code": "S" + x} for x in PROGRAMMES],
        "respondents": respondents,
        "curricula": [{"programme_code": x, "curriculum": "v"} for x in PROGRAMMES],
        "courses": [
            {"programme_code": x, "curriculum": "v", "course": c, "core": "yes"}
            | {"name_en": f"Course {c}", "name_zh": f"课程{c}"}
            for x in PROGRAMMES
            for c in ("good", "bad", "optional")
        ],
        "course_ratings": ratings,
    }


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    return world(tmp_path_factory.mktemp("weak"), tables())


def test_a_needed_course_far_below_the_level_is_weak_and_no_other(reader):
    found = rated_courses(reader)
    weak = found.weak()
    assert weak[["programme", "course"]].to_numpy().tolist() == [["P", "P/v/bad"]]
    assert (found.cohorts, found.wave, len(found.frame)) == ((2023, 2024), 6, 15)
    row = weak.iloc[0]
    assert (row["n"], row["positive"]) == (60, 15)
    frame = found.frame
    level = frame["positive"].sum() / frame["n"].sum()
    assert row["expected"] == pytest.approx(level)
    assert row["difference"] == pytest.approx(15 / 60 - level)
    assert row["high"] < -load_rules()["course"].points(0, 1)


def test_what_few_need_is_not_judged(reader):
    frame = rated_courses(reader).frame.set_index(["programme", "course"])
    seldom = frame.loc[("Q", "Q/v/optional")]
    assert seldom["fulfilment"] < 0.5
    assert seldom["importance_low"] < 0.5
    assert np.isnan(seldom["q"])
    assert seldom["finding"] == "cannot_tell"
    assert rated_courses(reader).family == 14


def test_filters_choose_rows_and_never_change_a_finding(reader):
    everything = rated_courses(reader).frame.set_index("course")
    one = rated_courses(reader, Filters(programmes=("P",)))
    assert set(one.frame["programme"]) == {"P"}
    assert one.family == 14
    for course, row in one.frame.set_index("course").iterrows():
        assert row["q"] == everything.loc[course, "q"]
        assert row["finding"] == everything.loc[course, "finding"]


def test_the_level_is_told_only_where_enough_programmes_stand_behind_it(reader):
    own = rated_courses(Reader(reader.snapshot, Scope(programmes=("P",))))
    assert not own.withheld
    assert own.weak()["course"].tolist() == ["P/v/bad"]
    most = Scope(programmes=("P", "Q", "R", "U"))
    narrow = rated_courses(Reader(reader.snapshot, most))
    assert narrow.withheld
    assert set(narrow.frame["programme"]) == set(most.programmes)
    assert narrow.frame[list(BENCHMARK)].isna().all().all()
    assert narrow.weak().empty
    # Another pool could be taken off the usual one.
    year = rated_courses(
        Reader(reader.snapshot, Scope(programmes=("P",))), Filters(cohorts=(2024,))
    )
    assert year.withheld
    assert not rated_courses(reader, Filters(cohorts=(2024,))).withheld


def test_chance_alone_is_the_same_rule_on_courses_that_are_all_alike(reader):
    flags = null_courses(reader, draws=50)
    assert len(flags.counts) == 50
    assert flags.mean < 0.2
    assert rated_courses(reader).weak().shape[0] > flags.mean


def test_without_ratings_there_is_nothing(tmp_path):
    bare = world(tmp_path, {"programmes": [{"programme_code": "P"}], "graduates": [
        {"graduate_id": 1, "programme_code": "P", "cohort": 2023}
    ]})  # fmt: skip
    found = rated_courses(bare)
    assert (found.family, len(found.frame), len(found.weak())) == (0, 0, 0)
    assert null_courses(bare, draws=2) is None
