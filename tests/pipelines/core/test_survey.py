"""Given staged answers, expect who was asked what, what each answer counts as, and the pairs."""

import duckdb

from tests.pipelines.core.given import mart

SCALES = [
    {"scale": "agree", "code": str(n), "place": n, "score": n, "positive": "yes" if n > 2 else None}
    for n in (1, 2, 3, 4)
] + [
    {"scale": "agree", "code": "x", "place": 9, "cannot_say": "yes"},
    {"scale": "ways", "code": "mail", "place": 1},
    {"scale": "ways", "code": "visit", "place": 2},
]


def item(name: str, **more: object) -> dict:
    return {"survey": "s", "item": name, "scale": "agree"} | more


def told(respondent: int, **codes: str | list[str]) -> list[dict]:
    """Answers of one respondent, several in a list."""
    return [
        {"survey": "s", "respondent_id": respondent, "item": name, "code": code}
        for name, given in codes.items()
        for code in ([given] if isinstance(given, str) else given)
    ]


def survey(items: list[dict], respondents: list[dict], responses: list[dict], **more: object):
    """Core and marts of one survey, beside one graduate (1) of the programme P."""
    return mart(
        [{"graduate_id": 1, "destination_code": "10"}],
        scales=SCALES,
        items=items,
        respondents=[{"survey": "s"} | r for r in respondents],
        responses=responses,
        **more,
    )


def statuses(con: duckdb.DuckDBPyConnection, name: str) -> dict[int, str]:
    return dict(
        con.execute(
            "SELECT m.respondent, answer_status FROM mart_answers AS m JOIN dim_item USING (item_id) "
            "WHERE item = ? AND first",
            [name],
        ).fetchall()
    )


def people(*numbers: int, **more: object) -> list[dict]:
    return [{"respondent_id": n, "cohort": 2024} | more for n in numbers]


def test_an_answer_is_positive_negative_or_cannot_say_and_a_blank_is_none() -> None:
    con = survey(
        [item("Q"), item("R")],
        people(1, 2, 3, 4),
        told(1, Q="4", R="1") + told(2, Q="2") + told(3, Q="x") + told(4, R="3"),
    )
    assert statuses(con, "Q") == {
        1: "positive",
        2: "negative",
        3: "cannot_say",
        4: "not_answered",
    }
    scores = dict(
        con.execute(
            "SELECT respondent, score FROM mart_answers WHERE item_id::VARCHAR = 's/Q/1'"
        ).fetchall()
    )
    assert scores == {1: 4.0, 2: 2.0, 3: None, 4: None}


def test_an_item_may_have_a_positive_set_of_its_own() -> None:
    con = survey([item("Q", positives="4")], people(1, 2), told(1, Q="3") + told(2, Q="4"))
    assert statuses(con, "Q") == {1: "negative", 2: "positive"}


def test_what_a_filter_leads_past_is_not_asked_and_so_is_what_hangs_on_it() -> None:
    con = survey(
        [
            item("F"),
            item("G", asked_item="F", asked_codes="3;4"),
            item("H", asked_item="G", asked_codes="4"),
        ],
        people(1, 2, 3, 4),
        told(1, F="1") + told(2, F="3", G="4", H="2") + told(3, F="4", G="1") + told(4, G="4"),
    )
    assert statuses(con, "G") == {
        1: "not_asked",
        2: "positive",
        3: "negative",
        4: "positive",
    }
    # The fourth left the filter blank: nothing says that the question was passed over.
    assert statuses(con, "H") == {
        1: "not_asked",
        2: "negative",
        3: "not_asked",
        4: "not_answered",
    }


def test_several_answers_are_several_rows_and_one_respondent() -> None:
    con = survey(
        [item("W", kind="multi", scale="ways")],
        people(1, 2),
        told(1, W=["visit", "mail"]) + told(2, W="mail"),
        cubes=True,
    )
    assert con.execute(
        "SELECT value, sum(n) FROM cube_answer_code GROUP BY value ORDER BY value"
    ).fetchall() == [("mail", 2), ("visit", 1)]
    assert con.execute(
        "SELECT value::VARCHAR, sum(n) FROM cube_answer_status GROUP BY value"
    ).fetchall() == [("positive", 2)]


