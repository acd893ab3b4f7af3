import numpy as np
import pytest
from numpy.testing import assert_allclose

from yardstick.inference.quadrant import Quadrant, Rule, Straddles, cross_hair, place

IMPORTANCE = np.array([4.6, 4.2, 3.9, 3.1, 2.8, 4.4])
ATTAINMENT = np.array([3.2, 4.1, 2.9, 3.8, 2.7, 3.0])
FIRST, KEEP, LOW, OVER, OPEN = (
    Quadrant.CONCENTRATE,
    Quadrant.KEEP_UP,
    Quadrant.LOW_PRIORITY,
    Quadrant.OVERKILL,
    Quadrant.UNDECIDED,
)  # fmt: skip


def placed(half_i, half_a, lines, i=IMPORTANCE, a=ATTAINMENT):
    i, a = np.asarray(i, dtype=float), np.asarray(a, dtype=float)
    return place(i, i - half_i, i + half_i, a, a - half_a, a + half_a, lines)


def test_the_published_example():
    lines = cross_hair(IMPORTANCE, ATTAINMENT)
    assert_allclose((lines.importance, lines.attainment), (3.8333, 3.2833), atol=5e-5)
    found = placed(0.05, 0.05, lines)
    assert list(found.quadrant) == [FIRST, KEEP, FIRST, OVER, LOW, FIRST]
    # The third lies 0.07 from the line: a wider interval leaves it open, and says on which axis.
    wider = placed(0.08, 0.05, lines)
    assert list(wider.quadrant) == [FIRST, KEEP, OPEN, OVER, LOW, FIRST]
    assert wider.straddles[2] == Straddles.IMPORTANCE
    assert wider.point[2] == FIRST


def test_every_axis_that_straddles_is_named():
    lines = cross_hair(0, 0, Rule.MIDPOINT, (1, 5))
    found = placed([0.2, 0.2, 0.2, 0.2], [0.2] * 4, lines, [3.1, 4, 3.1, 4], [4, 3.1, 2.9, 2])
    assert list(found.straddles) == ["importance", "attainment", "both", "neither"]
    assert list(found.quadrant) == [OPEN, OPEN, OPEN, FIRST]
    assert list(found.point) == [KEEP, KEEP, FIRST, FIRST]


def test_where_the_lines_stand():
    assert cross_hair(IMPORTANCE, ATTAINMENT, "medians").importance == pytest.approx(4.05)
    assert cross_hair(IMPORTANCE, ATTAINMENT, "medians").attainment == pytest.approx(3.1)
    middle = cross_hair(IMPORTANCE, ATTAINMENT, Rule.MIDPOINT, (1, 7))
    assert (middle.importance, middle.attainment, middle.rule) == (4, 4, "midpoint")
    # A competence with one side only moves neither line.
    with_gap = cross_hair([*IMPORTANCE, 1.0], [*ATTAINMENT, np.nan])
    assert with_gap == cross_hair(IMPORTANCE, ATTAINMENT)
    with pytest.raises(ValueError, match="ends of the scale"):
        cross_hair(IMPORTANCE, ATTAINMENT, Rule.MIDPOINT)
    with pytest.raises(ValueError, match="not a valid"):
        cross_hair(IMPORTANCE, ATTAINMENT, "by eye")


def test_a_tie_is_high_and_flagged():
    lines = cross_hair(0, 0, Rule.MIDPOINT, (1, 5))
    found = placed(0.0, 0.0, lines, [3, 0.1 + 2.9, 2, 4], [2, 4, 3, 4])
    assert list(found.point) == [FIRST, KEEP, OVER, KEEP]
    assert list(found.importance_tie) == [True, True, False, False]
    assert list(found.attainment_tie) == [False, False, True, False]
    # An interval that begins on the line is wholly high; one that ends on it is not wholly low.
    touching = placed(0.5, 0.1, lines, [3.5, 2.5], [4, 4])
    assert list(touching.quadrant) == [KEEP, OPEN]


def test_no_interval_and_no_figure_are_told_apart():
    lines = cross_hair(IMPORTANCE, ATTAINMENT)
    found = placed([np.nan, 0.01], 0.01, lines, [4.6, np.nan], [3.2, 4.0])
    assert list(found.straddles) == [Straddles.NO_INTERVAL, Straddles.NEITHER]
    assert list(found.quadrant) == [OPEN, Quadrant.NO_FIGURE]
    empty = placed(0.1, 0.1, cross_hair([], []))
    assert set(empty.quadrant) == {Quadrant.NO_FIGURE}
    assert not empty.importance_tie.any()
