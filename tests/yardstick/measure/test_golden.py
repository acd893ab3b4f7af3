"""Published and worked examples of the standards: the same people, the stated figures."""

import math

import pytest

from tests.yardstick.measure.worlds import by_place, estimate_of

# A college's published table of 2022 (3,878 graduates).
COLLEGE = {"85": 3, "803": 703, "50": 3, "46": 195, "11": 224, "10": 1610, "70": 100, "12": 1010,
           "75": 30}  # fmt: skip
# A made-up thousand with every kind of destination.
THOUSAND = {"10": 420, "11": 180, "12": 60, "271": 10, "46": 12, "50": 8, "51": 5, "75": 9,
            "76": 21, "801": 175, "85": 30, "70": 50, "71": 12, "72": 8}  # fmt: skip
NACE = {
    "employed_full_time": 480,
    "employed_part_time": 60,
    "service": 15,
    "military": 5,
    "continuing_education": 170,
    "seeking_job": 80,
    "seeking_education": 10,
    "not_seeking": 30,
    "unknown": 150,
}
QILT = {
    "employed_full_time": 210,
    "part_time_seeking_full_time": 40,
    "part_time_content": 50,
    "unemployed_seeking_full_time": 35,
    "unemployed_seeking_part_time": 10,
    "not_in_labour_force": 55,
}
PAIRS = {"both_match": 120, "level_only": 22, "field_only": 30, "both_mismatch": 28}
ANSWERS = {"5": 100, "4": 150, "3": 120, "2": 20, "1": 10, "cannot_say": 25}
INVITED = {
    "complete": 420,
    "partial": 30,
    "refused": 90,
    "non_contact": 260,
    "other": 20,
    "unknown_eligibility": 180,
}


def percent(indicator: str, counts: dict[str, int]) -> float:
    return round(100 * float(estimate_of(indicator, counts).value[0]), 2)


@pytest.mark.parametrize(
    ("indicator", "counts", "expected"),
    [
        ("cn2021.agreement_contract", by_place(COLLEGE, "cn_2021"), 52.40),
        ("cn2021.flexible", by_place(COLLEGE, "cn_2021"), 26.04),
        ("cn2021.venture", by_place(COLLEGE, "cn_2021"), 0.77),
        ("cn2021.study", by_place(COLLEGE, "cn_2021"), 18.21),
        ("cn2021.waiting", by_place(COLLEGE, "cn_2021"), 2.58),
        ("cn2021.destination_rate", by_place(COLLEGE, "cn_2021"), 97.42),
        ("cn2024.unit", by_place(COLLEGE, "cn_2024"), 78.44),
        ("cn2024.venture", by_place(COLLEGE, "cn_2024"), 0.77),
        ("cn2024.freelance", by_place(COLLEGE, "cn_2024"), 0),
        ("cn2024.study", by_place(COLLEGE, "cn_2024"), 18.21),
        ("cn2024.destination_rate", by_place(COLLEGE, "cn_2024"), 97.42),
        ("cn2021.agreement_contract", by_place(THOUSAND, "cn_2021"), 63.5),
        ("cn2021.flexible", by_place(THOUSAND, "cn_2021"), 8.1),
        ("cn2021.venture", by_place(THOUSAND, "cn_2021"), 0.9),
        ("cn2021.study", by_place(THOUSAND, "cn_2021"), 20.5),
        ("cn2021.destination_rate", by_place(THOUSAND, "cn_2021"), 93.0),
        ("cn2021.waiting", by_place(THOUSAND, "cn_2021"), 5.0),
        ("cn2021.not_now", by_place(THOUSAND, "cn_2021"), 2.0),
        ("cn2024.unit", by_place(THOUSAND, "cn_2024"), 69.5),
        ("cn2024.venture", by_place(THOUSAND, "cn_2024"), 0.9),
        ("cn2024.freelance", by_place(THOUSAND, "cn_2024"), 2.1),
        ("cn2024.study", by_place(THOUSAND, "cn_2024"), 20.5),
        ("cn2024.destination_rate", by_place(THOUSAND, "cn_2024"), 93.0),
        ("nace.knowledge_rate", NACE, 85.0),
        ("nace.career_outcomes_rate", NACE, 89.02),
        ("nace.full_time_rate", NACE, 58.54),
        ("qilt.full_time_rate", QILT, 73.68),
        ("qilt.overall_rate", QILT, 86.96),
        ("qilt.participation", QILT, 86.25),
        # A provider's published figures: 661 in scope, 321 in major groups 1-3, 420 positive.
        ("ofs.professional", {"professional": 321, "further_study": 99, "not_positive": 241}, 48.56),
        ("ofs.positive_outcome", {"professional": 321, "further_study": 99, "not_positive": 241},
         63.54),
        ("match.both", PAIRS, 60.0),
        ("match.over_qualified_only", PAIRS, 11.0),
        ("match.other_field_only", PAIRS, 15.0),
        ("match.neither", PAIRS, 14.0),
        ("match.horizontal_mismatch", {"own_or_related": 142, "different": 58}, 29.0),
        ("match.field", {"exclusively_own": 42, "own_or_related": 100, "different": 58}, 71.0),
        ("match.over_qualified", {"over": 50, "matched": 150}, 25.0),
        ("satisfaction.job", ANSWERS, 62.5),
        ("satisfaction.job_top_three", ANSWERS, 92.5),
        ("survey.response_rr1", INVITED, 42.0),
        ("survey.response", INVITED, 45.0),
        ("survey.response_rr5", INVITED, 51.22),
        ("survey.response_rr6", INVITED, 54.88),
        ("survey.cooperation", INVITED, 75.0),
        ("survey.response", {"complete": 100, "non_contact": 20}, 83.33),
    ],
)  # fmt: skip
def test_worked_example(indicator, counts, expected):
    assert percent(indicator, counts) == expected


