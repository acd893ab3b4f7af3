"""CSV and TSV files: encodings, delimiters, headers, line ends and true row numbers."""

import codecs
import csv
from pathlib import Path

import duckdb
import pytest

from pipelines.read import FileSpec, csv_file, read_file

PLAIN = "学号,姓名,去向\n1,张三,升学\n2,李四,就业\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (PLAIN.encode(), "utf-8"),
        (codecs.BOM_UTF8 + PLAIN.encode(), "utf-8"),
        (PLAIN.encode("gb18030"), "gb18030"),
        (PLAIN.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"), "utf-16"),
    ],
)
def test_the_encoding_is_found_and_stated(read, content, encoding):
    got = read("x.csv", content)
    assert got.raw.encoding == encoding
    assert got.raw.columns == ("学号", "姓名", "去向")
    assert got.numbered() == {2: ("1", "张三", "升学"), 3: ("2", "李四", "就业")}


def test_a_cell_of_any_length_is_read(con, tmp_path):
    """A test of its own process would see Python's limit on cells; here it is put back first."""
    csv.field_size_limit(131_072)
    path = tmp_path / "x.csv"
    path.write_text(f'nr,said\n1,"{"很好" * 300_000}"\n2,b\n', encoding="utf-8")
    raw = read_file(con, path, FileSpec("x.csv"), "raw")
    assert raw.rows == 2
    assert con.execute("SELECT length(said) FROM raw ORDER BY rowid").fetchall() == [
        (600_000,),
        (1,),
    ]


def test_utf16_without_a_mark_is_recognised(read):
    got = read("x.csv", "a,b\n1,2\n3,4\n".encode("utf-16-le"))
    assert (got.raw.encoding, got.numbered()) == ("utf-16-le", {2: ("1", "2"), 3: ("3", "4")})


def test_an_explicit_encoding_is_taken(read):
    got = read("x.csv", "name,n\ncafé,1\n".encode("cp1252"), encoding="cp1252")
    assert got.rows == [(0, "café", "1")]


def test_gbk_and_gb2312_are_read_as_the_gb18030_that_contains_them(read):
    got = read("x.csv", "名,n\n镕𠀀,1\n".encode("gb18030"), encoding="gbk")
    assert (got.raw.encoding, got.rows) == ("gb18030", [(0, "镕𠀀", "1")])


def test_a_file_that_is_chinese_only_after_the_first_megabyte_is_recoded(read, monkeypatch):
    monkeypatch.setattr("pipelines.read.encoding.SAMPLE", 8)
    got = read("x.csv", "id,name\n1,a\n2,重庆市南岸区\n".encode("gb18030"))
    assert (got.raw.encoding, got.numbered()[3]) == ("gb18030", ("2", "重庆市南岸区"))


def test_a_character_cut_by_a_chunk_is_whole_again(read, monkeypatch):
    monkeypatch.setattr("pipelines.read.encoding.CHUNK", 6)
    text = "id,name\r\n" + "".join(f"{n},重庆{n}\r\n" for n in range(50))
    got = read("x.csv", text.encode("gb18030"))
    assert got.numbered() == {n + 2: (str(n), f"重庆{n}") for n in range(50)}


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(read, delimiter):
    text = delimiter.join("abc") + "\n" + delimiter.join("123") + "\n"
    got = read("x.txt", text)
    assert (got.raw.delimiter, got.rows) == (delimiter, [(0, "1", "2", "3")])


def test_decimal_commas_stay_text(read):
    got = read("x.csv", "id;pay;share\n1;2,5;0,1\n2;3,5;0,2\n")
    assert (got.raw.delimiter, got.numbered()[3]) == (";", ("2", "3,5", "0,2"))


def test_an_explicit_delimiter_wins(read):
    got = read("x.csv", "a;b,c\n1;2,3\n", delimiter=";")
    assert (got.raw.columns, got.rows) == (("a", "b,c"), [(0, "1", "2,3")])
    assert read("x.csv", "a\tb,c\n1\t2,3\n", delimiter="tab").raw.columns == ("a", "b,c")


