"""Response rates with an estimated share of eligible: golden values and the two ends."""

import numpy as np
import pytest

from tests.yardstick.measure.worlds import estimate_of
from yardstick.inference.eligibility import eligible_share, response_rate

#: Invited 1,000: complete 420, partial 30, refused 90, not reached 260, other 20, unknown 180.
COMPLETE, ANSWERED, ELIGIBLE, UNKNOWN = 420, 450, 820, 180


def test_golden_values_of_rr3_and_rr4():
    assert response_rate(COMPLETE, ELIGIBLE, UNKNOWN, 0.9) == pytest.approx(0.42770, abs=5e-6)
    assert response_rate(ANSWERED, ELIGIBLE, UNKNOWN, 0.9) == pytest.approx(0.45825, abs=5e-6)


def test_the_ends_are_the_rates_without_an_estimate():
    assert response_rate(COMPLETE, ELIGIBLE, UNKNOWN, 1) == pytest.approx(0.42)
    assert response_rate(ANSWERED, ELIGIBLE, UNKNOWN, 0) == pytest.approx(450 / 820)


def test_the_share_of_eligible_comes_from_the_known_cases_of_each_group():
    e = eligible_share(np.array([820, 9, 0]), np.array([0, 1, 0]))
    assert e.tolist() == [1, 0.9, 1]
    assert np.isnan(response_rate(np.array([0]), np.array([0]), np.array([0]), 1.0))[0]


def test_the_catalogue_computes_them_from_dispositions():
    """Nine times the golden counts, so that 820 known as ineligible make e = 0.9 exactly."""
    invited = {
        "complete": 9 * 420,
        "partial": 9 * 30,
        "refused": 9 * 90,
        "non_contact": 9 * 260,
        "other": 9 * 20,
        "unknown_eligibility": 9 * 180,
        "ineligible": 820,
    }
    for indicator, golden in (
        ("survey.response_rr3", 0.42770),
        ("survey.response_rr4", 0.45825),
        ("survey.response", 0.45),
        ("survey.response_rr6", 0.54878),
    ):
        found = estimate_of(indicator, invited)
        assert found.value[0] == pytest.approx(golden, abs=5e-6), indicator
    assert estimate_of("survey.response_rr3", invited).base[0] == 9000
