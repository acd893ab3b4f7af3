"""A wide export of a form, with grids and several answers in a cell, becomes rows per answer."""

from tests.pipelines.load.bench import Bench
from tests.pipelines.survey.conftest import Published
from tests.pipelines.survey.forms import (
    HEADERS,
    ITEMS,
    SCALES,
    answers,
    form,
    respondents,
    responses,
)
from yardstick.measure import Filters, distribution, measure


def test_a_wide_export_with_several_answers_becomes_a_row_per_answer(bench: Bench) -> None:
    form(bench)
    report = bench.load()
    assert answers(bench) == [
        (2, "Q1", "3"),
        (2, "Q2_a", "2"),
        (2, "Q2_b", "3"),
        (2, "Q3", "own"),
        (2, "Q3", "parents"),
        (3, "Q1", "3"),
        (3, "Q2_a", "1"),
        (3, "Q3", "parents"),
        (4, "Q1", "x"),
        (4, "Q2_a", "1"),
        (4, "Q2_b", "2"),
    ]
    counts = {
        c.target: (c.read, c.loaded, c.rejected, c.excluded)
        for c in report.accounting
        if c.file == "export.csv"
    }
    # Twelve cells and one answer more in the first row, of which two cells are empty.
    assert counts == {
        "respondents": (3, 3, 0, 0),
        "responses": (13, 11, 0, 2),
        "comments": (3, 2, 0, 1),
    }
    assert bench.rows("SELECT count(*) FROM stg_items") == [(5,)]
    assert bench.rows("SELECT count(*) FROM stg_scales") == [(7,)]
    assert bench.rows("SELECT item FROM meta_asked WHERE item <> 'Q4' ORDER BY item") == [
        ("Q1",),
        ("Q2_a",),
        ("Q2_b",),
        ("Q3",),
    ]


def test_comments_are_rid_of_personal_data(bench: Bench) -> None:
    form(bench)
    bench.load()
    assert bench.rows("SELECT text FROM stg_comments ORDER BY _row") == [
        ("Call [phone]",),
        ("Thanks to [name]!",),
    ]


def test_an_answer_of_no_scale_is_listed_with_its_count_and_not_guessed(bench: Bench) -> None:
    export = HEADERS + "".join(f"B{n},weekly,Never,Often,Uncle {n},\n" for n in range(6))
    form(
        bench,
        export,
        mapping=respondents() + responses(keys="max_rejected = 0.6"),
    )
    bench.load()
    assert bench.rows("SELECT target, column_name, value, n FROM meta_unmatched ORDER BY 2, 3") == [
        ("responses", "Q1", "weekly", 6),
        ("responses", "Q3", None, 6),
    ]
    assert {code for _, item, code in answers(bench)} == {"1", "3"}
    (sentence, *_) = [s for _, _, rule, s in bench.rejects() if rule == "scale"]
    assert sentence == (
        "export.csv, row 2: 'weekly' is no answer of the scale 'often' of the item Q1. "
        "Correct it, or add it to the labels or to says of the scale."
    )


def test_whoever_chooses_several_answers_counts_once_in_the_base(published: Published) -> None:
    rows = ['"Parents, Own money (savings, loan)"', "Parents", "Parents", "", "Other"] * 6
    export = HEADERS + "".join(f"A{n},Often,,,{cell},\n" for n, cell in enumerate(rows))
    mapping = respondents() + responses(without='"Q4"')
    reader, _ = published(mapping, export=export, items=ITEMS, scales=SCALES)
    found = distribution(reader, "answer_code", (), Filters(items=("alumni/Q3/1",))).frame
    assert found[["code", "n", "base"]].to_numpy().tolist() == [
        ["parents", 18.0, 24.0],
        ["own", 6.0, 24.0],
        ["other", 6.0, 24.0],
    ]
    read = measure(reader, "voice.positive", (), Filters(items=("alumni/Q1/1",))).frame.iloc[0]
    assert (read["positive"], read["base"]) == (30, 30)
