"""Counts, distinct targets, wide to long, exclusions, and templates."""

import pytest

from pipelines.pseudonym import pseudonym
from tests.pipelines.load.bench import KEY, Bench, plain

COUNTS = (
    "school,level,year,kind,place,n\n"
    "文学院,本科,2023,升学,重庆大学,2\n"
    "文学院,本科,2023,就业,其他,3\n"
    "理学院,硕士,2023,就业,某公司,1\n"
    "合计,,,,,6\n"
)
COUNT_MAPPING = """
[recode.level]
"本科" = "bachelor"
"硕士" = "master"
[recode.kind]
"升学" = "80"
"就业" = "1X"
[recode.school]
"文学院" = "ART"
"理学院" = "SCI"
[[file]]
path = "counts.csv"
population = "with_destination"
[[file.exclude]]
column = "school"
values = ["合计"]
reason_en = "total line"
reason_zh = "合计行"
[[file.target]]
table = "programmes"
distinct = true
[file.target.columns]
programme_code = { template = "{school|school}-{level|level}" }
school_code = { from = "school", recode = "school" }
school_zh = "school"
level = { from = "level", recode = "level" }
[[file.target]]
table = "graduates"
count = "n"
[file.target.columns]
graduate_id = { artificial = true }
cohort = "year"
programme_code = { template = "{school|school}-{level|level}" }
[[file.target]]
table = "outcomes"
count = "n"
[file.target.columns]
graduate_id = { artificial = true }
wave = { constant = 6 }
source = { constant = "registry" }
destination_code = { from = "kind", recode = "kind" }
employer = { from = "place", missing = ["其他"], when = { column = "kind", values = ["就业"] } }
study_institution = { from = "place", when = { column = "kind", values = ["升学"] } }
"""


def counts(bench: Bench, text: str = COUNTS) -> None:
    bench.file("counts.csv", text, COUNT_MAPPING)


def test_counts_become_persons(bench: Bench) -> None:
    counts(bench)
    bench.load()
    assert bench.account("programmes") == (4, 3, 0, 1, 2)
    assert bench.account("graduates") == (4, 3, 0, 1, 6)
    assert bench.account("outcomes") == (4, 3, 0, 1, 6)
    assert bench.rows("SELECT target, reason_en, reason_zh, n FROM meta_exclusions ORDER BY 1") == [
        ("graduates", "total line", "合计行", 1),
        ("outcomes", "total line", "合计行", 1),
        ("programmes", "total line", "合计行", 1),
    ]
    assert bench.rows(
        "SELECT programme_code, destination_code, employer, study_institution, count(*)"
        " FROM stg_graduates JOIN stg_outcomes USING (graduate_id) GROUP BY ALL ORDER BY ALL"
    ) == [
        ("ART-bachelor", "1X", None, None, 3),
        ("ART-bachelor", "80", None, "重庆大学", 2),
        ("SCI-master", "1X", "某公司", None, 1),
    ]


def test_artificial_ids_are_stable(bench: Bench) -> None:
    counts(bench)
    bench.load()
    first = bench.rows("SELECT graduate_id FROM stg_graduates ORDER BY 1")
    bench.load()
    assert bench.rows("SELECT graduate_id FROM stg_graduates ORDER BY 1") == first
    assert (pseudonym(KEY, "bench|counts.csv|2|1"),) in first


@pytest.mark.parametrize("n", ["", "0", "-2", "1.5", "many", "2000000"])
def test_a_count_that_is_none(bench: Bench, n: str) -> None:
    counts(bench, COUNTS.replace("某公司,1", f"某公司,{n}"))
    bench.mapping = bench.mapping.replace('name = "bench"', 'name = "bench"\nmax_rejected = 0.9')
    bench.load()
    assert {r[3] for r in bench.rejects() if r[2] == "count"} == {
        "counts.csv, row 4: the number of persons in 'n' is not a whole number above 0."
        " Correct it, or exclude the row in the mapping with a reason."
    }
    assert bench.account("graduates") == (4, 2, 1, 1, 5)


def test_a_rejected_count_is_one_reject(bench: Bench) -> None:
    counts(bench, COUNTS.replace("理学院,硕士,2023,就业,某公司,1", "理学院,硕士,0,就业,某公司,7"))
    bench.mapping = bench.mapping.replace('name = "bench"', 'name = "bench"\nmax_rejected = 0.9')
    bench.load()
    assert bench.account("graduates") == (4, 2, 1, 1, 5)
    assert bench.account("outcomes") == (4, 2, 1, 1, 5)
    assert [r[:3] for r in bench.rejects()] == [
        (4, "cohort", "range"),
        (4, "graduate_id", "reference"),
    ]


def test_distinct_rows_that_contradict_each_other(bench: Bench) -> None:
    bench.file(
        "p.csv",
        "code,school\nP1,A\nP1,A\nP1,B\nP2,A\n",
        '[[file]]\npath = "p.csv"\npopulation = "all_graduates"\n[[file.target]]\n'
        'table = "programmes"\ndistinct = true\nmax_rejected = 0.5\n[file.target.columns]\n'
        'programme_code = "code"\nschool_code = "school"\nlevel = { constant = "bachelor" }\n',
    )
    bench.load()
    assert bench.account("programmes") == (4, 3, 1, 0, 2)
    assert [r[3] for r in bench.rejects()] == [
        "p.csv, row 4: it repeats the key (programme_code, valid_from) of row 2 in p.csv."
        " Only the first was loaded: delete or correct one of the two."
    ]


