"""What the figures show: every interval, every gap, no value that is not there."""

import itertools

import pytest

from tests.yardstick.figures.drawings import EMPTY, FLOWS, T, groups, marks, written
from tests.yardstick.frames import counted, curve, estimate, measures, plain
from yardstick.figures.bars import bars
from yardstick.figures.caterpillar import caterpillar
from yardstick.figures.drawn import Drawn
from yardstick.figures.flows import dumbbells, matrix
from yardstick.figures.forks import counted as what_is_counted
from yardstick.figures.forks import rates
from yardstick.figures.grid import match_grid
from yardstick.figures.histogram import Quartiles, histogram
from yardstick.figures.natural import with_natural
from yardstick.figures.parts import parts
from yardstick.figures.theme import COLOURS
from yardstick.figures.trend import trend
from yardstick.figures.waiting import waiting
from yardstick.measure.model import Reason, Status
from yardstick.text import translator


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
