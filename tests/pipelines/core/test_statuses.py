"""Each branch of each status: given one graduate's records, expect one code."""

import pytest

from tests.pipelines.core.given import REGISTRY, SURVEY, mart, spread, status, statuses

EMPLOYED = REGISTRY | {"destination_code": "10"}
STUDIES = REGISTRY | {"destination_code": "80"}
WAITING = REGISTRY | {"destination_code": "70"}


def survey(**fields):
    return SURVEY | fields


CASES = [
    ("cn_2021", "uncoded", [survey(main_activity="travelling")]),
    ("cn_2024", "uncoded", [REGISTRY | {"destination_code": "00"}]),
    ("destination", "00", [REGISTRY]),
    ("cn_2021", "employed_unstated", [REGISTRY | {"destination_code": "1X"}]),
    ("cn_2024", "employed_unstated", [REGISTRY | {"destination_code": "1X"}]),
    ("cn_2021", "not_now", [REGISTRY | {"destination_code": "71"}]),
    ("nace", "employed_full_time", [EMPLOYED, survey(work_hours=30)]),
    ("nace", "employed_part_time", [EMPLOYED, survey(work_hours=29)]),
    ("nace", "employed_hours_unknown", [EMPLOYED]),
    ("nace", "seeking_job", [WAITING]),
    ("nace", "unknown", [WAITING | {"evidence": "none"}]),
    ("qilt", "no_response", [EMPLOYED]),
    ("qilt", "employed_hours_unknown", [EMPLOYED, survey(seeking="none")]),
    ("qilt", "part_time_content", [EMPLOYED, survey(work_hours=10, seeking="none")]),
    ("qilt", "part_time_content", [EMPLOYED, survey(work_hours=34, seeking="part_time")]),
    ("qilt", "part_time_seeking_unknown", [EMPLOYED, survey(work_hours=10)]),
    ("qilt", "employed_full_time", [EMPLOYED, survey(work_hours=35)]),
    ("qilt", "unemployed_seeking_full_time", [WAITING, survey(seeking="full_time")]),
    ("qilt", "not_working_seeking_unknown", [WAITING, survey(work_hours=0)]),
    ("qilt", "not_working_seeking_unknown", [WAITING, survey()]),
    ("qilt", "not_working_seeking_unknown", [STUDIES, survey(main_activity="full_time_study")]),
    ("qilt", "employed_hours_unknown", [STUDIES, survey(main_activity="full_time_work")]),
    ("qilt", "not_in_labour_force", [STUDIES, survey(work_hours=0, seeking="none")]),
    ("qilt", "no_response", [survey()]),
    ("qilt", "no_response", [WAITING | {"work_hours": 0, "seeking": "none"}]),
    ("ofs", "professional", [STUDIES, survey(main_activity="part_time_work", occupation="3")]),
    ("ofs", "further_study", [STUDIES, survey(main_activity="part_time_work", occupation="4")]),
    (
        "ofs",
        "further_study",
        [EMPLOYED, survey(main_activity="full_time_work", activities="caring;part_time_study")],
    ),
    ("ofs", "other_positive", [WAITING, survey(main_activity="travelling")]),
    ("ofs", "other_positive", [EMPLOYED, survey(main_activity="retired", occupation="5")]),
    ("ofs", "employed_occupation_missing", [EMPLOYED, survey(main_activity="full_time_work")]),
    ("ofs", "employed_other", [EMPLOYED, survey(occupation="9")]),
    ("ofs", "not_positive", [WAITING, survey(main_activity="unemployed")]),
    ("ofs", "no_response", [EMPLOYED]),
    ("ofs", "no_response", [survey()]),
    ("hesa", "high", [EMPLOYED, survey(main_activity="full_time_work", occupation="1")]),
    ("hesa", "medium", [EMPLOYED, survey(occupation="6")]),
    ("hesa", "low", [EMPLOYED, survey(occupation="7")]),
    ("hesa", "occupation_missing", [EMPLOYED, survey(main_activity="self_employment")]),
    ("hesa", "not_in_work", [EMPLOYED, survey(main_activity="full_time_study")]),
    ("hesa", "no_response", [EMPLOYED | {"occupation": "1"}]),
    ("mycos", "full_time", [EMPLOYED, survey(work_hours=32)]),
    ("mycos", "part_time", [EMPLOYED, survey(work_hours=31.9)]),
    ("mycos", "part_time", [EMPLOYED, survey(work_hours=20)]),
    ("mycos", "not_employed", [EMPLOYED, survey(work_hours=19)]),
    ("mycos", "hours_unknown", [EMPLOYED, survey(seeking="none")]),
    ("mycos", "venture", [REGISTRY | {"destination_code": "75"}, survey(work_hours=5)]),
    ("mycos", "military", [REGISTRY | {"destination_code": "46"}, survey(work_hours=50)]),
    ("mycos", "study", [STUDIES, survey(work_hours=40)]),
    ("mycos", "not_employed", [WAITING, survey(seeking="full_time")]),
    ("field_match", "different", [EMPLOYED, survey(field_match="different")]),
    ("field_match", "missing", [EMPLOYED, survey(level_match="same")]),
    ("field_match", "not_working", [STUDIES, survey(field_match="different")]),
    ("field_match", "no_response", [EMPLOYED]),
    ("level_match", "under", [EMPLOYED, survey(level_match="higher")]),
    ("level_match", "over", [EMPLOYED, survey(level_match="below_tertiary")]),
    ("level_match", "missing", [EMPLOYED, survey()]),
    (
        "match_2x2",
        "both_match",
        [EMPLOYED, survey(level_match="higher", field_match="exclusively_own")],
    ),
    ("match_2x2", "missing", [EMPLOYED, survey(level_match="same")]),
    ("job_satisfaction", "cannot_say", [EMPLOYED, survey(job_satisfaction="cannot_say")]),
    ("job_satisfaction", "missing", [EMPLOYED, survey()]),
    ("job_satisfaction", "not_working", [WAITING, survey(job_satisfaction="5")]),
    ("served_region", "served", [EMPLOYED | {"region": "50"}]),
    ("served_region", "elsewhere", [EMPLOYED | {"region": "11"}]),
    ("served_region", "abroad", [EMPLOYED | {"region": "99"}]),
    ("served_region", "region_missing", [EMPLOYED]),
    ("served_region", "not_working", [STUDIES | {"region": "50"}]),
    ("served_region", "unknown", [REGISTRY]),
    ("disposition", "not_invited", [EMPLOYED]),
    ("pay", 6000.0, [EMPLOYED, survey(pay_monthly=6000)]),
    ("pay", None, [WAITING, survey(pay_monthly=6000)]),
    ("pay", None, [EMPLOYED, survey(pay_monthly=900, currency="USD")]),
    ("pay_full_time", 6000.0, [EMPLOYED, survey(pay_monthly=6000, work_hours=35)]),
    ("pay_full_time", None, [EMPLOYED, survey(pay_monthly=6000, work_hours=34)]),
    ("pay_full_time", None, [EMPLOYED, survey(pay_monthly=6000)]),
    ("found", True, [EMPLOYED, survey(months_to_first_job=2)]),
    ("found", False, [WAITING, survey(months_to_first_job=6, first_job_found="no")]),
    ("found", None, [EMPLOYED, survey(first_job_found="yes")]),
    ("region", None, [STUDIES | {"region": "50"}]),
    ("study_country", "GB", [STUDIES | {"study_country": "GB"}]),
    ("study_country", None, [EMPLOYED | {"study_country": "GB"}]),
]