LONG = """[[file]]
path = "wide.csv"
population = "respondents"
missing = ["na", "N.A."]
[[file.target]]
table = "benchmarks"
max_rejected = 0.5
long = [
  { from = "rate", unit = "percent", set = { indicator = "rate", unit = "share" } },
  { from = "pay", set = { indicator = "pay", unit = "SGD/month" } },
]
[file.target.columns]
source = { constant = "s" }
year = "year"
programme = { from = "degree", strip = "#*^" }
value = { cell = true }
"""


def test_wide_to_long(bench: Bench) -> None:
    bench.file(
        "wide.csv",
        'year,degree,rate,pay\n2023,Law #,92.0%,5000\n2022,"Law\n(Hons) **",97.4,na\n'
        "2021,Arts,N.A.,-1\n",
        LONG,
    )
    bench.load()
    assert bench.account("benchmarks") == (6, 3, 1, 2, 3)
    assert bench.rows(
        "SELECT year, programme, indicator, unit, round(value, 4) FROM stg_benchmarks ORDER BY ALL"
    ) == [
        (2022, "Law (Hons)", "rate", "share", 0.974),
        (2023, "Law", "pay", "SGD/month", 5000.0),
        (2023, "Law", "rate", "share", 0.92),
    ]
    assert bench.rows("SELECT reason_en, n FROM meta_exclusions") == [("the cell is empty", 2)]
    assert [r[3] for r in bench.rejects()] == [
        "wide.csv, row 4: '-1' in 'pay' is negative."
        " Correct the value, or declare its unit in the mapping."
    ]


def test_blank_rows_are_excluded(bench: Bench) -> None:
    bench.base()
    bench.file("outcomes.csv", "graduate_id,wave,source\nG1,6,survey\n,,\nG2,6,survey\n")
    bench.load()
    assert bench.account("outcomes") == (3, 2, 0, 1, 2)
    assert bench.rows("SELECT reason_en, n FROM meta_exclusions") == [("the row is blank", 1)]


def test_one_file_fills_one_table_twice(bench: Bench) -> None:
    bench.base()
    target = (
        '[[file.target]]\ntable = "outcomes"\n[file.target.columns]\ngraduate_id = "id"\n'
        'source = { constant = "survey" }\n'
    )
    bench.file(
        "w.csv",
        "id,job6,job15\nG1,10,11\nG2,12,10\n",
        '[[file]]\npath = "w.csv"\npopulation = "respondents"\n'
        + target
        + 'wave = { constant = 6 }\ndestination_code = "job6"\n'
        + target
        + 'wave = { constant = 15 }\ndestination_code = "job15"\n',
    )
    bench.load()
    assert bench.account("outcomes") == (2, 2, 0, 0, 2)
    assert bench.account("outcomes (2)") == (2, 2, 0, 0, 2)
    assert bench.rows("SELECT wave, destination_code FROM stg_outcomes ORDER BY wave, _row") == [
        (6, "10"),
        (6, "12"),
        (15, "11"),
        (15, "10"),
    ]


def test_recodes_by_default_and_without_case(bench: Bench) -> None:
    bench.base()
    bench.file(
        "o.csv",
        "id,city,name\nG1,BEIJING,a\nG2,Atlantis,b\nG3,chongqing,c\n",
        '[recode.city]\nBeijing = "11"\nchongqing = "50"\n[recode.name]\na = "A"\n"*" = "="\n'
        '[[file]]\npath = "o.csv"\npopulation = "respondents"\n[[file.target]]\n'
        'table = "outcomes"\nmax_rejected = 0.5\n'
        '[file.target.columns]\ngraduate_id = "id"\nwave = { constant = 6 }\n'
        'source = { constant = "survey" }\nregion = { from = "city", recode = "city", fold = true }\n'
        'employer = { from = "name", recode = "name" }\n',
    )
    bench.load()
    assert bench.rows("SELECT region, employer FROM stg_outcomes ORDER BY _row") == [
        ("11", "A"),
        (None, "b"),
        ("50", "c"),
    ]
    assert bench.rows("SELECT value, n FROM meta_unmatched") == [("Atlantis", 1)]


def test_codes_that_a_mapping_adds(bench: Bench) -> None:
    bench.base()
    bench.mapping += '[[code]]\nlist = "region"\ncode = "IN-KA"\nen = "Karnataka"\nzh = "卡邦"\n'
    bench.file("outcomes.csv", "graduate_id,wave,source,region\nG1,6,survey,IN-KA\n")
    bench.load()
    assert bench.rows("SELECT region FROM stg_outcomes") == [("IN-KA",)]
    assert bench.rows("SELECT * FROM meta_codes") == [("region", "IN-KA", "Karnataka", "卡邦")]


@pytest.mark.parametrize("distinct", ["", "distinct = true\n"])
def test_of_two_rows_with_one_key_a_valid_one_is_kept(bench: Bench, distinct: str) -> None:
    """The first breaks its contract, or names a programme that is not there: the second stands."""
    bench.file("programmes.csv", "programme_code,school_code,level\nP1,S1,bachelor\n")
    bench.file(
        "graduates.csv",
        "graduate_id,cohort,programme_code\nG1,soon,P1\nG1,2024,P1\nG2,2024,P9\nG2,2024,P1\n",
        plain("graduates").replace("same_names", distinct + "same_names"),
    )
    report = bench.load()
    assert bench.rows("SELECT _row, programme_code FROM stg_graduates ORDER BY 1") == [
        (3, "P1"),
        (5, "P1"),
    ]
    assert [(row, rule) for row, _, rule, _ in sorted(bench.rejects())] == [
        (2, "number"),
        (4, "reference"),
    ]
    assert bench.rows(
        "SELECT read, loaded, rejected, excluded FROM meta_accounting WHERE target = 'graduates'"
    ) == [(4, 2, 2, 0)]
    assert report
