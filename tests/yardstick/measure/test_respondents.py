"""The list of a survey: who answered, who is linked, and when there is a response rate at all."""

import pytest

from tests.yardstick.measure.worlds import graduates, world
from yardstick.measure import Filters, Reader, Scope
from yardstick.measure.respondents import respondents

#: The published example of the AAPOR rates, ten people for a thousand; e is 0.9.
GOLDEN = {
    "complete": 420,
    "partial": 30,
    "refused": 90,
    "non_contact": 260,
    "other": 20,
    "unknown_eligibility": 180,
}


def listed(counts: dict[str | None, int], survey: str, **same: object) -> list[dict]:
    codes = [d for d, n in counts.items() for _ in range(n)]
    return [
        {"survey": survey, "respondent_id": k + 1, "cohort": 2024, "disposition": d, **same}
        for k, d in enumerate(codes)
    ]


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    firms = listed(GOLDEN, "firms", programme_code="P")
    alumni = listed({None: 5}, "alumni", programme_code="Q")
    for k, row in enumerate(alumni[:3]):
        row |= {"graduate_id": k + 1, "programme_code": None}
    return world(
        tmp_path_factory.mktemp("respondents"),
        {
            "programmes": [{"programme_code": "P"}, {"programme_code": "Q"}],
            "graduates": graduates(5),
            "items": [{"survey": "firms", "respondent": "employer", "item": "Q", "scale": "one"}],
            "scales": [{"scale": "one", "code": "1", "place": 1}],
            "respondents": [*firms, *alumni],
        },
    )


def test_rates_of_the_published_example(reader):
    found = respondents(reader, "firms")
    assert found.answered == 450
    assert found.invited == 1000
    rates = found.rates()
    assert rates["RR2"] == pytest.approx(0.45)
    assert rates["RR6"] == pytest.approx(0.54878, abs=5e-6)
    # All of known eligibility are eligible, so all of the unknown are taken as such.
    assert rates["RR4"] == pytest.approx(0.45)


def test_a_list_of_those_who_answered_has_no_rate_and_says_who_is_linked(reader):
    found = respondents(reader, "alumni")
    assert (found.answered, found.linked) == (5, 3)
    assert found.rates() == {}


def test_scope_and_filters_limit_the_list(reader):
    own = Reader(reader.snapshot, Scope(programmes=("Q",)))
    assert respondents(own, "firms").by_disposition == {}
    assert respondents(own, "alumni").answered == 2
    assert respondents(reader, "firms", Filters(cohorts=(2023,))).answered == 0
    assert respondents(reader, "nobody").by_disposition == {}
