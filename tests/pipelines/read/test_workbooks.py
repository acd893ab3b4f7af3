"""XLSX and Parquet: cells become text, sheets are chosen and said, rows keep their numbers."""

import datetime as dt
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter

from pipelines.problems import SourceError
from pipelines.read import FileSpec, RawFile, formulas, read_file


@pytest.fixture
def sheets(con, tmp_path) -> Callable[..., RawFile]:
    """``sheets({"Sheet": [[...], ...]}, merge=[...], hide=[...])`` reads such a workbook."""

    def reading(
        content: dict[str, list[list[object]]],
        merge: tuple[tuple[int, int, int, int], ...] = (),
        hide: tuple[str, ...] = (),
        **spec: object,
    ) -> RawFile:
        path = tmp_path / "x.xlsx"
        with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
            for name, rows in content.items():
                sheet = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
                for place in merge:
                    sheet.merge_range(*place, rows[place[0]][place[1]])
                sheet.hide() if name in hide else sheet.activate()
        return read_file(con, path, FileSpec("x.xlsx", **spec), "raw")

    return reading


def rows(con) -> list[tuple]:
    return con.execute("SELECT * FROM raw ORDER BY rowid").fetchall()


def test_cells_become_text(con, sheets):
    sheets(
        {
            "S": [
                ["whole", "part", "big", "date", "moment", "yes", "text", "none"],
                [
                    *(3.0, 0.1, 20210101123.0, dt.date(2024, 8, 31)),
                    *(dt.datetime(2024, 8, 31, 9, 30), True, "007", None),
                ],
                [-1, 1e-7, 97.4, dt.date(1900, 3, 1), dt.datetime(2024, 1, 1), False, " x ", "y"],
            ]
        }
    )
    assert rows(con) == [
        ("3", "0.1", "20210101123", "2024-08-31", "2024-08-31 09:30:00", "true", "007", None),
        ("-1", "1e-07", "97.4", "1900-03-01", "2024-01-01", "false", " x ", "y"),
    ]


def test_merged_title_rows_above_the_header(con, sheets):
    raw = sheets(
        {"S": [["某某大学毕业生去向", "", ""], [], ["id", "pay", "to"], [1, 2, "x"], [3, 4, "y"]]},
        merge=((0, 0, 0, 2),),
    )
    assert (raw.header_row, raw.first_row, raw.columns) == (3, 4, ("id", "pay", "to"))
    assert rows(con) == [("1", "2", "x"), ("3", "4", "y")]


def test_a_table_that_starts_in_the_second_column_and_third_row(con, sheets):
    raw = sheets({"S": [[], [], [None, "id", "to"], [None, 1, "x"]]})
    assert (raw.header_row, raw.columns, rows(con)) == (3, ("id", "to"), [("1", "x")])


def test_cells_merged_over_rows_reach_each_of_them(con, sheets):
    raw = sheets(
        {
            "S": [
                ["school", "major", "n"],
                ["law", "a", 1],
                ["", "b", 2],
                ["", "c", 3],
                ["art", "d", 4],
            ]
        },
        merge=((1, 0, 3, 0),),
    )
    assert [row[0] for row in rows(con)] == ["law", "law", "law", "art"]
    assert raw.notices[-1].sentence("en") == (
        "x.xlsx, row 2: cells merged over several rows were read into each of these rows (from "
        "this row on: 1). If that is wrong, unmerge them and fill in every row."
    )


def test_the_first_visible_sheet_is_read_and_the_others_are_named(con, sheets):
    raw = sheets(
        {
            "Hidden": [["a", "b"], [9, 9]],
            "Data": [["a", "b"], [1, 2]],
            "Dictionary": [["c", "d"], [5, 6]],
            "Empty": [],
        },
        hide=("Hidden",),
    )
    assert (raw.sheet, rows(con)) == ("Data", [("1", "2")])
    assert [notice.sentence("en") for notice in raw.notices] == [
        "x.xlsx: read from sheet “Data”, with the header in row 1. "
        "If that is wrong, say so in the mapping.",
        "x.xlsx: these sheets were not read: Hidden, Dictionary. "
        "If one of them is needed, add it to the mapping as a file of its own.",
    ]


def test_the_mapping_chooses_the_sheet(con, sheets):
    raw = sheets({"One": [["a"], [1]], "Two": [["b"], [2]]}, sheet="Two")
    assert (raw.sheet, raw.columns, rows(con)) == ("Two", ("b",), [("2",)])


def test_line_breaks_quotes_and_blank_rows_in_cells(con, sheets):
    raw = sheets({"S": [["id", "note"], [1, 'a\n"b",'], [], [3, "c"], [None, "  "], []]})
    assert rows(con)[:3] == [("1", 'a\n"b",'), (None, None), ("3", "c")]
    assert raw.blank_rows == 1


