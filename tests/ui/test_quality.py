"""The data page tells rejected rows and values left out apart, and hides none of them."""

from types import SimpleNamespace

import pandas as pd
import pytest

from tests.ui.conftest import words
from ui.quality import files, findings, origins
from yardstick.measure.model import EVERYTHING, Scope
from yardstick.text import translator

COLUMNS = ["file_id", "target", "row", "column_name", "rule", "sentence_en", "sentence_zh", "kept"]
LOG = pd.DataFrame(
    [
        (1, "outcomes", 2, "wave", "range", "row 2 en", "row 2 zh", False),
        (1, "outcomes", 3, "pay_monthly", "range", "row 3 en", "row 3 zh", True),
        (1, "outcomes", 4, "pay_monthly", "range", "row 4 en", "row 4 zh", True),
    ],
    columns=COLUMNS,
)
TABLES = {
    "meta_rejects": LOG,
    "meta_sources": pd.DataFrame({"file_id": [1], "file": ["o.csv"], "rows_read": [9]}),
    "meta_accounting": pd.DataFrame({"rejected": [1], "excluded": [2]}),
    "meta_checks": pd.DataFrame({"status": ["passed"]}),
}


def opened(
    tables: dict[str, pd.DataFrame] = TABLES, lang: str = "en", scope: Scope = EVERYTHING
) -> SimpleNamespace:
    snapshot = SimpleNamespace(table=tables.__getitem__)
    reader = SimpleNamespace(snapshot=snapshot, scope=scope)
    return SimpleNamespace(reader=reader, t=translator(lang), lang=lang)


def test_a_register_without_a_date_says_that_none_was_stated():
    frame = pd.DataFrame(
        [
            (2023, 6, "registry", None, 9),
            (2023, 6, "survey", None, 5),
        ],
        columns=["cohort", "wave", "source", "census_on", "n"],
    )
    p = opened({"meta_census": frame})
    p.label = lambda _, code: code
    assert origins.census(p)["Counted on"].tolist() == ["not stated", "not one day"]


@pytest.mark.parametrize(("status", "words_"), [("note", "none asks"), ("warning", "attention: 1")])
def test_a_note_asks_for_no_attention(status, words_):
    p = opened(TABLES | {"meta_checks": pd.DataFrame({"status": ["passed", status]})})
    assert words_ in findings.verdict(p, p.t)


def test_rejected_rows_and_values_left_out_are_told_apart():
    assert files.rejects(opened()).to_numpy().tolist() == [
        ["o.csv", "outcomes", "wave", 1, "row 2 en"]
    ]
    assert files.left_out(opened()).to_numpy().tolist() == [
        ["o.csv", "outcomes", "pay_monthly", 2, "row 3 en"]
    ]


@pytest.mark.parametrize("kept", [True, False])
def test_the_download_has_every_row_with_its_sentence(kept):
    whole = files.whole_log(opened(), kept)
    told = LOG[LOG["kept"] == kept]
    assert whole["Row"].tolist() == told["row"].tolist()
    assert whole["Sentence"].tolist() == told["sentence_en"].tolist()


def test_an_institution_without_a_name_leaves_no_gap(open_page, monkeypatch):
    monkeypatch.setattr("ui.page.institution", lambda reader, t: "")
    at = open_page("pages/reference/data_quality.py")
    assert "****" not in words(at)
    assert any(c.value.startswith("built on ") for c in at.caption)


def test_the_reason_of_what_is_not_shown_stands_before_the_long_list(open_page):
    at = open_page("pages/reference/data_quality.py")
    table = next(t.value for t in at.table if "Shown instead" in t.value.columns)
    assert list(table.columns) == ["Shown instead", "Indicators"]
    assert table["Shown instead"].str.startswith("[").all()
    assert table["Shown instead"].str.len().max() < 300


def test_values_that_may_be_personal_are_a_number_only():
    unknown = pd.DataFrame(
        [(1, "outcomes", "region", "Mars", 2), (1, "outcomes", "region", None, 7)],
        columns=["file_id", "target", "column_name", "value", "n"],
    )
    shown = files.unmatched(opened(TABLES | {"meta_unmatched": unknown}))
    assert shown["Value"].tolist() == ["values that may be personal, not shown", "Mars"]
    assert shown["Rows"].tolist() == [7, 2]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "9 rows were read from the source files; rejected: 1; left out on purpose: 2; single "
            "values not used: 2.",
        ),
        ("zh", "从源文件读取9行数据，其中拒收1行，按规定排除2行；另有2个取值未予采用。"),
    ],
)
def test_the_answer_counts_both(lang, said):
    page = opened(lang=lang)
    assert findings.verdict(page, page.t).startswith(said)


def test_an_older_snapshot_rejected_every_row_it_lists():
    page = opened(TABLES | {"meta_rejects": LOG.drop(columns="kept")})
    assert files.rejects(page)[page.t("Rows")].sum() == 3
    assert files.left_out(page).empty


def test_a_scope_reads_no_row_value_or_course_of_the_others():
    """Sentences of the log quote values of any programme, checks name its courses and objectives."""
    tables = TABLES | {
        "meta_unmatched": pd.DataFrame(
            [(1, "courses", "core", "perhaps", 2)],
            columns=["file_id", "target", "column_name", "value", "n"],
        ),
        "meta_checks": pd.DataFrame(
            [
                ("course_shares", "warning", "for instance P2/v/LAW1 with 1.9", "x"),
                ("one_currency", "passed", "All pay is in one currency.", "x"),
            ],
            columns=["check", "status", "detail_en", "detail_zh"],
        ),
    }
    page = opened(tables, scope=Scope(schools=("ENG",)))
    hidden = "told to those who may see the whole institution"
    assert files.rejects(page).to_numpy().tolist() == [["o.csv", "outcomes", "wave", 1, hidden]]
    assert files.whole_log(page, True).to_numpy().tolist() == [
        ["o.csv", "outcomes", "pay_monthly", 2, hidden]
    ]
    assert files.unmatched(page).to_numpy().tolist() == [["o.csv", "courses", "core", hidden, 2]]
    assert findings.checks(page)["What was found"].tolist() == [
        hidden,
        "All pay is in one currency.",
    ]
    assert findings.checks(opened(tables))["What was found"][0].startswith("for instance P2")
