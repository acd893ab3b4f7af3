"""Several sources on one graduate: who is believed, and how disagreement is counted."""

import pytest

from tests.pipelines.core.given import mart, status, statuses

REGISTRY = {"source": "registry", "destination_code": "10"}


def test_each_field_comes_from_the_most_believed_source_that_fills_it():
    con = mart(
        [
            {"graduate_id": 1, "source": "network", "destination_code": "80", "employer": "N"},
            {"graduate_id": 1, "source": "survey", "destination_code": "70", "region": "11"},
            {"graduate_id": 1, "source": "employer", "employer": "E", "region": "50"},
            {"graduate_id": 1, "source": "registry", "destination_code": "11"},
            {"graduate_id": 1, "source": "other", "industry": "I"},
        ]
    )
    found = con.execute(
        "SELECT destination, employer, region, industry FROM mart_graduate_wave"
    ).fetchall()
    assert found == [("11", "E", "50", "I")]


def test_no_record_is_lost_however_many_sources_describe_a_graduate():
    order = ("a", "b", "c", "d", "e", "f", "g")
    con = mart(
        [
            {"graduate_id": 1, "source": "g", "industry": "G", "region": "11", "employer": "G"},
            {"graduate_id": 1, "source": "f", "destination_code": "70", "region": "50"},
            {"graduate_id": 1, "source": "e", "destination_code": "10", "evidence": "none"},
            *({"graduate_id": 1, "source": each} for each in "dcba"),
            # The sixth is the first to say where this graduate went, without evidence.
            {"graduate_id": 2, "source": "g", "destination_code": "10"},
            {"graduate_id": 2, "source": "f", "destination_code": "70", "evidence": "none"},
            *({"graduate_id": 2, "source": each} for each in "edcba"),
        ],
        precedence=order,
    )
    found = con.execute(
        "SELECT graduate_id, destination, nace, employer, region, industry FROM mart_graduate_wave "
        "ORDER BY graduate_id"
    ).fetchall()
    assert found == [
        (1, "10", "employed_hours_unknown", "G", "50", "G"),
        (2, "70", "unknown", None, None, None),
    ]


def test_the_institution_may_believe_its_survey_first():
    rows = [REGISTRY, {"source": "survey", "destination_code": "80"}]
    assert status("cn_2024", *rows) == "unit"
    assert status("cn_2024", *rows, precedence=("survey", "registry")) == "study"


def test_evidence_belongs_to_the_source_that_gave_the_destination():
    silent = {"source": "registry", "destination_code": "70", "evidence": "none"}
    assert status("nace", silent, {"source": "survey", "evidence": "self_reported"}) == "unknown"
    spoken = {"source": "employer", "evidence": "none"}
    assert status("nace", silent | {"evidence": None}, spoken) == "seeking_job"


SURVEY_COLUMNS = ("qilt", "ofs", "hesa", "mycos", "field_match", "level_match", "match_2x2",
                  "job_satisfaction")  # fmt: skip
ANSWERS = {
    "main_activity": "full_time_work",
    "occupation": "2",
    "work_hours": 40,
    "seeking": "none",
    "field_match": "own_or_related",
    "level_match": "same",
    "job_satisfaction": "5",
}


@pytest.mark.parametrize("source", ["employer", "network", "other"])
def test_only_the_survey_has_answers_of_graduates(source):
    con = mart(
        [
            {"graduate_id": i, "source": who, "destination_code": "10", "pay_monthly": 1.0 * i}
            | ANSWERS
            for i, who in enumerate((source, "survey", "registry"), 1)
        ]
    )
    for column in SURVEY_COLUMNS:
        found = statuses(con, column)
        assert (found[1], found[3]) == ("no_response", "no_response"), column
        assert found[2] not in ("no_response", "missing"), column
    # What they report still fills the graduate's own fields.
    assert statuses(con, "(pay, occupation)")[1] == (1, "2")


def test_what_others_report_completes_an_answer():
    rows = [REGISTRY, {"source": "survey", "seeking": "none"}]
    assert status("qilt", *rows) == "employed_hours_unknown"
    reported = {"source": "employer", "work_hours": 40}
    assert status("qilt", *rows, reported) == "employed_full_time"


def test_a_wave_without_a_survey_takes_the_answers_the_register_carries():
    con = mart(
        [
            REGISTRY | {"graduate_id": 1, "field_match": "different"},
            REGISTRY | {"graduate_id": 2},
            REGISTRY | {"graduate_id": 3},
            {"graduate_id": 3, "source": "employer", "field_match": "different"},
            {"graduate_id": 2, "wave": 15, "source": "survey"},
        ],
        graduates=[{"graduate_id": 1}, {"graduate_id": 2, "cohort": 2023}, {"graduate_id": 3}],
    )
    found = con.execute(
        "SELECT graduate_id, field_match FROM mart_graduate_wave WHERE wave = 6 ORDER BY 1"
    ).fetchall()
    assert found == [(1, "different"), (2, "no_response"), (3, "no_response")]


def test_the_row_behind_a_figure_is_that_of_the_most_believed_record():
    con = mart(
        [
            {"graduate_id": 1, "source": "survey", "_file": 8, "_row": 80},
            {"graduate_id": 1, "source": "registry", "_file": 7, "_row": 70},
        ],
        graduates=[{"graduate_id": 1}, {"graduate_id": 2, "_file": 3, "_row": 9}],
    )
    assert statuses(con, "(_file, _row)") == {1: (7, 70), 2: (3, 9)}


def test_disagreement_is_counted_on_the_component_not_on_the_code():
    con = mart(
        [
            # 10 and 11 are one component of the 2024 version.
            {"graduate_id": 1, "source": "registry", "destination_code": "10"},
            {"graduate_id": 1, "source": "survey", "destination_code": "11"},
            {"graduate_id": 2, "source": "registry", "destination_code": "10"},
            {"graduate_id": 2, "source": "survey", "destination_code": "70"},
            # Only one source says anything.
            {"graduate_id": 3, "source": "registry", "destination_code": "10"},
            {"graduate_id": 3, "source": "survey", "destination_code": "00"},
            {"graduate_id": 4, "source": "registry", "destination_code": "10"},
        ]
    )
    found = con.execute(
        "SELECT cohort, wave, graduates, conflicting FROM meta_conflicts "
        "WHERE field = 'destination'"
    ).fetchall()
    assert found == [(2024, 6, 2, 1)]


def test_the_census_date_is_the_one_most_register_records_carry():
    con = mart(
        [
            {"graduate_id": 1, "observed_on": "2024-12-31"},
            {"graduate_id": 2, "observed_on": "2024-12-31"},
            {"graduate_id": 3, "observed_on": "2024-08-31"},
            {"graduate_id": 1, "source": "survey", "observed_on": "2024-11-02"},
        ]
    )
    found = con.execute(
        "SELECT source, census_on::VARCHAR, n FROM meta_census ORDER BY source"
    ).fetchall()
    assert found == [("registry", "2024-12-31", 3), ("survey", None, 1)]
