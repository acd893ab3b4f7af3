"""Each rule a row can break: the exact sentence, and that only this row or value is left out."""

import pytest

from tests.pipelines.load.bench import Bench, plain

OUTCOME = "graduate_id,wave,source"
KEPT = "The value was left out and the row was kept."


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        (
            "award_date",
            "2024-02-30",
            f"'2024-02-30' in 'award_date' is not a date that exists. {KEPT} Write dates as"
            " year-month-day, or give date_format in the mapping.",
        ),
        (
            "award_date",
            "2099-06-30",
            "the date '2099-06-30' in 'award_date' lies before 1900 or in the future."
            f" {KEPT} Correct the year.",
        ),
        (
            "cohort",
            "0",
            "'0' in 'cohort' is below the lowest possible value 1950."
            " Correct the value, or declare its unit in the mapping.",
        ),
        (
            "cohort",
            "2024.5",
            "'2024.5' in 'cohort' is not a whole number."
            " Correct the value, or declare its unit in the mapping.",
        ),
        (
            "cohort",
            "last",
            "'last' in 'cohort' is not a number."
            " Correct it, or list it under missing in the mapping.",
        ),
        (
            "cohort",
            "nan",
            "'nan' in 'cohort' is not a number."
            " Correct it, or list it under missing in the mapping.",
        ),
        (
            "cohort",
            "",
            "'cohort' is empty but required."
            " Fill it in, or exclude the row in the mapping with a reason.",
        ),
        (
            "graduate_id",
            "",
            "'graduate_id' is empty but required."
            " Fill it in, or exclude the row in the mapping with a reason.",
        ),
        (
            "entry_percentile",
            "101",
            "'101' in 'entry_percentile' is above the highest possible value 100."
            f" {KEPT} Correct the value, or declare its unit in the mapping.",
        ),
        (
            "entry_percentile",
            "70%",
            "'70%' in 'entry_percentile' is a percentage, which no unit declares."
            f" {KEPT}"
            ' Declare unit = "percent" or "fraction" in the mapping.',
        ),
    ],
)
def test_a_graduate(bench: Bench, column: str, value: str, sentence: str) -> None:
    row = {
        "graduate_id": "G4",
        "cohort": "2024",
        "award_date": "2024-06-30",
        "programme_code": "P1",
        "entry_percentile": "70",
    }
    good, bad = row, {**row, "graduate_id": "G5", column: value}
    lines = [",".join(row), ",".join(good.values()), ",".join(bad.values())]
    bench.file("programmes.csv", "programme_code,school_code,level\nP1,S1,bachelor\n")
    bench.file("graduates.csv", "\n".join(lines) + "\n")
    bench.load()
    assert [(r[0], r[1], r[3]) for r in bench.rejects()] == [
        (3, column, f"graduates.csv, row 3: {sentence}")
    ]
    if KEPT in sentence:
        assert bench.account("graduates") == (2, 2, 0, 0, 2)
        assert bench.rows(f"SELECT {column} FROM stg_graduates WHERE _row = 3") == [(None,)]
        assert bench.rows(f"SELECT count({column}) FROM stg_graduates") == [(1,)]
        assert bench.rows("SELECT kept FROM meta_rejects") == [(True,)]
    else:
        assert bench.account("graduates") == (2, 1, 1, 0, 1)
        assert bench.rows("SELECT kept FROM meta_rejects") == [(False,)]


def test_negative_pay(bench: Bench) -> None:
    bench.base()
    bench.file("outcomes.csv", f"{OUTCOME},pay_monthly\nG1,6,survey,-5000\nG2,6,survey,5000\n")
    bench.load()
    assert bench.rejects() == [
        (
            2,
            "pay_monthly",
            "range",
            f"outcomes.csv, row 2: '-5000' in 'pay_monthly' is negative. {KEPT}"
            " Correct the value, or declare its unit in the mapping.",
        )
    ]
    # The graduate stays in every rate that does not ask for pay.
    assert bench.account("outcomes") == (2, 2, 0, 0, 2)
    assert bench.rows("SELECT wave, pay_monthly FROM stg_outcomes ORDER BY _row") == [
        (6, None),
        (6, 5000.0),
    ]


