"""Employers beside alumni: what is compared, what is called, domains and who leaves the base."""

import numpy as np
import pandas as pd
import pytest

from tests.yardstick.measure.surveys import SCALES
from tests.yardstick.measure.worlds import world
from yardstick.feedback.employers import (
    Finding,
    beside,
    domain_items,
    domains,
    judged,
    shared,
)
from yardstick.inference.mean import mean
from yardstick.inference.two_means import two_means
from yardstick.measure import Filters, Reader

RNG = np.random.default_rng(3)
#: Mean answers of alumni and employers by competence: far apart, alike, of too few employers.
ALUMNI = {"team": 4.2, "data": 3.5, "writing": 3.0}
EMPLOYERS = {"team": 3.2, "data": 3.5, "writing": 4.5}
#: Another scale on one side: nothing to compare.
SEVEN = [
    {"scale": "seven", "code": str(k), "place": k, "score": float(k), "label_en": str(k)}
    for k in range(1, 8)
]
PEOPLE = {"alumni": 200, "firms": 80}


def answers(centre: float, n: int) -> list[int]:
    return np.clip(np.round(RNG.normal(centre, 0.8, n)), 1, 5).astype(int).tolist()


def question(survey: str, code: str, **more: str) -> dict:
    kind = "alumnus" if survey == "alumni" else "employer"
    same = {"survey": survey, "respondent": kind, "item": code, "version": "1", "kind": "scale"}
    return same | {"scale": "five", "construct": "competences", "label_en": code} | more


@pytest.fixture(scope="module")
def given() -> dict[tuple[str, str], list[int]]:
    made = {("alumni", c): answers(m, 200) for c, m in ALUMNI.items()}
    made |= {("firms", c): answers(m, 80) for c, m in EMPLOYERS.items()}
    made["firms", "writing"] = made["firms", "writing"][:5]
    made["alumni", "odd"], made["firms", "odd"] = answers(3, 200), answers(3, 80)
    # Two questions of one domain; half of the employers say that the role does not need the second.
    made["firms", "f1"], made["firms", "f2"] = answers(4, 80), answers(4, 40)
    return made


@pytest.fixture(scope="module")
def reader(tmp_path_factory, given) -> Reader:
    items = []
    for survey, code in given:
        pair = {"side": "attainment", "competence": code}
        if code.startswith("f"):
            pair = {"construct": "foundation"}
        if (survey, code) == ("firms", "odd"):
            pair["scale"] = "seven"
        items.append(question(survey, code, **pair))
    responses = [
        {"survey": survey, "respondent_id": k + 1, "item": code, "code": str(x)}
        for (survey, code), some in given.items()
        for k, x in enumerate(some)
    ]
    responses += [
        {"survey": "firms", "respondent_id": k + 1, "item": "f2", "code": "x"}
        for k in range(40, 80)
    ]
    people = [
        {
            "survey": survey,
            "respondent_id": k + 1,
            "cohort": 2021 + k % 4,
            "programme_code": "P",
            "gender": "female",
        }
        for survey, n in PEOPLE.items()
        for k in range(n)
    ]
    tables = {
        "scales": [*SCALES, *SEVEN],
        "items": items,
        "respondents": people,
        "responses": responses,
    }
    return world(tmp_path_factory.mktemp("employers"), tables)


def test_only_what_both_were_asked_on_one_scale_is_compared(reader):
    assert sorted(shared(reader, "attainment")["competence"]) == ["data", "team", "writing"]
    assert shared(reader, "importance").empty
    assert beside(reader, "importance").frame.empty


def test_means_difference_and_finding(reader, given):
    f = beside(reader, "attainment").frame.set_index("competence")
    one, two = given["firms", "team"], given["alumni", "team"]
    expected = two_means(mean(np.zeros(80, int), one), mean(np.zeros(200, int), two), margin=0.25)
    row = f.loc["team"]
    assert row["difference"] == pytest.approx(np.mean(one) - np.mean(two))
    assert (row["low"], row["high"]) == pytest.approx((expected.low[0], expected.high[0]))
    assert row["p"] == pytest.approx(expected.p_value[0])
    assert (row["finding"], row["margin"]) == (Finding.LOWER, 0.25)
    assert (row["alumni_n"], row["employers_n"]) == (200, 80)
    # Five employers: their mean is withheld, and nothing is said of a difference.
    few = f.loc["writing"]
    assert np.isnan(few["employers"])
    assert few["finding"] == Finding.NO_FIGURE


def test_a_sure_difference_that_does_not_matter_is_not_called():
    rows = pd.DataFrame(
        {
            "alumni": [4.0, 4.0, 4.0],
            "alumni_sd": [0.8] * 3,
            "alumni_n": [4000, 4000, 4000],
            "employers": [3.9, 3.4, 3.6],
            "employers_sd": [0.8] * 3,
            "employers_n": [2000, 2000, 12],
        }
    )
    found = judged(rows, 0.25)
    assert found["high"].iloc[0] < 0
    assert found["finding"].tolist() == [Finding.SMALL, Finding.LOWER, Finding.CANNOT_TELL]


def test_domains_pool_three_cohorts_and_leave_out_what_the_role_does_not_need(reader, given):
    assert domain_items(reader) == {"foundation": ("firms/f1/1", "firms/f2/1")}
    found = domains(reader)
    assert found.cohorts == (2022, 2023, 2024)
    assert not found.chosen
    row = found.frame.iloc[0]
    kept = [k for k in range(80) if k % 4]
    pooled = [given["firms", "f1"][k] for k in kept]
    pooled += [given["firms", "f2"][k] for k in kept if k < 40]
    assert row["value"] == pytest.approx(np.mean(np.array(pooled) >= 4))
    assert row["base"] == len(kept) == 60
    assert row["confidence"] == 0.9
    one = domains(reader, Filters(cohorts=(2021,)))
    assert (one.cohorts, one.chosen, one.frame["base"].iloc[0]) == ((2021,), True, 20)
