"""The real feeds: what the readers find in them, counted by other means."""

import csv
import hashlib

import pytest

from pipelines.read import FileSpec, read_file
from tests.realdata import real

FILES = {
    "sg_ges/ges_raw_2013_2023.csv": ("utf-8", 1401),
    "sg_ges/ges_raw_2013_2018_bom.csv": ("utf-8", 703),
    "sg_ges/intake-by-institutions.csv": ("utf-8", 74),
    "in_ameo2015/AMEO.csv": ("utf-8", 3998),
    "ref_cn_codes/cn_majors_bachelor_gbk.csv": ("gb18030", 587),
    "ref_cn_codes/gbt4754_industry.csv": ("utf-8", 1772),
}


@pytest.mark.parametrize("name", FILES)
def test_every_row_of_a_text_table_has_its_number(con, name):
    folder, file = name.split("/")
    path = real(folder) / file
    encoding, rows = FILES[name]
    raw = read_file(con, path, FileSpec(file), "raw")
    assert (raw.encoding, raw.rows, raw.suspects) == (encoding, rows, ())
    assert raw.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as lines:
        expected = dict(enumerate(csv.reader(lines), 1))
    assert list(raw.columns) == expected[1]
    got = con.execute("SELECT rowid, * FROM raw ORDER BY rowid").fetchall()
    assert {at + raw.first_row: [c or "" for c in cells] for at, *cells in got} == {
        row: cells for row, cells in expected.items() if row > 1
    }


def test_the_destinations_workbook(con):
    path = real("cn_cqu_destinations") / "cqu_destinations.xlsx"
    raw = read_file(con, path, FileSpec(path.name), "raw")
    assert raw.columns == ("学部", "学院", "学历", "毕业年度", "去向类别", "单位名称", "人数")
    assert (raw.rows, raw.first_row, raw.suspects) == (7738, 2, ())
    assert con.execute(
        "SELECT sum(人数::INT), min(毕业年度), max(毕业年度) FROM raw"
    ).fetchone() == (
        29183,
        "2021",
        "2023",
    )


def test_the_pay_workbook_says_which_sheet_it_left(con):
    path = real("in_ameo2015") / "aspiring_minds_employability_outcomes_2015.xlsx"
    raw = read_file(con, path, FileSpec(path.name), "raw")
    assert raw.rows == 3998
    assert [notice.sentence("en").split(". ")[0] for notice in raw.notices] == [
        f"{path.name}: read from sheet “Sheet1”, with the header in row 1",
        f"{path.name}: these sheets were not read: Sheet3",
    ]
    present, dates = con.execute(
        "SELECT count(*) FILTER (DOL = 'present'), count(*) FILTER (regexp_full_match(DOJ, "
        "'\\d{4}-\\d{2}-\\d{2}')) FROM raw"
    ).fetchone()
    assert (present, dates) == (1875, 3998)
