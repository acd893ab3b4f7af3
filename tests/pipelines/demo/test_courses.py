"""Curricula, courses, their ratings and objectives of the demo, read back with plain pandas."""

import numpy as np
import pandas as pd
import pytest

from pipelines.demo import curricula, instrument, objectives, ratings, truths
from pipelines.demo.programmes import programmes

COURSE = ["专业代码", "培养方案", "课程代码"]
#: Of an answer on five points that is important in work, and of one on four that is met.
IMPORTANT = ratings.answers_of(ratings.NEED)[2:5]
MET = ratings.answers_of(ratings.MET)[2:4]


@pytest.fixture(scope="module")
def plans(demo) -> dict[str, pd.DataFrame]:
    return {
        name: pd.read_csv(demo.folder / name, dtype={"专业代码": str, "培养方案": str})
        for name in curricula.files(programmes())
    }


@pytest.fixture(scope="module")
def rated(demo) -> pd.DataFrame:
    """Ratings with cohort, programme and version of those who are known."""
    forms = pd.concat(
        demo.read(f"alumni_feedback_{form}_form.csv")[["答卷编号", "学号"]]
        for form in ("first", "second")
    )
    people = demo.read("graduates.csv")[["学号", "毕业年份", "专业代码", "培养方案"]]
    people = people.assign(培养方案=people["培养方案"].astype(str))
    known = demo.read("course_ratings.csv").merge(forms, on="答卷编号", how="left", validate="m:1")
    assert known["学号"].notna().mean() > 0.9
    return known.merge(people, on="学号", validate="m:1")


def test_every_course_stands_in_a_curriculum_and_every_map_in_a_course(plans):
    versions = set(map(tuple, plans["curricula.csv"][COURSE[:2]].to_numpy()))
    courses = plans["courses.csv"]
    assert set(map(tuple, courses[COURSE[:2]].to_numpy())) == versions
    assert not courses.duplicated(COURSE).any()
    by_version = courses.groupby(COURSE[:2])
    assert by_version.size().between(8, 14).all()
    assert by_version["是否核心课程"].agg(lambda c: (c == "是").sum()).between(5, 7).all()
    mapped = plans["course_competences.csv"]
    assert mapped[COURSE].drop_duplicates().merge(courses, on=COURSE).shape[0] == len(courses)
    assert mapped.groupby(COURSE)["支撑比重"].sum().between(0.05, 1).all()
    assert set(mapped["能力代码"]) == set(truths.COMPETENCES) == set(truths.COMPETENCE_NAMES)


def test_one_programme_lacks_a_course_for_one_competence(plans):
    mapped = plans["course_competences.csv"]
    carried = mapped.groupby(COURSE[:2])["能力代码"].agg(set)
    lacking = {
        (programme, competence)
        for (programme, _), some in carried.items()
        for competence in set(truths.COMPETENCES) - some
    }
    assert lacking == {truths.UNCARRIED}


def test_weak_courses_are_where_the_missing_competences_are_mainly_taught(plans):
    mapped = plans["course_competences.csv"].merge(plans["courses.csv"], on=COURSE)
    mapped = mapped[mapped["培养方案"] == truths.NEW_CURRICULUM]
    for gap in truths.COMPETENCE_GAPS:
        own = mapped[mapped["专业代码"] == gap.programme]
        credits = own.assign(credits=own["学分"] * own["支撑比重"])
        top = credits.sort_values("credits").groupby("能力代码")["课程代码"].last()
        assert {top[c] for c in gap.competences} == set(truths.WEAK_COURSES[gap.programme])


def test_who_studied_before_the_reform_is_recorded_with_the_old_curriculum(demo, plans):
    people = demo.read("graduates.csv")
    reformed = people[people["专业代码"].isin(truths.TWO_CURRICULA)]
    since = reformed.groupby(reformed["培养方案"].astype(str))["毕业年份"].agg(["min", "max"])
    assert since.loc[truths.OLD_CURRICULUM, "max"] == truths.LAST_OF_OLD_CURRICULUM
    assert since.loc[truths.NEW_CURRICULUM, "min"] == truths.LAST_OF_OLD_CURRICULUM + 1
    laid_down = plans["curricula.csv"]
    assert set(laid_down.loc[laid_down["专业代码"].duplicated(), "专业代码"]) == set(
        truths.TWO_CURRICULA
    )
    assert not set(laid_down["专业代码"]) & set(truths.RENAMED.values())


