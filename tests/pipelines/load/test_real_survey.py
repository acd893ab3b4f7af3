"""The real tracer study, loaded and compared with an independent reading of the same file."""

import functools
import re
from collections import Counter

import duckdb
import pytest
from python_calamine import CalamineWorkbook

from pipelines.core import build_core
from pipelines.load import LoadReport, load_sources
from pipelines.mapping import load_mapping
from tests.pipelines.load.bench import KEY
from tests.realdata import real
from yardstick.places import DATA

MAPPINGS = DATA / "mappings"
EXTENT = {"no": 1, "a little": 2, "some": 3, "a large": 4, "a very large": 5}
MINUTES = {"less than 30 minutes", "30 to 60 minutes", "more than 60 minutes"}


@functools.cache
def loaded() -> tuple[duckdb.DuckDBPyConnection, LoadReport]:
    """The tracer study, loaded and put together."""
    folder = real("ph_ccsfp_tracer")
    con = duckdb.connect()
    report = load_sources(con, [(load_mapping(MAPPINGS / "ccsfp.toml"), folder)], KEY)
    build_core(con, report.institution)
    return con, report


@functools.cache
def cells() -> tuple[list[str], list[list[str]]]:
    """Headers and rows of the sheet, as texts."""
    book = CalamineWorkbook.from_path(real("ph_ccsfp_tracer") / "tracer_raw.xlsx")
    rows = book.get_sheet_by_index(0).to_python()
    texts = [[str(int(c)) if isinstance(c, float) else str(c).strip() for c in r] for r in rows]
    return [" ".join(h.split()) for h in texts[0]], texts[1:]


def test_no_row_and_no_answer_is_lost() -> None:
    con, report = loaded()
    headers, rows = cells()
    counts = {c.target: c for c in report.accounting}
    assert all(c.balanced and c.rejected == 0 for c in report.accounting)
    for target in ("programmes", "graduates", "outcomes", "respondents"):
        assert (counts[target].read, counts[target].loaded) == (157, 157)
    items = con.execute(
        "SELECT item, kind::VARCHAR, header FROM stg_items WHERE kind <> 'comment'"
    ).fetchall()
    filled = 0
    for _, _, header in items:
        pattern = re.compile(".*".join(map(re.escape, header.split("*"))))
        (at,) = [n for n, h in enumerate(headers) if pattern.fullmatch(h)]
        filled += sum(bool(row[at]) for row in rows)
    answered = con.execute(
        "SELECT count(DISTINCT (respondent_id, item)) FROM stg_responses"
    ).fetchone()
    # One cell says nothing but a full stop.
    assert answered == (filled - 2,)


def test_who_has_no_job_was_not_asked_of_it() -> None:
    con, _ = loaded()
    found = con.execute(
        "SELECT answer_status::VARCHAR, count(*), count(DISTINCT m.respondent) FROM mart_answers m"
        " JOIN dim_item i USING (item_id) WHERE i.construct = 'competence_required'"
        " AND answer_status IN ('not_asked', 'not_answered') GROUP BY ALL"
    ).fetchall()
    assert found == [("not_asked", 22 * 11, 22)]
    blank = con.execute(
        "SELECT count(*) FROM mart_answers WHERE answer_status = 'not_answered'"
    ).fetchone()
    assert blank[0] <= 3


def test_competences_are_the_same_by_hand() -> None:
    con, _ = loaded()
    headers, rows = cells()
    acquired = [n for n, h in enumerate(headers) if h.startswith("E1.")]
    required = [n for n, h in enumerate(headers) if h.startswith("I1.")]
    assert (len(acquired), len(required)) == (11, 11)

    def points(text: str) -> int:
        return EXTENT[text.removeprefix("To ").removesuffix(" extent")]

    expected = []
    for own, asked in zip(acquired, required, strict=True):
        gaps = [points(r[asked]) - points(r[own]) for r in rows if r[asked]]
        expected.append((len(gaps), sum(gaps), sum(g >= 1 for g in gaps)))
    found = con.execute(
        "SELECT count(*), sum(gap)::INTEGER, count(*) FILTER (gap >= 1) FROM mart_pairs p"
        " JOIN dim_pair d USING (pair_id) WHERE d.competence IS NOT NULL"
        " GROUP BY d.place ORDER BY d.place"
    ).fetchall()
    assert found == expected
    values = con.execute("SELECT count(*) FROM dim_pair WHERE competence IS NULL").fetchone()
    assert values == (17,)


