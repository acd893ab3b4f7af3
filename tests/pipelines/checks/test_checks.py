"""Each check finds what it is for, says it exactly, and is quiet otherwise."""

import pytest

from pipelines.checks import model
from pipelines.checks.model import CheckStatus
from pipelines.checks.runner import CHECKS, run_checks
from tests.pipelines.core.given import mart

REGISTER = {"source": "registry", "observed_on": "2024-12-31", "destination_code": "10"}


#: A curriculum whose courses carry a competence that the survey asks about, rated by everyone.
STUDIES = {
    "competences": [{"competence": "c"}],
    "curricula": [{"programme_code": "P", "curriculum": "v"}],
    "courses": [
        {"programme_code": "P", "curriculum": "v", "course": "A", "replaced_by": "B"},
        {"programme_code": "P", "curriculum": "v", "course": "B"},
    ],
    "curriculum_map": [
        {"programme_code": "P", "curriculum": "v", "course": "A", "competence": "c", "share": 0.7}
    ],
    "objectives": [{"programme_code": "P", "curriculum": "v", "objective": "1", "items": "s/Q"}],
    "course_ratings": [
        {"survey": "s", "respondent_id": i, "course": "A", "importance": "y", "met": "n"}
        | {"importance_scale": "yes", "met_scale": "yes"}
        for i in range(4)
    ],
}


@pytest.fixture
def sound():
    """A small institution in which nothing is wrong; tests break it."""
    return mart(
        [{"graduate_id": i} | REGISTER | {"pay_monthly": 5000, "currency": "CNY"} for i in range(9)]
        + [{"graduate_id": 0, "source": "survey", "destination_code": "11"}],
        enrolments=[
            {"programme_code": "P", "year": 2024, "enrolled": 10, "graduated": 9, "degrees": 9}
        ],
        scales=[
            {"scale": "yes", "code": "y", "place": 1, "score": 1, "positive": "yes"},
            {"scale": "yes", "code": "n", "place": 2, "score": 0},
        ],
        items=[
            {"survey": "s", "item": "Q", "scale": "yes"},
            {"survey": "s", "item": "R", "scale": "yes", "asked_item": "Q", "asked_codes": "y"},
            *(
                {"survey": "s", "item": f"C_{side}", "scale": "yes", "pair": "c", "side": side}
                | {"competence": "c"}
                for side in ("importance", "attainment")
            ),
        ],
        respondents=[
            {"survey": "s", "respondent_id": i, "graduate_id": i, "wave": 6} for i in range(4)
        ],
        responses=[
            {"survey": "s", "respondent_id": i, "item": item, "code": "y"}
            for i in range(4)
            for item in "QR"
        ],
        cubes=True,
        **STUDIES,
    )


#: By their names, as the data page knows them.
BY_NAME = {check.name: check for check in CHECKS}


def _said(name, con):
    finding = BY_NAME[name].run(con)
    return finding.status.value, str(finding.detail)


def test_a_sound_institution_passes_every_check(sound):
    findings = dict(run_checks(sound))
    assert {name: f.status for name, f in findings.items()} == dict.fromkeys(
        findings, CheckStatus.PASSED
    )
    assert sound.execute("SELECT count(*) FROM meta_checks").fetchone() == (len(CHECKS),)


def test_a_row_that_vanishes_after_loading_is_noticed(sound):
    sound.execute("DELETE FROM stg_outcomes WHERE graduate_id = 3")
    assert _said("rows_accounted", sound) == (
        "failed",
        "outcomes: rows written by the load: 10; rows that are there: 9.",
    )


def test_an_account_that_does_not_balance_is_noticed(sound):
    sound.execute("UPDATE meta_accounting SET loaded = 8 WHERE target = 'graduates'")
    assert _said("rows_accounted", sound) == (
        "failed",
        "graduates.csv: rows read for graduates: 9; but 8 loaded, 0 rejected and 0 excluded "
        "do not make 9.",
    )


def test_a_graduate_lost_on_the_way_is_noticed(sound):
    sound.execute("DELETE FROM core_graduates WHERE graduate_id = 3")
    assert _said("population_adds_up", sound) == (
        "failed",
        "Graduates loaded: 9; arrived in the core table: 8.",
    )


