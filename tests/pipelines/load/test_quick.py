"""The quick way and the careful way make the same tables of one file, whatever stands in it."""

import random

import pytest

from pipelines.load import loader
from tests.pipelines.load.bench import Bench

MAPPING = """
[[file]]
path = "o.csv"
population = "respondents"
missing = ["-1", "na"]
[[file.target]]
table = "outcomes"
max_rejected = 0.9
[file.target.columns]
graduate_id = "id"
wave = "w"
source = { constant = "survey" }
observed_on = { from = "day", date_format = "%Y/%m/%d" }
destination_code = { from = "to", recode = "to" }
main_activity = "act"
activities = { from = "acts", separator = "|" }
work_hours = "hours"
employer = "firm"
pay_monthly = { from = "pay", unit = ["ten_thousand", "per_year"], missing = ["-1.0"] }
months_to_first_job = "months"

[recode.to]
"签约" = "11"
"升学" = "801"
"""
HEADER = "id,w,day,to,act,acts,hours,firm,pay,months\n"
CELLS = {
    "id": ["G{n}", "G{n}", "G{n}", " G{n}", "G{n} ", "X{n}", "", "-1"],
    "w": ["6", "6", "15", "6.0", " 6", "6.5", "-6", "1e1", "x", ""],
    "day": ["2024/06/01", "2024/06/01", "2024/02/30", "1880/01/01", "2999/01/01", "", "na"],
    "to": ["签约", "升学", " 签约", "11", "签", "", "na"],
    "act": ["full_time_work", "caring", "caring ", "work", "", "-1"],
    "acts": ["caring", "caring|travelling", "caring | travelling", "caring|x", "|", "", "na"],
    "hours": ["40", "0", "168", "169", "-2", "4,000", "nan", "inf", "40h", "", "na"],
    "firm": ["A Ltd", "A Ltd", " A Ltd", "A  Ltd", "甲公司", "", "-1"],
    "pay": ["10", "12.5", "-1", "-1.0", "-3", "1e9", "12,000", "x", ""],
    "months": ["0", "3", "3.5", "601", "", "na"],
}
TABLES = ("stg_outcomes", "meta_rejects", "meta_unmatched", "meta_accounting", "meta_columns")


def _feed(bench: Bench, text: str) -> None:
    bench.file("programmes.csv", "programme_code,school_code,level\nP1,S1,bachelor\n")
    ids = "".join(f"G{n},2024,P1\n" for n in range(400))
    bench.file("graduates.csv", "graduate_id,cohort,programme_code\n" + ids)
    bench.file("o.csv", text, MAPPING)


def _tables(bench: Bench) -> dict[str, list[str]]:
    bench.load()
    return {t: sorted(map(repr, bench.rows(f"FROM {t}"))) for t in TABLES}


@pytest.mark.parametrize("seed", range(3))
def test_both_ways_agree_on_plain_and_odd_cells(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    rng = random.Random(seed)
    lines = []
    for n in range(400):
        cells = {k: rng.choice(v if rng.random() < 0.3 else v[:2]) for k, v in CELLS.items()}
        lines.append(",".join(f'"{c}"' if "," in c else c for c in cells.values()).format(n=n))
    _feed(bench, HEADER + "\n".join(lines) + "\n")
    ways, true_read = [], loader.read_quickly

    def watched(*given):
        raw = true_read(*given)
        ways.append(raw is not None)
        return raw

    monkeypatch.setattr(loader, "read_quickly", watched)
    quick = _tables(bench)
    assert ways == [True, True, True]
    monkeypatch.setattr(loader, "read_quickly", lambda *given: None)
    careful = _tables(bench)
    assert len(quick["stg_outcomes"]) > 50
    assert len(quick["meta_rejects"]) > 50
    for table in TABLES:
        assert quick[table] == careful[table], table


@pytest.mark.parametrize(
    "line",
    [
        "合计,,,,,,,,,",
        ",,,,,,Total,,,",
        "id,w,day,to,act,acts,hours,firm,pay,months",
        "ID,W,DAY,TO,ACT,ACTS,HOURS,FIRM,PAY,MONTHS",
        " id , w , day , to , act , acts , hours , firm , pay , months ",
        ",,,,,,,,,",
        "注：截至年底,,,,,,,,,",
        "G1,6",
    ],
)
def test_what_may_be_no_record_is_left_to_the_careful_way(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    _feed(bench, HEADER + "G1,6,,,,,40,,,\n" + line + "\nG2,6,,,,,40,,,\n" * line.startswith("G"))
    careful, true_read = [], loader.read_file

    def watched(con, path, *rest):
        careful.append(path.name)
        return true_read(con, path, *rest)

    monkeypatch.setattr(loader, "read_file", watched)
    bench.refused() if line.strip(",") else bench.load()
    assert careful == ["o.csv"]


def test_rows_that_are_read_twice_keep_their_place_in_a_long_file(bench: Bench) -> None:
    size = 60_000
    bench.file("programmes.csv", "programme_code,school_code,level\nP1,S1,bachelor\n")
    rows = "".join(f"G{n},{2024 if n % 997 else 'x'},P1\n" for n in range(2, size))
    bench.file("graduates.csv", "graduate_id,cohort,programme_code\n" + rows)
    bench.load()
    odd = [n for n in range(2, size) if n % 997 == 0]
    assert [row for row, *_ in bench.rejects()] == odd
    assert bench.account("graduates")[:3] == (size - 2, size - 2 - len(odd), len(odd))
    # Every plain row has the number of its line: what is missing are the odd ones.
    kept = {row for (row,) in bench.rows("SELECT _row FROM stg_graduates")}
    assert kept == set(range(2, size)) - set(odd)


REPEATED = (
    "programmes.csv, row 3: the header is repeated here: two files seem to be pasted together."
    " Delete the row from the file, or exclude it in the mapping with a reason."
)


@pytest.mark.parametrize("quickly", [True, False])
@pytest.mark.parametrize(
    "again",
    [
        "programme_code,school_code,level",
        "PROGRAMME_CODE,SCHOOL_CODE,LEVEL",
        " programme_code , school_code , level ",
        "Programme_Code,\tschool_code,LEVEL",
    ],
)
def test_a_header_pasted_again_is_no_programme_whichever_way_the_file_is_read(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, again: str, quickly: bool
) -> None:
    if not quickly:
        monkeypatch.setattr(loader, "read_quickly", lambda *given: None)
    bench.file(
        "programmes.csv",
        f"programme_code,school_code,level\nP1,S1,bachelor\n{again}\nP2,S1,master\n",
    )
    assert bench.refused() == [REPEATED]


@pytest.mark.parametrize("again", ["ID,NAME,SCHOOL", "id , name , school"])
def test_a_header_pasted_again_into_free_columns_is_no_programme(bench: Bench, again: str) -> None:
    bench.file(
        "p.csv",
        f"id,name,school\nP1,Law,S1\n{again}\nP2,Art,S1\n",
        '[[file]]\npath = "p.csv"\npopulation = "all_graduates"\n[[file.target]]\n'
        'table = "programmes"\n[file.target.columns]\nprogramme_code = "id"\n'
        'name_en = "name"\nschool_code = "school"\nlevel = { constant = "bachelor" }\n',
    )
    assert bench.refused() == [REPEATED.replace("programmes.csv", "p.csv")]
