"""The planted truths of the demo are found by the rule the pages use, and stored by the build."""

import pytest

from pipelines.demo import truths
from yardstick.compare import trends
from yardstick.feedback.gaps import Finding, gaps
from yardstick.feedback.lists import PairList, pair_lists
from yardstick.measure import Filters, measure
from yardstick.signals import chance, signals


def test_who_does_better_and_worse_than_its_intake_is_found(reader):
    found = signals(reader)
    placed = found[found["outcome"] == "destination"].set_index("programme")
    better, worse = truths.BETTER_THAN_INTAKE.programme, truths.WORSE_THAN_INTAKE.programme
    assert (placed.loc[better, "kind"], placed.loc[better, "tone"]) == ("above", "good")
    assert (placed.loc[worse, "kind"], placed.loc[worse, "tone"]) == ("below", "bad")
    assert found.iloc[0]["programme"] == worse, "the largest certain difference comes first"
    assert len(placed) <= 5


def test_reforms_that_worked_rise_against_the_benchmark(reader):
    """At this size the trend's interval excludes no change; the verdict asks for more than that."""
    slopes = trends(reader, "destination").slopes.set_index("programme")
    for reform in truths.REFORMS:
        assert (slopes.loc[reform.programme, "slope_low"] > 0) == bool(reform.eta), reform.programme
    assert (slopes["first"].dropna() > truths.EARLY_CENSUS_UNTIL).all(), "joined across the break"


def test_chance_alone_flags_next_to_nothing(reader):
    found = chance(reader)
    assert (found["draws"] >= 200).all()
    assert found["mean"].sum() < 1


@pytest.fixture(scope="module")
def competences(reader) -> dict[str, PairList]:
    return {one.respondent: one for one in pair_lists(reader)}


def test_competence_gaps_are_found_where_they_were_planted_and_nowhere_else(reader, competences):
    asked = Filters(pairs=competences["alumnus"].pairs)
    found = measure(reader, ["competence.gap"], ("programme", "pair"), asked).frame
    wide = found[found["low"] > 0.5]
    assert {(r.programme, r.pair.split("/")[1]) for r in wide.itertuples()} == {
        (gap.programme, competence)
        for gap in truths.COMPETENCE_GAPS
        for competence in gap.competences
    }
    assert found["base"].notna().mean() > 0.9, "nearly every programme has answers"


def test_a_programme_with_a_gap_is_told_to_look_there_first(reader, competences):
    planted = truths.COMPETENCE_GAPS[0]
    own = gaps(reader, competences["alumnus"], Filters(programmes=(planted.programme,))).frame
    assert {p.split("/")[1] for p in own["pair"][:2]} == set(planted.competences)
    assert (own["finding"][:2] == Finding.SHORT).all()
    assert (own["gap"][2:] < 0.4).all()


def test_employers_and_alumni_differ_on_what_was_planted(reader, competences):
    seen, less = truths.EMPLOYERS_SEE_LESS
    gap = {
        who: measure(reader, ["competence.gap"], ("pair",), Filters(pairs=one.pairs))
        .frame.assign(code=lambda f: f["pair"].str.split("/").str[1])
        .set_index("code")["value"]
        for who, one in competences.items()
    }
    apart = gap["employer"] - gap["alumnus"]
    assert apart.idxmax() == seen
    assert apart[seen] == pytest.approx(less, abs=0.15)
    assert apart.drop(seen).abs().max() < 0.2


def test_two_scales_of_one_question_are_two_series(reader):
    shares = {
        version: measure(
            reader, ["voice.positive"], ("cohort",), Filters(items=(f"alumni/SAT/{version}",))
        ).frame.set_index("cohort")["value"]
        for version in ("1", "2")
    }
    assert set(shares["1"].dropna().index) == {2022, 2023}
    assert set(shares["2"].dropna().index) == {2024, 2025}
    assert shares["1"].min() > shares["2"].max() + 0.05, "four points without a middle flatter"
