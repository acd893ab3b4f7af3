"""Downloads carry symbols, definitions, stamp and classification, and run no formulas."""

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from yardstick.catalogue import load_catalogue
from yardstick.export import INTERNAL_WORDS, comparison, to_csv, to_xlsx
from yardstick.export.explained import explained
from yardstick.export.files import harmless
from yardstick.export.table import table as handed_out
from yardstick.measure import Filters, change, curve, distribution, flows, measure
from yardstick.measure.labels import DIMENSION_LABELS
from yardstick.text import translator

ASKED = ["cn2024.destination_rate", "pay.median", "nace.career_outcomes_rate"]


@pytest.fixture(params=["en", "zh"])
def spoken(request, reader):
    return replace(reader, lang=request.param)


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def table(content: bytes) -> list[list[str]]:
    return [row for row in lines(content) if not row[0].startswith("# ")]


def test_csv_opens_in_a_spreadsheet_with_chinese_intact(spoken):
    content = to_csv(spoken, measure(spoken, ASKED, by=("school",)))
    assert content.startswith(b"\xef\xbb\xbf")
    assert lines(content)[0] == ["# Internal, not for publication / 内部资料，不得对外发布"]
    assert lines(content)[1] == ["# Demonstration data / 演示数据"]
    text = content.decode("utf-8-sig")
    assert spoken.snapshot.build_id in text
    for i in ASKED:
        assert load_catalogue()[i].definition(spoken.lang) in text
    assert "[c]: " in text or "[c]：" in text


def test_csv_has_every_row_and_no_blank_value(reader):
    found = measure(reader, ASKED, by=("programme", "gender"))
    rows = table(to_csv(reader, found))
    head, body = rows[0], rows[1:]
    assert len(body) == len(found.frame)
    value, method, mark = (head.index(c) for c in ("Value", "Method", "Mark"))
    hidden = [r for r in body if r[mark] == "[c]"]
    assert hidden
    # The symbol stands in the column of marks alone: the values are a column of numbers.
    assert all(r[value] == "" for r in hidden)
    estimates = [r for r in body if not r[method].startswith("bounds")]
    assert all((r[value] == "") == (r[mark] not in ("", "[u]")) for r in estimates)
    bounds = [r for r in body if r[method].startswith("bounds")]
    assert {r[head.index("Status")] for r in bounds} <= {
        "bounds shown, no single value", "hidden to protect individuals",
    }  # fmt: skip


def test_a_comparison_is_handed_out_as_numbers(spoken):
    found = change(spoken, "cn2024.destination_rate", by=("school",))
    data = comparison(spoken, found, "school")
    book = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(spoken, data)))
    first, second = (book.get_sheet_by_name(n).to_python() for n in book.sheet_names)
    numbers = {round(cell, 12) for row in first for cell in row if isinstance(cell, float)}
    assert set(found["value"].dropna().round(12)) <= numbers
    # A difference of shares is in percentage points: 2 % more is not 2 points more.
    assert set((100 * found["difference"].dropna()).round(12)) <= numbers
    # The sheet of definitions explains the headings.
    known = {row[0] for row in second}
    assert {"Difference", "Verdict"} <= known or {"差异", "判断"} <= known
    text = to_csv(spoken, data).decode("utf-8-sig")
    assert ",'" not in text


def test_csv_says_what_was_selected(reader):
    filters = Filters(cohorts=(2022,), schools=("ENG",), wave=6)
    content = to_csv(reader, measure(reader, "pay.median", filters=filters), title="Pay").decode()
    assert "Cohort: 2022; School: School of Engineering; Months after graduation: 6" in content
    assert "# Pay\r\n" in content


