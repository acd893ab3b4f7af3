"""What was planted in curricula and objectives is found by what the pages ask."""

import pytest

from pipelines.demo import truths
from yardstick.feedback import curricula
from yardstick.measure import Filters, measure

FULFILMENT, IMPORTANCE = "course.fulfilment", "course.importance"
PLANTED = {(p, c) for p, courses in truths.WEAK_COURSES.items() for c in courses}


@pytest.fixture(scope="module")
def rates(reader):
    """Importance and fulfilment of every course that was rated, with programme and course."""
    found = measure(reader, [IMPORTANCE, FULFILMENT], ("course",)).frame
    named = curricula.courses(reader)[["course_id", "programme", "course"]]
    return found.rename(columns={"course": "course_id"}).merge(named, on="course_id")


def test_weak_courses_are_found_and_no_others(rates):
    met = rates[rates["indicator"] == FULFILMENT]
    assert set(met.loc[met["high"] < 0.6, ["programme", "course"]].itertuples(False, None)) == (
        PLANTED
    )
    needed = rates[rates["indicator"] == IMPORTANCE].set_index(["programme", "course"])
    assert needed.loc[sorted(PLANTED), "low"].min() > 0.85


def test_a_missing_competence_leads_to_its_weak_courses(reader):
    for gap in truths.COMPETENCE_GAPS:
        mapped = curricula.carried(reader, gap.programme, truths.COHORTS[-2:])
        assert set(mapped["curriculum"]) == {truths.NEW_CURRICULUM}
        credits = mapped.assign(carried=mapped["credits"] * mapped["share"])
        top = credits.sort_values("carried").groupby("competence")["course"].last()
        assert {top[c] for c in gap.competences} == set(truths.WEAK_COURSES[gap.programme])


def test_the_competence_that_no_course_carries_is_found(reader):
    found = curricula.uncarried(reader)
    assert set(found[["programme", "competence"]].itertuples(False, None)) == {truths.UNCARRIED}


def test_cohorts_lead_to_the_version_they_studied(reader):
    programme = truths.TWO_CURRICULA[0]
    for cohorts, versions in (
        ((truths.LAST_OF_OLD_CURRICULUM,), [truths.OLD_CURRICULUM]),
        ((truths.LAST_OF_OLD_CURRICULUM + 1,), [truths.NEW_CURRICULUM]),
        ((), [truths.OLD_CURRICULUM, truths.NEW_CURRICULUM]),
    ):
        found = curricula.curricula(reader, programme, cohorts)
        assert found["curriculum"].tolist() == versions


def test_a_closed_course_says_what_took_its_place(reader):
    planted = truths.CLOSED_COURSE
    found = curricula.courses(reader, planted.programme)
    closed = found[~found["offered"].astype(bool)]
    assert closed[["course", "replaced_by_name"]].to_numpy().tolist() == [
        [planted.course, planted.names[0]]
    ]
    assert closed["waves"].tolist() == [(6,)], "those who took it still rate it"


def test_the_renamed_programme_is_rated_under_the_curriculum_of_its_old_code(reader):
    for old, new in truths.RENAMED.items():
        asked = Filters(programmes=(new,))
        found = measure(reader, FULFILMENT, ("course",), asked).frame
        assert set(found["course"].str.split("/").str[0]) == {old}
        assert found["base"].min() > 50


def test_one_objective_is_missed_about_five_years_out(reader):
    programme, missed = truths.MISSED_OBJECTIVE
    found = {}
    for row in curricula.objectives(reader).itertuples():
        items = tuple(x for x in row.items if x.startswith("alumni/"))
        asked = Filters(items=items, programmes=(row.programme,), wave=60)
        one = measure(reader, "voice.mean", (), asked).frame.iloc[0]
        found[row.programme, row.objective] = (one["base"], one["high"], row.threshold)
    short = {k for k, (base, high, threshold) in found.items() if base >= 23 and high < threshold}
    assert short == {(programme, missed)}
