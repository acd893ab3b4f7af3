"""Units, markers and dates as files write them: percentages, fractions, pay a year, days."""

import pytest

from tests.pipelines.load.bench import Bench


def test_a_share_above_one_where_a_fraction_belongs(bench: Bench) -> None:
    bench.file(
        "benchmarks.csv",
        "source,year,indicator,unit,value\ns,2023,rate,share,97.4\ns,2022,rate,share,0.974\n",
    )
    bench.load()
    assert [r[3] for r in bench.rejects()] == [
        "benchmarks.csv, row 2: the share '97.4' is above 1: a percentage stands where a fraction"
        ' belongs. Declare unit = "percent" in the mapping, or divide by 100.'
    ]


def test_fractions_in_a_column_of_percentages_refuse_the_file(bench: Bench) -> None:
    lines = [f"G{i},2024,P1,{v}" for i, v in enumerate(["0.7", "0.3", "0.55"] + ["70"] * 7)]
    bench.file("programmes.csv", "programme_code,school_code,level\nP1,S1,bachelor\n")
    bench.file(
        "graduates.csv",
        "graduate_id,cohort,programme_code,entry_percentile\n" + "\n".join(lines) + "\n",
    )
    assert bench.refused() == [
        "graduates.csv: 3 of 10 values in 'entry_percentile' are fractions of 1, not percentages."
        ' Declare unit = "fraction", or bring the column to one scale.'
    ]


def test_units_markers_and_dates(bench: Bench) -> None:
    bench.base()
    bench.file(
        "o.csv",
        "id,pay,days,left,share\n"
        'G1,"120,000",61,2024年6月25日,92.0%\n'
        "G2,60000,N.A.,present,97.4\n"
        "G3,-1,0,2024/6/5,-\n",
        """[[file]]
path = "o.csv"
population = "respondents"
missing = ["-1", "N.A.", "-"]
[[file.target]]
table = "outcomes"
[file.target.columns]
graduate_id = "id"
wave = { constant = 6 }
source = { constant = "survey" }
pay_monthly = { from = "pay", unit = "per_year" }
months_to_first_job = { from = "days", unit = "days_to_months" }
observed_on = { from = "left", missing = ["present"] }
""",
    )
    bench.load()
    found = bench.rows(
        "SELECT pay_monthly, round(months_to_first_job, 2), observed_on::VARCHAR"
        " FROM stg_outcomes ORDER BY _row"
    )
    assert found == [(10000.0, 2.0, "2024-06-25"), (5000.0, None, None), (None, 0.0, "2024-06-05")]
    assert bench.rejects() == []


@pytest.mark.parametrize(
    ("unit", "cells", "expected"),
    [
        ("percent", ["92.0%", "97.4", "8"], [0.92, 0.974, 0.08]),
        ("fraction", ["92.0%", "0.974", "1"], [0.92, 0.974, 1.0]),
    ],
)
def test_percent_beside_plain(
    bench: Bench, unit: str, cells: list[str], expected: list[float]
) -> None:
    rows = "".join(f"{2000 + i},{c}\n" for i, c in enumerate(cells))
    bench.file(
        "b.csv",
        "y,v\n" + rows,
        '[[file]]\npath = "b.csv"\npopulation = "respondents"\n[[file.target]]\n'
        'table = "benchmarks"\n[file.target.columns]\nsource = { constant = "s" }\nyear = "y"\n'
        'indicator = { constant = "i" }\nunit = { constant = "share" }\n'
        f'value = {{ from = "v", unit = "{unit}" }}\n',
    )
    bench.load()
    values = [v for (v,) in bench.rows("SELECT value FROM stg_benchmarks ORDER BY year")]
    assert values == pytest.approx(expected)


def test_a_fraction_above_one(bench: Bench) -> None:
    bench.file(
        "b.csv",
        "y,v\n2001,70\n2002,0.5\n",
        '[[file]]\npath = "b.csv"\npopulation = "respondents"\n[[file.target]]\n'
        'table = "benchmarks"\nmax_rejected = 1\n[file.target.columns]\n'
        'source = { constant = "s" }\nyear = "y"\nindicator = { constant = "i" }\n'
        'unit = { constant = "rate" }\nvalue = { from = "v", unit = "fraction" }\n',
    )
    bench.load()
    assert [r[3] for r in bench.rejects()] == [
        "b.csv, row 2: '70' in 'v' is above 1 where a fraction belongs."
        ' Declare unit = "percent" if the values are percentages.'
    ]
