"""The address carries codes, keeps what it does not know, and gives the same view back."""

import pytest

from ui.address import NO_SUCH, SHARED, View, link, read, write
from yardstick.measure.model import Filters

FULL = {
    "cohort": ["2023", "2024"],
    "school": ["ENG"],
    "discipline": ["08"],
    "class": ["0809"],
    "programme": ["080901", "P;1&2"],
    "level": ["bachelor"],
    "gender": ["female"],
    "wave": ["6"],
    "standard": ["cn_moe"],
}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_round_trip(lang):
    params = {**FULL, "lang": [lang]}
    assert write(read(params)) == params
    assert set(params) == set(SHARED)


def test_language_changes_nothing_else():
    assert read({**FULL, "lang": ["en"]}).filters == read({**FULL, "lang": ["zh"]}).filters


def test_filters_are_what_measure_takes():
    assert read(FULL).filters == Filters(
        cohorts=(2023, 2024),
        schools=("ENG",),
        categories=("08",),
        classes=("0809",),
        programmes=("080901", "P;1&2"),
        levels=("bachelor",),
        genders=("female",),
        wave=6,
    )


@pytest.mark.parametrize("raw", ["abc", "20x4", "²", "-2024", "99999999"])
def test_unreadable_number_stays_and_matches_nobody(raw):
    view = read({"cohort": [raw], "wave": [raw]})
    assert view.filters.cohorts == (NO_SUCH,)
    assert view.filters.wave == NO_SUCH
    assert write(view) == {"cohort": [raw], "wave": [raw]}


def test_empty_address_asks_for_everything():
    assert read({}).filters == Filters()
    assert write(View()) == {}


def test_repeated_and_blank_values():
    view = read({"cohort": ["2023", "", "2023"], "wave": ["6", "15"]})
    assert write(view) == {"cohort": ["2023"], "wave": ["15"]}


def test_with_replaces_only_what_is_named():
    view = read(FULL).with_(cohort=None, wave=15, school=("LAW", "ENG"))
    assert view.codes("cohort") == ()
    assert view.codes("wave") == ("15",)
    assert view.codes("school") == ("LAW", "ENG")
    assert view.codes("programme") == ("080901", "P;1&2")


def test_link_carries_the_view_and_the_pages_own():
    view = read({"cohort": ["2023"], "lang": ["zh"]})
    assert link(view, indicator="cn2024.destination_rate") == {
        "cohort": ["2023"],
        "lang": ["zh"],
        "indicator": ["cn2024.destination_rate"],
    }
