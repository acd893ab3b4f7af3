"""What the figures show: every interval, every gap, no value that is not there."""

import itertools
import re

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from tests.yardstick.frames import NAN, counted, curve, estimate, measures, plain
from yardstick.figures.bars import bars
from yardstick.figures.caterpillar import caterpillar
from yardstick.figures.drawn import Drawn
from yardstick.figures.flows import dumbbells, fold, matrix
from yardstick.figures.forks import counted as what_is_counted
from yardstick.figures.forks import rates
from yardstick.figures.grid import match_grid
from yardstick.figures.histogram import Quartiles, bins, histogram
from yardstick.figures.natural import with_natural
from yardstick.figures.parts import parts
from yardstick.figures.rows import NAMES
from yardstick.figures.theme import COLOURS
from yardstick.figures.trend import trend
from yardstick.figures.waiting import waiting
from yardstick.measure.model import Reason, Status
from yardstick.text import translator

T = translator("en")
EMPTY = measures(estimate()).iloc[:0]
FLOWS = pd.DataFrame(
    [("50", "50", 30), ("50", "44", 10), ("41", "50", 15), ("41", "44", 5)],
    columns=["origin", "work", "n"],
)


def groups(**rows):
    return measures(*(row | {"school": name} for name, row in rows.items()))


def marks(figure: go.Figure) -> list:
    """Traces that are marks, without the lettering."""
    return [trace for trace in figure.data if trace.name != NAMES]


def written(figure: go.Figure) -> str:
    text = " ".join(a.text for a in figure.layout.annotations)
    text += " ".join(" ".join(trace.text) for trace in figure.data if trace.name == NAMES)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_every_interval_is_drawn_and_none_is_invented():
    frame = groups(a=estimate(0.9, 0.8, 0.95), b=estimate(0.7))
    figure = caterpillar(frame, ("school",), plain, T, title="Rate").figure
    (dots,) = marks(figure)
    assert list(dots.x) == [0.9, 0.7]
    assert dots.error_x.array == pytest.approx([0.05, 0])
    assert dots.error_x.arrayminus == pytest.approx([0.1, 0])


def test_a_small_base_is_hollow_and_says_so():
    frame = groups(a=estimate(0.9), b=estimate(0.7, 0.4, 0.9, base=5, status=Status.UNRELIABLE))
    figure = caterpillar(frame, ("school",), plain, T, title="Rate").figure
    full, hollow = marks(figure)
    assert (full.marker.symbol, hollow.marker.symbol) == ("circle", "circle-open")
    assert "small base, unreliable" in written(figure)


def test_a_hidden_group_has_no_mark_but_its_reason():
    why = Reason("Only {n} graduates.", (("n", 2),))
    frame = groups(a=estimate(0.9), b=estimate(status=Status.SUPPRESSED, reason=why))
    drawn = caterpillar(frame, ("school",), plain, T, title="Rate")
    assert [len(trace.x) for trace in marks(drawn.figure)] == [1]
    assert "Only 2 graduates." in written(drawn.figure)
    assert "1 of the groups" in drawn.alt


def test_a_value_of_a_hidden_row_is_never_drawn():
    frame = groups(a=estimate(0.9), b=estimate(0.123, status=Status.SUPPRESSED))
    drawn = caterpillar(frame, ("school",), plain, T, title="Rate")
    assert "12.3" not in drawn.figure.to_json()
    assert "0.123" not in drawn.figure.to_json()


def test_a_series_is_never_joined_across_a_break_or_a_gap():
    frame = measures(
        *(estimate(0.9, 0.88, 0.92) | {"cohort": c} for c in (2019, 2020, 2021, 2023, 2024))
    )
    figure = trend([("Rate", frame)], T, title="Rate", breaks={2021: "rules changed"}).figure
    line, mark = marks(figure)
    joined = {
        (a, b)
        for (a, ya), (b, yb) in itertools.pairwise(zip(line.x, line.y, strict=True))
        if ya is not None and yb is not None
    }
    assert joined == {(2019, 2020), (2023, 2024)}
    assert line.connectgaps is False
    assert mark.x == (2020.5,)
    assert "rules changed" in mark.hovertemplate
    assert [s.x0 for s in figure.layout.shapes] == [2020.5]


def test_a_break_before_the_first_cohort_is_not_drawn():
    frame = measures(*(estimate(0.9) | {"cohort": c} for c in (2021, 2022)))
    figure = trend([("Rate", frame)], T, title="Rate", breaks={2021: "rules changed"}).figure
    assert not figure.layout.shapes


def test_full_counts_compared_get_an_interval_and_samples_keep_theirs():
    frame = measures(
        estimate(0.8, base=70, positive=56, interval="census"),
        estimate(0.5, 0.4, 0.6),
        estimate(status=Status.NO_DATA, interval="census"),
    )
    found, any_ = with_natural(frame)
    assert any_
    # Newcombe (1998): Wilson limits of 56/70
    assert found["low"].iloc[0] == pytest.approx(0.692, abs=5e-4)
    assert found["high"].iloc[0] == pytest.approx(0.877, abs=5e-4)
    assert list(found[["low", "high"]].iloc[1]) == [0.4, 0.6]
    assert found[["low", "high"]].iloc[2].isna().all()
    assert frame["low"].isna().iloc[0]


def test_bins_hold_everybody_and_the_last_is_open():
    values = np.array([3000, 3500, 4000, 5000, 6000, 90000])
    counts = np.array([10, 20, 30, 25, 14, 1])
    edges, tall, step = bins(values, counts)
    assert tall.sum() == 100
    assert edges[-1] + step < 90000
    assert np.allclose(np.diff(edges), step)


