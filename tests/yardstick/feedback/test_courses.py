"""From a competence to its courses: of the version the cohorts studied, weak ones first, no others."""

import numpy as np
import pytest

from tests.yardstick.measure.surveys import paired
from tests.yardstick.measure.worlds import world
from yardstick.feedback.courses import asked_for, course_fit
from yardstick.feedback.lists import pair_lists
from yardstick.measure import Filters, Reader, Scope

PEOPLE = 180
#: Three programmes in turn; P falls two points short of the first competence.
PROGRAMMES = ("P", "Q", "R")
RNG = np.random.default_rng(11)
NEED = [
    {"scale": "need", "code": str(k), "place": k, "score": float(k), "label_en": f"Need {k}",
     "positive": "yes" if k > 2 else "no"}
    for k in range(1, 6)
]  # fmt: skip
MET = [
    {"scale": "met", "code": str(k), "place": k, "score": float(k), "label_en": f"Met {k}",
     "positive": "yes" if k > 2 else "no"}
    for k in range(1, 5)
]  # fmt: skip


def course(programme: str, version: str, name: str, **more: object) -> dict:
    own = {"programme_code": programme, "curriculum": version, "course": name}
    return own | {"name_en": f"Course {name}", "name_zh": f"课程{name}", "credits": 3.0} | more


def carry(programme: str, version: str, name: str, competence: str, share: float) -> dict:
    own = {"programme_code": programme, "curriculum": version, "course": name}
    return own | {"competence": competence, "share": share}


def tables() -> dict[str, list[dict]]:
    wanted = [RNG.integers(4, 6, PEOPLE).tolist() for _ in range(2)]
    had = [RNG.integers(4, 6, PEOPLE).tolist() for _ in range(2)]
    had[0][0::3] = [x - 2 for x in wanted[0][0::3]]
    # Not all alike, so that there is a spread to test.
    for k in (60, 63, 66):
        had[0][k] = wanted[0][k] - 1
    made = paired(wanted, had, PROGRAMMES)
    for k, row in enumerate(made["respondents"]):
        # The first third of each programme graduated under the old curriculum.
        row |= {"cohort": 2023 if k < 60 else 2024, "industry": "A" if k % 2 else "B"}
    ratings = []
    for k in range(PEOPLE):
        programme, new = PROGRAMMES[k % 3], k >= 60
        for name in ("good", "bad") if new else ("old",):
            weak = programme == "P" and name == "bad"
            ratings.append(
                {
                    "survey": "alumni",
                    "respondent_id": k + 1,
                    "course": name,
                    "importance": "5",
                    "importance_scale": "need",
                    "met": "1" if weak and k % 10 else "4",
                    "met_scale": "met",
                }
            )
    versions = [("v1", None, 2023, ("old",)), ("v2", 2024, None, ("good", "bad", "more"))]
    graduates = [
        {
            "graduate_id": k + 1,
            "programme_code": PROGRAMMES[k % 3],
            "cohort": 2023 if k < 60 else 2024,
        }
        for k in range(PEOPLE)
    ]
    return made | {
        "graduates": graduates,
        "scales": [*made["scales"], *NEED, *MET],
        "competences": [
            {"competence": c, "label_en": c.upper(), "label_zh": c} for c in ("c0", "c1", "c2")
        ],
        "curricula": [
            {"programme_code": x, "curriculum": v, "cohort_from": a, "cohort_to": b}
            for x in PROGRAMMES
            for v, a, b, _ in versions
        ],
        "courses": [
            course(x, v, name, core="yes")
            for x in PROGRAMMES
            for v, _, _, names in versions
            for name in names
        ],
        "curriculum_map": [
            row
            for x in PROGRAMMES
            for row in (
                carry(x, "v1", "old", "c0", 0.5),
                carry(x, "v2", "good", "c0", 0.2),
                carry(x, "v2", "bad", "c0", 0.6),
                carry(x, "v2", "more", "c2", 0.4),
            )
        ],
        "course_ratings": ratings,
    }  # fmt: skip


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    return world(tmp_path_factory.mktemp("courses"), tables())


@pytest.fixture(scope="module")
def fit(reader):
    return course_fit(reader, "P", Filters(cohorts=(2024,)), pair_lists(reader)[0])


def test_what_falls_short_leads_to_its_courses_the_weak_one_first(fit):
    assert fit.short() == ["c0"]
    assert fit.of("c0")["course"].tolist() == ["bad", "good"]
    assert fit.of("c0")["share"].tolist() == [0.6, 0.2]
    assert fit.weak()["course"].tolist() == ["bad"]
    row = fit.courses.iloc[0]
    assert row["course"] == "bad"
    assert row["short"] == 0.6
    assert row["fulfilment"] < row["fulfilment_high"] < row["expected"]
    assert row["n"] == 40
    # Nobody rated it: it stands last, without a figure.
    assert fit.courses["course"].tolist()[-1] == "more"
    assert np.isnan(fit.courses["fulfilment"].iloc[-1])


def test_only_the_version_the_cohorts_studied(reader, fit):
    assert fit.versions["curriculum"].tolist() == ["v2"]
    assert set(fit.courses["curriculum"]) == {"v2"}
    list_ = pair_lists(reader)[0]
    old = course_fit(reader, "P", Filters(cohorts=(2023,)), list_)
    assert old.courses["course"].tolist() == ["old"]
    both = course_fit(reader, "P", Filters(), list_)
    assert both.versions["curriculum"].tolist() == ["v1", "v2"]


def test_what_no_course_carries_and_what_no_survey_asks(fit):
    assert fit.uncarried["competence"].tolist() == ["c1"]
    assert fit.unasked["competence"].tolist() == ["c2"]


def test_industries_speak_for_what_falls_short(reader, fit):
    found, own = asked_for(reader, fit, Filters(cohorts=(2024,)))
    assert own
    assert set(found["industry"]) == {"A", "B"}
    assert set(found["pair"]) == {"alumni/c0/1"}
    assert found["n"].sum() == 40
    other = course_fit(reader, "Q", Filters(), pair_lists(reader)[0])
    assert asked_for(reader, other, Filters())[0].empty


def test_without_pairs_there_are_courses_and_no_gaps(reader):
    found = course_fit(reader, "P", Filters(cohorts=(2024,)), None)
    assert found.short() == []
    assert found.gaps.empty
    assert found.weak()["course"].tolist() == ["bad"]


def test_a_scope_shows_no_other_programme(reader):
    scoped = Reader(reader.snapshot, Scope(programmes=("Q",)))
    found = course_fit(scoped, "P", Filters(), pair_lists(reader)[0])
    assert found.courses.empty
    assert not found.gaps["seen"].any()
