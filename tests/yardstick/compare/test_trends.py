"""Trends: what a base allows, what a scope may see, and what the rule of the change rests on."""

import sys
from dataclasses import replace

import numpy as np
import pytest

from tests.yardstick.compare.test_layers import years
from tests.yardstick.measure.worlds import world
from yardstick.compare import compare, gender_split, trends
from yardstick.compare.layers import _complemented
from yardstick.compare.series import fitted, series, stand_of
from yardstick.compare.trends import null_trends
from yardstick.inference.verdict import OWN_SHARE
from yardstick.measure import INTERNAL, Filters, Reader, Scope, Status


def paid(sizes: tuple[int, ...], women: int | None = None) -> dict:
    """Pay by cohort from 2020 on: so many of P (``women`` of them), beside 60 of Q each year."""
    people, outcomes = [], []
    for year, few in enumerate(sizes, start=2020):
        for code, n in (("P", few), ("Q", 60)):
            for k in range(n):
                number = len(people) + 1
                female = k % 2 if women is None or code == "Q" else k < women
                people.append(
                    {"graduate_id": number, "programme_code": code, "cohort": year,
                     "gender": "female" if female else "male"}
                )  # fmt: skip
                outcomes.append(
                    {"graduate_id": number, "destination_code": "10", "evidence": "contract",
                     "source": "survey", "pay_monthly": 5000.0 + 100 * (k % 7) + 50 * (year - 2020),
                     "observed_on": f"{year}-12-31", "work_hours": 40.0}
                )  # fmt: skip
    programmes = [{"programme_code": c, "school_code": "S" + c} for c in "PQ"]
    return {"programmes": programmes, "graduates": people, "outcomes": outcomes}


def many(*rates: float, others: tuple[str, ...], n: int = 40) -> dict:
    """P with a rate per cohort, beside others that place 0.75 of ``n``."""
    tables = years(*rates, n=n)
    kept = [g for g in tables["graduates"] if g["programme_code"] == "P"]
    known = {o["graduate_id"]: o for o in tables["outcomes"]}
    outcomes = [known[g["graduate_id"]] for g in kept]
    number = len(tables["graduates"])
    for year in range(2020, 2020 + len(rates)):
        for code in others:
            for k in range(n):
                number += 1
                kept.append(
                    {"graduate_id": number, "programme_code": code, "cohort": year, "gender": None}
                )
                outcomes.append({
                    "graduate_id": number, "destination_code": "10" if k < 0.75 * n else "70",
                    "evidence": "contract", "observed_on": f"{year}-12-31",
                })  # fmt: skip
    programmes = [{"programme_code": c, "school_code": "S" + c} for c in ("P", *others)]
    return {"programmes": programmes, "graduates": kept, "outcomes": outcomes}


def made_of(reader: Reader, outcome: str = "destination", cut: tuple[int, ...] | None = None):
    made = series(reader, outcome, Filters(), "intake")
    if cut is not None:
        made = replace(made, cut=dict.fromkeys(cut))
    return made, stand_of(made, made.total, made.squares)


def test_an_average_below_its_base_is_in_no_point_and_in_no_change(tmp_path):
    found = trends(world(tmp_path, paid((3, 3, 12, 12))), "pay")
    points = found.frame[found.frame["programme"] == "P"].set_index("cohort")
    assert points["n"].tolist() == [3, 3, 12, 12]
    assert points["status"].tolist() == ["suppressed", "suppressed", "shown", "shown"]
    assert points["observed"].notna().tolist() == [False, False, True, True]
    figures = ["observed", "expected", "difference", "sd", "low", "high"]
    assert points.loc[:2021, figures].isna().all(axis=None)
    row = found.slopes.set_index("programme").loc["P"]
    # The early pool holds six.
    assert row["status"] == "suppressed"
    assert row["verdict"] == "no_figure"
    assert row[["change", "sd", "low", "high", "slope", "slope_low"]].isna().all()
    other = found.slopes.set_index("programme").loc["Q"]
    assert other["status"] == "shown"
    assert np.isfinite(other["change"])


