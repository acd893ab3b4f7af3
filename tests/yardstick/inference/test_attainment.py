import numpy as np
import pytest
from numpy.testing import assert_allclose

from yardstick.inference.attainment import Judged, indicator_points, objectives, requirements

WEIGHTS = [[0.5, 0.3, 0.2, 0], [0, 0.6, 0, 0.4], [0.25, 0.25, 0.25, 0.25]]
COURSES = [0.80, 0.70, 0.60, 0.65]


def test_a_requirement_is_its_least_point():
    points = indicator_points(WEIGHTS, COURSES)
    # 0.5 x 0.80 + 0.3 x 0.70 + 0.2 x 0.60 = 0.73; 0.6 x 0.70 + 0.4 x 0.65 = 0.68.
    assert_allclose(points, [0.73, 0.68, 0.6875])
    found = requirements(points, [0, 0, 2], 3)
    assert_allclose(found.attainment, [0.68, np.nan, 0.6875])
    assert list(found.weakest) == [1, -1, 2]


def test_an_unknown_course_makes_its_points_unknown():
    points = indicator_points(WEIGHTS, [0.80, 0.70, np.nan, 0.65])
    assert_allclose(points, [np.nan, 0.68, np.nan])
    found = requirements(points, [0, 0, 1], 2)
    assert np.isnan(found.attainment).all()
    assert list(found.weakest) == [-1, -1]


def test_objectives_from_both_sides():
    found = objectives([[4.2, 3.8]], [[0.1, 0.2]], [0.6, 0.4], 5)
    assert_allclose(found.attainment, 0.6 * 0.84 + 0.4 * 0.76)
    half = 1.6448536269514722 * np.hypot(0.6 * 0.1 / 5, 0.4 * 0.2 / 5)
    assert_allclose([found.low[0], found.high[0]], [0.808 - half, 0.808 + half])
    # Sides with scales of their own.
    assert_allclose(objectives([[4.2, 5.6]], 0.1, [0.5, 0.5], [5, 7]).attainment, 0.82)


def test_few_answers_widen_the_interval_by_student():
    # One side: R qt(.95, 11) = 1.795884818704044; normal limits would clear the line, these do not.
    one = objectives([[4.0]], [[0.29]], [1.0], 5, pass_line=0.7, df=[[11]])
    half = 1.795884818704044 * 0.29 / 5
    assert_allclose([one.low[0], one.high[0]], [0.8 - half, 0.8 + half])
    assert one.judged[0] == Judged.UNDECIDED
    assert objectives([[4.0]], [[0.29]], [1.0], 5, pass_line=0.7).judged[0] == Judged.REACHED
    # Two sides alike in spread and size have the degrees of freedom of both: qt(.95, 22).
    two = objectives([[4.0, 4.0]], 0.2, [0.5, 0.5], 5, df=[[11, 11]])
    assert_allclose(two.high[0] - two.low[0], 2 * 1.717144374380243 * 0.02 * 2**0.5)
    # Without degrees of freedom nothing is decided.
    assert objectives([[4.9]], [[0.1]], [1.0], 5, df=[[0]]).judged[0] == Judged.UNDECIDED


def test_reached_and_missed_only_beyond_chance():
    rating, se = [[4.5], [2.5], [3.3], [np.nan], [4.0]], [[0.1], [0.1], [0.2], [0.1], [np.nan]]
    found = objectives(rating, se, [1.0], 5, pass_line=0.65)
    assert list(found.judged) == [
        Judged.REACHED,
        Judged.MISSED,
        Judged.UNDECIDED,
        Judged.NO_FIGURE,
        Judged.UNDECIDED,
    ]
    # A side without weight is not missed.
    assert objectives([[4.5, np.nan]], [[0.1, np.nan]], [1, 0], 5).judged[0] == Judged.REACHED


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="add up to 1"):
        indicator_points([[0.5, 0.4]], [0.8, 0.7])
    with pytest.raises(ValueError, match=r"\(points, courses\)"):
        indicator_points([0.5, 0.5], [0.8, 0.7])
    with pytest.raises(ValueError, match="outside 0"):
        indicator_points([[0.5, 0.5]], [80, 70])
    with pytest.raises(ValueError, match="length"):
        requirements([0.5], [0, 1], 2)
    with pytest.raises(ValueError, match="sides"):
        objectives([[4.0, 4.0]], 0.1, [0.5, 0.4], 5)
    with pytest.raises(ValueError, match="rating"):
        objectives([[5.5]], 0.1, [1.0], 5)