@pytest.fixture(scope="module")
def found():
    """One mart with one graduate per case: building one per case would take a minute."""
    con = mart(
        [
            {"graduate_id": i} | record
            for i, (_, _, records) in enumerate(CASES)
            for record in records
        ]
    )
    return {column: statuses(con, column) for column in {case[0] for case in CASES}}


@pytest.mark.parametrize("i", range(len(CASES)), ids=lambda i: f"{CASES[i][0]}-{CASES[i][1]}-{i}")
def test_status(i, found):
    column, expected, _ = CASES[i]
    assert found[column][i] == expected


STATUS_COLUMNS = (
    "cn_2021", "cn_2024", "nace", "qilt", "ofs", "hesa", "mycos", "field_match", "level_match",
    "match_2x2", "job_satisfaction", "served_region", "disposition",
)  # fmt: skip


@pytest.mark.parametrize(
    "graduate",
    [{"completion_type": "completed_without_award"}, {"completion_type": "left"}, {}],
)
def test_those_who_did_not_graduate_are_outside_every_standard(graduate):
    code = "65" if not graduate else "10"
    con = mart(
        [
            {"graduate_id": 1, "destination_code": code, "pay_monthly": 5000, "work_hours": 40},
            {"graduate_id": 2, "destination_code": "10"},
        ],
        graduates=[{"graduate_id": 1} | graduate, {"graduate_id": 2}],
        cubes=True,
    )
    for column in STATUS_COLUMNS:
        assert statuses(con, column)[1] == "excluded", column
        assert sum(spread(con, column).values()) == 2
    # Columns without a code for those outside simply do not count them.
    for column in ("destination", "pay", "region", "employer"):
        assert sum(spread(con, column).values()) == 1, column


