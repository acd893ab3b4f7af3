"""The blank workbook and the data dictionary follow from the contracts."""

import re
import zipfile
from pathlib import Path

import duckdb
import pytest
from python_calamine import CalamineWorkbook

from pipelines.load import load_sources
from pipelines.mapping import load_mapping
from pipelines.template import write_template
from tests.pipelines.load.bench import KEY
from yardstick.codes import code_list
from yardstick.contracts import contracts
from yardstick.places import DATA


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    write_template(folder / "template.xlsx")
    return folder


def test_a_sheet_per_table_with_header_and_example(folder: Path) -> None:
    book = CalamineWorkbook.from_path(folder / "template.xlsx")
    assert book.sheet_names == ["read me", *contracts(), "codes"]
    for name, contract in contracts().items():
        header, example = book.get_sheet_by_name(name).to_python()
        assert header == [c.name for c in contract.columns]
        assert example == [c.example for c in contract.columns]


def test_codes_are_drop_down_lists(folder: Path) -> None:
    with zipfile.ZipFile(folder / "template.xlsx") as parts:
        at = 2 + list(contracts()).index("graduates")
        sheet = parts.read(f"xl/worksheets/sheet{at}.xml").decode()
    lists = re.findall(r'type="list".*?sqref="([A-Z]+)2:.*?<formula1>(.*?)</formula1>', sheet)
    coded = [c for c in contracts()["graduates"].columns if c.codes]
    assert len(lists) == len(coded)
    book = CalamineWorkbook.from_path(folder / "template.xlsx")
    rows = book.get_sheet_by_name("codes").to_python()
    at = rows[0].index("gender")
    codes = [row[at] for row in rows[1:] if row[at]]
    assert codes == code_list("gender").keys()


def test_the_example_rows_load_without_a_reject(folder: Path) -> None:
    con = duckdb.connect()
    mapping = load_mapping(DATA / "mappings" / "template.toml")
    report = load_sources(con, [(mapping, folder)], KEY)
    assert report.rejected == 0
    assert con.execute("SELECT count(*) FROM meta_unmatched").fetchone() == (0,)
    for table in contracts():
        assert con.execute(f"SELECT count(*) FROM stg_{table}").fetchone() == (1,)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_dictionary_describes_every_column_and_code(folder: Path, lang: str) -> None:
    text = (folder / f"template_dictionary_{lang}.md").read_text(encoding="utf-8")
    for contract in contracts().values():
        assert contract.grain(lang) in text
        for column in contract.columns:
            assert f"| {column.name} |" in text
            assert column.description(lang) in text
            if column.codes:
                for code in code_list(column.codes):
                    assert f"- `{code.code}` {code.label(lang)}" in text


def test_the_dictionary_workbook_has_both_languages(folder: Path) -> None:
    book = CalamineWorkbook.from_path(folder / "template_dictionary.xlsx")
    assert book.sheet_names == ["dictionary", "数据字典", "codes"]
    columns = sum(len(c.columns) for c in contracts().values())
    for sheet in book.sheet_names[:2]:
        assert len(book.get_sheet_by_name(sheet).to_python()) == columns + 1
