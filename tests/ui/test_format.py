"""Numbers, intervals and dates as tables write them."""

import pandas as pd
import pytest

from ui.format import cell, day, figure, moment, occurring, span
from yardstick.measure.model import SYMBOLS, Status
from yardstick.text import translator
from yardstick.wording import difference, signed

T = translator("en")


def test_values():
    assert figure(0.87345, "percent", 1) == "87.3%"
    assert figure(12345.6, "currency_month", 0) == "12,346"
    assert figure(0.0, "months", 1) == "0.0"


@pytest.mark.parametrize(
    "status", [s for s in Status if s not in (Status.SHOWN, Status.UNRELIABLE)]
)
def test_what_is_not_there_is_a_symbol_never_blank(status):
    assert cell(0.5, status, "percent", 1) == SYMBOLS[status]


def test_unreliable_value_carries_its_mark():
    assert cell(0.5, Status.UNRELIABLE, "percent", 1) == "50.0% [u]"
    assert cell(float("nan"), Status.SHOWN, "percent", 1) == "[nd]"


def test_differences_have_a_sign_and_zero_has_none():
    assert signed(-0.0123, "percent", 1) == "−1.2"
    assert signed(0.0004, "percent", 1) == "0.0"
    assert signed(-0.0004, "percent", 1) == "0.0"
    assert difference(0.025, "percent", T) == "+2.5 points"
    assert difference(-1500.0, "currency_month", T, 0, "CNY") == "−CNY 1,500"
    assert difference(0.5, "months", T) == "+0.5 months"
    assert difference(float("nan"), "percent", T) == ""


def test_intervals():
    assert span(0.1, 0.2, "percent", 1, T) == "10.0%–20.0%"
    assert span(float("nan"), float("nan"), "percent", 1, T) == ""


def test_dates():
    assert day("2026-11-02", T) == "2 November 2026"
    assert day(None, T) == ""
    assert moment("2026-11-02T15:04:05+00:00", T) == "2 November 2026 15:04 UTC"


def test_legend_takes_only_what_occurs():
    table = pd.DataFrame({"Value": ["1", "2 [u]", "[x]"], "Base": [1, 2, 3]})
    assert occurring(table) == {Status.UNRELIABLE, Status.NOT_COMPUTABLE}
