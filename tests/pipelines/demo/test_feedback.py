"""The surveys with items: who answers, which form was sent, and what employers see otherwise."""

import numpy as np
import pandas as pd
import pytest

from pipelines.demo import feedback, firms, objectives, remarks, truths
from pipelines.demo.competences import CODES
from pipelines.demo.instrument import questions
from pipelines.demo.programmes import programmes
from yardstick.comments.themes import load_themes, speak_of

FORMS = {"1": "first_form.csv", "2": "second_form.csv"}
#: The form of half a year after graduation and that of five years, with the objectives besides.
EARLY, LATE = "alumni_feedback", "alumni_five_years"


@pytest.fixture(scope="module")
def alumni(demo) -> dict[str, pd.DataFrame]:
    return {
        version: pd.concat([demo.read(f"{form}_{name}") for form in (EARLY, LATE)])
        for version, name in FORMS.items()
    }


@pytest.mark.parametrize("version", FORMS)
def test_a_form_has_the_questions_of_its_version(demo, version):
    headers = {item: q.header for item, q in questions("alumni", version).items()}
    assert len(set(headers.values())) == len(headers)
    late = {headers[item] for item in objectives.ITEMS}
    for form, asked in ((LATE, set(headers.values())), (EARLY, set(headers.values()) - late)):
        columns = demo.read(f"{form}_{FORMS[version]}").columns
        assert set(columns) & set(headers.values()) == asked


def test_the_forms_differ_in_the_scale_of_one_question(alumni):
    first, second = (questions("alumni", v) for v in FORMS)
    assert [item for item in first if first[item].answers != second[item].answers] == ["SAT"]
    asked = {
        v: set(zip(f["答卷编号"] // 10**8, f["调查轮次"], strict=True)) for v, f in alumni.items()
    }
    assert asked == {
        "1": {(2022, 6), (2023, 6), (2019, 60)},
        "2": {(2024, 6), (2025, 6), (2020, 60)},
    }
    for version, form in ((v, questions("alumni", v)) for v in FORMS):
        said = set(alumni[version][form["SAT"].header].dropna())
        assert said == set(form["SAT"].answers) - {"无法评价"}


def test_who_answers_completed_the_survey_and_few_do_not_say_who_they_are(demo, alumni):
    listed = demo.read("survey_list.csv")
    done = listed[listed["处置结果"] == "complete"]
    expected = sum(
        len(done[(done["调查轮次"] == wave) & done["学号"].floordiv(10**8).between(*cohorts)])
        for wave, cohorts in truths.FEEDBACK.items()
    )
    everybody = pd.concat(alumni.values())
    assert len(everybody) / expected == pytest.approx(truths.GOES_ON, abs=0.02)
    assert everybody["答卷编号"].is_unique
    secret = everybody["学号"].isna()
    assert secret.mean() == pytest.approx(truths.ANONYMOUS, abs=0.01)
    own = everybody[["毕业年份", "专业代码", "性别"]].notna()
    assert own[secret].all().all(), "who is anonymous is analysed by what the form says"
    assert not own[~secret].any().any()
    linked = everybody[~secret].merge(done, on=["学号", "调查轮次"], validate="1:1")
    assert len(linked) == (~secret).sum()


def test_only_an_unrelated_job_is_asked_for_its_reasons(alumni):
    form = questions("alumni", "2")
    match, why = (alumni["2"][form[item].header] for item in ("MATCH", "WHY"))
    assert set(match[why.notna()]) == {form["MATCH"].answers[2]}
    chosen = why.dropna().str.split(feedback.SEPARATOR)
    assert set(chosen.explode()) == set(form["WHY"].answers)
    assert chosen.str.len().gt(1).mean() > 0.2


def test_satisfaction_goes_with_teaching_more_than_with_use(alumni):
    form = questions("alumni", "2")

    def score(item: str) -> pd.Series:
        places = {text: k for k, text in enumerate(form[item].answers) if text != "无法评价"}
        return alumni["2"][form[item].header].map(places)

    overall = score("SAT")
    assert overall.corr(score("TEACH")) > overall.corr(score("USE")) + 0.15


def test_employers_see_one_competence_otherwise(demo):
    survey = demo.read("employer_survey.csv")
    form = questions("employers", "1")
    assert survey["专业代码"].isna().mean() == pytest.approx(firms.OF_ALL, abs=0.03)
    gap = {}
    for code in CODES:
        two = []
        for side in "IA":
            answers = form[f"{side}_{code}"].answers
            places = {text: k for k, text in enumerate(answers[:5])}
            two.append(survey[form[f"{side}_{code}"].header].map(places))
        gap[code] = (two[0] - two[1]).mean()
    seen, less = truths.EMPLOYERS_SEE_LESS
    required, acquired = truths.COMPETENCES[seen]
    assert gap[seen] == pytest.approx(required - acquired + less, abs=0.15)
    assert max(gap[c] for c in CODES if c != seen) < 0.35


@pytest.mark.parametrize("item", remarks.WRITES)
@pytest.mark.parametrize("language", remarks.LANGUAGES)
def test_phrases_speak_of_their_theme(item, language):
    known = list(load_themes())
    phrases = [p for p in remarks._phrases(item) if p["theme"]]
    found = speak_of([p[language] for p in phrases])
    assert [
        p[language]
        for p, themes in zip(phrases, found, strict=True)
        if not themes[known.index(p["theme"])]
    ] == []
    assert {p["competence"] for p in phrases} - {""} <= set(CODES)


def test_comments_name_what_the_programme_lacks(alumni):
    gap = truths.COMPETENCE_GAPS[0]
    catalogue = programmes()
    rng = np.random.default_rng(1)
    own = [p.code for p in catalogue].index(gap.programme)
    other = [p.code for p in catalogue].index("030101K")
    wanted = [p["zh"] for p in remarks._phrases("IMPROVE") if p["competence"] in gap.competences]

    def share(programme: int) -> float:
        n = 4000
        where = np.full(n, programme)
        text = remarks.write(rng, catalogue, where, np.zeros(n, int), "IMPROVE").to_pandas()
        said = text.dropna().astype(str)
        return said.apply(lambda x: any(w in x for w in wanted)).mean()

    assert share(own) > 3 * share(other) > 0
