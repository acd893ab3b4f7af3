"""Answers listed one a row, respondents linked or not, waves in a column."""

from tests.pipelines.load.bench import Bench
from tests.pipelines.survey.forms import SCALES, answers, form, respondents, responses


def test_a_long_list_is_read_by_the_same_scales(bench: Bench) -> None:
    items = "survey,respondent,item,kind,scale\nalumni,alumnus,Q1,scale,often\n"
    bench.file("scales.csv", SCALES)
    bench.file("items.csv", items)
    bench.file("respondents.csv", "survey,respondent_id,wave\nalumni,A1,12\nalumni,A2,12\n")
    bench.file(
        "responses.csv",
        "survey,respondent_id,item,code\n"
        "alumni,A1,Q1,Often\n"
        "alumni,A1,Q1,Never\n"
        "alumni,A9,Q1,Never\n"
        "alumni,A2,Q7,Never\n"
        "alumni,A2,Q1,有时\n",
    )
    bench.load()
    assert answers(bench) == [(2, "Q1", "3"), (6, "Q1", "2")]
    assert [(row, rule) for row, _, rule, _ in bench.rejects()] == [
        (3, "second"),
        (4, "reference"),
        (5, "reference"),
    ]


def test_an_unknown_graduate_leaves_the_answers_unlinked(bench: Bench) -> None:
    bench.base()
    bench.file(
        "respondents.csv",
        "survey,respondent_id,graduate_id,wave,programme_code\n"
        "alumni,A1,G1,12,P1\nalumni,A2,G9,12,P9\n",
    )
    bench.load()
    assert bench.rows(
        "SELECT graduate_id IS NOT NULL, programme_code FROM stg_respondents ORDER BY _row"
    ) == [(True, "P1"), (False, None)]
    assert {(rule, kept) for rule, kept in bench.rows("SELECT rule, kept FROM meta_rejects")} == {
        ("reference", True)
    }


def test_numbers_may_be_recoded_too(bench: Bench) -> None:
    export = "Nr,When,Q\nA1,short,Often\nA2,24,Often\n"
    items = "survey,respondent,item,kind,scale,header\nalumni,alumnus,Q,scale,often,Q\n"
    asked = respondents(wave='{ from = "When", recode = "wave" }')
    form(bench, export, items, mapping=f'[recode.wave]\nshort = "6"\n{asked}{responses()}')
    bench.load()
    assert bench.rows("SELECT wave FROM stg_respondents ORDER BY _row") == [(6,), (24,)]