def test_bins_of_one_value():
    edges, tall, _ = bins(np.array([5000.0]), np.array([7.0]))
    assert list(tall) == [7]
    assert edges[0] <= 5000


def test_pay_shows_quartiles_and_the_interval_of_the_median():
    drawn = histogram(
        [4000, 5000, 6000],
        [5, 10, 5],
        Quartiles(4500, 5000, 5500, 4800, 5200),
        T,
        title="Pay",
        currency="CNY",
    )
    lines = {s.x0 for s in drawn.figure.layout.shapes if s.x0 == s.x1}
    bands = {(s.x0, s.x1) for s in drawn.figure.layout.shapes if s.x0 != s.x1}
    assert lines == {4500, 5000, 5500}
    assert bands == {(4800, 5200)}
    assert "CNY 4,800 to CNY 5,200" in drawn.alt


def test_pay_without_a_median_has_no_line():
    drawn = histogram(
        [4000], [5], Quartiles(None, None, None, None, None), T, title="", currency=""
    )
    assert not drawn.figure.layout.shapes


def test_waiting_draws_the_complement_as_steps_and_states_the_median():
    drawn = waiting([("All", curve([0.8, 0.6, 0.4]), 2.0)], T, title="Found")
    line = drawn.figure.data[-2]
    assert line.line.shape == "hv"
    assert list(line.y) == pytest.approx([0.2, 0.4, 0.6])
    assert "Median 2 months" in written(drawn.figure)


def test_waiting_says_when_the_median_is_not_reached():
    drawn = waiting([("All", curve([0.9, 0.8]), NAN)], T, title="Found")
    assert "Median not reached" in written(drawn.figure)
    assert "not reached within 1 months" in drawn.alt


def test_the_band_of_a_curve_is_its_interval():
    drawn = waiting([("All", curve([0.8, 0.6], half=0.1), None)], T, title="Found")
    band = drawn.figure.data[0]
    assert band.fill == "toself"
    assert min(band.y) == pytest.approx(0.1)
    assert max(band.y) == pytest.approx(0.5)


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


def test_dumbbells_name_origin_work_and_who_stayed():
    drawn = dumbbells(FLOWS, plain, T)
    assert "from here 40, work here 45, stayed 75%" in written(drawn.figure)


def test_matrix_is_shares_of_each_origin():
    (heat,) = matrix(FLOWS, plain, T).figure.data
    assert np.allclose(np.asarray(heat.z).sum(axis=1), 1)
    assert heat.z[0] == pytest.approx([0.75, 0.25])


def test_folding_keeps_everybody():
    frame = pd.DataFrame(
        [(str(o), str(w), o * 7 + w) for o in range(9) for w in range(8)],
        columns=["origin", "work", "n"],
    )
    rows, columns, grid = fold(frame, 3)
    assert rows[-1] is None
    assert columns[-1] is None
    assert grid.shape == (4, 4)
    assert grid.sum() == frame["n"].sum()


def test_the_match_grid_has_the_published_shares():
    # standards.md 6.2: 120, 22, 30, 28 of 200 in work
    drawn = match_grid(
        counted({"both_match": 120, "level_only": 22, "field_only": 30, "both_mismatch": 28}), T
    )
    (heat,) = marks(drawn.figure)
    assert heat.z[0] == pytest.approx([0.60, 0.15])
    assert heat.z[1] == pytest.approx([0.11, 0.14])
    assert "own or related field, not over-qualified: 60.0%" in drawn.alt


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


NOTHING = {
    "caterpillar": lambda t: caterpillar(EMPTY, ("school",), plain, t, title="x"),
    "caterpillar of nothing shown": lambda t: caterpillar(
        measures(estimate(status=Status.NO_DATA) | {"school": "a"}),
        ("school",),
        plain,
        t,
        title="x",
    ),
    "bars": lambda t: bars(counted({}), "industry", plain, t, title="x"),
    "bars of zeros": lambda t: bars(counted({"A": 0}), "industry", plain, t, title="x"),
    "parts": lambda t: parts([], [], ["a"], [], t, title="x"),
    "parts of zeros": lambda t: parts(["g"], [""], ["a"], [[0]], t, title="x"),
    "trend": lambda t: trend([("x", EMPTY)], t, title="x"),
    "histogram": lambda t: histogram(
        [], [], Quartiles(None, None, None, None, None), t, title="x", currency=""
    ),
    "waiting": lambda t: waiting([("x", curve([]), None)], t, title="x"),
    "dumbbells": lambda t: dumbbells(FLOWS.iloc[:0], plain, t),
    "matrix": lambda t: matrix(FLOWS.iloc[:0], plain, t),
    "grid": lambda t: match_grid(counted({}), t),
    "rates": lambda t: rates(EMPTY, plain, t),
    "counted": lambda t: what_is_counted(EMPTY, plain, t),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", NOTHING)
def test_nothing_to_draw_gives_words_instead_of_a_figure(name, lang):
    drawn = NOTHING[name](translator(lang))
    assert isinstance(drawn, Drawn)
    assert drawn.figure is None
    assert drawn.alt


def test_the_palette_has_neither_red_nor_green():
    for colour in COLOURS:
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        assert not (green > red + 15 and green > blue + 15), f"{colour} is green"
        assert not (red > 2 * green and red > 2 * blue), f"{colour} is red"


def test_neighbouring_parts_differ_in_lightness_too():
    def light(colour):
        return sum(w * int(colour[i : i + 2], 16) for w, i in ((0.299, 1), (0.587, 3), (0.114, 5)))

    for a, b in itertools.pairwise(COLOURS):
        assert abs(light(a) - light(b)) > 25, f"{a} beside {b}"
