"""Surveys come in through a mapping and an items table: wide exports, long lists, bad input."""

import pandas as pd
import pyreadstat
import pytest

from tests.pipelines.load.bench import Bench

SCALES = """scale,code,place,score,positive,cannot_say,label_en,label_zh,says
often,1,1,1,,,Never,从不,
often,2,2,2,,,Sometimes,有时,now and then
often,3,3,3,yes,,Often,经常,
often,x,9,,,yes,Cannot say,无法评价,n/a
money,parents,1,,,,Parents,父母,
money,own,2,,,,"Own money (savings, loan)",自己,
money,other,3,,,,Other,其他,
"""
ITEMS = """survey,respondent,item,kind,scale,header,separator,label_en,label_zh
alumni,alumnus,Q1,scale,often,1. How often do you read?,,Reads,阅读
alumni,alumnus,Q2_a,scale,often,2. How often do you ... [write],,Writes,写作
alumni,alumnus,Q2_b,scale,often,2. How often do you ... [speak]*,,Speaks,演讲
alumni,alumnus,Q3,multi,money,3. Who paid?*,",",Paid by,费用来源
alumni,alumnus,Q4,comment,,4. Anything else?,,Remarks,意见
"""
HEADERS = (
    "Nr,1. How often do you read?,2. How often do you ... [write],"
    '"2. How often do you ... [speak], in public",3. Who paid? Several answers possible.,'
    "4. Anything else?\n"
)
EXPORT = HEADERS + (
    'A1,Often,now and  then,3,"1.  Parents, 2.  Own money (savings, loan)",Call 0917 555 0123\n'
    "A2,3.  OFTEN,从不,,Parents,\n"
    "A3,N/A,Never,Sometimes,,Thanks to Maria Cruz!\n"
)
RESPONDENTS = """
[[file]]
path = "export.csv"
population = "respondents"
[[file.target]]
table = "respondents"
[file.target.columns]
survey = { constant = "alumni" }
respondent_id = "Nr"
wave = { constant = 12 }
cohort = { constant = 2024 }
"""
RESPONSES = """
[[file.target]]
table = "responses"
items = "items.csv"
scales = "scales.csv"
[file.target.columns]
respondent_id = "Nr"
"""
COMMENTS = """
[[file.target]]
table = "comments"
items = "items.csv"
names = "staff.txt"
[file.target.columns]
respondent_id = "Nr"
"""


def form(
    bench: Bench,
    export: str = EXPORT,
    items: str = ITEMS,
    scales: str = SCALES,
    mapping: str = RESPONDENTS + RESPONSES + COMMENTS,
) -> None:
    (bench.folder / "items.csv").write_text(items, encoding="utf-8")
    (bench.folder / "scales.csv").write_text(scales, encoding="utf-8")
    (bench.folder / "staff.txt").write_text("Maria Cruz\n", encoding="utf-8")
    bench.file("export.csv", export, mapping)


def answers(bench: Bench) -> list[tuple[int, str, str]]:
    return bench.rows(
        "SELECT r._row, item, code FROM stg_responses AS r ORDER BY r._row, item, code"
    )


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
        mapping=RESPONDENTS + RESPONSES.replace("scales =", "max_rejected = 0.6\nscales ="),
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


def test_a_long_list_is_read_by_the_same_scales(bench: Bench) -> None:
    items = "survey,respondent,item,kind,scale\nalumni,alumnus,Q1,scale,often\n"
    bench.file("scales.csv", SCALES)
    bench.file("items.csv", items)
    bench.file("respondents.csv", "survey,respondent_id,wave\nalumni,A1,12\nalumni,A2,12\n")
    bench.file(
        "responses.csv",
        "survey,respondent_id,item,code\n"
        "alumni,A1,Q1,Often\n"
        "alumni,A1,Q1,Never\n"
        "alumni,A9,Q1,Never\n"
        "alumni,A2,Q7,Never\n"
        "alumni,A2,Q1,有时\n",
    )
    bench.load()
    assert answers(bench) == [(2, "Q1", "3"), (6, "Q1", "2")]
    assert [(row, rule) for row, _, rule, _ in bench.rejects()] == [
        (3, "second"),
        (4, "reference"),
        (5, "reference"),
    ]


