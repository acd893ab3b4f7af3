"""Factors, outcomes and thresholds: what follows the outcome is refused by name, with its reason."""

import pytest

from tests.house.test_bilingual_data import faults
from yardstick.catalogue import load_catalogue
from yardstick.compare.catalogue import (
    ALWAYS,
    ForbiddenFactorError,
    factor_set,
    load_factors,
    load_outcomes,
    load_thresholds,
)
from yardstick.text import translator


@pytest.mark.parametrize(
    "name",
    ["region", "served_region", "employer", "employer_type", "employer_size", "occupation",
     "industry", "pay", "pay_full_time", "destination", "first_job", "work_hours", "field_match",
     "level_match", "job_satisfaction", "study_institution", "programme", "school"],
)  # fmt: skip
def test_what_follows_the_outcome_is_forbidden(name):
    with pytest.raises(ForbiddenFactorError) as refused:
        factor_set(("gender", name))
    reason = load_factors().forbidden[name].reason
    assert reason.en in str(refused.value)
    said = translator("zh")(refused.value.message, **{k: v("zh") for k, v in refused.value.values})
    assert reason.zh in said


def test_every_outcome_column_is_forbidden_as_a_factor():
    columns = {load_catalogue()[o.indicator].column for o in load_outcomes().values()}
    outcomes = {"cn_2024": "destination", "hesa": "occupation", "match_2x2": "field_match"}
    assert {outcomes.get(c, c) for c in columns} <= set(load_factors().forbidden)


def test_cohort_and_level_are_always_held():
    assert factor_set(("gender",)).factors == (*ALWAYS, "gender")
    assert factor_set(("gender", "origin")).coarsen == ("origin", "gender")
    for s in load_factors().sets.values():
        assert set(ALWAYS) <= set(s.factors)
        assert not set(ALWAYS) & set(s.coarsen)


@pytest.mark.parametrize("name", ["market", "luck"])
def test_what_cells_cannot_be_split_by_is_no_factor(name):
    with pytest.raises(KeyError):
        factor_set((name,))


def test_texts_are_in_both_languages():
    known = load_factors()
    texts = {
        f"{x.id}.label": x.label
        for x in (
            *known.allowed.values(),
            *known.forbidden.values(),
            *known.sets.values(),
            *load_outcomes().values(),
            *load_thresholds().values(),
        )
    }
    texts |= {
        f"{x.id}.reason": x.reason for x in (*known.allowed.values(), *known.forbidden.values())
    }
    texts |= {f"{x.id}.note": x.note for x in load_thresholds().values()}
    assert [f for where, text in texts.items() for f in faults(where, text)] == []  # fmt: skip


def test_b3_thresholds_for_full_time_students():
    assert load_thresholds()["ofs_b3_progression"].value == {
        "bachelor": 0.60, "master": 0.70, "doctor": 0.85,
    }  # fmt: skip