@pytest.mark.parametrize(
    ("item", "starts"),
    [("A3", "A3."), ("D5", "D5."), ("K3", "K3."), ("H14", "H14."), ("F8", "F8.")],
)
def test_every_answer_of_a_cell_is_counted(item: str, starts: str) -> None:
    con, _ = loaded()
    headers, rows = cells()
    (at,) = [n for n, h in enumerate(headers) if h.startswith(starts)]
    answered = con.execute(
        "SELECT count(DISTINCT respondent_id) FROM stg_responses WHERE item = ?", [item]
    ).fetchone()
    assert answered == (sum(bool(row[at]) for row in rows),)
    options = {
        "A3": {"parents": "Parents", "self": "Self (own", "guardians": "Guardian"},
        "D5": {"meetings": "Alumni meetings", "none": "no contact"},
        "K3": {"income": "higher income", "business": "own business"},
        "H14": {"health": "Health (", "transport": "Transportation"},
        "F8": {"friends": "fellow students", "internet": "Facebook"},
    }[item]
    for code, text in options.items():
        found = con.execute(
            "SELECT count(*) FROM stg_responses WHERE item = ? AND code = ?", [item, code]
        ).fetchone()
        assert found == (sum(text in row[at] for row in rows),), code


def test_comments_of_shifted_rows_stand_under_their_own_question() -> None:
    con, _ = loaded()
    headers, rows = cells()
    first = next(n for n, h in enumerate(headers) if h.startswith("M3."))
    expected: Counter[tuple[str, str]] = Counter()
    for row in rows:
        # Seen from the end: what is said before the minutes taken, the parents' education left out.
        tail = row[first:]
        at = next((n for n, c in enumerate(tail) if c in MINUTES), 5)
        said = [c for c in tail[:at] if not re.match(r"\d\.  ", c)]
        assert len(said) in (3, 5)
        for question, text in zip(("O1", "O2", "O3", "O4", "O5"), said, strict=False):
            if text.strip(".-, "):
                expected[question, " ".join(text.split())] += 1
    found = Counter(
        (item, " ".join(text.split()))
        for item, text in con.execute(
            "SELECT item, text FROM stg_comments WHERE item LIKE 'O%'"
        ).fetchall()
    )
    assert found == expected


def test_what_is_no_comment_is_told_apart_and_themes_are_found() -> None:
    con, _ = loaded()
    rows = con.execute(
        "SELECT text, says, themes FROM mart_comments WHERE item_id::VARCHAR LIKE 'ccsfp/O%'"
    ).fetchall()
    empty = [text for text, says, _ in rows if not says]
    assert len(empty) > 50
    # What is taken for an empty answer is short; none of them has a theme.
    assert max(len(text) for text in empty) < 40
    assert all(not themes for _, says, themes in rows if not says)
    assert all(themes for _, says, themes in rows if says)
    interns = [themes for text, *_, themes in rows if "internship" in text.lower()]
    assert len(interns) > 5
    assert all("practice" in themes for themes in interns)


def test_the_year_of_birth_and_the_parents_stay_out() -> None:
    con, _ = loaded()
    headers = " ".join(h or "" for (h,) in con.execute("SELECT header FROM stg_items").fetchall())
    assert "M2" not in headers
    assert "M3" not in headers
    named = (MAPPINGS / "ccsfp.toml").read_text(encoding="utf-8")
    assert "were you born" not in named
    assert con.execute("SELECT count(*) FROM stg_comments WHERE text ~ '^\\d\\.  '").fetchone() == (
        0,
    )


def test_outcomes_equal_the_file() -> None:
    con, _ = loaded()
    headers, rows = cells()
    (field,) = [n for n, h in enumerate(headers) if h.startswith("J2.")]
    (satisfied,) = [n for n, h in enumerate(headers) if h.startswith("K4.")]
    fields = {
        "Exclusively own field": "exclusively_own",
        "Own or a related field": "own_or_related",
        "A completely different field": "different",
        "No particular field": "no_particular",
    }
    for column, expected in (
        ("field_match", Counter(fields[r[field]] for r in rows if r[field])),
        ("job_satisfaction", Counter(r[satisfied] for r in rows if r[satisfied])),
    ):
        found = con.execute(
            f"SELECT {column}::VARCHAR, count(*) FROM stg_outcomes"
            f" WHERE {column} IS NOT NULL GROUP BY ALL"
        ).fetchall()
        assert dict(found) == expected
    linked = con.execute("SELECT count(DISTINCT graduate_id) FROM mart_answers").fetchone()
    assert linked == (157,)
