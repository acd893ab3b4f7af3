"""A standing in words: verdicts without a cause, units, chance, and what could be found."""

import pandas as pd
import pytest

from ui.standings.words import by_chance, least_words, standing
from yardstick.compare import Comparison, load_outcomes
from yardstick.inference.verdict import Standing
from yardstick.measure import Filters
from yardstick.text import translator

ROW = {
    "observed": 0.9,
    "expected": 0.8,
    "difference": 0.1,
    "low": 0.05,
    "high": 0.15,
    "n": 200,
    "detectable": 0.06,
    "contribution": 0.1,
    "p_value": 0.2,
}


def compared(outcome: str = "destination", programmes: int = 60) -> Comparison:
    """What a sentence needs of a comparison."""
    o = load_outcomes()[outcome]
    return Comparison(
        o, Filters(), "intake", "institution", pd.DataFrame(),
        materiality=o.materiality, programmes=programmes,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Standing.ABOVE, "above the 80.0% of like graduates"),
        (Standing.BELOW, "below the 80.0% of like graduates"),
        (Standing.CANNOT_TELL, "against the 80.0% of like graduates"),
        (Standing.OWN_CONTRIBUTION, "no verdict is given"),
        (Standing.NO_FIGURE, "no figure to compare"),
    ],
)
def test_a_verdict_is_a_sentence_without_a_cause(verdict, said):
    text = standing(ROW | {"verdict": verdict}, "History", compared(), translator("en"))
    assert said in text
    assert "because" not in text


def test_pay_is_said_as_money_and_percent():
    row = ROW | {"verdict": Standing.ABOVE, "observed": 8000.0, "expected": 7000.0}
    text = standing(row, "History", compared("pay"), translator("en"), "CNY")
    assert "CNY 8,000 a month" in text
    assert "+10.5% of pay" in text
    assert least_words(0.05, "log_pay", translator("en")) == "5% of pay"


def test_chance_below_one_is_not_rounded_to_none():
    t = translator("en")
    said = by_chance(0.02, 0, 200, "2.5 points", 60, t)
    assert "none of all 60 programmes of the institution" in said
    assert "fewer than one of them on average (4 in 200 redraws" in said
    assert "larger than 2.5 points" in said
    assert "about 3" in by_chance(3.1, 6, 200, "2.5 points", 60, t)


def test_a_difference_without_zero_is_not_said_to_be_none():
    t = translator("en")
    sure = standing(ROW | {"verdict": Standing.CANNOT_TELL}, "History", compared(), t)
    assert "cannot be told apart" not in sure
    assert "not sure enough that the difference is more than 2.5 points" in sure
    open_ = ROW | {"verdict": Standing.CANNOT_TELL, "low": -0.05}
    assert "cannot be told apart" in standing(open_, "History", compared(), t)


@pytest.mark.parametrize("kind", ["destination", "pay"])
def test_what_only_the_length_of_the_list_keeps_from_a_finding_says_so(kind):
    row = ROW | {"verdict": Standing.CANNOT_TELL, "p_value": 0.01}
    said = standing(row, "History", compared(kind), translator("en"), "CNY")
    assert "among 60 programmes judged at once one like it would not be surprising" in said
    assert "cannot be told apart" not in said


def test_what_could_be_found_is_said_of_the_list():
    open_ = ROW | {"verdict": Standing.CANNOT_TELL, "low": -0.05}
    said = standing(open_, "History", compared(), translator("en"))
    assert "with all programmes judged at once" in said
