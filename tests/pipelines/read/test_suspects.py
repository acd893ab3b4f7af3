"""Rows that are no records: named with their row, and left to the mapping to exclude."""

import pytest

from pipelines.read import unresolved

EXCLUDE = " Delete the row from the file, or exclude it in the mapping with a reason."
HEADER = (
    "x.csv, row {row}: the header is repeated here: two files seem to be pasted together." + EXCLUDE
)
TOTAL = "x.csv, row {row}: this looks like a total or average, not a record." + EXCLUDE
NOTE = "x.csv, row {row}: this looks like a note below the table, not a record." + EXCLUDE


def said(read, text: str) -> list[str]:
    return [problem.sentence("en") for problem in read("x.csv", text).raw.suspects]


@pytest.mark.parametrize(
    "text",
    [
        "id,pay,to\n1,2,x\nid,pay,to\n3,4,y\n",
        "id,pay,to\n1,2,x\nto,id,pay\n3,4,y\n",
        "id,pay,to\n1,2,x\n\ufeffid,pay,to\n3,4,y\n",
        "id,pay,to\n1,2,x\n id , pay ,to\nz,4,y\n",
        '"id\n(x)",pay\n1,2\n"id\n(x)",pay\n',
        "id\n1\nid\n",
        "id,pay,to\n1,2,x\nID,Pay,TO\n3,4,y\n",
        "Id,Pay,To\n1,2,x\n id , pay , to \n3,4,y\n",
        "ID,PAY,TO\n1,2,x\n\tid\t,\u3000pay,to\u00a0\n3,4,y\n",
        "编号 ID,薪资,去向\n1,2,x\n编号 id,薪资,去向\n3,4,y\n",
    ],
)
def test_a_second_header(read, text):
    assert said(read, text) == [HEADER.format(row=3)]


def test_a_record_that_shares_a_word_with_the_header_is_none(read):
    assert said(read, "field,pay,to\nlaw,2,x\nfield,4,y\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "合计,,30",
        "总计：,5,30",
        ",合 计,30",
        "Total,,30",
        "TOTAL:,3,30",
        "Grand Total,,30",
        "average,,30",
        "计算机学院,小计,30",
        "Law,Subtotal,30",
    ],
)
def test_a_total_line(read, line):
    assert said(read, f"school,major,n\nx,y,10\n{line}\nz,w,20\n") == [TOTAL.format(row=3)]


@pytest.mark.parametrize("line", ["x,Total,30", "x,y,合计师", "合计通信公司,y,30", "Totality,y,3"])
def test_an_employer_with_such_a_name_is_a_record(read, line):
    assert said(read, f"school,employer,n\nx,y,10\n{line}\n") == []


def test_notes_below_the_table(read):
    text = (
        "id,pay,to,when\n1,2,x,y\n3,4,y,z\n\n"
        "注：不含结业生,,,\nDate of export 2024,,,\nSource: registry\n"
    )
    assert said(read, text) == [NOTE.format(row=row) for row in (5, 6, 7)]


def test_a_note_right_below_the_table(read):
    assert said(read, "id,pay,to\n1,2,x\n数据来源 学生处,,\n") == [NOTE.format(row=3)]


def test_a_last_respondent_who_answered_nothing_is_a_record(read):
    header = ",".join(["id", *(f"q{n}" for n in range(20))])
    assert said(read, f"{header}\n1{',5' * 20}\n2{',' * 20}\n") == []


def test_a_short_row(read):
    got = read("x.csv", "id,pay,to\n1,2,x\n3,4\n5,6,z\n")
    assert got.numbered()[3] == ("3", "4", None)
    assert [problem.sentence("en") for problem in got.raw.suspects] == [
        "x.csv, row 3: fields in this row: 2; in the header in row 1: 3. Look for a line break "
        "inside a field without quotation marks; if it is no record, exclude it in the mapping "
        "with a reason."
    ]


def test_a_long_row(read):
    got = read("x.csv", 'id,note,to\n1,"a\nb",x\n3,a,b,y\n')
    assert got.numbered()[3] == ("3", "a", "b")
    assert [problem.sentence("en") for problem in got.raw.suspects] == [
        "x.csv, row 3: fields in this row: 4; in the header in row 1: 3. Look for a delimiter "
        "inside a field without quotation marks, or for something written beside the table, and "
        "correct the file."
    ]


def test_rows_are_named_as_the_file_numbers_them(read):
    text = "某某大学\n2024\nid;pay;to\n1;2;x\n\n3;4;y\n合计;;6\n"
    assert said(read, text) == [TOTAL.format(row=7)]


def test_what_the_mapping_excludes_is_resolved(read):
    raw = read("x.csv", "id,pay,to\n1,2,x\n合计,2,\n3,4,y\nid,pay,to\n").raw
    assert [problem.row for problem in unresolved(raw)] == [3, 5]
    assert [problem.row for problem in unresolved(raw, {3})] == [5]
    assert unresolved(raw, {3, 5}) == ()


def test_a_table_of_more_columns_than_an_expression_may_be_deep(read):
    header = ",".join(f"q{n}" for n in range(1100))
    row = ",".join("1" * 1100)
    assert said(read, f"{header}\n{row}\n数据来源 学生处{',' * 1099}\n") == [NOTE.format(row=3)]
