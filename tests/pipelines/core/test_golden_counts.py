"""Status columns count the published and worked examples of each standard exactly."""

from tests.pipelines.core.given import REGISTRY, SURVEY, mart, records, spread


def _register(counts):
    return mart(records(counts, lambda code: REGISTRY | {"destination_code": code}), cubes=True)


def test_golden_a_a_real_college_table():
    # 10: 1610 and so on; the published table adds up to 3878.
    con = _register(
        {
            "85": 3, "803": 703, "50": 3, "46": 195, "11": 224,
            "10": 1610, "70": 100, "12": 1010, "75": 30,
        }
    )  # fmt: skip
    assert spread(con, "cn_2021") == {
        "agreement_contract": 2032, "flexible": 1010, "venture": 30, "study": 706, "waiting": 100,
    }  # fmt: skip
    assert spread(con, "cn_2024") == {
        "unit": 3042, "venture": 30, "study": 706, "waiting": 100,
    }  # fmt: skip


GOLDEN_B = {
    "10": 420, "11": 180, "12": 60, "271": 10, "46": 12, "50": 8, "512": 5, "75": 9, "76": 21,
    "801": 175, "85": 30, "70": 50, "71": 12, "72": 8,
}  # fmt: skip


def test_golden_b_both_versions_of_the_national_rate():
    con = _register(GOLDEN_B)
    assert spread(con, "cn_2021") == {
        "agreement_contract": 635, "flexible": 81, "venture": 9, "study": 205, "waiting": 50,
        "not_now": 20,
    }  # fmt: skip
    assert spread(con, "cn_2024") == {
        "unit": 695, "venture": 9, "freelance": 21, "study": 205, "waiting": 50, "not_now": 20,
    }  # fmt: skip


def test_golden_c_the_same_people_under_nace():
    nace = spread(_register(GOLDEN_B), "nace")
    positive = sum(
        nace[c]
        for c in (
            "employed_full_time", "employed_part_time", "employed_hours_unknown", "service",
            "military", "continuing_education",
        )
    )  # fmt: skip
    assert positive == 930
    assert nace["not_seeking"] == 20
    assert nace["unknown"] == 0
    assert nace["continuing_education"] == 205


def test_golden_nace():
    what = {
        "full": {"destination_code": "10", "work_hours": 40},
        "part": {"destination_code": "10", "work_hours": 29.5},
        "service": {"destination_code": "50"},
        "military": {"destination_code": "46"},
        "study": {"destination_code": "80"},
        "seeking": {"destination_code": "70", "evidence": "self_reported"},
        "seeking_study": {"destination_code": "711"},
        "not_seeking": {"destination_code": "72"},
        "silent": {"destination_code": "70", "evidence": "none"},
        "nothing": {"destination_code": "00"},
    }
    counts = {
        "full": 480, "part": 60, "service": 15, "military": 5, "study": 170, "seeking": 80,
        "seeking_study": 10, "not_seeking": 30, "silent": 100, "nothing": 50,
    }  # fmt: skip
    con = mart(records(counts, lambda key: REGISTRY | what[key]), cubes=True)
    assert spread(con, "nace") == {
        "employed_full_time": 480, "employed_part_time": 60, "service": 15, "military": 5,
        "continuing_education": 170, "seeking_job": 80, "seeking_education": 10,
        "not_seeking": 30, "unknown": 150,
    }  # fmt: skip
    # The register calls the silent ones waiting: only NACE asks for evidence.
    assert spread(con, "cn_2024")["waiting"] == 180


def test_golden_qilt():
    what = {
        "full": {"work_hours": 35, "seeking": "none"},
        "part_seeking": {"work_hours": 34.9, "seeking": "full_time"},
        "part": {"work_hours": 1, "seeking": "none"},
        "none_full": {"work_hours": 0, "seeking": "full_time"},
        "none_part": {"work_hours": 0, "seeking": "part_time"},
        "outside": {"work_hours": 0, "seeking": "none"},
    }
    counts = {
        "full": 210, "part_seeking": 40, "part": 50, "none_full": 35, "none_part": 10,
        "outside": 55,
    }  # fmt: skip
    con = mart(records(counts, lambda key: SURVEY | what[key]), cubes=True)
    assert spread(con, "qilt") == {
        "employed_full_time": 210, "part_time_seeking_full_time": 40, "part_time_content": 50,
        "unemployed_seeking_full_time": 35, "unemployed_seeking_part_time": 10,
        "not_in_labour_force": 55,
    }  # fmt: skip


def test_golden_field_by_level():
    what = {
        "both_match": ("own_or_related", "same"),
        "level_only": ("exclusively_own", "lower"),
        "field_only": ("different", "same"),
        "both_mismatch": ("no_particular", "below_tertiary"),
    }
    counts = {"both_match": 120, "level_only": 22, "field_only": 30, "both_mismatch": 28}
    con = mart(
        records(
            counts,
            lambda key: (
                SURVEY
                | {"main_activity": "full_time_work", "field_match": what[key][0]}
                | {"level_match": what[key][1]}
            ),
        ),
        cubes=True,
    )
    assert spread(con, "match_2x2") == counts
    assert spread(con, "level_match") == {"matched": 150, "over": 50}
