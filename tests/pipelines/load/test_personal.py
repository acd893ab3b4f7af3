"""What no contract asks for stays out: of the tables, the file that holds them, and every log."""

from pathlib import Path

import duckdb
import pytest

from pipelines.load import load_sources
from pipelines.mapping import load_mapping
from pipelines.problems import Message
from tests.pipelines.load.bench import HEAD, KEY, PROGRAMMES, Bench

NAMES = ["Planted Person Alpha", "预埋姓名甲乙丙"]
PHONE = "13812345678901"
BIRTH = "1999-12-31T23:59"
IDS = ["SECRET-ID-000123", "SECRET-ID-000456", "SECRET-ID-000789"]

MAPPING = (
    HEAD
    + """
[[file]]
path = "programmes.csv"
population = "all_graduates"
[[file.target]]
table = "programmes"
same_names = true
[[file]]
path = "people.csv"
population = "all_graduates"
[[file.target]]
table = "graduates"
max_rejected = 0.9
[file.target.columns]
graduate_id = "id"
cohort = "year"
programme_code = "programme"
[[file.target]]
table = "outcomes"
max_rejected = 0.9
sql = "SELECT *, 'survey' AS source, phone AS also FROM rows"
[file.target.columns]
graduate_id = "id"
wave = { constant = 6 }
source = "source"
region = "place"
employer = { constant = "An employer that a contract asks for" }
"""
)