def test_title_rows_above_the_header(read):
    text = "某某大学毕业生去向,,\n\n2024 年 8 月 31 日,,\nid,pay,to\n1,2,3\n4,5,6\n"
    got = read("x.csv", text)
    assert (got.raw.header_row, got.raw.first_row) == (4, 5)
    assert got.numbered() == {5: ("1", "2", "3"), 6: ("4", "5", "6")}


def test_an_explicit_header_row_wins(read):
    got = read("x.csv", "a,b\nc,d\n1,2\n", header_row=2)
    assert (got.raw.columns, got.numbered()) == (("c", "d"), {3: ("1", "2")})


def test_title_rows_of_another_width_and_with_line_breaks(read):
    text = '"Report\nof the ""class"""\nid,to\n1,x\n2,"y\nz"\n'
    got = read("x.csv", text)
    assert got.numbered() == {3: ("1", "x"), 4: ("2", "y\nz")}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(read, end):
    got = read("x.csv", end.join(["a,b", "1,2", "3,4", ""]))
    assert got.numbered() == {2: ("1", "2"), 3: ("3", "4")}


def test_mixed_line_ends(read):
    got = read("x.csv", "a,b\n1,2\r\n3,4\n5,6\r7,8")
    assert [cells for _, *cells in got.rows] == [["1", "2"], ["3", "4"], ["5", "6"], ["7", "8"]]


def test_rows_keep_their_number_when_fields_hold_line_breaks(read):
    text = 'id,note,x\n1,"one\ntwo\n\nthree",a\n2,plain,b\n3,"say ""hi""\n",c\n4,,d\n'
    got = read("x.csv", text)
    assert {row: cells[0] for row, cells in got.numbered().items()} == {
        2: "1",
        3: "2",
        4: "3",
        5: "4",
    }
    assert got.raw.suspects == ()


def test_blank_cells_are_null_and_spaces_are_not(read):
    assert read("x.csv", 'a,b,c\n1,"",  \n').rows == [(0, "1", None, "  ")]


def test_blank_lines_keep_row_numbers_true(read):
    got = read("x.csv", "a,b\n1,2\n\n\n3,4\n\n\n")
    assert got.numbered() == {2: ("1", "2"), 3: (None, None), 4: (None, None), 5: ("3", "4")}
    assert got.raw.blank_rows == 2
    assert "blank rows inside the table: 2." in got.raw.notices[-1].sentence("en")


def test_blank_rows_at_the_end_are_no_rows(read):
    got = read("x.csv", "a,b,c\n1,2,3\n,,\n,,\n\n")
    assert (got.raw.rows, got.raw.blank_rows) == (1, 0)


def test_one_column(read):
    got = read("x.csv", "id\n1\n\n3\n\n")
    assert got.numbered() == {2: ("1",), 3: (None,), 4: ("3",)}


def test_a_mark_in_the_middle_is_taken_out(read):
    content = b"a,b\n1,2\n" + codecs.BOM_UTF8 + b"3,4\n"
    assert read("x.csv", content).numbered() == {2: ("1", "2"), 3: ("3", "4")}


def test_a_trailing_delimiter_makes_no_column(read):
    got = read("x.csv", "a,b,\n1,2,\n3,4,\n")
    assert (got.raw.columns, got.numbered()[3]) == (("a", "b"), ("3", "4"))


def test_extra_blank_fields_are_no_content(read):
    got = read("x.csv", "a,b\n1,2,,\n3,4\n")
    assert (got.rows, got.raw.suspects) == ([(0, "1", "2"), (1, "3", "4")], ())


def test_header_texts_are_cleaned_and_made_distinct(read):
    got = read("x.csv", '"id\n(必填)",Name,name,Name,rowid\n1,2,3,4,5\n')
    assert got.raw.columns == ("id (必填)", "Name", "name (2)", "Name (3)", "rowid (2)")
    assert got.rows == [(0, "1", "2", "3", "4", "5")]
    assert got.raw.notices[1].sentence("en") == (
        "x.csv, row 1: the header “name” appears again in column C, which is read as “name (2)”. "
        "Name the right one of them in the mapping."
    )


def test_years_may_be_headers(read):
    assert read("x.csv", "field,2021,2022\na,1,2\n").raw.columns == ("field", "2021", "2022")


def test_a_file_name_with_wildcards_is_one_file(read, tmp_path):
    (tmp_path / "a1.csv").write_text("x,y\n9,9\n")
    assert read("a[1].csv", "x,y\n1,2\n").rows == [(0, "1", "2")]


