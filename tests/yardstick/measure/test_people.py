"""Several questions to the same people: agreement, value, who counts, and what the interval allows."""

import numpy as np
import pytest

from tests.yardstick.measure.surveys import SCALES
from tests.yardstick.measure.worlds import world
from yardstick.inference.proportion import wilson
from yardstick.inference.scale_score import scale_score
from yardstick.measure import Filters, Reader, Scope, measure
from yardstick.measure.model import Status

PEOPLE, QUESTIONS = 60, 4
RNG = np.random.default_rng(11)
#: People who are pleased or not, and answer so everywhere; one of nine answers left blank.
LEAN = RNG.integers(0, 3, PEOPLE)[:, None]
ANSWERS = np.clip(LEAN + RNG.integers(1, 4, (PEOPLE, QUESTIONS)), 1, 5).astype(float)
ANSWERS[RNG.random((PEOPLE, QUESTIONS)) < 1 / 9] = np.nan
#: One answer of four: fewer than half.
ANSWERS[0] = [5, np.nan, np.nan, np.nan]
NAMES = [f"q{k}" for k in range(QUESTIONS)]
ITEMS = tuple(f"alumni/{q}/1" for q in NAMES)


def asked(respondent: str = "alumnus", construct: str = "voice") -> list[dict]:
    return [
        {
            "survey": "alumni",
            "respondent": respondent,
            "item": q,
            "version": "1",
            "construct": construct,
            "kind": "scale",
            "scale": "five",
        }
        for q in NAMES
    ]


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    return world(
        tmp_path_factory.mktemp("people"),
        {
            "scales": SCALES,
            "items": asked(),
            "respondents": [
                {
                    "survey": "alumni",
                    "respondent_id": k + 1,
                    "cohort": 2024,
                    "programme_code": "A" if k < 40 else "B",
                    "gender": "female",
                }
                for k in range(PEOPLE)
            ],
            "responses": [
                {
                    "survey": "alumni",
                    "respondent_id": k + 1,
                    "item": q,
                    "code": "x" if np.isnan(answer) else str(int(answer)),
                }
                for k in range(PEOPLE)
                for q, answer in zip(NAMES, ANSWERS[k], strict=True)
            ],
            "programmes": [{"programme_code": "A"}, {"programme_code": "B"}],
        },
    )


def test_pooled_questions_count_people_not_answers(reader):
    found = measure(reader, ["ceq.agreement", "ceq.value"], (), Filters(items=ITEMS)).frame
    agreement, value = (
        found[found["indicator"] == f"ceq.{x}"].iloc[0] for x in ("agreement", "value")
    )
    own = scale_score(ANSWERS, 1, 5, 4)
    assert agreement["value"] == pytest.approx(own.agreement)
    assert (agreement["low"], agreement["high"]) == pytest.approx(
        (own.agreement_low, own.agreement_high)
    )
    assert (value["value"], value["low"]) == pytest.approx((own.value, own.value_low))
    assert agreement["base"] == own.people == PEOPLE - 1
    assert agreement["population"] == PEOPLE
    # Taking the answers as so many people would say more than is known.
    low, _ = wilson(own.agreement * own.answers, own.answers, 0.9)
    assert agreement["low"] < low


def test_by_programme_and_within_a_scope(reader):
    by = measure(reader, "ceq.agreement", ("programme",), Filters(items=ITEMS)).frame
    for code, part in (("A", ANSWERS[:40]), ("B", ANSWERS[40:])):
        row = by[by["programme"] == code].iloc[0]
        assert row["value"] == pytest.approx(scale_score(part, 1, 5, 4).agreement)
    own = Reader(reader.snapshot, Scope(programmes=("B",)))
    row = measure(own, "ceq.agreement", (), Filters(items=ITEMS)).frame.iloc[0]
    assert row["base"] == 20
    assert row["status"] == Status.UNRELIABLE


def test_the_share_of_each_question_by_itself(reader):
    by = measure(reader, "ceq.agreement", ("item",), Filters(items=ITEMS)).frame
    given = ANSWERS[:, 0][~np.isnan(ANSWERS[:, 0])]
    assert by["value"].iloc[0] == pytest.approx(np.mean(given >= 4))
    assert by["base"].iloc[0] == len(given)