def test_an_unknown_graduate_leaves_the_answers_unlinked(bench: Bench) -> None:
    bench.base()
    bench.file(
        "respondents.csv",
        "survey,respondent_id,graduate_id,wave,programme_code\n"
        "alumni,A1,G1,12,P1\nalumni,A2,G9,12,P9\n",
    )
    bench.load()
    assert bench.rows(
        "SELECT graduate_id IS NOT NULL, programme_code FROM stg_respondents ORDER BY _row"
    ) == [(True, "P1"), (False, None)]
    assert {(rule, kept) for rule, kept in bench.rows("SELECT rule, kept FROM meta_rejects")} == {
        ("reference", True)
    }


LISTED = "items.csv, row "


@pytest.mark.parametrize(
    ("was", "becomes", "en", "zh"),
    [
        (
            "1. How often do you read?,",
            "1. How oft do you read?,",
            LISTED + "2: no column of export.csv has the header '1. How oft do you read?' of the "
            "item Q1 (1). Is it called '1. How often do you read?' now? Correct the header.",
            "没有列标题",
        ),
        (
            "2. How often do you ... [write]",
            "2. How often*",
            LISTED + "3: the header '2. How often*' of the item Q2_a (1) fits 2 columns. "
            "Write as much of the header as tells the columns apart.",
            "",
        ),
        (
            "2. How often do you ... [write]",
            "1. How often do you read?",
            LISTED + "3: the items Q2_a (1) and Q1 (1) name the same column by "
            "'1. How often do you read?'. Give each item the header of its own column.",
            "",
        ),
        (
            "Q2_a,scale,often",
            "Q2_a,scale,seldom",
            LISTED + "3: the scale 'seldom' of the item Q2_a is not in the table of scales. "
            "Add its answers there, or correct the code of the scale.",
            "",
        ),
        (
            "Q2_a,scale,often",
            "Q2_a,scale,money",
            LISTED + "3: no answer of the scale 'money' of the item Q2_a is marked as positive. "
            "Mark those that are under positive in the table of scales, or list them under "
            "positives of the item.",
            "",
        ),
        (
            "alumni,alumnus,Q2_a",
            "alumni,employer,Q2_a",
            LISTED + "3: the survey alumni is answered by alumni and by employers. Give each kind "
            "of respondents a survey of its own.",
            "",
        ),
        (
            "alumni,alumnus,Q2_a,scale",
            "alumni,alumnus,Q2_a,slider",
            "items.csv, row 3: 'slider' in 'kind' is not in the code list 'item_kind'. Correct it, "
            "or add it to the recode table of the mapping.",
            "",
        ),
    ],
)
def test_items_that_do_not_hold_together_refuse_the_load(
    bench: Bench, was: str, becomes: str, en: str, zh: str
) -> None:
    assert was in ITEMS
    form(bench, items=ITEMS.replace(was, becomes))
    assert en in bench.refused()
    chinese = bench.refused("zh")
    assert en not in chinese
    assert any(zh in s for s in chinese)


def test_a_data_file_with_value_labels_is_read_by_the_same_items(bench: Bench) -> None:
    cases = pd.DataFrame(
        {
            "nr": [1.0, 2.0, 3.0],
            "freq": [3.0, 1.0, 8.0],
            "note": ["fine", "", "mail me: a.b@example.org"],
        }
    )
    pyreadstat.write_sav(
        cases,
        str(bench.folder / "export.sav"),
        column_labels=["Number", "How often do you read?", "Anything else?"],
        variable_value_labels={"freq": {1: "Never", 3: "Often", 8: "Cannot say"}},
    )
    items = (
        "survey,respondent,item,kind,scale,header\n"
        "alumni,alumnus,Q1,scale,often,freq\nalumni,alumnus,Q4,comment,,note\n"
    )
    mapping = (RESPONDENTS + RESPONSES + COMMENTS).replace("export.csv", "export.sav")
    form(bench, items=items, mapping=mapping.replace('"Nr"', '"nr"'))
    bench.load()
    assert answers(bench) == [(1, "Q1", "3"), (2, "Q1", "1"), (3, "Q1", "x")]
    assert bench.rows("SELECT _row, text FROM stg_comments ORDER BY _row") == [
        (1, "fine"),
        (3, "mail me: [e-mail]"),
    ]


