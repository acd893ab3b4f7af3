"""Every mistake in a mapping gets a sentence before any source file is opened."""

from pathlib import Path

import pytest

from pipelines.mapping import load_mapping
from pipelines.problems import SourceError
from yardstick.places import DATA

HEAD = '[mapping]\nname = "m"\n'
FILE = '[[file]]\npath = "g.csv"\npopulation = "all_graduates"\n'
TARGET = '[[file.target]]\ntable = "programmes"\n[file.target.columns]\n'
COLUMNS = 'programme_code = "c"\nschool_code = "s"\nlevel = "l"\n'


def refused(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "m.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        load_mapping(path)
    return list(caught.value.sentences("en"))


def test_a_whole_mapping_is_read(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text(HEAD + FILE + TARGET + COLUMNS, encoding="utf-8")
    mapping = load_mapping(path)
    assert mapping.name == "m"
    assert mapping.files[0].targets[0].columns["level"].header == "l"


@pytest.mark.parametrize("name", ["cqu", "ameo", "sg_ges"])
def test_the_mappings_of_the_project_are_valid(name: str) -> None:
    assert load_mapping(DATA / "mappings" / f"{name}.toml").name == name


def test_a_misspelt_key(tmp_path: Path) -> None:
    text = HEAD + FILE.replace("population", "populaton") + TARGET + COLUMNS
    assert refused(tmp_path, text) == [
        "m.toml: the key 'populaton' is not known in [[file]] 1. Did you mean 'population'?",
        "m.toml: [[file]] g.csv lacks the key 'population'. Add it; docs/mapping.md describes it.",
    ]


def test_an_unknown_population(tmp_path: Path) -> None:
    text = HEAD + FILE.replace("all_graduates", "everybody") + TARGET + COLUMNS
    assert refused(tmp_path, text) == [
        "m.toml: 'everybody' is not a value that 'population' takes in [[file]] g.csv."
        " Use one of: all_graduates, with_destination, employed_only, respondents."
    ]


def test_a_column_the_contract_does_not_have(tmp_path: Path) -> None:
    text = HEAD + FILE + TARGET + COLUMNS + 'name_eng = "n"\n'
    assert refused(tmp_path, text) == [
        "m.toml: [[file]] g.csv -> programmes: the table has no column 'name_eng'."
        " Did you mean 'name_en'?"
    ]


def test_a_required_column_that_nothing_fills(tmp_path: Path) -> None:
    text = HEAD + FILE + TARGET + COLUMNS.replace('level = "l"\n', "")
    assert refused(tmp_path, text) == [
        "m.toml: [[file]] g.csv -> programmes: the required column 'level' is filled from nothing."
        " Name the header it comes from, or give it a constant, under columns."
    ]


def test_a_code_that_the_list_does_not_have(tmp_path: Path) -> None:
    recode = '[recode.level]\n"本科" = "bachelors"\n'
    columns = COLUMNS.replace('"l"', '{ from = "l", recode = "level" }')
    assert refused(tmp_path, HEAD + recode + FILE + TARGET + columns) == [
        "m.toml: [[file]] g.csv -> programmes.level uses the code 'bachelors', which the code list"
        " 'level' does not have. Use one of: bachelor, diploma, doctor, master, second_bachelor."
    ]


def test_a_constant_that_the_list_does_not_have(tmp_path: Path) -> None:
    columns = COLUMNS.replace('"l"', '{ constant = "phd" }')
    assert "uses the code 'phd'" in refused(tmp_path, HEAD + FILE + TARGET + columns)[0]


@pytest.mark.parametrize(
    "origin", ['{ from = "s", recode = "shool" }', '{ template = "{a|shool}" }']
)
def test_a_recode_table_that_is_not_there(tmp_path: Path, origin: str) -> None:
    columns = COLUMNS.replace('"s"', origin)
    text = HEAD + '[recode.school]\na = "b"\n' + FILE + TARGET + columns
    assert refused(tmp_path, text) == [
        "m.toml: 'shool' is not a value that 'recode' takes in [[file]] g.csv ->"
        " programmes.school_code. Use one of: school."
    ]


def test_two_origins(tmp_path: Path) -> None:
    columns = COLUMNS.replace('"s"', '{ from = "s", constant = "x" }')
    assert refused(tmp_path, HEAD + FILE + TARGET + columns) == [
        "m.toml: [[file]] g.csv -> programmes.school_code has 2 origins (from, constant)."
        " Give exactly one of: from, constant, template, artificial, cell."
    ]


def test_an_unknown_unit(tmp_path: Path) -> None:
    columns = COLUMNS + 'valid_from = { from = "v", unit = "permille" }\n'
    assert refused(tmp_path, HEAD + FILE + TARGET + columns)[0].startswith(
        "m.toml: 'permille' is not a value that 'unit' takes in"
    )


def test_values_of_the_wrong_kind(tmp_path: Path) -> None:
    text = HEAD + FILE.replace('"g.csv"', "7") + TARGET + COLUMNS
    assert refused(tmp_path, text) == [
        "m.toml: 'path' in [[file]] 1 is not a text. Correct it; docs/mapping.md describes it."
    ]


def test_long_and_sql_together(tmp_path: Path) -> None:
    target = '[[file.target]]\ntable = "programmes"\nsql = "SELECT 1"\nlong = [{ from = "x" }]\n'
    text = HEAD + FILE + target + "[file.target.columns]\n" + COLUMNS
    assert refused(tmp_path, text) == [
        "m.toml: [[file]] g.csv -> programmes combines sql and long."
        " Use one of the two; a SELECT can turn wide columns into rows itself."
    ]


def test_not_toml(tmp_path: Path) -> None:
    assert refused(tmp_path, "[mapping\n")[0].startswith(
        "m.toml: this is not a readable TOML file: "
    )


def test_no_mapping_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        load_mapping(tmp_path / "none.toml")
    assert caught.value.sentences("en") == (
        "none.toml: there is no such mapping file. Check the path given to --mapping.",
    )


@pytest.mark.parametrize(
    ("place", "key", "sentence"),
    [
        (
            HEAD,
            "max_rejected = nan\n",
            "'max_rejected' in [mapping] is not between 0 and 1."
            " It is a share of the rows: 0.05 allows five in a hundred.",
        ),
        (
            FILE,
            "header_row = 1.5\n",
            "'header_row' in [[file]] 1 is not a whole number. Correct it; docs/mapping.md"
            " describes it.",
        ),
        (
            FILE,
            'format = "docx"\n',
            "'docx' is not a value that 'format' takes in [[file]] g.csv."
            " Use one of: csv, tsv, txt, xlsx, parquet, sav.",
        ),
        (
            FILE,
            '[[file.exclude]]\ncolumn = "c"\nvalues = "x"\nreason_en = "a"\nreason_zh = "b"\n',
            "'values' in [[file]] g.csv [[file.exclude]] is not a list. Correct it;"
            " docs/mapping.md describes it.",
        ),
        (
            COLUMNS,
            'name_en = { from = "n", date_format = "%Q" }\n',
            "'%Q' is not a value that 'date_format' takes in [[file]] g.csv -> programmes.name_en."
            " Write for instance %d/%m/%Y.",
        ),
    ],
)
def test_a_setting_that_means_nothing(tmp_path: Path, place: str, key: str, sentence: str) -> None:
    text = (HEAD + FILE + TARGET + COLUMNS).replace(place, place + key)
    assert refused(tmp_path, text) == [f"m.toml: {sentence}"]


def test_recode_tables_that_are_a_list(tmp_path: Path) -> None:
    assert refused(tmp_path, "recode = [1]\n" + HEAD + FILE + TARGET + COLUMNS) == [
        "m.toml: [recode] is not a table of keys and values. See docs/mapping.md for its form."
    ]