@pytest.mark.parametrize("checkpoint", [True, False])
def test_planted_values_are_nowhere(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], checkpoint: bool
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "programmes.csv").write_text(PROGRAMMES, encoding="utf-8")
    people = ["id,name,birth,phone,year,programme,place"]
    for i in range(3000):
        people.append(f"{IDS[i % 3]}-{i},{NAMES[i % 2]} {i},{BIRTH},{PHONE},2024,P1,50")
    people.append(f"{IDS[0]}-bad,{NAMES[0]},{BIRTH},{PHONE},0,P1,nowhere")
    people.append(f"{IDS[1]}-orphan,{NAMES[0]},{BIRTH},{PHONE},2024,P9,nowhere")
    people.append(f"{IDS[0]}-0,{NAMES[1]},{BIRTH},{PHONE},2024,P1,50")
    (source / "people.csv").write_text("\n".join(people) + "\n", encoding="utf-8")
    (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8")
    told: list[Message] = []
    target = tmp_path / "warehouse.duckdb"
    con = duckdb.connect(str(target))
    con.execute(f"SET temp_directory = '{tmp_path / 'spill'}'")
    # Compressed text could hide from the scan below.
    con.execute("SET force_compression = 'uncompressed'")
    report = load_sources(con, [(load_mapping(tmp_path / "m.toml"), source)], KEY, told.append)
    assert report.rejected == 6
    if checkpoint:
        con.execute("CHECKPOINT")
    con.close()
    out = capfd.readouterr()
    logs = "\n".join([out.out, out.err, *map(str, told), *map(str, report.notices), repr(report)])
    stored = target.read_bytes()
    assert b"An employer that a contract asks for" in stored
    for secret in [*NAMES, PHONE, BIRTH, *IDS]:
        assert secret.encode() not in stored
        assert secret not in logs
    with duckdb.connect(str(target)) as again:
        for (table,) in again.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            everything = str(again.execute(f"SELECT * FROM {table}").fetchall())
            for secret in [*NAMES, PHONE, BIRTH, *IDS]:
                assert secret not in everything, table


SLIPPED = ["张三丰", "Wang Xiaoming", "13812345678", "138-123-4567", "19990131"]


@pytest.mark.parametrize("slipped", SLIPPED)
def test_a_value_in_the_wrong_column_is_not_quoted(bench: Bench, slipped: str) -> None:
    bench.file("programmes.csv", PROGRAMMES)
    bench.file(
        "graduates.csv",
        "graduate_id,cohort,programme_code,gender\n"
        f"G1,2024,P1,{slipped}\nG2,2024,P1,woman\nG3,2024,{slipped},\nG4,{slipped},P1,\n",
    )
    bench.file(
        "outcomes.csv",
        "graduate_id,wave,source,region,pay_monthly,observed_on\n"
        f"G1,6,survey,{slipped},-{slipped},x{slipped}\nG2,6,{slipped},50,1,2024-06-31\n",
    )
    bench.load()
    assert len(bench.rejects()) == 6
    assert slipped not in str(bench.rows("SELECT * FROM meta_rejects WHERE rule <> 'range'"))
    assert slipped not in str(bench.rows("SELECT * FROM meta_unmatched"))
    assert bench.rows("SELECT column_name, value, n FROM meta_unmatched ORDER BY ALL") == [
        ("gender", "woman", 1),
        ("gender", None, 1),
        ("region", None, 1),
        ("source", None, 1),
    ]
    told = [r[3] for r in bench.rejects()]
    assert any("'…' in 'source' is not in the code list" in s for s in told)
    assert any("the programme '…' is not in the table" in s for s in told)


def test_what_occurs_often_is_listed_and_the_rest_counted_together(bench: Bench) -> None:
    bench.base()
    regions = ["某某新区"] * 20 + ["张三", "李四", "李四"] + ["50"] * 10
    bench.file(
        "outcomes.csv",
        "graduate_id,wave,source,region\n"
        + "".join(f"G1,{i},survey,{r}\n" for i, r in enumerate(regions)),
    )
    bench.load()
    assert bench.rows("SELECT value, n FROM meta_unmatched ORDER BY value") == [
        ("某某新区", 20),
        (None, 3),
    ]


@pytest.mark.parametrize(
    "names",
    [
        ["王小明"] * 25,
        ["Wang Xiaoming", "Li Fang", "诸葛亮明"] * 3,
        ["欧阳小明"] * 3,
        ["500101199001011234", "510212199103034567"] * 6,
        ["13900001111"] * 9,
        ["li.lei@example.org"] * 9,
    ],
)
def test_repeated_names_are_counted_and_not_listed(bench: Bench, names: list[str]) -> None:
    bench.base()
    regions = [*names, *["50"] * 10]
    bench.file(
        "outcomes.csv",
        "graduate_id,wave,source,region\n"
        + "".join(f"G1,{i},survey,{r}\n" for i, r in enumerate(regions)),
    )
    bench.load()
    assert bench.rows("SELECT value, n FROM meta_unmatched") == [(None, len(names))]


def test_a_refusal_does_not_quote_a_person(tmp_path: Path) -> None:
    from pipelines.problems import SourceError

    (tmp_path / "programmes.csv").write_text(PROGRAMMES, encoding="utf-8")
    (tmp_path / "people.csv").write_text(
        f"id,name,birth,phone,year,programme,place\n{IDS[0]},{NAMES[0]},{BIRTH},{PHONE},0,P1,50\n",
        encoding="utf-8",
    )
    (tmp_path / "m.toml").write_text(MAPPING, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        load_sources(duckdb.connect(), [(load_mapping(tmp_path / "m.toml"), tmp_path)], KEY)
    for secret in [*NAMES, PHONE, BIRTH, *IDS]:
        assert secret not in str(caught.value)


LATIN = ["Wang Xiaoming", "LI, Fang", "Mary Jane O'Brien", "J. Smith"]


@pytest.mark.parametrize("names", [[n] * 9 for n in LATIN] + [LATIN * 9])
def test_names_in_latin_letters_are_counted_however_often_they_occur(
    bench: Bench, names: list[str]
) -> None:
    bench.base()
    regions = [*names, *["50"] * 10]
    bench.file(
        "outcomes.csv",
        "graduate_id;wave;source;region\n"
        + "".join(f"G1;{i};survey;{r}\n" for i, r in enumerate(regions)),
    )
    bench.load()
    assert bench.rows("SELECT value, n FROM meta_unmatched") == [(None, len(names))]


FIRST = [
    a + b for a in ("Ma", "Jo", "Li", "Ann", "Ste", "Ro") for b in ("ria", "nas", "bert", "sa")
]


@pytest.mark.parametrize(("times", "listed"), [(1, False), (5, True)])
def test_many_different_words_of_a_column_are_listed_only_where_they_repeat(
    bench: Bench, times: int, listed: bool
) -> None:
    bench.base()
    regions = [*FIRST * times, *["50"] * 40]
    bench.file(
        "outcomes.csv",
        "graduate_id,wave,source,region\n"
        + "".join(f"G1,{i},survey,{r}\n" for i, r in enumerate(regions)),
    )
    bench.load()
    found = [v for v, _ in bench.rows("SELECT value, n FROM meta_unmatched ORDER BY 1")]
    assert found == (sorted(FIRST) if listed else [None])


CHINESE = [a + b for a in "王李张刘陈" for b in ("伟", "芳", "小明", "丽华", "建国")]


def outcomes_with(bench: Bench, employers: list[str]) -> None:
    bench.base()
    bench.file(
        "outcomes.csv",
        "graduate_id,wave,source,employer\n"
        + "".join(f"G1,{i},survey,{e}\n" for i, e in enumerate(employers)),
    )


def test_a_text_column_of_names_is_refused_and_quotes_none(bench: Bench) -> None:
    outcomes_with(bench, [*CHINESE, "重庆大学", "某某公司"])
    assert bench.refused() == [
        "outcomes.csv: 'employer' reads like people's names (different values: 27, like a name: 25),"
        " and 'employer' takes none. Name the header that is meant, in the mapping; names are never"
        " needed."
    ]


@pytest.mark.parametrize(
    "employers", [CHINESE[:19], CHINESE + [f"第{n}中学" for n in range(30)], ["Tata Motors"] * 30]
)
def test_few_short_names_among_employers_are_none_of_it(bench: Bench, employers: list[str]) -> None:
    outcomes_with(bench, employers)
    bench.load()
    assert bench.account("outcomes")[1] == len(employers)


@pytest.mark.parametrize("origin", ['"姓名"', '{ template = "{Phone_Number}-x" }'])
def test_a_header_that_says_it_holds_persons_fills_no_column(bench: Bench, origin: str) -> None:
    bench.mapping += (
        '[[file]]\npath = "o.csv"\npopulation = "respondents"\n[[file.target]]\n'
        'table = "outcomes"\n[file.target.columns]\ngraduate_id = "姓名"\nwave = { constant = 6 }\n'
        f'source = {{ constant = "survey" }}\nemployer = {origin}\n'
    )
    header = "姓名" if "姓名" in origin else "Phone_Number"
    assert bench.refused() == [
        f"bench.toml: [[file]] o.csv -> outcomes.employer takes '{header}', which holds personal"
        " data by its name, and 'employer' is no identifier that a hash replaces. Name the header"
        " that is meant; no table asks for names or addresses."
    ]