def test_people_rate_the_core_courses_of_the_curriculum_they_studied(plans, rated):
    core = plans["courses.csv"].query("是否核心课程 == '是'")[COURSE]
    # A renamed programme follows the curriculum of its old code.
    before = {new: old for old, new in truths.RENAMED.items()}
    own = rated.assign(专业代码=rated["专业代码"].replace(before))
    found = own.merge(core, on=COURSE, how="left", indicator=True)
    strange = found["_merge"] == "left_only"
    assert set(found.loc[strange, "课程代码"]) == {ratings.STRAY_COURSE}
    assert strange.mean() == pytest.approx(ratings.STRAY, rel=0.4)
    assert not rated.duplicated(["答卷编号", "课程代码"]).any()
    postgraduate = rated["专业代码"].str[0].isin(["M", "D"])
    assert not postgraduate.any(), "the graduate school has handed in no curricula"


def test_how_well_it_was_met_is_asked_of_those_only_who_need_the_course(rated):
    asked = rated["满足程度"].notna()
    assert set(rated.loc[asked, "重要程度"]) == set(IMPORTANT)
    assert asked[rated["重要程度"].isin(IMPORTANT)].mean() > 0.98


def test_weak_courses_are_needed_and_not_met_and_no_others(rated):
    need = rated[rated["重要程度"].isin([*IMPORTANT, *ratings.answers_of(ratings.NEED)[:2]])]
    met = rated[rated["满足程度"].isin([*MET, *ratings.answers_of(ratings.MET)[:2]])]
    by = ["专业代码", "课程代码"]
    table = pd.DataFrame(
        {
            "n": met.groupby(by).size(),
            "met": met["满足程度"].isin(MET).groupby([met[c] for c in by]).mean(),
            "need": need["重要程度"].isin(IMPORTANT).groupby([need[c] for c in by]).mean(),
        }
    )
    table = table[table["n"] >= 30]
    low = table["met"] + 2 * np.sqrt(table["met"] * (1 - table["met"]) / table["n"]) < 0.6
    planted = {(p, c) for p, courses in truths.WEAK_COURSES.items() for c in courses}
    assert set(table.index[low]) == planted
    assert table.loc[sorted(planted), "need"].min() > 0.93
    assert table["need"].median() == pytest.approx(0.9, abs=0.04)


def test_one_core_course_is_closed_and_replaced_in_the_same_curriculum(plans):
    courses = plans["courses.csv"]
    closed = courses[courses["停开日期"].notna()]
    planted = truths.CLOSED_COURSE
    assert closed[COURSE].to_numpy().tolist() == [
        [planted.programme, truths.NEW_CURRICULUM, planted.course]
    ]
    assert closed["是否核心课程"].item() == "是"
    there = courses["专业代码"].eq(planted.programme) & courses["课程代码"].eq(planted.replaced_by)
    assert courses.loc[there, "课程名称"].item() == planted.names[1]


@pytest.mark.parametrize("survey", ["alumni", "employers"])
def test_one_objective_of_one_programme_is_missed_five_years_out(demo, survey):
    files = {
        "alumni": ("alumni_five_years_first_form.csv", "alumni_five_years_second_form.csv"),
        "employers": ("employer_survey_five_years.csv",),
    }
    answers = pd.concat(demo.read(name) for name in files[survey])
    form = instrument.questions(survey, "1")
    programme, missed = truths.MISSED_OBJECTIVE
    if survey == "alumni":
        people = demo.read("graduates.csv")[["学号", "专业代码"]]
        answers = answers.drop(columns="专业代码").merge(people, on="学号")
    means = {}
    for item in objectives.ITEMS:
        places = {text: k for k, text in enumerate(form[item].answers, start=1)}
        point = answers[form[item].header].map(places)
        by = point.groupby(answers["专业代码"].eq(programme)).mean()
        means[item] = (by[True], by[False])
    for item, (own, others) in means.items():
        short = truths.MISSED_BY if item == f"OBJ_{missed}" else 0.0
        assert others > truths.OBJECTIVE_THRESHOLD + 0.3
        # One programme's employers are a dozen people.
        assert own == pytest.approx(others - short, abs=0.25 if survey == "alumni" else 0.6)
    own, _ = means[f"OBJ_{missed}"]
    assert own < truths.OBJECTIVE_THRESHOLD