def test_an_observation_too_many_is_noticed(sound):
    sound.execute("INSERT INTO mart_graduate_wave SELECT * FROM mart_graduate_wave LIMIT 1")
    status, sentence = _said("population_adds_up", sound)
    assert status == "failed"
    assert sentence.startswith("Graduates and waves make 9 observations, but the mart has 10:")


def test_a_code_with_two_places_is_noticed(sound):
    sound.execute("INSERT INTO core_destinations SELECT * FROM core_destinations WHERE code = '10'")
    assert _said("one_place_each", sound) == (
        "failed",
        "Destination code 10 (graduates: 9) has no single place in every standard. Give it one in "
        "the code list of destinations, or recode it in the mapping.",
    )


def test_components_that_do_not_add_up_are_noticed(sound):
    sound.execute("UPDATE cube_cn_2021 SET n = n - 1")
    assert _said("components_add_up", sound) == (
        "failed",
        "The components of cn_2021 do not add up to the graduates of their programme, cohort and "
        "wave; such groups: 1.",
    )


def test_a_histogram_that_counts_too_few_is_noticed(sound):
    sound.execute("DELETE FROM cube_pay")
    assert _said("cubes_equal_mart", sound) == (
        "failed",
        "Graduates of cohort 2024 at 6 months: 9; counted by the histogram of pay: 0.",
    )


def test_values_without_a_code_are_told(sound):
    sound.execute("INSERT INTO meta_unmatched VALUES (1, 'outcomes', 'region', 'Atlantis', 3)")
    assert _said("nothing_unmatched", sound) == (
        "needs_person",
        "Cells left blank because no code list has their value: 3 (region “Atlantis” 3; in all 1 "
        "values). Add them to the mapping's recode tables; values that may be personal are not "
        "shown.",
    )


def test_a_value_that_may_be_personal_has_a_mark_in_its_place(sound):
    sound.execute("INSERT INTO meta_unmatched VALUES (1, 'outcomes', 'region', NULL, 2)")
    assert "(region “…” 2; in all 1 values)" in _said("nothing_unmatched", sound)[1]


def test_a_programme_nobody_described_is_told():
    con = mart([{"graduate_id": 1}], graduates=[{"graduate_id": 1, "programme_code": "Z"}])
    assert _said("programmes_described", con) == (
        "needs_person",
        "Programme codes not in the programme table: 1, for instance Z; graduates whose school and "
        "field are therefore not known: 1.",
    )


def test_a_cohort_outside_validity_is_told():
    con = mart([{"graduate_id": 1}], programmes=[{"programme_code": "P", "valid_to": 2020}])
    assert _said("cohorts_in_validity", con) == (
        "warning",
        "Graduates who finished outside the years of validity of their programme: 1; programmes: 1, "
        "for instance P. The nearest period was taken.",
    )


def test_a_graduate_missing_in_the_register_is_told():
    con = mart([{"graduate_id": 1} | REGISTER], graduates=[{"graduate_id": 1}, {"graduate_id": 2}])
    assert _said("destinations_coded", con) == (
        "needs_person",
        "Graduates in a register without a destination code: 1, most of them in cohort 2024 at 6 "
        "months (1). Code them, or code 70 if they are waiting.",
    )


@pytest.mark.parametrize(("survey", "status"), [("80", "warning"), ("11", "passed")])
def test_disagreement_of_sources_is_counted(survey, status):
    con = mart(
        [
            {"graduate_id": 1} | REGISTER,
            {"graduate_id": 1, "source": "survey", "destination_code": survey},
        ]
    )
    assert _said("conflicts_counted", con)[0] == status


def test_a_few_disagreements_are_a_note_and_counts_have_separators(sound):
    sound.execute("UPDATE meta_conflicts SET graduates = 2000, conflicting = 20")
    status, said = _said("conflicts_counted", sound)
    assert status == "note"
    assert "2,000" in said


def test_a_register_without_a_date_is_told():
    con = mart([{"graduate_id": 1, "destination_code": "10"}])
    assert _said("census_dates", con) == (
        "warning",
        "The register of 2024 carries no census date: its rates must not be compared with another "
        "year's before the date is known.",
    )


