import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.yardstick.reference import stored
from yardstick.inference.mean import mean, p_beyond, t_quantile
from yardstick.inference.multiplicity import benjamini_hochberg
from yardstick.inference.paired_gap import paired_gap

INPUT = stored("paired_gap", "input.csv")
R = stored("paired_gap", "output.csv")
DIFFERENCE = INPUT["importance"] - INPUT["attainment"]


def histogram():
    """What a cube holds: differences of who gave both answers, counted."""
    rows = INPUT.assign(difference=DIFFERENCE).dropna()
    return rows.groupby(["group", "difference"]).size().reset_index(name="count")


@pytest.mark.parametrize("confidence", [0.90, 0.95])
def test_agrees_with_r(confidence):
    rows = histogram().sample(frac=1, random_state=1)
    found = paired_gap(
        rows["group"], rows["difference"], rows["count"], groups=5, confidence=confidence
    )
    expected = R[R["confidence"] == confidence]
    for field in ("n", "gap", "sd", "se", "low", "high", "t", "p_value", "short", "over"):
        assert_allclose(getattr(found, field), expected[field], rtol=1e-10, err_msg=field)


def test_a_gap_beyond_a_margin_agrees_with_r():
    rows = histogram()
    found = paired_gap(rows["group"], rows["difference"], rows["count"], groups=5, margin=0.25)
    expected = R[R["confidence"] == 0.95]
    assert_allclose(found.p_value, expected["p_beyond"], rtol=1e-10)
    # A margin makes every gap harder to call, one inside it most of all.
    assert (found.p_value > expected["p_value"].to_numpy()).all()
    assert p_beyond(0.2, 1.0, 10_000, 0.25) > 0.99
    assert p_beyond(0.2, 1.0, 10_000) < 1e-9


def test_chance_alone_calls_no_more_than_promised_at_the_margin():
    """Where the true gap is just the margin, one test in twenty is at most 5 %."""
    rng = np.random.default_rng(12)
    for people in (8, 30):
        values = np.round(rng.normal(0.25, 1.0, (8000, people)), 3)
        found = paired_gap(np.repeat(np.arange(8000), people), values.ravel(), margin=0.25)
        assert np.mean(found.p_value <= 0.05) < 0.056


def test_people_one_by_one_as_a_histogram_of_them():
    one = paired_gap(INPUT["group"], DIFFERENCE)
    rows = histogram()
    counted = paired_gap(rows["group"], rows["difference"], rows["count"])
    assert_allclose(one.p_value, counted.p_value)
    assert list(one.n) == list(counted.n)
    # Who left one side blank is in no base.
    assert one.n.sum() < len(INPUT)


def test_competences_by_programmes():
    """Two keys make one number, and come back as a table."""
    rng = np.random.default_rng(3)
    competence, programme = rng.integers(0, 4, 900), rng.integers(0, 3, 900)
    difference = rng.integers(-2, 4, 900)
    found = paired_gap(np.ravel_multi_index((competence, programme), (4, 3)), difference, groups=12)
    gap = found.gap.reshape(4, 3)
    assert_allclose(gap[2, 1], difference[(competence == 2) & (programme == 1)].mean())
    assert benjamini_hochberg(found.p_value.reshape(4, 3)).shape == (4, 3)


def test_the_published_example():
    importance, attainment = (4.6, 4.2, 3.9, 3.1, 2.8, 4.4), (3.2, 4.1, 2.9, 3.8, 2.7, 3.0)
    found = paired_gap(range(6), np.subtract(importance, attainment))
    assert_allclose(found.gap, [1.4, 0.1, 1.0, -0.7, 0.1, 1.4])
    assert list(found.short) == [1, 0, 1, 0, 0, 1]


def test_what_cannot_be_known_is_missing():
    found = paired_gap([0, 1, 1, 1, 3], [1.0, 2.0, 2.0, 2.0, np.nan], groups=4)
    assert list(found.n) == [1, 3, 0, 0]
    assert_allclose(found.gap[:2], [1, 2])
    assert np.isnan(found.gap[2:]).all()
    # One answer has no spread; three that agree are not certain.
    assert found.sd[1] == 0
    for field in ("se", "low", "high", "t", "p_value"):
        assert np.isnan(getattr(found, field)).all(), field
    assert np.isnan(found.short[2:]).all()
    nothing = paired_gap([], [], groups=2)
    assert np.isnan(nothing.gap).all()


def test_as_many_with_too_little_as_with_too_much():
    found = paired_gap(0, [-2, -2, 2, 2])
    assert found.gap[0] == 0
    assert found.short[0] == found.over[0] == 0.5
    assert_allclose(found.p_value[0], 1)


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="step"):
        paired_gap([0], [1.0], step=0)
    with pytest.raises(ValueError, match="margin"):
        paired_gap([0], [1.0], margin=-0.1)
    with pytest.raises(ValueError, match="confidence"):
        t_quantile(3, 1.0)


def test_alike_but_for_rounding_has_no_spread():
    found = mean(0, np.array([0.1 + 0.2, 0.3, 0.3]))
    assert found.sd[0] == 0
    assert np.isnan(found.low[0])
    # A large mean costs no digits.
    assert_allclose(mean(0, np.array([1, 2, 3]) + 1e9).sd, 1, rtol=1e-6)


def test_limits_hold_what_they_promise():
    rng = np.random.default_rng(8)
    values = rng.normal(2.0, 1.5, (6000, 6))
    found = mean(np.repeat(np.arange(6000), 6), values.ravel(), confidence=0.90)
    assert abs(np.mean((found.low <= 2) & (found.high >= 2)) - 0.90) < 0.012