def test_an_anonymous_survey_of_employers_comes_in_with_what_it_says_itself(bench: Bench) -> None:
    bench.base()
    items = (
        "survey,respondent,item,kind,scale,header,pair,side\n"
        "firms,employer,A,scale,often,Does it,team,attainment\n"
        "firms,employer,R,scale,often,Has to,team,importance\n"
    )
    export = "Nr,Year,Course,Trade,Does it,Has to\n1,2024,P1,I,Never,Often\n2,,,J,Often,Often\n"
    mapping = (RESPONDENTS + RESPONSES).replace("alumni", "firms")
    mapping = mapping.replace(
        "cohort = { constant = 2024 }",
        'cohort = "Year"\nprogramme_code = "Course"\nindustry = "Trade"',
    )
    form(bench, export, items, mapping=mapping)
    bench.load()
    assert bench.rows(
        "SELECT cohort, programme_code, industry::VARCHAR, graduate_id FROM stg_respondents "
        "ORDER BY _row"
    ) == [(2024, "P1", "I", None), (None, None, "J", None)]
    assert len(answers(bench)) == 4


TWO = """survey,respondent,item,version,kind,scale,header
alumni,alumnus,Q1,1,scale,four,How often?
alumni,alumnus,Q1,2,scale,often,How often?
alumni,alumnus,Q2,1,scale,often,How well?
alumni,alumnus,Q3,1,scale,often,How long?
"""
FOUR = SCALES + "four,a,1,1,,,Seldom,,\nfour,b,2,2,yes,,Always,,\n"


def wave(path: str, months: int, version: str, without: str = "") -> str:
    """The part of a mapping for one wave, whose form had that version of the items."""
    both = RESPONDENTS + RESPONSES.replace(
        "[file.target.columns]",
        f'without = [{without}]\n[file.target.columns]\nversion = {{ constant = "{version}" }}',
    )
    return both.replace("export.csv", path).replace("constant = 12", f"constant = {months}")


def test_another_scale_in_a_later_wave_is_another_version(bench: Bench) -> None:
    first = wave("export.csv", 12, "1", '"Q3"')
    form(bench, "Nr,How often?,How well?\nA1,Always,Often\n", TWO, FOUR, first)
    bench.file("later.csv", "Nr,How often?,How well?,How long?\nA2,Often,Never,Often\n",
               wave("later.csv", 36, "2"))  # fmt: skip
    bench.load()
    assert bench.rows("SELECT item, version, code FROM stg_responses ORDER BY _file, item") == [
        ("Q1", "1", "b"),
        ("Q2", "1", "3"),
        ("Q1", "2", "3"),
        ("Q2", "1", "1"),
        ("Q3", "1", "3"),
    ]


def test_which_version_an_export_holds_is_not_guessed(bench: Bench) -> None:
    export = "Nr,How often?,How well?,How long?\nA1,Always,Often,Often\n"
    form(bench, export, TWO, FOUR, RESPONDENTS + RESPONSES)
    assert bench.refused() == [
        "items.csv, row 3: the versions 1, 2 of the item Q1 are all in the export. "
        "Say which it holds by a constant for version in the mapping."
    ]


def test_a_list_of_names_that_is_not_there_refuses_the_load(bench: Bench) -> None:
    form(bench, mapping=RESPONDENTS + RESPONSES + COMMENTS.replace("staff.txt", "nobody.txt"))
    assert bench.refused() == [
        "nobody.txt: the list of names cannot be read. Put it into the source folder as a text "
        "file in UTF-8, one name a line."
    ]