def test_a_folder_that_looks_like_a_partition_adds_no_column(con, tmp_path):
    path = tmp_path / "year=2024" / "x.csv"
    path.parent.mkdir()
    path.write_text("a,b\n1,2\n")
    assert read_file(con, path, FileSpec("x.csv"), "raw").columns == ("a", "b")


def test_a_long_field_is_whole(read):
    long = "长" * 1_500_000
    got = read("x.csv", f"a,b\n1,{long}\n2,x\n")
    assert got.rows == [(0, "1", long), (1, "2", "x")]


def test_file_order_does_not_depend_on_the_connection(tmp_path):
    con = duckdb.connect()
    con.execute("SET preserve_insertion_order = false")
    path = tmp_path / "x.csv"
    path.write_text("n,text\n" + "".join(f"{n},{'x' * 20}\n" for n in range(200_000)))
    raw = read_file(con, path, FileSpec("x.csv"), "raw")
    wrong = con.execute("SELECT count(*) FROM raw WHERE n::BIGINT <> rowid").fetchone()
    assert (raw.rows, wrong) == (200_000, (0,))
    assert con.execute("SELECT current_setting('preserve_insertion_order')").fetchone() == (False,)


def test_a_clean_file_is_read_by_duckdb_itself(read, monkeypatch):
    def never(*_args, **_kwargs):
        raise AssertionError("a clean file was copied")

    monkeypatch.setattr("pipelines.read.tidy.tidy", never)
    monkeypatch.setattr("pipelines.read.encoding.recode", never)
    assert read("x.csv", 'a,b\n1,"x\ny"\n2,5" disk\n').raw.rows == 2


def test_a_row_the_reader_drops_is_noticed(con, tmp_path, monkeypatch):
    """The reader of the table loses a row: once it is read again record by record, then refused."""
    fill, calls = csv_file.table.fill, []

    def lossy(con: duckdb.DuckDBPyConnection, table: str, *args, **kwargs) -> int:
        calls.append(table)
        fill(con, table, *args, **kwargs)
        con.execute(f"DELETE FROM {table} WHERE rowid = 1")
        return csv_file.table.count(con, table)

    monkeypatch.setattr(csv_file.table, "fill", lossy)
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n3,4\n5,6\n")
    with pytest.raises(csv_file.SourceError) as problem:
        read_file(con, path, FileSpec("x.csv"), "raw")
    assert len(calls) == 3
    assert problem.value.sentences("en") == (
        "x.csv: rows counted in the file: 3; rows read: 2. Save it again as CSV UTF-8 from a "
        "spreadsheet program; nothing was loaded.",
    )


def test_what_was_decided_is_stated(read):
    notices = read("x.csv", "标题;\nid;to\n1;2\n3;4\n".encode("gb18030")).raw.notices
    assert [notice.sentence("en") for notice in notices] == [
        "x.csv: read as GB18030 text, separated by semicolon, with the header in row 2. "
        "If that is wrong, say so in the mapping."
    ]


def test_copies_lie_where_the_connection_spills_to_and_are_removed(tmp_path, monkeypatch):
    spill = tmp_path / "spill"
    con = duckdb.connect(config={"temp_directory": str(spill)})
    path = tmp_path / "x.csv"
    path.write_bytes("名,n\n甲,1\n".encode("gb18030"))
    recode, copies = csv_file.encodings.recode, []

    def watched(source: Path, target: Path, encoding: str, certain: bool) -> str:
        used = recode(source, target, encoding, certain)
        copies.append((target.is_file(), target.is_relative_to(spill)))
        return used

    monkeypatch.setattr(csv_file.encodings, "recode", watched)
    read_file(con, path, FileSpec("x.csv"), "raw")
    assert copies == [(True, True)]
    assert not spill.exists()


def test_a_blank_row_of_eight_columns_between_bars_is_no_merge_conflict(read):
    got = read("x.csv", "a|b|c|d|e|f|g|h\n1|2|3|4|5|6|7|8\n|||||||\n1|2|3|4|5|6|7|9\n")
    assert got.raw.delimiter == "|"
    assert got.numbered()[3] == (None,) * 8