def test_everyone_of_the_cohort_is_counted_also_without_a_record():
    con = mart(
        [{"graduate_id": 1, "destination_code": "10"}],
        graduates=[{"graduate_id": i} for i in (1, 2, 3)],
        cubes=True,
    )
    assert spread(con, "cn_2024") == {"unit": 1, "uncoded": 2}
    assert spread(con, "nace") == {"employed_hours_unknown": 1, "unknown": 2}
    assert spread(con, "pay") == {None: 3}


def test_a_cohort_has_only_the_waves_in_which_something_was_recorded():
    con = mart(
        [
            {"graduate_id": 1, "destination_code": "10"},
            {"graduate_id": 1, "wave": 15, "source": "survey"},
            {"graduate_id": 2, "destination_code": "10"},
        ],
        graduates=[{"graduate_id": 1, "cohort": 2023}, {"graduate_id": 2, "cohort": 2024}],
    )
    found = con.execute("SELECT cohort, wave FROM mart_graduate_wave ORDER BY ALL").fetchall()
    assert found == [(2023, 6), (2023, 15), (2024, 6)]


def test_a_register_that_carries_survey_fields_counts_as_answers_where_it_fills_them():
    con = mart(
        [
            {"graduate_id": 1, "destination_code": "10", "field_match": "different"},
            {"graduate_id": 2, "destination_code": "10"},
        ]
    )
    assert statuses(con, "field_match") == {1: "different", 2: "no_response"}


def test_without_a_declared_currency_pay_is_taken_as_it_is():
    assert status("pay", EMPLOYED | {"pay_monthly": 5, "currency": "INR"}, currency="") == 5


def test_invitations_give_the_disposition_and_make_a_wave():
    con = mart(
        [{"graduate_id": 1, "destination_code": "10"}],
        survey_invitations=[{"graduate_id": 1, "wave": 15, "disposition": "non_contact"}],
    )
    found = con.execute("SELECT wave, disposition FROM mart_graduate_wave ORDER BY 1").fetchall()
    assert found == [(6, "not_invited"), (15, "non_contact")]


def test_counted_columns_come_from_the_final_stage():
    con = mart(
        [{"graduate_id": 1}],
        enrolments=[
            {"programme_code": "P", "year": 2024, "enrolled": 100, "graduated": 95, "degrees": 93},
            {"programme_code": "P", "year": 2024, "stage": "middle", "enrolled": 300},
        ],
        cubes=True,
    )
    assert spread(con, "graduation") == {"graduated": 95, "not_graduated": 5}
    assert spread(con, "degree") == {"awarded": 93, "not_awarded": 7}
