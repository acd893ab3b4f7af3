"""The SELECT of a mapping: what it may see and do, and that every row is accounted for."""

import pytest

from tests.pipelines.load.bench import Bench


def select(sql: str) -> str:
    return (
        '[[file]]\npath = "s.csv"\npopulation = "respondents"\n[[file.exclude]]\ncolumn = "id"\n'
        'values = ["total"]\nreason_en = "total"\nreason_zh = "合计"\n[[file.target]]\n'
        f'table = "outcomes"\nsql = """{sql}"""\n[file.target.columns]\ngraduate_id = "id"\n'
        'wave = "wave"\nsource = { constant = "survey" }\ndestination_code = "job"\n'
    )


SURVEY = "id,job6,job15,phone\nG1,10,11,13800000000\nG2,12,10,13900000000\ntotal,2,2,\n"


def test_a_select_reshapes_and_every_row_is_accounted_for(bench: Bench) -> None:
    bench.base()
    sql = (
        "SELECT _row, id, '6' AS wave, job6 AS job FROM rows"
        " UNION ALL SELECT _row, id, '15', job15 FROM rows"
    )
    bench.file("s.csv", SURVEY, select(sql))
    bench.load()
    assert bench.account("outcomes") == (5, 4, 0, 1, 4)
    assert bench.rows("SELECT wave, destination_code, _row FROM stg_outcomes ORDER BY ALL") == [
        (6, "10", 2),
        (6, "12", 3),
        (15, "10", 3),
        (15, "11", 2),
    ]


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        (
            "SELECT _row, id, '6' AS wave, job6 AS job FROM rows WHERE id <> 'G2'",
            "s.csv: the sql of outcomes loses 1 rows (among them 3)."
            " Return every row; rows that do not belong go under [[file.exclude]].",
        ),
        (
            "SELECT _row, id, '6' AS wave, job6 AS job FROM rows"
            " UNION ALL SELECT 99, id, '7', job6 FROM rows WHERE id = 'G1'",
            "s.csv: the sql of outcomes returns 1 row numbers that the file does not have."
            " Pass _row on as it stands in the table rows.",
        ),
        (
            "SELECT id, '6' AS wave, job6 AS job FROM rows",
            "s.csv: the sql of outcomes does not return the column _row."
            " Add _row to its SELECT, so that every row can be traced.",
        ),
        (
            "SELECT _row, id, '6' AS wave FROM rows",
            "s.csv: there is no column 'job'. Its columns are: id, wave."
            " Correct the mapping or the file.",
        ),
        (
            "DROP TABLE rows",
            "s.csv: the sql of outcomes is not one single SELECT."
            " Write one SELECT over the table rows that returns _row.",
        ),
        (
            "SELECT 1 AS _row; SELECT 2",
            "s.csv: the sql of outcomes is not one single SELECT."
            " Write one SELECT over the table rows that returns _row.",
        ),
        (
            "SELECT _row, phone::INTEGER AS id, '6' AS wave, job6 AS job FROM rows",
            "s.csv: the sql of outcomes cannot be run: ConversionException."
            " It may only read the table rows, whose columns are all text, and _row.",
        ),
        (
            "SELECT _row, (SELECT content FROM read_text('s.csv')) AS id FROM rows",
            "s.csv: the sql of outcomes cannot be run: PermissionException."
            " It may only read the table rows, whose columns are all text, and _row.",
        ),
    ],
)
def test_a_select_that_may_not(bench: Bench, sql: str, sentence: str) -> None:
    bench.base()
    bench.file("s.csv", SURVEY, select(sql))
    assert bench.refused() == [sentence]


def test_a_select_sees_no_other_table(bench: Bench) -> None:
    bench.base()
    bench.file("s.csv", SURVEY, select("SELECT _row, graduate_id AS id FROM stg_graduates"))
    assert bench.refused()[0].startswith(
        "s.csv: the sql of outcomes cannot be run: Catalog Error: Table with name stg_graduates"
    )
