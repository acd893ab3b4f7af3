"""Shares of drivers and means of objectives: what is marked where, and what has no mark."""

import math

import pandas as pd
import pytest

from tests.yardstick.figures.drawings import marks, written
from yardstick.feedback.objectives import Objective, Rated, Window
from yardstick.figures.drivers import CHANCE, DOWN, UP, direction, driver_rows
from yardstick.figures.objectives import objective_rows
from yardstick.inference.attainment import Judged
from yardstick.measure.model import Status
from yardstick.text import translator

T = translator("en")
NAN = float("nan")


def driver(share: float, low: float, high: float, correlation: float) -> dict:
    return {"share": share, "share_low": low, "share_high": high, "correlation": correlation}


def test_direction_needs_an_interval_above_chance():
    assert direction(driver(0.3, 0.2, 0.4, 0.5), 0.01) == UP
    assert direction(driver(0.3, 0.2, 0.4, -0.5), 0.01) == DOWN
    assert direction(driver(0.02, 0.01, 0.1, 0.5), 0.01) == CHANCE


def test_shares_are_drawn_in_percent_beside_the_line_of_chance():
    frame = pd.DataFrame(
        [driver(0.3, 0.2, 0.4, 0.5), driver(0.1, 0.05, 0.2, -0.3), driver(0.01, 0.001, 0.03, 0.1)]
    )
    drawn = driver_rows(frame, ["A", "B", "C"], 0.02, 1234, T, title="R²")
    figure = drawn.figure.checked()
    at = {t.name: (t.x[0], t.error_x.arrayminus[0]) for t in marks(figure)}
    assert at["goes with higher answers"] == pytest.approx((30, 10))
    assert at["goes with lower answers"] == pytest.approx((10, 5))
    assert at["no more than chance may give"] == pytest.approx((1, 0.9))
    assert figure.layout.shapes[0].path.startswith("M 2,")
    low, high = figure.layout.xaxis.range
    assert low < 0 < 40 < high
    assert "base 1,234" in written(figure)
    assert "30.0% (95% interval 20.0% to 40.0%)" in drawn.alt
    assert driver_rows(frame.iloc[:0], [], 0.02, 0, T, title="").figure is None


def rated(side: str, mean: float, status: Status = Status.SHOWN) -> Rated:
    return Rated(
        side=side, item="a/O/1", wave=60, cohorts=(2019,), n=30, asked=31, mean=mean, low=mean - 0.2,
        high=mean + 0.3, se=0.1, ends=(1, 5), share=0.5, share_low=0.4, share_high=0.6,
        counts=((4, 30),), judged=Judged.REACHED, status=status, reason=None,
    )  # fmt: skip


def objective(alumni: Rated | None, employers: Rated | None, threshold: float = 3.5) -> Objective:
    return Objective(
        "P/1/1", "1", "1", "W", threshold, Window(4, 6), (2019,), alumni, employers,
        3.9, 3.7, 4.1, Judged.REACHED,
    )  # fmt: skip


def test_both_sides_and_the_threshold_stand_in_one_row():
    drawn = objective_rows(
        [
            objective(rated("alumnus", 4.0), rated("employer", 3.0)),
            objective(rated("alumnus", NAN, Status.SUPPRESSED), None, NAN),
        ],
        ["1: Works", "2: Learns"],
        T,
        title="Mean",
    )
    figure = drawn.figure.checked()
    at = {t.name: t for t in marks(figure)}
    assert [list(at[x].x) for x in ("alumni", "employers", "threshold")] == [[4.0], [3.0], [3.5]]
    assert at["alumni"].y[0] > at["threshold"].y[0] > at["employers"].y[0]
    assert at["alumni"].error_x.array[0] == pytest.approx(0.3)
    low, high = figure.layout.xaxis.range
    assert low < 2.8
    assert high > 4.3
    assert "alumni 4.00 (30), employers 3.00 (30); threshold 3.50: ▲ reached" in written(figure)
    assert "alumni [c], employers –" in drawn.alt


def test_without_any_mean_nothing_is_drawn():
    none = objective(rated("alumnus", NAN, Status.SUPPRESSED), None)
    assert objective_rows([none], ["1"], T, title="").figure is None
    assert math.isnan(none.alumni.mean)
