"""What was planted in competences, courses and employers' answers is found by the build, and only that."""

import pytest

from pipelines.demo import truths
from yardstick.measure import Filters, Reader, Scope
from yardstick.signals import chance, signals

GAPS = {(gap.programme, c) for gap in truths.COMPETENCE_GAPS for c in gap.competences}
SEEN_LESS = truths.EMPLOYERS_SEE_LESS[0]
#: Chance alone may call a few: the mean of the redraws, rounded up, and no more.
BY_CHANCE = 1


@pytest.fixture(scope="module")
def found(reader):
    return signals(reader).assign(
        code=lambda f: f["subject"].str.split("/").str[-2].str.removeprefix("A_"),
        survey=lambda f: f["subject"].str.split("/").str[0],
    )


def test_gaps_that_alumni_name_are_the_planted_ones(found):
    own = found[(found["kind"] == "gap") & (found["survey"] == "alumni")]
    assert set(own[["programme", "code"]].itertuples(index=False, name=None)) == GAPS
    assert (own["low"] > own["materiality"]).all()
    assert (own["tone"] == "bad").all()


def test_gaps_that_employers_name_are_planted_there_or_in_all_they_say(found):
    own = found[(found["kind"] == "gap") & (found["survey"] == "employers")]
    other = [
        r for r in own[["programme", "code"]].itertuples(index=False, name=None)
        if r not in GAPS and r[1] != SEEN_LESS
    ]  # fmt: skip
    assert len(other) <= BY_CHANCE


def test_weak_courses_are_the_planted_ones(found):
    own = found[found["kind"] == "course"]
    planted = {(p, c) for p, some in truths.WEAK_COURSES.items() for c in some}
    courses = own["subject"].str.split("/").str[-1]
    assert set(zip(own["programme"], courses, strict=True)) == planted
    assert (own["expected"] > 0.7).all()
    assert (own["high"] < -own["materiality"]).all()


def test_employers_and_alumni_differ_on_what_was_planted(found):
    own = found[found["kind"] == "disagreement"]
    assert "institution" in set(own["unit"])
    assert (own["code"] != SEEN_LESS).sum() <= BY_CHANCE
    whole = own[own["unit"] == "institution"].set_index("code")
    less = truths.EMPLOYERS_SEE_LESS[1]
    assert whole.loc[SEEN_LESS, "difference"] == pytest.approx(-less, abs=0.15)
    assert (own["n_beside"] < own["n"]).all()


def test_mismatch_is_told_of_field_and_of_level(found):
    own = found[found["kind"] == "mismatch"]
    assert set(own["outcome"]) <= {"horizontal", "vertical", "mismatch"}
    assert len(own)


def test_what_chance_alone_would_call_is_counted_for_each_list(reader):
    lists = chance(reader)
    feedback = lists[~lists["family"].isin(["benchmark", "trend"])]
    assert set(feedback["family"]) == {"gap", "course", "disagreement"}
    assert (feedback["draws"] >= 200).all()
    assert feedback["mean"].sum() < BY_CHANCE


def test_a_school_is_told_of_itself_and_not_of_the_whole(reader, found):
    own = found[(found["kind"] == "disagreement") & (found["unit"] == "school")]
    school = own["school"].iloc[0] if len(own) else found["school"].iloc[0]
    narrow = Reader(reader.snapshot, Scope(schools=(school,)))
    told = signals(narrow)
    assert set(told["school"]) <= {school}
    assert "institution" not in set(told["unit"])
    assert (told["unit"] == "school").sum() == (own["school"] == school).sum()
    assert set(chance(narrow)["family"]) <= {"benchmark", "trend"}
    one = Filters(programmes=(found.loc[found["programme"] != "", "programme"].iloc[0],))
    assert set(signals(reader, one)["unit"]) == {"programme"}
