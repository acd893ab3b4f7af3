"""Files and headers that are not there, or there twice: what is said, and what is suggested."""

import errno
import os
from pathlib import Path

import pytest

from pipelines.load import loader
from tests.pipelines.load.bench import GRADUATES, PROGRAMMES, Bench, plain


def test_a_missing_file_names_the_nearest(bench: Bench) -> None:
    bench.base()
    (bench.folder / "graduates.csv").rename(bench.folder / "gradutes.csv")
    assert bench.refused() == [
        "graduates.csv: the file is not in the source folder, and the mapping bench.toml needs it."
        " Put it there. Is it called 'gradutes.csv' now?"
    ]


def test_a_file_with_a_place_of_its_own_is_not_suggested(bench: Bench) -> None:
    bench.base()
    bench.file("graduates2.csv", GRADUATES, plain("graduates", "graduates2.csv"))
    (bench.folder / "graduates2.csv").unlink()
    assert bench.refused() == [
        "graduates2.csv: the file is not in the source folder, and the mapping bench.toml needs it."
        " Put it there, or correct the path in the mapping."
    ]


def test_a_folder_with_the_name_of_a_file(bench: Bench) -> None:
    bench.base()
    (bench.folder / "graduates.csv").unlink()
    (bench.folder / "graduates.csv").mkdir()
    assert bench.refused() == [
        "graduates.csv: this is a folder, and the mapping bench.toml needs a file of this name."
        " Put the file there, or correct the path in the mapping."
    ]


def test_a_header_that_the_file_lacks(bench: Bench) -> None:
    bench.base()
    bench.file(
        "o.csv",
        "graduate,wav\nG1,6\n",
        '[[file]]\npath = "o.csv"\npopulation = "respondents"\n[[file.target]]\n'
        'table = "outcomes"\n[file.target.columns]\ngraduate_id = "graduate"\nwave = "wave"\n'
        'source = { constant = "survey" }\nemployer = { from = "x", when = { column = "kind",'
        ' values = ["a"] } }\n',
    )
    assert bench.refused() == [
        "o.csv: there is no column 'kind'. Its columns are: graduate, wav."
        " Correct the mapping or the file.",
        "o.csv: there is no column 'wave'. Is it called 'wav' now? Correct the mapping or the file.",
        "o.csv: there is no column 'x'. Its columns are: graduate, wav."
        " Correct the mapping or the file.",
    ]


def test_a_required_column_that_the_file_lacks(bench: Bench) -> None:
    bench.file("graduates.csv", GRADUATES.replace("cohort", "year"))
    assert bench.refused() == [
        "graduates.csv: there is no column 'cohort'. Its columns are: graduate_id, year,"
        " programme_code. Correct the mapping or the file."
    ]


@pytest.mark.parametrize("quickly", [True, False])
def test_a_header_that_the_mapping_names_and_two_columns_have(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, quickly: bool
) -> None:
    if not quickly:
        monkeypatch.setattr(loader, "read_quickly", lambda *given: None)
    bench.base()
    bench.file("graduates.csv", "graduate_id,cohort,programme_code,cohort\nG1,2024,P1,2023\n")
    assert bench.refused() == [
        "graduates.csv, row 1: the mapping names the header 'cohort', and more than one column has"
        " it. Give each of these columns a header of its own, in the file and the mapping."
    ]


def test_two_columns_of_one_header_that_nothing_asks_for(bench: Bench) -> None:
    bench.file("programmes.csv", "programme_code,school_code,level\nP1,S1,bachelor\n")
    bench.file("graduates.csv", "graduate_id,cohort,programme_code,q,q\nG1,2024,P1,1,2\n")
    assert bench.load().rejected == 0


PEOPLE = "graduate_id,name,phone,cohort,programme_code\n" + (
    "G1,Li Lei,13900001111,2024,P1\nG2,Li Lei,13900001111,2024,P1\n"
)


@pytest.mark.parametrize("sql", ["", 'sql = "SELECT * FROM rows"\n'])
def test_a_person_taken_for_the_header_is_not_quoted(bench: Bench, sql: str) -> None:
    bench.file("programmes.csv", PROGRAMMES)
    columns = (
        "[file.target.columns]\n"
        'graduate_id = "graduate_id"\ncohort = "cohort"\nprogramme_code = "programme_code"\n'
    )
    bench.file(
        "graduates.csv",
        PEOPLE,
        '[[file]]\npath = "graduates.csv"\nheader_row = 2\npopulation = "all_graduates"\n'
        f'[[file.target]]\ntable = "graduates"\n{sql}{columns}',
    )
    said = bench.refused()
    assert not [s for s in said if "Li Lei" in s or "139" in s]
    if not sql:
        assert said == [
            "graduates.csv, row 2: this row was taken for the header, and none of the columns the"
            " mapping names stands in it (not 'cohort', for one). Name the row of the header in the"
            " mapping (header_row = ...), or correct its delimiter or the columns it names."
        ]


def test_a_row_of_a_person_given_as_header_makes_no_notice(bench: Bench) -> None:
    from pipelines.read import FileSpec, read_file

    path = bench.folder / "x.csv"
    path.write_text("id,name,again\nG1,Li Lei,Li Lei,13900001111\nG2,A,B,1\n", encoding="utf-8")
    raw = read_file(bench.con, path, FileSpec("x.csv", header_row=2), "raw")
    assert "Li Lei" not in " ".join(n.sentence("en") for n in raw.notices)


@pytest.mark.parametrize("path", ["/tmp/*.csv", "**.csv", "a\\u0000b.csv", "x" * 300, "..*\\u0000"])
def test_a_path_that_no_file_can_have(bench: Bench, path: str) -> None:
    bench.base()
    bench.mapping = bench.mapping.replace('"graduates.csv"', f'"{path}"')
    assert len(bench.refused()) == 1
    assert "is not in the source folder" in bench.refused()[0]


@pytest.mark.parametrize("path", ["graduates.csv", "grad*.csv"])
@pytest.mark.parametrize("number", [errno.EIO, errno.ESTALE, errno.EACCES])
def test_a_disk_that_does_not_answer_is_no_missing_file(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, path: str, number: int
) -> None:
    bench.base()
    bench.mapping = bench.mapping.replace('"graduates.csv"', f'"{path}"')
    true_stat = Path.stat

    def stat(self: Path, **how: bool) -> os.stat_result:
        if self.name == "graduates.csv":
            raise OSError(number, os.strerror(number), str(self))
        return true_stat(self, **how)

    monkeypatch.setattr(Path, "stat", stat)
    with pytest.raises(OSError, match=r"graduates\.csv") as caught:
        bench.load()
    assert caught.value.errno == number


def test_a_loop_of_links_is_a_missing_file(bench: Bench) -> None:
    bench.base()
    (bench.folder / "graduates.csv").unlink()
    (bench.folder / "graduates.csv").symlink_to("graduates.csv")
    assert "is not in the source folder" in bench.refused()[0]
