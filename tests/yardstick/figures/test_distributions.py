"""Histograms of pay and curves of waiting: everybody is in a bin, and what is not known is not drawn."""

import numpy as np
import pytest

from tests.yardstick.figures.drawings import T, written
from tests.yardstick.frames import NAN, curve
from yardstick.figures.histogram import Quartiles, bins, histogram
from yardstick.figures.waiting import waiting


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
