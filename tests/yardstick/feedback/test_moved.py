"""How industries move over cohorts: pools of one run, breaks said, a call only beyond chance."""

from datetime import date

import pytest

from tests.yardstick.measure.worlds import world
from yardstick.feedback.moved import called, moved
from yardstick.measure import Filters, Reader
from yardstick.measure.breaks import CENSUS_MOVED

EVEN = "ABCDE"
YEARS = range(2018, 2026)
PEOPLE = 100


def cohorts(late: str, census: dict[int, date] | None = None) -> dict[str, list[dict]]:
    """Each cohort spreads evenly over five industries; from 2023 on as ``late`` says."""
    graduates, outcomes = [], []
    for year in YEARS:
        industries = late if year >= 2023 else EVEN
        for k in range(PEOPLE):
            graduate = len(graduates) + 1
            graduates.append({"graduate_id": graduate, "cohort": year})
            outcomes.append(
                {
                    "graduate_id": graduate,
                    "destination_code": "10",
                    "industry": industries[k % len(industries)],
                    "observed_on": (census or {}).get(year, date(year, 12, 31)),
                }
            )
    return {"graduates": graduates, "outcomes": outcomes}


@pytest.fixture(scope="module")
def moving(tmp_path_factory) -> Reader:
    early = {2018: date(2018, 11, 1)}
    return world(tmp_path_factory.mktemp("moving"), cohorts("AAAAB", early))


def test_more_concentrated_is_called_within_the_last_unbroken_run(moving):
    found = moved(moving, "industry")
    assert list(found.breaks) == [2019]
    assert found.breaks[2019].message == CENSUS_MOVED
    # 2018 is another series: the run begins in 2019.
    assert (found.early.first, found.early.last) == (2019, 2021)
    assert (found.late.first, found.late.last) == (2023, 2025)
    assert found.early.n == found.late.n == 300
    assert found.called == 1
    before, after = found.equal
    assert before == pytest.approx(5, abs=0.1)
    # 0.8 and 0.2 squared: as concentrated as about one and a half.
    assert after == pytest.approx(1 / 0.68, abs=0.02)
    assert found.low > 0
    assert found.by_cohort["cohort"].tolist() == list(YEARS)


def test_shares_are_called_both_ways_and_the_largest_change_comes_first(moving):
    shares = moved(moving, "industry").shares
    assert shares["code"][0] == "A"
    assert shares["difference"][0] == pytest.approx(0.6)
    assert dict(zip(shares["code"], shares["verdict"], strict=True)) == {
        "A": "above", "B": "cannot_tell", "C": "below", "D": "below", "E": "below",
    }  # fmt: skip
    assert shares["difference"].sum() == pytest.approx(0)
    assert len(called(moved(moving, "industry"))) == 4


def test_nothing_is_called_where_nothing_changed(tmp_path):
    found = moved(world(tmp_path, cohorts(EVEN)), "industry")
    assert found.called == 0
    assert called(found).empty
    assert found.breaks == {}
    # A cohort chosen does not make a series of one.
    assert moved_cohorts(found) == list(YEARS)


def moved_cohorts(found) -> list[int]:
    return found.by_cohort["cohort"].tolist()


def test_too_few_cohorts_compare_nothing(tmp_path):
    tables = cohorts(EVEN)
    keep = {g["graduate_id"] for g in tables["graduates"] if g["cohort"] >= 2023}
    reader = world(
        tmp_path,
        {name: [r for r in rows if r["graduate_id"] in keep] for name, rows in tables.items()},
    )
    found = moved(reader, "industry", Filters(cohorts=(2024,)))
    assert found.early is None
    assert found.called == 0
    assert called(found).empty
    assert len(found.by_cohort) == 3
