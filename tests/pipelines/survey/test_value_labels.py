"""An SPSS data file: its value labels are answers like any other."""

from pathlib import Path

import pandas as pd
import pyreadstat

from tests.pipelines.load.bench import Bench
from tests.pipelines.survey.conftest import Published
from tests.pipelines.survey.forms import SCALES, answers, comments, form, respondents, responses
from yardstick.measure import Filters, measure

ITEMS = """survey,respondent,item,kind,scale,header
alumni,alumnus,Q1,scale,often,freq
alumni,alumnus,Q4,comment,,note
"""
LABELS = {1: "Never", 3: "Often", 8: "Cannot say"}


def save(path: Path, often: list[int], notes: list[str]) -> None:
    """A data file with labels of variables and of values."""
    cases = pd.DataFrame(
        {
            "nr": [float(n) for n in range(1, len(often) + 1)],
            "freq": [float(code) for code in often],
            "note": notes,
        }
    )
    pyreadstat.write_sav(
        cases,
        str(path),
        column_labels=["Number", "How often do you read?", "Anything else?"],
        variable_value_labels={"freq": LABELS},
    )


def mapping() -> str:
    return respondents("export.sav", number="nr") + responses(number="nr") + comments(number="nr")


def test_a_data_file_with_value_labels_is_read_by_the_same_items(bench: Bench) -> None:
    save(bench.folder / "export.sav", [3, 1, 8], ["fine", "", "mail me: a.b@example.org"])
    form(bench, items=ITEMS, mapping=mapping())
    bench.load()
    assert answers(bench) == [(1, "Q1", "3"), (2, "Q1", "1"), (3, "Q1", "x")]
    assert bench.rows("SELECT _row, text FROM stg_comments ORDER BY _row") == [
        (1, "fine"),
        (3, "mail me: [e-mail]"),
    ]


def test_value_labels_decide_what_is_positive(published: Published, tmp_path: Path) -> None:
    path = tmp_path / "made.sav"
    save(path, [3] * 18 + [1] * 12 + [8] * 5, [""] * 35)
    reader, _ = published(
        mapping(), export=path.read_bytes(), items=ITEMS, scales=SCALES, staff="Maria Cruz\n"
    )
    found = measure(reader, "voice.positive", (), Filters(items=("alumni/Q1/1",))).frame.iloc[0]
    assert (found["positive"], found["base"], found["value"]) == (18, 30, 0.6)


def test_a_value_without_a_label_is_not_guessed(bench: Bench) -> None:
    save(bench.folder / "export.sav", [3, 7, 3], ["", "", ""])
    form(bench, items=ITEMS, mapping=mapping().replace("scales =", "max_rejected = 0.6\nscales ="))
    bench.load()
    assert answers(bench) == [(1, "Q1", "3"), (3, "Q1", "3")]
    assert [(row, rule) for row, _, rule, _ in bench.rejects()] == [(2, "scale")]