@pytest.mark.parametrize(
    ("indicator", "part_time", "idle"),
    [
        ("qilt.full_time_rate", 73.68, 73.68),
        ("qilt.overall_rate", round(100 * 320 / 365, 2), 86.96),
        ("qilt.participation", round(100 * 365 / 420, 2), 86.25),
    ],
)
def test_who_does_not_say_what_work_is_sought(indicator, part_time, idle):
    """Part-time work counts as work, but not as available full-time; the idle count nowhere."""
    assert percent(indicator, QILT | {"part_time_seeking_unknown": 20}) == part_time
    assert percent(indicator, QILT | {"not_working_seeking_unknown": 20}) == idle


def test_whoever_is_in_the_base_was_observed():
    """The employed without hours are in this base: 420 of 420 answered, nothing to infer."""
    found = estimate_of("qilt.overall_rate", QILT | {"employed_hours_unknown": 20})
    assert found.interval[0] == "census"


def test_bounds_of_the_career_outcomes_rate():
    found = estimate_of("nace.career_outcomes_rate", NACE)
    assert round(100 * float(found.bounds_low[0]), 2) == 75.26
    assert round(100 * float(found.bounds_high[0]), 2) == 90.72
    assert found.bounds_base[0] == 970


def test_one_thousand_graduates_under_two_standards():
    """Intending to study is not studying; not seeking leaves the base of the American rate."""
    assert percent("cn2021.destination_rate", by_place(THOUSAND, "cn_2021")) == 93.0
    places = by_place(THOUSAND, "nace")
    places["employed_full_time"] = places.pop("employed")
    assert percent("nace.career_outcomes_rate", places) == 94.9


def test_one_thousand_graduates_without_those_who_study():
    """Study out of both sides: 725 of 795, from the groups of the same destination codes."""
    places = by_place(THOUSAND, "group")
    assert places == {"employed": 725, "study": 205, "none": 70}
    counts = {
        "full_time": places["employed"],
        "study": places["study"],
        "not_employed": places["none"],
    }
    found = estimate_of("mycos.employment_rate", counts)
    assert (found.positive[0], found.base[0]) == (725, 795)
    assert round(100 * found.value[0], 1) == 91.2


def test_horizontal_mismatch_is_the_sum_of_its_two_cells():
    parts = ("match.other_field_only", "match.neither")
    assert sum(percent(p, PAIRS) for p in parts) == 29.0
    assert percent("match.over_qualified_only", PAIRS) + percent("match.neither", PAIRS) == 25.0


def test_qilt_interval_of_a_survey_of_a_known_population():
    counts = {"employed_full_time": 40, "unemployed_seeking_full_time": 10, "no_response": 70}
    found = estimate_of("qilt.full_time_rate", counts)
    assert (round(found.low[0], 6), round(found.high[0], 6)) == (0.713154, 0.856041)


def test_the_sampling_fraction_is_that_of_the_survey():
    """285 of 400 answers are in the base: the correction is that of 400 of 1,000, not 285."""
    found = estimate_of("qilt.full_time_rate", {**QILT, "no_response": 600})
    assert math.isclose(found.effective_base[0], 285 * (712.5 - 1) / (712.5 - 285))


def test_everybody_answered_no_interval():
    found = estimate_of("qilt.full_time_rate", QILT)
    assert found.interval[0] == "census"
    assert math.isnan(found.low[0])


def test_respondents_only_are_no_census():
    """A feed of respondents does not say how many were asked: the interval stays."""
    for indicator, counts in (
        ("qilt.full_time_rate", QILT),
        ("region.served_share", {"served": 3, "elsewhere": 4}),
    ):
        found = estimate_of(indicator, counts, sampled=True)
        assert found.low[0] < found.value[0] < found.high[0]


def test_uncoded_graduates_forbid_the_rate():
    found = estimate_of("cn2021.destination_rate", {"agreement_contract": 9, "uncoded": 1})
    assert found.refused[0] == 1
    assert (found.bounds_low[0], found.bounds_high[0]) == (0.9, 1.0)


def test_those_outside_the_population_count_nowhere():
    with_them = estimate_of("cn2021.waiting", {"waiting": 1, "study": 3, "excluded": 96})
    assert with_them.population[0] == 4
    assert with_them.value[0] == 0.25