def test_workbook_has_the_table_the_definitions_and_the_words(spoken):
    found = measure(spoken, ASKED, by=("school",))
    book = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(spoken, found)))
    assert len(book.sheet_names) == 2
    first, second = (book.get_sheet_by_name(n).to_python() for n in book.sheet_names)
    for sheet in (first, second):
        assert sheet[0][0] == f"{INTERNAL_WORDS.en} / {INTERNAL_WORDS.zh}"
    values = {cell for row in second for cell in row}
    for i in ASKED:
        assert load_catalogue()[i].definition(spoken.lang) in values
    numbers = {cell for row in first for cell in row if isinstance(cell, float)}
    shown = found.estimates()["value"].dropna()
    assert set(shown) <= numbers


def test_siblings_can_be_handed_out(spoken):
    for data in (
        distribution(spoken, "employer", top=3),
        distribution(spoken, "cn_2024", by=("school",)),
        curve(spoken, "time.first_job", by=("school",)),
        flows(spoken),
        distribution(spoken, "employer", filters=Filters(schools=("nowhere",))),
        pd.DataFrame({"a": [1.5, None], "b": ["x", "y"]}),
    ):
        assert len(table(to_csv(spoken, data))) >= 2
        assert CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(spoken, data))).sheet_names


@pytest.mark.parametrize(
    "text", ["=1+1", "+A1", "-1+2", "@SUM(A1)", "\t=1", " =cmd|' /C calc'!A0", "＝1+1", "\u3000=1"]
)
def test_text_that_looks_like_a_formula_is_disarmed(reader, text):
    assert harmless(text) == f"'{text}"
    rows = table(to_csv(reader, pd.DataFrame({"employer": [text], "n": [-3.0]})))
    assert rows[1] == [f"'{text}", "-3"]
    sheet = CalamineWorkbook.from_filelike(
        io.BytesIO(to_xlsx(reader, pd.DataFrame({"employer": [text]})))
    )
    # In a workbook the text is stored as text, so it needs no apostrophe.
    assert sheet.get_sheet_by_index(0).to_python()[-1][0] == text


def test_a_text_longer_than_a_cell_is_cut_and_not_left_out(reader):
    # A workbook holds as many characters in a cell, a text file any number.
    frame = pd.DataFrame({"said": ["很好" * 20_000, "x" * 32_767, "\x01\x1b[31m\ufffe<b>"]})
    book = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(reader, frame)))
    first, second, third = (r[0] for r in book.get_sheet_by_index(0).to_python()[-3:])
    assert (len(first), first[-1], second) == (32_767, "…", "x" * 32_767)
    assert "<b>" in third
    assert "很好" * 20_000 in to_csv(reader, frame).decode("utf-8-sig")


def test_ordinary_text_is_left_alone():
    assert harmless("A-level") == "A-level"
    for number in ("+0.69", "-1", "+1,234.5", "-3.2%"):
        assert harmless(number) == number
    assert harmless(-5) == -5


def test_every_heading_of_every_download_is_explained(spoken):
    """What is not a dimension has its meaning on the sheet of definitions."""
    dimensions = {d(spoken.lang) for d in DIMENSION_LABELS.values()}
    for data in (
        measure(spoken, ASKED, by=("school",)),
        comparison(spoken, change(spoken, "pay.median", by=("school",)), "school"),
        distribution(spoken, "employer", top=3),
        curve(spoken, "time.first_job", by=("school",)),
        flows(spoken),
    ):
        headings = [str(c) for c in handed_out(spoken, data).columns]
        told = dict(explained(headings, translator(spoken.lang)))
        assert all(told.values())
        left = {h for h in headings if h not in told and not h.startswith(tuple(dimensions))}
        assert not left


def test_a_download_says_which_questions_and_courses_were_chosen(reader):
    def said(lang: str, **chosen: tuple[str, ...]) -> str:
        own = replace(reader, lang=lang)
        found = measure(own, "course.importance", (), Filters(**chosen))
        return lines(to_csv(own, found))[3][0]

    one = {"courses": ("080901/2018/CS1",)}
    assert said("en", **one) == "# Selection: Course: Programming"
    assert said("zh", **one) == "# 筛选范围：课程：程序设计"
    items = tuple(reader.snapshot.info().items["item_id"])
    assert said("en", items=items).endswith(f"Question: {len(items)} chosen")
