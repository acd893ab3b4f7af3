"""Surveys of employers: anonymous, on their own fields, with or without a programme; alone or not."""

from tests.pipelines.load.bench import Bench, plain
from tests.pipelines.survey.conftest import Published
from tests.pipelines.survey.forms import SCALES, answers, form, respondents, responses
from yardstick.measure import Filters, measure

ITEMS = """survey,respondent,item,kind,scale,header,pair,side
firms,employer,A,scale,often,Does it,team,attainment
firms,employer,R,scale,often,Has to,team,importance
"""
PROGRAMMES = "programme_code,school_code,level\nP1,S1,bachelor\n"
OWN = 'cohort = "Year"\nprogramme_code = "Course"'


def test_an_anonymous_survey_of_employers_comes_in_with_what_it_says_itself(bench: Bench) -> None:
    bench.base()
    export = "Nr,Year,Course,Trade,Does it,Has to\n1,2024,P1,I,Never,Often\n2,,,J,Often,Often\n"
    own = f'{OWN}\nindustry = "Trade"'
    mapping = respondents(survey="firms", more=own) + responses("firms")
    form(bench, export, ITEMS, mapping=mapping)
    bench.load()
    assert bench.rows(
        "SELECT cohort, programme_code, industry::VARCHAR, graduate_id FROM stg_respondents "
        "ORDER BY _row"
    ) == [(2024, "P1", "I", None), (None, None, "J", None)]
    assert len(answers(bench)) == 4


def test_a_survey_of_employers_alone_is_a_snapshot(published: Published) -> None:
    export = "Nr,Year,Course,Does it,Has to\n1,2020,P1,1,3\n2,2020,P1,2,3\n3,,,3,3\n4,2021,P1,1,\n"
    reader, _ = published(
        plain("programmes") + respondents(survey="firms", wave=0, more=OWN) + responses("firms"),
        programmes=PROGRAMMES,
        export=export,
        items=ITEMS,
        scales=SCALES,
    )
    assert reader.snapshot.rows(
        "SELECT cohort, programme_id IS NOT NULL, value, sum(n) FROM cube_pair_gap"
        " GROUP BY ALL ORDER BY ALL"
    ) == [(2020, True, 1.0, 1), (2020, True, 2.0, 1), (None, False, 0.0, 1)]
    assert reader.snapshot.rows(
        "SELECT answer_status::VARCHAR, count(*) FROM mart_answers WHERE cohort = 2021"
        " GROUP BY ALL ORDER BY ALL"
    ) == [("negative", 1), ("not_answered", 1)]


def test_employers_of_the_institution_as_a_whole_count_in_the_whole_only(
    published: Published,
) -> None:
    rows = [(n, "2020", "P1") for n in range(25)] + [(n, "", "") for n in range(25, 35)]
    export = "Nr,Year,Course,Does it,Has to\n" + "".join(
        f"{n},{year},{course},{'Often' if n % 5 else 'Never'},Often\n" for n, year, course in rows
    )
    reader, _ = published(
        plain("programmes") + respondents(survey="firms", wave=6, more=OWN) + responses("firms"),
        programmes=PROGRAMMES,
        export=export,
        items=ITEMS,
        scales=SCALES,
    )
    asked = Filters(items=("firms/A/1",))
    whole = measure(reader, "voice.positive", (), asked).frame.iloc[0]
    assert (whole["positive"], whole["base"]) == (28, 35)
    own = measure(reader, "voice.positive", (), asked.with_(programmes=("P1",))).frame.iloc[0]
    assert (own["positive"], own["base"]) == (20, 25)
