"""Beside the comparison: thresholds, results by gender, the waiting time test, trends."""

from dataclasses import replace

import numpy as np
import pytest
from pandas.testing import assert_frame_equal
from scipy.special import betainc

from tests.yardstick.compare.test_compare import PLACED, institution
from tests.yardstick.measure.worlds import world
from yardstick.compare import compare, gender_split, thresholds, trends, waiting
from yardstick.measure import Filters, Reader, Scope, Status


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Reader:
    return world(tmp_path_factory.mktemp("layers"), institution())


def years(*rates: float, n: int = 40, programme: str = "P") -> dict:
    """One programme with a destination rate per cohort from 2020 on, beside one that stays at 0.8."""
    people, outcomes = [], []
    for year, rate in enumerate(rates, start=2020):
        for code, share in ((programme, rate), ("Q", 0.8)):
            for k in range(n if code == programme else 4 * n):
                number = len(people) + 1
                size = n if code == programme else 4 * n
                people.append(
                    {"graduate_id": number, "programme_code": code, "cohort": year, "gender": None}
                )
                outcomes.append({
                    "graduate_id": number, "destination_code": "10" if k < share * size else "70",
                    "evidence": "contract", "observed_on": f"{year}-12-31",
                })  # fmt: skip
    programmes = [{"programme_code": c, "school_code": "S" + c} for c in (programme, "Q")]
    return {"programmes": programmes, "graduates": people, "outcomes": outcomes}


def half(reader: Reader):
    found = thresholds(reader)
    return found[(found["threshold"] == "china_half") & (found["programme"] == "P")].iloc[0]


def test_two_years_below_half_in_a_row(tmp_path):
    row = half(world(tmp_path, years(0.6, 0.4, 0.3)))
    assert (row["run"], row["met"], row["limit"]) == (2, True, 0.5)
    each = [betainc(x + 0.5, 40 - x + 0.5, 0.5) for x in (16, 12)]
    assert row["p_below"] == pytest.approx(min(each))
    assert (row["n"], row["positive"]) == (120, 52)


def test_one_year_below_half_is_not_two(tmp_path):
    row = half(world(tmp_path, years(0.4, 0.6, 0.3)))
    assert (row["run"], row["met"]) == (1, False)


def test_a_threshold_of_one_pool_asks_the_pool(tmp_path):
    reader = world(tmp_path, years(0.9, 0.9, 0.9))
    found = thresholds(reader)
    knowledge = found[(found["threshold"] == "nace_knowledge") & (found["programme"] == "P")].iloc[
        0
    ]
    assert not knowledge["met"]
    assert knowledge["p_below"] < 0.01


def test_thresholds_keep_to_the_scope(tmp_path):
    reader = world(tmp_path, years(0.4, 0.4, 0.4))
    narrow = Reader(reader.snapshot, Scope(schools=("SQ",)))
    assert set(thresholds(narrow, Filters(programmes=("P", "Q")))["programme"]) == {"Q"}


def test_results_by_gender_add_up_to_the_programme(small):
    c = compare(small, "destination")
    split = gender_split(small, c)
    whole = c.frame.set_index("programme")["n"]
    assert split.groupby("programme")["n"].sum().to_dict() == whole.to_dict()
    placed = (split["n"] * split["observed"]).groupby(split["programme"]).sum()
    assert placed.to_dict() == pytest.approx({p: sum(x for x, _ in s) for p, s in PLACED.items()})
    narrow = Reader(small.snapshot, Scope(schools=("S2",)))
    own = gender_split(narrow, compare(narrow, "destination"))
    assert set(own["programme"]) == {"C", "D"}


def test_rising_and_falling_against_the_benchmark(tmp_path):
    found = trends(world(tmp_path, years(0.5, 0.6, 0.7, 0.8, 0.9, n=200)), "destination")
    slopes = found.slopes.set_index("programme")
    assert slopes.loc["P", "verdict"] == "rising"
    points = found.frame[found.frame["programme"] == "P"].sort_values("cohort")
    # The benchmark holds the programme itself: a fifth of its own rise is in there too.
    assert points["difference"].tolist() == pytest.approx(
        [0.8 * d for d in (-0.3, -0.2, -0.1, 0, 0.1)]
    )
    assert slopes.loc["P", "slope"] == pytest.approx(0.8 * 0.1, abs=0.005)
    # The last two against the first two, of five.
    assert slopes.loc["P", "change"] == pytest.approx(0.8 * 0.3, abs=0.005)
    assert slopes.loc["P", ["early_last", "late_first"]].tolist() == [2021, 2023]
    assert slopes.loc["P", "n"] == 4 * 200
    falling = trends(world(_new(tmp_path), years(0.9, 0.8, 0.7, 0.6, 0.5, n=200)), "destination")
    assert falling.slopes.set_index("programme").loc["P", "verdict"] == "falling"


def _new(folder):
    (folder / "again").mkdir()
    return folder / "again"