def test_a_respondent_takes_from_the_graduate_what_the_survey_does_not_say() -> None:
    con = survey(
        [item("Q")],
        [
            {"respondent_id": 1, "graduate_id": 1},
            {"respondent_id": 2, "graduate_id": 1, "gender": "male", "cohort": 2020},
            {"respondent_id": 3, "cohort": 2023, "programme_code": "P"},
            {"respondent_id": 4},
        ],
        told(1, Q="4") + told(2, Q="4") + told(3, Q="4") + told(4, Q="4"),
    )
    found = con.execute(
        "SELECT respondent, graduate_id, cohort, programme_id, gender::VARCHAR FROM mart_answers "
        "ORDER BY respondent"
    ).fetchall()
    assert found == [
        (1, 1, 2024, 1, "female"),
        (2, 1, 2020, 1, "male"),
        (3, None, 2023, 1, "unknown"),
        (4, None, None, None, "unknown"),
    ]


def test_who_did_not_answer_the_survey_has_no_answers() -> None:
    con = survey(
        [item("Q")],
        [
            {"respondent_id": 1, "cohort": 2024, "disposition": "partial"},
            {"respondent_id": 2, "cohort": 2024, "disposition": "refused"},
            {"respondent_id": 3, "cohort": 2024},
        ],
        told(1, Q="4"),
    )
    assert statuses(con, "Q") == {1: "positive", 3: "not_answered"}


def test_pairs_need_both_sides_scored_and_the_same_version() -> None:
    items = [
        item("A", pair="team", side="attainment", competence="team"),
        item("R", pair="team", side="importance"),
        item("A", version="2", pair="team", side="attainment"),
        item("B", pair="alone", side="attainment"),
    ]
    con = survey(
        items,
        people(1, 2, 3, 4),
        told(1, A="2", R="4")
        + told(2, A="4", R="x")
        + told(3, R="3")
        + [r | {"version": "2"} for r in told(4, A="1")]
        + told(4, R="4"),
    )
    assert con.execute(
        "SELECT pair_id::VARCHAR, competence, scale_min, scale_max FROM dim_pair"
    ).fetchall() == [("s/team/1", "team", 1.0, 4.0)]
    assert con.execute(
        "SELECT respondent, importance, attainment, gap FROM mart_pairs"
    ).fetchall() == [(1, 4.0, 2.0, 2.0)]


def test_a_new_version_is_another_item_and_asked_of_its_wave_alone() -> None:
    con = survey(
        [item("Q"), item("Q", version="2")],
        people(1, 2, wave=12) + people(3, 4, wave=36),
        told(1, Q="4") + [r | {"version": "2"} for r in told(3, Q="1")],
    )
    assert con.execute(
        "SELECT item_id::VARCHAR, wave, respondent, answer_status::VARCHAR FROM mart_answers "
        "ORDER BY respondent"
    ).fetchall() == [
        ("s/Q/1", 12, 1, "positive"),
        ("s/Q/1", 12, 2, "not_answered"),
        ("s/Q/2", 36, 3, "negative"),
        ("s/Q/2", 36, 4, "not_answered"),
    ]


def test_comments_keep_their_language_and_chinese_is_told_by_its_script() -> None:
    con = survey(
        [item("Q"), item("C", kind="comment", scale=None)],
        people(1, 2, 3),
        told(1, Q="4"),
        comments=[
            {"survey": "s", "respondent_id": 1, "item": "C", "text": "more", "language": "en"},
            {"survey": "s", "respondent_id": 2, "item": "C", "text": "多实践"},
            {"survey": "s", "respondent_id": 3, "item": "C", "text": "mas"},
        ],
    )
    found = con.execute("SELECT text, language FROM mart_comments ORDER BY respondent").fetchall()
    assert found == [("more", "en"), ("多实践", "zh"), ("mas", None)]


def test_without_a_survey_everything_is_there_and_empty() -> None:
    con = mart([{"graduate_id": 1, "destination_code": "10"}], cubes=True)
    for table in ("mart_answers", "mart_pairs", "mart_comments", "dim_item", "cube_pair_gap"):
        assert con.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