PAIRED = """survey,respondent,item,kind,scale,positives,header,pair,side,asked_item,asked_codes
alumni,alumnus,A,scale,often,,Does it,team,attainment,,
alumni,alumnus,R,scale,often,,Has to,team,importance,A,3;2
"""


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        (
            "team,importance",
            "team,attainment",
            "items.csv, row 3: the item R is not one of two sides of the pair 'team'. Give one "
            "item of each version the side importance and one the side attainment.",
        ),
        (
            "A,3;2",
            "Z,3;2",
            "items.csv, row 3: the item R is asked only after the item Z, which the survey does "
            "not have or of which no answers are named. Correct asked_item, and list its answers "
            "under asked_codes.",
        ),
        (
            "A,3;2",
            "A,3;7",
            "items.csv, row 3: the item R names the answer '7', which the scale 'often' lacks. "
            "Use codes of that scale, separated by ;.",
        ),
        (
            "A,scale,often,,",
            "A,scale,often,5,",
            "items.csv, row 2: the item A names the answer '5', which the scale 'often' lacks. "
            "Use codes of that scale, separated by ;.",
        ),
        (
            "R,scale,often,,",
            "R,scale,money,own,",
            "items.csv, row 3: the two sides of the pair 'team' (item R) are not scored alike. "
            "Give their scales the same lowest and highest score.",
        ),
    ],
)
def test_pairs_and_filters_that_do_not_hold_together(
    bench: Bench, was: str, becomes: str, said: str
) -> None:
    assert was in PAIRED
    export = "Nr,Does it,Has to\nA1,Often,Often\n"
    form(bench, export, PAIRED.replace(was, becomes), mapping=RESPONDENTS + RESPONSES)
    assert said in bench.refused()
    assert said not in bench.refused("zh")


def test_a_spelling_of_two_answers_refuses_the_load(bench: Bench) -> None:
    form(bench, scales=SCALES.replace("now and then", "often"))
    assert bench.refused() == [
        "scales.csv, row 4: 'often' is the answer 2 and the answer 3 of the scale 'often'. Give "
        "each answer labels and spellings of its own."
    ]


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        (
            'scales = "scales.csv"',
            "",
            "bench.toml: [[file]] export.csv -> responses names items and no scales. Name the "
            "file of their scales, which reads answers as codes.",
        ),
        (
            'scales = "scales.csv"',
            'scales = "scales.csv"\ndistinct = true',
            "bench.toml: [[file]] export.csv -> responses combines items and distinct. With items "
            "every item is a row already; take distinct out.",
        ),
        (
            'scales = "scales.csv"',
            'scales = "scales.csv"\nnames = "staff.txt"',
            "bench.toml: [[file]] export.csv -> responses has the key 'names', which is for the "
            "table comments. Move it there; docs/mapping.md describes it.",
        ),
    ],
)
def test_a_mapping_that_asks_for_what_does_not_go_is_refused(
    bench: Bench, was: str, becomes: str, said: str
) -> None:
    form(bench, mapping=(RESPONDENTS + RESPONSES).replace(was, becomes))
    assert bench.refused() == [said]
    assert said not in bench.refused("zh")


def test_numbers_may_be_recoded_too(bench: Bench) -> None:
    export = "Nr,When,Q\nA1,short,Often\nA2,24,Often\n"
    items = "survey,respondent,item,kind,scale,header\nalumni,alumnus,Q,scale,often,Q\n"
    mapping = RESPONDENTS.replace(
        "wave = { constant = 12 }", 'wave = { from = "When", recode = "wave" }'
    )
    form(bench, export, items, mapping='[recode.wave]\nshort = "6"\n' + mapping + RESPONSES)
    bench.load()
    assert bench.rows("SELECT wave FROM stg_respondents ORDER BY _row") == [(6,), (24,)]
