"""Identifiers that differ only by what cannot be seen are one graduate, in every table."""

import unicodedata

import duckdb
import pytest

from pipelines.load import identity
from tests.pipelines.load.bench import GRADUATES, Bench, plain
from yardstick.contracts import Column, contracts

CAREFUL = plain("graduates").replace(
    "[[file.target]]",
    '[[file.exclude]]\ncolumn = "graduate_id"\nvalues = ["nobody"]\nreason_en = "a"\n'
    'reason_zh = "甲"\n[[file.target]]',
)
MARKED = ("\ufeffG1", "G1\u200b", "G\u200c1", "Ｇ１", "\tG1")
#: Blanks around a cell are taken off everywhere, whatever blanks they are.
WRITTEN = (*MARKED, "G1", "G1\u00a0", "\u3000G1")
READ = (
    " that are written with invisible or full-width characters: {n}. They were read as if written"
    " without them. If two different codes are meant, make the difference visible."
)
NUMBER: Column = contracts()["graduates"].column("graduate_id")


def outcomes(bench: Bench, how: str | None = None) -> None:
    rows = "".join(f'"{text}",{6 + n},survey\n' for n, text in enumerate(WRITTEN))
    mapping = how and how.replace("graduates.csv", "outcomes.csv").replace(
        '"graduates"', '"outcomes"'
    )
    bench.file("outcomes.csv", "graduate_id,wave,source\n" + rows, mapping)


@pytest.mark.parametrize("how", [None, CAREFUL])
def test_every_writing_meets_its_graduate(bench: Bench, how: str | None) -> None:
    bench.base()
    outcomes(bench, how)
    report = bench.load()
    assert bench.rejects() == []
    assert bench.rows(
        "SELECT g._row, count(*) FROM stg_outcomes JOIN stg_graduates g USING (graduate_id)"
        " GROUP BY 1"
    ) == [(2, len(WRITTEN))]
    assert [n.sentence("en") for n in report.notices if "invisible" in n.sentence("en")] == [
        "outcomes.csv: cells in 'graduate_id'" + READ.format(n=len(MARKED))
    ]


@pytest.mark.parametrize("how", [None, CAREFUL])
def test_the_same_identifier_written_in_two_ways_repeats_the_key(
    bench: Bench, how: str | None
) -> None:
    bench.file("programmes.csv", "programme_code,school_code,level\nP1,S1,bachelor\n")
    text = "graduate_id,cohort,programme_code\nG1,2024,P1\nＧ1\u200b,2024,P1\ng1,2024,P1\nG 1,2024,P1\n"
    bench.file("graduates.csv", text, how)
    bench.load()
    assert [(row, rule) for row, _, rule, _ in bench.rejects()] == [(3, "duplicate")]
    assert bench.account("graduates")[:3] == (4, 3, 1)


@pytest.mark.parametrize("how", [None, CAREFUL])
def test_a_programme_is_found_whatever_hides_in_its_code(bench: Bench, how: str | None) -> None:
    bench.file("programmes.csv", "programme_code,school_code,level\n软件（甲）,S1,bachelor\n")
    text = "graduate_id,cohort,programme_code\nG1,2024,软件（甲）\u200b\nG2,2024,\u00a0软件（甲）\n"
    bench.file("graduates.csv", text, how)
    bench.load()
    assert bench.rejects() == []
    assert bench.rows("SELECT DISTINCT programme_code FROM stg_graduates") == [("软件（甲）",)]


def test_an_identifier_of_nothing_visible_is_missing(bench: Bench) -> None:
    bench.base()
    bench.file("outcomes.csv", "graduate_id,wave,source\nG1,6,survey\n\u200b,6,survey\n")
    bench.load()
    assert [(row, rule) for row, _, rule, _ in bench.rejects()] == [(3, "required")]


def test_plain_identifiers_are_told_to_nobody(bench: Bench) -> None:
    bench.base()
    assert not any("invisible" in n.sentence("en") for n in bench.load().notices)
    assert GRADUATES.isascii()


@pytest.mark.parametrize(("first", "last"), [(0x21, 0x7E), (0xFF01, 0xFF5E)])
def test_full_width_is_what_nfkc_makes_of_it(first: int, last: int) -> None:
    con = duckdb.connect()
    texts = [chr(code) * 2 for code in range(first, last + 1)]
    made = con.execute(
        f"SELECT {identity.plain('x', NUMBER)} FROM (SELECT unnest(?::VARCHAR[]) AS x)", [texts]
    ).fetchall()
    assert [x for (x,) in made] == [unicodedata.normalize("NFKC", text) for text in texts]


@pytest.mark.parametrize("seen", ["a²", "é", "①", "張", "A B", "a-b", "İ"])
def test_what_can_be_seen_stays(seen: str) -> None:
    con = duckdb.connect()
    made = con.execute(f"SELECT {identity.plain('$1', NUMBER)}", [seen]).fetchone()[0]
    assert made == unicodedata.normalize("NFC", seen)
