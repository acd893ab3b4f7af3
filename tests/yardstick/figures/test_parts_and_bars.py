"""Bars, parts of a whole and forks: order, patterns, keys, and values a reader can read."""

import numpy as np
import pytest

from tests.yardstick.figures.drawings import T, marks, written
from tests.yardstick.frames import NAN, counted, estimate, measures, plain
from yardstick.figures.bars import bars
from yardstick.figures.caterpillar import caterpillar
from yardstick.figures.forks import counted as what_is_counted
from yardstick.figures.forks import rates
from yardstick.figures.parts import parts
from yardstick.figures.rows import NAMES
from yardstick.figures.theme import COLOURS
from yardstick.measure.model import Reason, Status
from yardstick.text import translator


def test_bars_keep_order_and_draw_intervals():
    drawn = bars(
        counted({"C": 60, "I": 30, "rest": 10}, interval=0.05),
        "industry",
        plain,
        T,
        title="Share",
        strong=("C",),
        rest=("rest",),
    )
    (bar,) = marks(drawn.figure)
    assert list(bar.x) == pytest.approx([0.6, 0.3, 0.1])
    assert bar.error_x.array == pytest.approx([0.05] * 3)
    assert bar.marker.pattern.shape == ("", "", "/")
    assert len(set(bar.marker.color)) == 3


def test_a_remainder_with_nothing_beside_it_is_drawn():
    drawn = bars(counted({"rest": 3}), "employer", plain, T, title="Share", rest=("rest",))
    (bar,) = marks(drawn.figure)
    assert list(bar.x) == [1.0]
    assert "not drawn" not in written(drawn.figure)


def test_a_remainder_that_would_dwarf_the_rest_stays_words():
    drawn = bars(
        counted({"A": 5, "B": 4, "rest": 91}), "employer", plain, T, title="Share", rest=("rest",)
    )
    (bar,) = marks(drawn.figure)
    assert list(bar.x)[:2] == pytest.approx([0.05, 0.04])
    assert bar.x[2] is None
    assert drawn.figure.layout.xaxis.range[1] < 0.1
    assert "91.0%, 91 graduates (bar not drawn)" in written(drawn.figure)


def test_parts_tell_themselves_apart_without_colour():
    drawn = parts(["2024"], [""], ["a", "b", "c"], [[1, 2, 1]], T, title="Share")
    assert len({trace.marker.pattern.shape for trace in marks(drawn.figure)}) == 3
    assert [trace.x[0] for trace in marks(drawn.figure)] == [0.25, 0.5, 0.25]


def test_the_key_of_parts_shows_each_colour_full_with_its_pattern_beside_it():
    drawn = parts(["2024"], [""], ["a", "b", "c"], [[1, 2, 1]], T, title="Share")
    (key,) = (a.text for a in drawn.figure.layout.annotations if "<span" in (a.text or ""))
    for i, beside in enumerate((" a", "▨ b", "▒ c")):
        assert f'<span style="color:{COLOURS[i]}">■</span>{beside}' in key


def test_several_reasons_say_what_each_of_them_holds_for():
    lack, few = Reason("No source provides {c}.", (("c", "x"),)), Reason("Too few.", ())
    frame = measures(
        estimate(status=Status.NOT_COMPUTABLE, reason=lack, indicator="a"),
        estimate(status=Status.NOT_COMPUTABLE, reason=lack, indicator="b"),
        estimate(status=Status.SUPPRESSED, reason=few, indicator="c"),
    )
    drawn = rates(frame, plain, T)
    assert drawn.figure is None
    assert drawn.alt == "a and b: No source provides x.\n\nc: Too few."
    assert rates(frame.iloc[:2], plain, T).alt == "No source provides x."


def test_a_long_value_in_chinese_breaks_before_it_leaves_a_phone():
    frame = measures(
        estimate(11000, 10667, 11000, base=2572, indicator="a"),
    )
    drawn = caterpillar(frame, (), plain, translator("zh"), title="x", unit="money", currency="CNY")
    (names,) = (trace for trace in drawn.figure.data if trace.name == NAMES)
    assert names.text[0].count("<br>") == 2


def test_too_many_parts_are_refused():
    with pytest.raises(ValueError, match="more than a reader can tell apart"):
        parts(["x"], [""], list("abcdefghi"), [[1] * 9], T, title="")


def forked():
    return measures(
        estimate(0.93, base=1000, indicator="cn"),
        estimate(730 / 820, 0.87, 0.91, base=820, positive=730, population=1000, indicator="nace"),
        estimate(NAN, 0.7526, 0.9072, base=820, indicator="nace", method="bounds"),
        estimate(status=Status.NOT_ASKED, base=0, indicator="ofs"),
    )


def test_forks_draw_bounds_beside_the_interval():
    drawn = rates(forked(), plain, T)
    bracket = drawn.figure.data[-1]
    assert bracket.x == (0.7526, 0.9072, None)
    assert bracket.y[0] == bracket.y[1]
    assert drawn.figure.layout.xaxis2.range == (0, 1)
    assert "between 75.3% and 90.7%" in drawn.alt
    assert "not asked" in written(drawn.figure)


def test_values_on_a_pattern_stand_on_white():
    drawn = parts(["A"], [""], ["plain", "patterned"], [[60, 40]], T, title="Share")
    plain_bar, patterned = (tr for tr in drawn.figure.data if tr.type == "bar")
    assert list(plain_bar.text) == ["60%"]
    assert list(patterned.text) == [""]
    boxed = [a for a in drawn.figure.layout.annotations if a.text == "40%"]
    assert len(boxed) == 1
    assert boxed[0].bgcolor == "#ffffff"
    assert boxed[0].x == pytest.approx(0.8)


def test_those_who_did_not_answer_are_told_apart_from_those_outside_by_rule():
    frame = measures(
        estimate(0.5, base=60, population=100, indicator="a"),
        estimate(0.5, base=90, population=100, indicator="b"),
    )
    drawn = what_is_counted(frame, plain, T, {"a": 25, "b": 30})
    by_rule = next(tr for tr in drawn.figure.data if tr.name == "outside the base by rule")
    silent = next(tr for tr in drawn.figure.data if tr.name == "no answer")
    assert list(by_rule.x) == pytest.approx([0.15, 0.0])
    assert list(silent.x) == pytest.approx([0.25, 0.10])


def test_what_is_counted_adds_up_to_all_graduates():
    drawn = what_is_counted(forked(), plain, T)
    totals = np.sum([trace.x for trace in marks(drawn.figure)], axis=0)
    assert totals == pytest.approx([1, 1])
    assert "730 of 820 = 89.0%" in written(drawn.figure)