def test_a_level_series_is_no_trend_and_two_cohorts_are_none(tmp_path):
    level = trends(world(tmp_path, years(0.8, 0.8, 0.8, 0.8)), "destination").slopes
    assert level.set_index("programme").loc["P", "verdict"] == "cannot_tell"
    short = trends(world(_new(tmp_path), years(0.2, 0.9)), "destination").slopes
    assert set(short["verdict"]) <= {"no_figure", "own_contribution"}


def test_waiting_times_are_tested_within_the_strata(reader):
    c = compare(reader, "time")
    test = waiting(reader, c)
    visible = c.frame[c.frame["status"].isin(["shown", "unreliable"])]["programme"]
    assert set(test.frame["programme"]) <= set(visible)
    assert test.degrees_of_freedom >= 1
    assert 0 <= test.p_value <= 1
    assert np.isfinite(test.frame["z"]).any()
    with pytest.raises(ValueError, match="is not a waiting time"):
        waiting(reader, compare(reader, "destination"))


def test_the_test_of_waiting_times_does_not_give_the_few_outside_away(tmp_path):
    """Statistic and own parts of it, against the own results, would be those of the one outside."""
    groups = [("P", 50, 2.0, True, 60), ("P", 50, 6.0, False, 40), ("Q", 50, 4.0, True, 100)]
    reader = world(tmp_path, first_jobs(*groups))
    everyone = waiting(reader, compare(reader, "time", factors="cohort_level"))
    assert everyone.statistic > 0
    assert everyone.frame["z"].notna().all()
    narrow = Reader(reader.snapshot, Scope(schools=("SP",)))
    # Even for rows the comparison shows, nothing of the test over all of them is left.
    full = compare(reader, "time", factors="cohort_level")
    own = replace(full, frame=full.frame[full.frame["programme"] == "P"], withheld=True)
    for c in (compare(narrow, "time", factors="cohort_level"), own):
        assert c.withheld
        test = waiting(narrow, c)
        assert test.status == Status.NOT_RELEASED
        assert np.isnan([test.statistic, test.p_value]).all()
        assert test.degrees_of_freedom == 0
        assert test.frame[["expected", "z"]].isna().all(axis=None)
        assert not set(test.frame["programme"]) - {"P"}
    assert test.frame["observed"].tolist() == [60]


def first_jobs(*groups: tuple[str, int, float, bool, int]) -> dict:
    """Graduates by programme, entry percentile, month, whether a first job was found, and number."""
    people, said = [], []
    for programme, entry, month, found, n in groups:
        for _ in range(n):
            number = len(people) + 1
            people.append(
                {"graduate_id": number, "programme_code": programme, "entry_percentile": entry}
            )
            said.append({
                "graduate_id": number, "source": "survey", "wave": 6, "destination_code": "10",
                "months_to_first_job": month, "first_job_found": "yes" if found else "no",
            })  # fmt: skip
    programmes = [{"programme_code": p, "school_code": "S" + p} for p in ("P", "Q")]
    return {"programmes": programmes, "graduates": people, "outcomes": said}


def test_programmes_alike_within_the_strata_are_not_told_apart_by_their_intake(tmp_path):
    """Weak entrants take longer in both programmes alike, and P admits four times as many of them."""
    groups = []
    for programme, weak, strong in (("P", 80, 20), ("Q", 20, 80)):
        for month in (1.0, 2.0):
            groups.append((programme, 70, month, True, strong // 2))
        for month in (4.0, 5.0):
            groups.append((programme, 30, month, True, weak // 2))
    reader = world(tmp_path, first_jobs(*groups))
    within = waiting(reader, compare(reader, "time", factors=("entry_band",)))
    assert within.degrees_of_freedom == 1
    assert within.statistic == pytest.approx(0, abs=1e-9)
    raw = waiting(reader, compare(reader, "time", factors=("cohort",)))
    assert raw.p_value < 1e-6, "the trap is there"


def test_who_was_not_followed_for_six_months_is_not_in_the_base(tmp_path):
    groups = [
        ("P", 50, 2.0, True, 30),
        ("P", 50, 6.0, False, 10),  # followed for six months, and none found
        ("P", 50, 3.0, False, 20),  # lost after three
        ("Q", 50, 2.0, True, 50),
        ("Q", 50, 6.0, False, 50),
    ]
    found = compare(world(tmp_path, first_jobs(*groups)), "time", model=False).frame
    found = found.set_index("programme")
    assert found["n"].to_dict() == {"P": 40, "Q": 100}
    assert found["observed"].to_dict() == pytest.approx({"P": 0.75, "Q": 0.5})
    assert found.loc["P", "population"] == 60


def test_thresholds_of_one_programme_are_its_rows_of_all(small):
    facts = small.snapshot.info().programmes.iloc[0]
    one = Filters(programmes=(facts["programme"],))
    taken = thresholds(small, one)
    asked = thresholds(small, one.with_(schools=(facts["school"],)))
    assert len(taken)
    assert_frame_equal(taken.astype(object), asked.astype(object), check_dtype=False)