def test_statistics_beside_the_table(sheets):
    with pytest.raises(SourceError) as problem:
        sheets({"S": [["id", "pay"], [1, 2], [3, 4, None, "mean", 3], [5, 6, None, "sd", 1]]})
    assert problem.value.sentences("en") == (
        "x.xlsx, row 3: something is written in column D beside the table (cells from this row "
        "on: 2), where the header in row 1 is blank. Move it to another file, or give the column "
        "a header.",
        "x.xlsx, row 3: something is written in column E beside the table (cells from this row "
        "on: 2), where the header in row 1 is blank. Move it to another file, or give the column "
        "a header.",
    )


def test_suspect_rows_of_a_sheet(sheets):
    raw = sheets({"S": [["id", "pay", "to"], [1, 2, "x"], ["合计", 2], [], ["注：含结业生"]]})
    assert [(problem.row, problem.what.text[:18]) for problem in raw.suspects] == [
        (3, "this looks like a "),
        (5, "this looks like a "),
    ]


def test_parquet(con, tmp_path):
    path = tmp_path / "x.parquet"
    con.execute(
        "COPY (SELECT i AS id, i / 2 AS half, CASE i WHEN 1 THEN NULL ELSE i::DOUBLE END AS whole, "
        "DATE '2024-08-31' AS day, '' AS blank, '中' AS ID_ FROM range(3) t(i)) "
        f"TO '{path}' (FORMAT parquet)"
    )
    raw = read_file(con, path, FileSpec("x.parquet"), "raw")
    assert (raw.format, raw.header_row, raw.first_row, raw.rows) == ("parquet", 0, 1, 3)
    assert rows(con) == [
        ("0", "0", "0", "2024-08-31", None, "中"),
        ("1", "0.5", None, "2024-08-31", None, "中"),
        ("2", "1", "2", "2024-08-31", None, "中"),
    ]


def test_large_parquet_keeps_the_order_of_the_file(con, tmp_path):
    path = tmp_path / "x.parquet"
    con.execute(
        f"COPY (SELECT i AS n FROM range(300000) t(i)) TO '{path}' "
        "(FORMAT parquet, ROW_GROUP_SIZE 20000)"
    )
    read_file(con, path, FileSpec("x.parquet"), "raw")
    assert con.execute("SELECT count(*) FROM raw WHERE n::INT <> rowid").fetchone() == (0,)


PARTS = {
    "xl/workbook.xml": '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships"><sheets><sheet name="A" r:id="r1"/><sheet name="B" r:id="r2"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="worksheets/s1.xml"/>'
    '<Relationship Id="r2" Target="/xl/worksheets/s2.xml"/></Relationships>',
}


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ('<c r="A2"><f>1+1</f></c>', (1, 2)),
        ('<c r="A2"><f>1+1</f><v>2</v></c>', (0, None)),
        ('<c r="A2"><f>1+1</f><v></v></c><c r="B7" s="1"><f ca="1">A1</f><v/></c>', (2, 2)),
        ('<c r="A1"><f>1+1</f></c>', (0, None)),
        ('<c r="A2" t="str"><f>""</f><v></v></c>', (0, None)),
        ('<c r="A2"/><c r="B2"><v>3</v></c>', (0, None)),
        ('<x:c r="A5"><x:f t="shared" si="0"/></x:c>', (1, 5)),
    ],
)
@pytest.mark.parametrize("sheet", ["A", "B"])
def test_formulas_without_a_result_are_counted(tmp_path, sheet, cells, found):
    path = tmp_path / "x.xlsx"
    own = {"A": "xl/worksheets/s1.xml", "B": "xl/worksheets/s2.xml"}[sheet]
    with zipfile.ZipFile(path, "w") as book:
        for name, text in {**PARTS, own: f"<worksheet>{cells}</worksheet>"}.items():
            book.writestr(name, text)
    assert formulas.uncomputed(path, sheet, 1) == found


def test_a_workbook_that_nobody_computed_says_so(con, tmp_path):
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, ["id", "pay"])
        sheet.write_row(1, 0, [1, 5])
        for row in (2, 3):
            sheet.write(row, 0, row)
            sheet.write_formula(row, 1, "=B2*2", None, "")
    raw = read_file(con, path, FileSpec("x.xlsx"), "raw")
    assert rows(con) == [("1", "5"), ("2", None), ("3", None)]
    assert raw.notices[-1].sentence("en") == (
        "x.xlsx, row 3: formulas whose results the workbook does not hold were read as blank cells"
        " (from this row on: 2). Open it in a spreadsheet program, save it there, then build again."
    )


def test_a_workbook_with_results_says_nothing_of_formulas(con, tmp_path):
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, ["id", "pay"])
        sheet.write(1, 0, 1)
        sheet.write_formula(1, 1, "=2*2", None, 4)
    raw = read_file(con, path, FileSpec("x.xlsx"), "raw")
    assert rows(con) == [("1", "4")]
    assert not any("formulas" in n.sentence("en") for n in raw.notices)
