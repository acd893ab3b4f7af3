"""Comparisons: who is compared with whom, by the definition computed again, and what is refused."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.yardstick.measure.worlds import world
from yardstick.compare import ForbiddenFactorError, compare, comparison, load_outcomes
from yardstick.compare.columns import agreement
from yardstick.compare.model import COLUMNS
from yardstick.kept import Kept
from yardstick.measure import Filters, Reader, Scope, Status
from yardstick.text import translator

T = translator("en")
SCHOOLS = {"A": "S1", "B": "S1", "C": "S2", "D": "S2"}
#: Programme -> graduates with and without a destination by entry band: A is better than its intake.
PLACED = {"A": ((36, 4), (19, 1)), "B": ((24, 16), (36, 4)), "C": ((25, 15), (37, 3)),
          "D": ((50, 30), (18, 2))}  # fmt: skip


def institution(population: str = "all_graduates", **more: object) -> dict:
    """Four programmes of two schools; entry 30 or 70."""
    people, outcomes = [], []
    for p, bands in PLACED.items():
        for score, (placed, waiting) in zip((30, 70), bands, strict=True):
            for k in range(placed + waiting):
                number = len(people) + 1
                people.append({
                    "graduate_id": number, "programme_code": p, "entry_percentile": score,
                    "gender": "female" if k % 2 else "male", "origin_region": "50", **more,
                })  # fmt: skip
                if k < placed or population == "all_graduates":
                    outcomes.append({
                        "graduate_id": number, "destination_code": "10" if k < placed else "70",
                        "evidence": "contract",
                    })  # fmt: skip
    if population != "all_graduates":
        kept = {o["graduate_id"] for o in outcomes}
        people = [g for g in people if g["graduate_id"] in kept]
    programmes = [
        {"programme_code": p, "school_code": s, "category_code": "0" + s[1], "level": "bachelor"}
        for p, s in SCHOOLS.items()
    ]
    return {"programmes": programmes, "graduates": people, "outcomes": outcomes}


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Reader:
    return world(tmp_path_factory.mktemp("compare"), institution())


def by_programme(c) -> pd.DataFrame:
    return c.frame.set_index("programme")


def test_difference_from_what_the_intake_leads_one_to_expect(small):
    c = compare(small, "destination", factors=("entry_band",))
    found = by_programme(c)
    table = pd.DataFrame(
        [(p, b, x, x + y) for p, s in PLACED.items() for b, (x, y) in enumerate(s)],
        columns=["p", "band", "x", "n"],
    )
    rate = table.groupby("band")[["x", "n"]].sum().eval("x / n")
    table["e"] = table["n"] * table["band"].map(rate)
    sums = table.groupby("p").sum()
    assert found["n"].to_dict() == sums["n"].to_dict()
    assert found["observed"].to_dict() == pytest.approx((sums["x"] / sums["n"]).to_dict())
    assert found["expected"].to_dict() == pytest.approx((sums["e"] / sums["n"]).to_dict())
    assert c.reference == pytest.approx(sums["x"].sum() / sums["n"].sum())
    assert (c.factors_used, c.set_used) == (
        ("cohort", "level", "entry_band"),
        "cohort+level+entry_band",
    )
    assert list(c.frame.columns) == list(COLUMNS)


@pytest.mark.parametrize("factors", ["cohort_level", "intake", "intake_without_gender", "intake_and_route", "intake_and_discipline"])  # fmt: skip
@pytest.mark.parametrize("outcome", list(load_outcomes()))
def test_differences_add_up_to_nothing(reader, outcome, factors):
    c = compare(reader, outcome, factors=factors, model=False)
    assert c.status == Status.SHOWN
    whole = compare(reader, outcome, factors=factors, model=False).frame
    told = whole[whole["status"].isin(["shown", "unreliable"])]
    if len(told) == len(whole):
        assert (told["n"] * told["difference"]).sum() == pytest.approx(
            0, abs=1e-9 * told["n"].sum()
        )
    assert told["contribution"].between(0, 1).all()
    assert 0 <= c.single_programme_share <= 1
    assert all(0 <= v <= 1 for v in c.coarsened.values())


def test_what_all_share_is_not_held_and_says_so(small):
    c = compare(small, "destination")
    assert "origin" in c.factors_left
    assert c.factors_left["origin"](T) == "All graduates compared are alike in it."
    assert c.factors_used == ("cohort", "level", "entry_band", "gender")


def routed(tables: dict) -> dict:
    """Every fourth graduate came by a special plan and half as often finds a job; A has most."""
    known = {o["graduate_id"]: o for o in tables["outcomes"]}
    for g in tables["graduates"]:
        special = g["graduate_id"] % (2 if g["programme_code"] == "A" else 8) == 0
        g["entry_route"] = "special_plan" if special else "national_exam"
        g["domicile"] = "international" if g["graduate_id"] % 3 == 0 else "home"
        if special:
            known[g["graduate_id"]]["destination_code"] = "10" if g["graduate_id"] % 16 else "70"
    return tables


def test_route_of_entry_and_domicile_are_held_where_the_data_carry_them(tmp_path, small):
    tables = routed(institution())
    reader = world(tmp_path, tables)
    c = compare(reader, "destination", factors=("entry_route", "domicile"))
    assert c.factors_used == ("cohort", "level", "entry_route", "domicile")
    known = {o["graduate_id"]: o["destination_code"] == "10" for o in tables["outcomes"]}
    people = pd.DataFrame(tables["graduates"])
    people["x"] = people["graduate_id"].map(known)
    like = people.groupby(["entry_route", "domicile"])["x"].transform("mean")
    expected = like.groupby(people["programme_code"]).mean()
    assert by_programme(c)["expected"].to_dict() == pytest.approx(expected.to_dict())
    named = compare(reader, "destination", factors="intake_and_route")
    assert {"entry_route", "domicile"} <= set(named.factors_used)
    # These data have neither.
    without = compare(small, "destination", factors="intake_and_route")
    assert without.factors_left["entry_route"](T) == "No source provides “Route of entry”."
    assert "domicile" in without.factors_left


def test_what_no_source_gives_is_left_out_with_its_reason(tmp_path):
    tables = institution()
    for row in tables["graduates"]:
        del row["entry_percentile"], row["origin_region"]
        row["gender"] = None
    c = compare(world(tmp_path, tables), "destination")
    assert c.set_used == "cohort_level"
    assert c.factors_used == ("cohort", "level")
    assert set(c.factors_left) == {"entry_band", "gender", "origin", "market"}
    assert c.factors_left["gender"](T) == "No source provides “Gender”."
    # Nobody's intake is known: the raw rates are compared.
    assert by_programme(c)["expected"].nunique() == 1


def test_a_feed_of_the_placed_compares_what_they_do_and_not_how_many_there_are(tmp_path):
    reader = world(tmp_path, institution("with_destination"), "with_destination")
    refused = compare(reader, "destination")
    assert refused.status == Status.NOT_COMPUTABLE
    assert "only graduates with a destination" in refused.reason(T)
    assert refused.frame.empty
    assert compare(reader, "study").status == Status.SHOWN
    assert len(compare(reader, "study").frame) == 4


def test_outcomes_nobody_asked_about_say_so(small):
    c = compare(small, "pay")
    assert c.status == Status.NOT_COMPUTABLE
    assert c.reason(T).startswith("No source provides")


def test_forbidden_factors_and_unknown_names_are_refused(small):
    with pytest.raises(ForbiddenFactorError, match="The employer is the outcome itself"):
        compare(small, "destination", factors=("employer",))
    with pytest.raises(KeyError):
        compare(small, "destination", factors="luck")
    with pytest.raises(KeyError):
        compare(small, "fame")
    with pytest.raises(KeyError):
        compare(small, "destination", target="school")


def test_filters_of_programmes_choose_rows_and_change_nothing_in_them(small):
    whole = by_programme(compare(small, "destination"))
    some = by_programme(compare(small, "destination", Filters(schools=("S1",))))
    assert list(some.index) == ["A", "B"]
    pd.testing.assert_frame_equal(some, whole.loc[["A", "B"]])


def test_other_rows_are_neither_counted_nor_fitted_anew(small, monkeypatch):
    monkeypatch.setattr(small.snapshot, "kept", Kept(64, 2**24))
    whole = by_programme(compare(small, "destination"))
    made: list[str] = []
    for name in ("gather", "pooled"):
        plain = getattr(comparison, name)
        monkeypatch.setattr(comparison, name, lambda *a, of=plain, n=name: made.append(n) or of(*a))
    one = by_programme(compare(small, "destination", Filters(programmes=("A",))))
    pd.testing.assert_frame_equal(one.loc[["A"]], whole.loc[["A"]])
    assert not made
    compare(replace(small, scope=Scope(schools=("S1",))), "destination")
    compare(small, "destination", Filters(genders=("female",)))
    assert made == ["gather", "pooled", "gather", "pooled"]


def test_the_target_keeps_the_benchmark_within_the_discipline(small):
    own = by_programme(compare(small, "destination", factors="cohort_level", target="category"))
    pair = sum(x for p in "AB" for x, _ in PLACED[p]) / sum(
        x + y for p in "AB" for x, y in PLACED[p]
    )
    assert own.loc["A", "expected"] == own.loc["B", "expected"] == pytest.approx(pair)
    assert own.loc["A", "contribution"] == pytest.approx(60 / 140)


def test_gender_as_a_filter_compares_women_with_women(small):
    c = compare(small, "destination", Filters(genders=("female",)))
    assert c.compared == sum((x + y) // 2 for s in PLACED.values() for x, y in s)
    assert "gender" in c.factors_left


def test_one_programme_alone_is_compared_with_nobody(tmp_path):
    tables = institution()
    tables["graduates"] = [g for g in tables["graduates"] if g["programme_code"] == "A"]
    kept = {g["graduate_id"] for g in tables["graduates"]}
    tables["outcomes"] = [o for o in tables["outcomes"] if o["graduate_id"] in kept]
    c = compare(world(tmp_path, tables), "destination")
    assert c.status == Status.NOT_COMPUTABLE
    assert c.reason(T).startswith("Only one programme has figures")


def test_chance_is_drawn_by_the_same_rule_and_repeats(small):
    first, again = (compare.__wrapped__(small, "destination", draws=50, model=False, materiality=0.0)
                    for _ in range(2))  # fmt: skip
    assert len(first.chance.counts) == 50
    assert first.chance.counts.tolist() == again.chance.counts.tolist()
    assert first.chance.mean < 1
    assert compare(small, "destination").chance is None


def test_a_larger_materiality_never_finds_more(small):
    found = [
        by_programme(compare(small, "destination", factors=("entry_band",), materiality=m))
        for m in (0.0, 0.05, 0.5)
    ]
    flagged = [set(f.index[f["verdict"].isin(["above", "below"])]) for f in found]
    assert flagged[0] >= flagged[1] >= flagged[2] == set()


def test_where_evidence_disagrees_is_said():
    verdict = np.array(
        ["above", "above", "below", "cannot_tell", "cannot_tell", "own_contribution"]
    )
    funnel_says = np.array([1, -1, 0, 1, 1, 1])
    pooled_says = np.array([1, 1, 0, 1, 0, 1])
    assert agreement(verdict, funnel_says, pooled_says, True).tolist() == [
        True, False, False, False, True, None,
    ]  # fmt: skip
    assert agreement(verdict, funnel_says, pooled_says, False).tolist() == [None] * 6


# --- scope -----------------------------------------------------------------------------------


@settings(max_examples=25)
@given(data=st.data())
def test_no_filter_widens_the_scope(reader, data):
    programmes = reader.snapshot.info().programmes
    names = sorted(set(programmes["programme"]))
    schools = sorted(set(programmes["school"]))
    own = tuple(data.draw(st.lists(st.sampled_from(schools), max_size=2, unique=True)))
    asked = Filters(
        schools=tuple(data.draw(st.lists(st.sampled_from(schools), max_size=2))),
        programmes=tuple(data.draw(st.lists(st.sampled_from(names), max_size=3))),
    )
    outcome = data.draw(st.sampled_from(["destination", "pay", "time"]))
    narrow = Reader(reader.snapshot, Scope(schools=own))
    c = compare(narrow, outcome, asked, model=False)
    allowed = set(programmes[programmes["school"].isin(own)]["programme"])
    assert set(c.frame["programme"]) <= allowed
    others = set(names) - allowed
    told = repr((c, c.frame.to_dict()))
    assert not [x for x in others if f"'{x}'" in told.replace(repr(asked), "")]


def wider(*more: str) -> dict:
    """The institution with further programmes like D."""
    tables = institution()
    like = [g for g in tables["graduates"] if g["programme_code"] == "D"]
    known = {o["graduate_id"]: o for o in tables["outcomes"]}
    number = len(tables["graduates"])
    for code in more:
        tables["programmes"].append(
            {
                "programme_code": code,
                "school_code": "S2",
                "category_code": "02",
                "level": "bachelor",
            }
        )
        for g in like:
            number += 1
            tables["graduates"].append(g | {"graduate_id": number, "programme_code": code})
            tables["outcomes"].append(known[g["graduate_id"]] | {"graduate_id": number})
    return tables


def test_a_row_in_scope_is_the_same_for_everybody(tmp_path):
    reader = world(tmp_path, wider("E", "F"))
    narrow = compare(Reader(reader.snapshot, Scope(schools=("S1",))), "destination")
    own, everyone = by_programme(narrow), by_programme(compare(reader, "destination"))
    assert not narrow.withheld
    assert narrow.reference == compare(reader, "destination").reference
    assert list(own.index) == ["A", "B"]
    pd.testing.assert_frame_equal(own, everyone.loc[["A", "B"]])


def test_no_benchmark_that_is_one_other_programme_in_disguise(small):
    """Within a discipline of two, the benchmark of one gives the rate of the other away."""
    about = {"factors": "cohort_level", "target": "category"}
    row = compare(Reader(small.snapshot, Scope(programmes=("A",))), "destination", **about).frame
    assert row["programme"].tolist() == ["A"]
    assert row["status"].tolist() == ["not_released"]
    assert row["observed"].notna().all()
    hidden = [c for c in COLUMNS[COLUMNS.index("expected") : -2] if row[c].dtype.kind == "f"]
    assert row[hidden].isna().all(axis=None)
    # Nor that of two, whom the pair outside is set against in another selection.
    both = compare(Reader(small.snapshot, Scope(schools=("S1",))), "destination", **about)
    assert set(both.frame["status"]) == {"not_released"}
    assert both.withheld
    assert both.frame["funnel_z"].isna().all()
    assert set(both.frame["funnel_flag"]) == {""}


def test_the_overall_value_does_not_give_the_few_outside_away(tmp_path, small):
    """Overall value times base less the own positives would be the positives of the others."""
    c = compare(Reader(small.snapshot, Scope(programmes=("A", "B", "C"))), "destination", draws=5)
    assert c.withheld
    assert c.compared is None
    assert c.chance is None
    assert not c.market
    for figure in (c.reference, c.phi, c.tau2, c.sigma, c.single_programme_share):
        assert np.isnan(figure)
    assert set(c.frame["status"]) == {"not_released"}
    assert "fewer than three programmes outside" in c.frame["reason"][0](T)
    assert any("made of all programmes" in note(T) for note in c.notes)
    assert c.model_notes == ()
    full = compare(small, "destination")
    assert not full.withheld
    assert full.compared == sum(x + y for s in PLACED.values() for x, y in s)
    every = compare(Reader(small.snapshot, Scope(schools=("S1", "S2"))), "destination")
    assert every.reference == full.reference


def test_a_pool_with_a_withheld_cohort_is_withheld(tmp_path):
    """The pool less the other cohort would be the withheld one."""
    tables = wider("E", "F")
    first = [dict(g, cohort=2023) for g in tables["graduates"]]
    later = [
        dict(g, cohort=2024, graduate_id=g["graduate_id"] + 10_000)
        for g in tables["graduates"]
        if g["programme_code"] in "ABC"
    ]
    dates = {g["graduate_id"]: g["cohort"] for g in first + later}
    known = {o["graduate_id"]: o for o in tables["outcomes"]}
    tables["graduates"] = first + later
    tables["outcomes"] = [
        known[k % 10_000] | {"graduate_id": k, "observed_on": f"{year}-12-31"}
        for k, year in dates.items()
    ]
    reader = world(tmp_path, tables)
    narrow = Reader(reader.snapshot, Scope(programmes=("A",)))
    status = {
        cohorts: compare(narrow, "destination", Filters(cohorts=cohorts)).frame["status"][0]
        for cohorts in ((2023,), (2024,), (2023, 2024))
    }
    assert compare(reader, "destination").cohorts == (2023, 2024)
    assert list(status.values()) == ["shown", "not_released", "not_released"]
    assert compare(narrow, "destination").withheld