def test_two_values_of_one_row_are_left_out_with_two_sentences(bench: Bench) -> None:
    bench.base()
    bench.file(
        "outcomes.csv",
        f"{OUTCOME},pay_monthly,observed_on\nG1,6,survey,-1,2024-13-01\nG2,6,survey,5000,\n",
    )
    bench.load()
    assert sorted(r[1] for r in bench.rejects()) == ["observed_on", "pay_monthly"]
    assert bench.account("outcomes") == (2, 2, 0, 0, 2)


def test_a_row_that_is_lost_anyway_is_not_said_to_be_kept(bench: Bench) -> None:
    bench.base()
    bench.file(
        "outcomes.csv",
        f"{OUTCOME},pay_monthly\nG1,-6,survey,-1\nG2,6,survey,5\nG2,6,survey,-5\nG9,6,survey,-5\n",
    )
    bench.load()
    assert [(r[0], r[1], r[2], KEPT in r[3]) for r in bench.rejects()] == [
        (2, "pay_monthly", "range", False),
        (2, "wave", "range", False),
        (4, "graduate_id", "duplicate", False),
        (5, "graduate_id", "reference", False),
    ]
    assert bench.account("outcomes") == (4, 1, 3, 0, 1)
    assert bench.rows("SELECT bool_or(kept) FROM meta_rejects") == [(False,)]


def test_values_left_out_of_equal_rows_are_all_told(bench: Bench) -> None:
    bench.file(
        "p.csv",
        "programme_code,school_code,level,valid_to\nP1,S1,bachelor,x\nP1,S1,bachelor,y\nP2,S1,bachelor,\n",
        plain("programmes", "p.csv").replace("same_names", "distinct = true\nsame_names"),
    )
    bench.load()
    assert [(r[0], r[1], KEPT in r[3]) for r in bench.rejects()] == [
        (2, "valid_to", True),
        (3, "valid_to", True),
    ]
    assert bench.account("programmes") == (3, 3, 0, 0, 2)


def test_an_unmatched_code_where_one_is_required_rejects_the_row(bench: Bench) -> None:
    bench.base()
    bench.file("outcomes.csv", f"{OUTCOME}\nG1,6,hearsay\nG2,6,survey\n")
    bench.load()
    assert bench.rejects() == [
        (
            2,
            "source",
            "code",
            "outcomes.csv, row 2: 'hearsay' in 'source' is not in the code list 'source'."
            " Correct it, or add it to the recode table of the mapping.",
        )
    ]
    assert bench.rows("SELECT column_name, value, n FROM meta_unmatched") == [
        ("source", "hearsay", 1)
    ]


def test_an_unmatched_code_elsewhere_is_left_blank_and_listed(bench: Bench) -> None:
    bench.base()
    bench.file(
        "outcomes.csv",
        f"{OUTCOME},region,activities\n"
        "G1,6,survey,Mars,full_time_work\n"
        "G2,6,survey,Mars,no_work;odd\n"
        "G3,6,survey,50,part_time_study; full_time_work\n",
    )
    bench.load()
    assert bench.rejects() == []
    assert bench.rows("SELECT column_name, value, n FROM meta_unmatched ORDER BY ALL") == [
        ("activities", "no_work;odd", 1),
        ("region", "Mars", 2),
    ]
    assert bench.rows("SELECT region, activities FROM stg_outcomes ORDER BY _row") == [
        (None, "full_time_work"),
        (None, None),
        ("50", "part_time_study;full_time_work"),
    ]


def test_a_duplicate_names_both_rows(bench: Bench) -> None:
    bench.base()
    bench.file("outcomes.csv", f"{OUTCOME}\nG1,6,survey\nG2,6,survey\nG1,6,survey\n")
    bench.load()
    assert bench.rejects() == [
        (
            4,
            "graduate_id",
            "duplicate",
            "outcomes.csv, row 4: it repeats the key (graduate_id, wave, source) of row 2 in"
            " outcomes.csv. Only the first was loaded: delete or correct one of the two.",
        )
    ]
    assert bench.account("outcomes") == (3, 2, 1, 0, 2)