def test_pools_with_their_base_have_a_change_though_no_cohort_of_them_has_a_point(tmp_path):
    found = trends(world(tmp_path, paid((5, 5, 5, 5))), "pay")
    points = found.frame[found.frame["programme"] == "P"]
    assert set(points["status"]) == {"suppressed"}
    row = found.slopes.set_index("programme").loc["P"]
    assert row["status"] == "shown"
    assert np.isfinite(row["change"])


def test_a_profile_that_hides_shares_hides_them_in_trends(tmp_path):
    reader = world(tmp_path, years(0.5, 0.5, 0.5, 0.5, n=10))
    strict = Reader(reader.snapshot, profile=replace(INTERNAL, hides_percent=True))
    points = trends(strict, "destination").frame.set_index("programme")
    assert points.loc["P", "difference"].isna().all()
    assert points.loc["Q", "difference"].notna().all()
    inside = trends(reader, "destination").frame.set_index("programme")
    assert set(inside.loc["P", "status"]) == {"unreliable"}
    assert inside.loc["P", "difference"].notna().all()


def test_a_suppressed_gender_takes_the_other_along(tmp_path):
    """Three women of fifteen: the whole and the men would give the women."""
    reader = world(tmp_path, paid((15,), women=3))
    c = compare(reader, "pay")
    assert c.frame.set_index("programme").loc["P", "status"] == "shown"
    split = gender_split(reader, c)
    own = split[split["programme"] == "P"]
    assert own["n"].sum() == 15
    assert set(own["status"]) == {"suppressed"}
    assert own[["observed", "low", "high"]].isna().all(axis=None)
    others = split[split["programme"] == "Q"]
    assert others["observed"].notna().all()


@pytest.mark.parametrize(
    ("n", "hidden"),
    [((9, 9, 9), 0), ((9, 0), 0), ((3, 9), 2), ((3, 9, 20), 2), ((2, 3, 20), 3), ((5, 5, 20), 2)],
)
def test_what_is_hidden_has_the_base_of_a_figure(n, hidden):
    of = {True: Status.SHOWN, False: Status.SUPPRESSED}
    status = [Status.NO_DATA if not x else of[x >= 8] for x in n]
    found = _complemented(np.zeros(len(n), dtype=int), np.array(n, float), status, INTERNAL, False)
    assert found.count(Status.SUPPRESSED) == hidden


def test_a_scope_sees_no_trend_of_the_few_outside(tmp_path):
    reader = world(tmp_path, many(0.5, 0.5, 0.75, 0.75, others=("Q", "R")))
    narrow = Reader(reader.snapshot, Scope(programmes=("P",)))
    assert trends(narrow, "destination").frame.empty
    assert trends(narrow, "destination").slopes.empty
    assert set(trends(reader, "destination").slopes["programme"]) == {"P", "Q", "R"}


def test_a_scope_sees_its_own_trend_where_three_others_cover(tmp_path):
    reader = world(tmp_path, many(0.5, 0.5, 0.75, 0.75, others=("Q", "R", "U")))
    narrow = trends(Reader(reader.snapshot, Scope(programmes=("P",))), "destination")
    assert set(narrow.frame["programme"]) == set(narrow.slopes["programme"]) == {"P"}
    everyone = trends(reader, "destination").slopes.set_index("programme")
    assert narrow.slopes["change"][0] == everyone.loc["P", "change"]


def test_a_cohort_of_few_is_no_point_and_takes_the_change_along(tmp_path):
    tables = many(0.5, 0.5, 0.75, 0.75, others=("Q", "R", "U"))
    tables["graduates"] = [
        g for g in tables["graduates"] if g["programme_code"] != "U" or g["cohort"] != 2021
    ]
    kept = {g["graduate_id"] for g in tables["graduates"]}
    tables["outcomes"] = [o for o in tables["outcomes"] if o["graduate_id"] in kept]
    reader = world(tmp_path, tables)
    narrow = trends(Reader(reader.snapshot, Scope(programmes=("P",))), "destination")
    assert narrow.frame["cohort"].tolist() == [2020, 2022, 2023]
    assert narrow.slopes.empty


