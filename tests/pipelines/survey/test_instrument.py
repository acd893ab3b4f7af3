"""Items, scales and mappings that do not hold together refuse the load, each with its sentence."""

import pytest

from tests.pipelines.load.bench import Bench
from tests.pipelines.survey.forms import ITEMS, SCALES, comments, form, respondents, responses

LISTED = "items.csv, row "
PAIRED = """survey,respondent,item,kind,scale,positives,header,pair,side,asked_item,asked_codes
alumni,alumnus,A,scale,often,,Does it,team,attainment,,
alumni,alumnus,R,scale,often,,Has to,team,importance,A,3;2
"""


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
    form(bench, export, PAIRED.replace(was, becomes), mapping=respondents() + responses())
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
    form(bench, mapping=(respondents() + responses()).replace(was, becomes))
    assert bench.refused() == [said]
    assert said not in bench.refused("zh")


def test_a_list_of_names_that_is_not_there_refuses_the_load(bench: Bench) -> None:
    form(bench, mapping=respondents() + responses() + comments("nobody.txt"))
    assert bench.refused() == [
        "nobody.txt: the list of names cannot be read. Put it into the source folder as a text "
        "file in UTF-8, one name a line."
    ]