def test_a_duplicate_in_another_file(bench: Bench) -> None:
    bench.file("programmes.csv", "programme_code,school_code,level\nP1,S1,bachelor\n")
    table = "graduate_id,cohort,programme_code\nG1,2024,P1\n"
    part = (
        '[[file]]\npath = "g_*.csv"\npopulation = "all_graduates"\n[[file.target]]\n'
        'table = "graduates"\nsame_names = true\nmax_rejected = 1\n'
    )
    bench.file("g_1.csv", table + "G2,2024,P1\n", part)
    bench.file("g_2.csv", "graduate_id,cohort,programme_code\nG3,2024,P1\nG1,2023,P1\n", "")
    bench.load()
    assert [r[3] for r in bench.rejects()] == [
        "g_2.csv, row 3: it repeats the key (graduate_id) of row 2 in g_1.csv."
        " Only the first was loaded: delete or correct one of the two."
    ]
    assert bench.rows("SELECT count(*), min(cohort) FROM stg_graduates") == [(3, 2024)]


def test_a_programme_that_is_not_in_the_table(bench: Bench) -> None:
    bench.file("programmes.csv", "programme_code,school_code,level\nP1,S1,bachelor\n")
    bench.file("graduates.csv", "graduate_id,cohort,programme_code\nG1,2024,P9\nG2,2024,P1\n")
    bench.file("outcomes.csv", f"{OUTCOME}\nG1,6,survey\nG2,6,survey\nG7,6,survey\n")
    bench.load()
    assert [r[3] for r in bench.rejects()] == [
        "graduates.csv, row 2: the programme 'P9' is not in the table of programmes."
        " Add the programme, or correct the code.",
        "outcomes.csv, row 2: its graduate is not in the table of graduates."
        " Add the graduate, or correct the identifier.",
        "outcomes.csv, row 4: its graduate is not in the table of graduates."
        " Add the graduate, or correct the identifier.",
    ]


def test_rejects_are_said_in_chinese_too(bench: Bench) -> None:
    bench.base()
    bench.file("outcomes.csv", f"{OUTCOME},pay_monthly\nG1,6,survey,-5000\nG2,6,survey,1\n")
    bench.load()
    (zh,) = bench.rows("SELECT sentence_zh FROM meta_rejects")[0]
    assert zh == (
        "outcomes.csv第2行：“pay_monthly”中的“-5000”为负数。该值未予采用，该行保留。"
        "请更正数值，或在映射中声明其单位。"
    )


def test_row_rules_of_enrolments_and_programmes(bench: Bench) -> None:
    bench.file(
        "programmes.csv",
        "programme_code,school_code,level,valid_from,valid_to\n"
        "P1,S1,bachelor,,\nP2,S1,bachelor,2020,2018\n",
    )
    bench.file(
        "enrolments.csv",
        "programme_code,year,stage,enrolled,graduated\nP1,2023,final,10,11\nP1,2024,final,10,9\n",
    )
    bench.load()
    assert [r[3] for r in bench.rejects()] == [
        "programmes.csv, row 3: 'valid_to' (2018) lies before 'valid_from'."
        f" {KEPT} Exchange the two years or correct them.",
        "enrolments.csv, row 2: more students graduated (11) than were enrolled."
        f" {KEPT} Correct one of the two numbers.",
    ]


def test_spans_of_curricula_and_objectives_do_not_end_before_they_begin(bench: Bench) -> None:
    bench.base()
    bench.file(
        "curricula.csv",
        "programme_code,curriculum,cohort_from,cohort_to\nP1,a,2020,2018\nP1,b,2021,2021\n",
    )
    bench.file(
        "objectives.csv",
        "programme_code,curriculum,objective,years_first,years_last\nP1,a,1,6,4\nP1,b,1,5,5\n",
    )
    bench.load()
    assert [r[3] for r in bench.rejects()] == [
        "curricula.csv, row 2: 'cohort_to' (2018) lies before 'cohort_from'."
        f" {KEPT} Exchange the two years or correct them.",
        "objectives.csv, row 2: 'years_last' (4) lies before 'years_first'."
        f" {KEPT} Correct one of the two numbers.",
    ]