def test_the_contribution_is_that_of_the_pools_compared(tmp_path):
    """Seven cohorts: the middle one, in which P is nearly alone, is in neither pool."""
    tables = many(*[0.5] * 7, others=("Q", "R", "U"), n=20)
    tables["graduates"] = [
        g for g in tables["graduates"] if g["cohort"] != 2023 or g["programme_code"] in "PQ"
    ]
    kept = {g["graduate_id"] for g in tables["graduates"]}
    tables["outcomes"] = [o for o in tables["outcomes"] if o["graduate_id"] in kept]
    made, stand = made_of(world(tmp_path, tables))
    whole = fitted(made, stand, Reader(None))
    at = made.found.programmes.index("P")
    assert whole.contribution[at] == pytest.approx(0.25)


def test_a_programme_compared_mostly_with_itself_gets_no_verdict_on_its_change(tmp_path):
    tables = years(0.2, 0.2, 0.2, 0.9, 0.9, 0.9, n=200)
    # P has 200 a year, Q 800: turn them, so that P is most of its own benchmark.
    kept = {g["graduate_id"] for g in tables["graduates"] if g["programme_code"] == "P"}
    few = [g for g in tables["graduates"] if g["programme_code"] == "Q"]
    for year in range(2020, 2026):
        kept |= {g["graduate_id"] for g in [x for x in few if x["cohort"] == year][:150]}
    tables["graduates"] = [g for g in tables["graduates"] if g["graduate_id"] in kept]
    tables["outcomes"] = [o for o in tables["outcomes"] if o["graduate_id"] in kept]
    reader = world(tmp_path, tables)
    made, stand = made_of(reader)
    whole = fitted(made, stand, reader)
    assert whole.contribution.max() == pytest.approx(200 / 350)
    assert whole.contribution.max() >= OWN_SHARE
    slopes = trends(reader, "destination").slopes.set_index("programme")
    assert slopes.loc["P", "verdict"] == "own_contribution"
    # By the same rule a redraw never flags it.
    flags = null_trends(reader, "destination", materiality=0.0, draws=200)
    alone = slopes.index[slopes["verdict"] != "own_contribution"]
    assert flags.counts.max() <= len(alone)


def test_nothing_from_before_a_break_is_in_a_change(tmp_path):
    """A step at the break is another instrument, not a change; after it there are too few cohorts."""
    reader = world(tmp_path, years(0.3, 0.3, 0.3, 0.8, 0.8, 0.8, n=200))
    made, stand = made_of(reader)
    at = made.found.programmes.index("P")
    assert fitted(made, stand, reader).shift.change[at] > 0.3
    cut, stand = made_of(reader, cut=(2023,))
    assert np.isnan(fitted(cut, stand, reader).shift.change[at])
    later, stand = made_of(reader, cut=(2021,))
    assert fitted(later, stand, reader).shift.early_first[at] == 2021
    assert fitted(later, stand, reader).trend.first[at] == 2021


def test_null_trends_are_cut_where_trends_are(tmp_path, monkeypatch):
    reader = world(tmp_path, years(*[0.5] * 6, n=60))
    whole = null_trends(reader, "destination", materiality=0.0, draws=300)
    assert whole.counts.sum() > 0
    monkeypatch.setattr(sys.modules[series.__module__], "breaks", lambda *_: {2023: None})
    assert trends.__wrapped__(reader, "destination").slopes["change"].isna().all()
    # Three cohorts after the break have no pools: nothing is called, in no redraw.
    assert null_trends(reader, "destination", materiality=0.0, draws=300).counts.sum() == 0


@pytest.mark.parametrize("outcome", ["destination", "pay"])
def test_redraws_do_not_keep_the_trend_of_the_data(tmp_path, outcome):
    """P moves so far that any redraw which kept its own results would call it again."""
    tables = many(*[0.9] * 3, *[0.4] * 3, others=("Q", "R", "U", "V"), n=40)
    if outcome == "pay":
        for g, o in zip(tables["graduates"], tables["outcomes"], strict=True):
            raised = g["programme_code"] == "P" and g["cohort"] > 2022
            o |= {"destination_code": "10", "source": "survey", "work_hours": 40.0}
            o["pay_monthly"] = (5000.0 + 100 * (g["graduate_id"] % 7)) * (1.3 if raised else 1)
    reader = world(tmp_path, tables)
    called = trends(reader, outcome).slopes.set_index("programme")["verdict"]
    assert called["P"] == ("falling" if outcome == "destination" else "rising")
    flags = null_trends(reader, outcome, draws=100)
    assert flags.mean < 0.5
    assert flags.at_least_one < 0.3
