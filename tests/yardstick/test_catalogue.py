"""The catalogue holds together: places, sets, computability, both languages."""

import pytest

from tests.yardstick.measure.worlds import cells_of
from yardstick.catalogue import check, load_catalogue
from yardstick.codes import code_list
from yardstick.measure.cells import OUTSIDE
from yardstick.measure.estimate import shares

CATALOGUE = load_catalogue()
SHARES = [i for i in CATALOGUE.indicators.values() if i.kind == "share"]
STANDARD_COLUMNS = ("cn_2021", "cn_2024", "nace")


def test_no_faults():
    assert check(CATALOGUE) == []


def test_faults_are_found():
    broken = dict(CATALOGUE.indicators)
    from dataclasses import replace

    broken["x"] = replace(
        CATALOGUE["nace.career_outcomes_rate"],
        id="x",
        positive=("unknown",),
        standard="nobody",
        interval="guess",
    )
    found = check(replace(CATALOGUE, indicators=broken))
    assert found == [
        "x: no standard nobody",
        "x: interval 'guess' is not one of census, wilson, wilson_fpc, agresti_coull_fpc, "
        "order_statistic, log_log, student_t, wilson_people, student_t_people",
        "x: the positive set is not within the base set",
    ]


@pytest.mark.parametrize("standard", STANDARD_COLUMNS)
def test_every_destination_code_has_exactly_one_place_in_every_standard(standard):
    # The American list splits the employed by hours, which the code does not know.
    known = {*code_list(standard).keys(), "employed"}
    places = [c.extra[standard] for c in code_list("destination")]
    assert all(p in known for p in places)
    assert all("," not in p and p for p in places)


def test_every_occupation_has_a_skill_level():
    known = set(code_list("hesa").keys())
    assert all(c.extra["hesa"] in known for c in code_list("occupation"))


def test_whatever_places_those_out_of_work_says_so():
    """Otherwise a feed of the employed only would show that nobody else exists."""
    others = {"study", "waiting", "further_study", "unemployed_seeking_full_time", "not_employed",
              "continuing_education", "80"}  # fmt: skip
    placing = {i.column for i in SHARES if others & set(i.base)}
    assert placing == {c.name for c in CATALOGUE.columns.values() if c.beyond_work}


def test_intending_to_study_is_not_study():
    places = {c.code: c.extra["cn_2021"] for c in code_list("destination")}
    assert places["71"] == "not_now"
    assert places["801"] == "study"
    assert places["271"] == "agreement_contract"


@pytest.mark.parametrize(
    "total", ["cn2021.destination_rate", "cn2024.destination_rate"], ids=lambda t: t.split(".")[0]
)
def test_components_add_up_and_each_positive_code_is_in_one(total):
    parts = [i for i in SHARES if i.component_of == total]
    codes = [c for i in parts for c in i.positive]
    assert sorted(codes) == sorted(CATALOGUE[total].positive)
    counts = {c: 7 * k + 3 for k, c in enumerate(CATALOGUE[total].base)}
    counts["employed_unstated"] = 0
    found = {
        e.indicator.id: e
        for e in shares(cells_of(CATALOGUE[total].column, counts), shares_of(total))
    }
    whole = sum(found[i.id].value[0] for i in parts)
    assert whole == pytest.approx(found[total].value[0], abs=1e-12)
    waiting = total.split(".")[0] + ".waiting"
    not_now = total.split(".")[0] + ".not_now"
    assert found[total].value[0] == pytest.approx(
        1 - found[waiting].value[0] - found[not_now].value[0], abs=1e-12
    )


def shares_of(total: str):
    return [i for i in SHARES if i.column == CATALOGUE[total].column and i.standard == "cn_moe"]


def test_the_total_is_one_series_and_the_components_are_not():
    assert (
        CATALOGUE["cn2021.destination_rate"].series == CATALOGUE["cn2024.destination_rate"].series
    )
    series = [i.series for i in SHARES if i.component_of]
    assert len(series) == len(set(series))


@pytest.mark.parametrize("indicator", SHARES, ids=lambda i: i.id)
def test_a_rate_over_all_graduates_is_marked_as_such(indicator):
    """Whatever has those without a destination in its base cannot come from a feed without them."""
    without_destination = {"waiting", "not_now", "seeking_job", "not_invited"}
    if indicator.standard in ("cn_moe", "nace") or set(indicator.base) & without_destination:
        assert indicator.complete
    if indicator.id.startswith("mix."):
        assert not indicator.complete


@pytest.mark.parametrize("indicator", CATALOGUE.indicators.values(), ids=lambda i: i.id)
def test_both_languages_say_something_of_their_own(indicator):
    for text in (indicator.label, indicator.definition, indicator.population, indicator.unknowns):
        assert text.en.strip()
        assert text.zh.strip()
        assert text.en != text.zh
        assert any("\u4e00" <= c <= "\u9fff" for c in text.zh)
    assert indicator.source


def test_unknown_codes_never_count_as_an_answer():
    for column in CATALOGUE.columns.values():
        if column.codes:
            assert OUTSIDE not in column.unknown