def test_a_wave_with_few_records_is_too_early():
    con = mart(
        [{"graduate_id": i} | REGISTER for i in range(30)]
        + [{"graduate_id": 0, "wave": 15, "source": "survey"}]
    )
    assert _said("waves_filled", con) == (
        "too_early",
        "Cohort 2024 has few records 15 months after graduation (1; graduates: 30): the wave is "
        "not complete yet, or its rows carry a wrong month.",
    )


def test_pay_in_another_currency_is_told():
    con = mart([{"graduate_id": 1} | REGISTER | {"pay_monthly": 900, "currency": "USD"}])
    assert _said("one_currency", con) == (
        "warning",
        "Records with pay in another currency, left out of pay figures: 1.",
    )


def test_more_graduates_than_students_is_told():
    con = mart(
        [{"graduate_id": 1}],
        enrolments=[{"programme_code": "P", "year": 2024, "enrolled": 9, "graduated": 10}],
        cubes=True,
    )
    assert _said("graduation_counts", con)[0] == "needs_person"
    assert con.execute("SELECT count(*) FROM cube_graduation").fetchone() == (0,)


@pytest.mark.parametrize(
    "check",
    [
        "destinations_coded",
        "census_dates",
        "conflicts_counted",
        "one_currency",
        "graduation_counts",
    ],
)
def test_a_check_without_anything_to_look_at_says_so(check):
    con = mart([{"graduate_id": 1, "source": "survey"}])
    assert _said(check, con)[0] == "not_applicable"


def test_every_check_file_is_run():
    from pathlib import Path

    folder = Path(model.__file__).parent
    files = {p.stem for p in folder.glob("*.py")} - {"__init__", "model", "runner", "served"}
    assert files == {check.name for check in CHECKS}


def test_an_answer_lost_on_the_way_is_noticed(sound):
    sound.execute("DELETE FROM mart_answers WHERE respondent = 3 AND item_id::VARCHAR = 's/Q/1'")
    assert _said("answers_counted", sound) == (
        "failed",
        "Answers of respondents that were loaded: 8; in the snapshot: 7.",
    )


def test_a_histogram_of_answers_that_lacks_some_is_noticed(sound):
    sound.execute("UPDATE cube_answer_status SET n = n + 1 WHERE item::VARCHAR = 's/R/1'")
    status, said = _said("answers_counted", sound)
    assert status == "failed"
    assert said == "Answers: 8; counted by the histogram of answer_status: 9."


def test_answers_past_a_filter_are_told_and_stay():
    con = mart(
        [{"graduate_id": 1} | REGISTER],
        scales=[
            {"scale": "yes", "code": "y", "place": 1, "positive": "yes"},
            {"scale": "yes", "code": "n", "place": 2},
        ],
        items=[
            {"survey": "s", "item": "Q", "scale": "yes"},
            {"survey": "s", "item": "R", "scale": "yes", "asked_item": "Q", "asked_codes": "y"},
        ],
        respondents=[
            {"survey": "s", "respondent_id": 1, "graduate_id": 1},
            {"survey": "s", "respondent_id": 2, "cohort": 2024},
        ],
        responses=[
            {"survey": "s", "respondent_id": 1, "item": "Q", "code": "n"},
            {"survey": "s", "respondent_id": 1, "item": "R", "code": "y"},
        ],
    )
    assert _said("answers_routed", con) == (
        "note",
        "Answers to questions that the filter before them leads past: 1, most of them to s/R/1. "
        "They are counted as given; check asked_codes in the items.",
    )
    assert _said("respondents_linked", con) == (
        "note",
        "Respondents linked to a graduate, by survey: s 1 / 2. The others are counted on their "
        "own fields, and nothing links them to outcomes.",
    )


def test_without_a_survey_its_checks_do_not_apply():
    con = mart([{"graduate_id": 1} | REGISTER], cubes=True)
    for name in ("answers_counted", "answers_routed", "respondents_linked"):
        assert _said(name, con) == ("not_applicable", "No survey with items was loaded.")
