"""measure() and its siblings: shapes, order, one query per column, changes and breaks."""

import itertools
import threading
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tests.yardstick.measure.worlds import world
from yardstick.kept import Kept
from yardstick.measure import (
    Filters,
    benchmarks,
    breaks,
    change,
    curve,
    distribution,
    flows,
    label,
    measure,
)
from yardstick.measure.labels import field_label, value_labels
from yardstick.measure.model import MEASURE_COLUMNS, REST, Scope
from yardstick.text import translator

EN = translator("en")
CN2024 = ["cn2024.unit", "cn2024.venture", "cn2024.freelance", "cn2024.employed_unstated",
          "cn2024.study"]  # fmt: skip


def test_one_row_per_group_and_indicator_in_the_order_asked(reader):
    asked = ["pay.median", "cn2024.destination_rate", "nace.career_outcomes_rate"]
    found = measure(reader, asked, by=("school", "gender"))
    assert tuple(found.frame.columns) == ("school", "gender", *MEASURE_COLUMNS)
    rows = found.estimates()
    keys = list(itertools.product(["ENG", "HUM"], ["female", "male"], asked))
    assert list(zip(rows["school"], rows["gender"], rows["indicator"], strict=True)) == keys
    assert len(found.bounds()) + len(rows) == len(found.frame)
    assert set(found.bounds()["indicator"]) == {"nace.career_outcomes_rate"}


@pytest.mark.parametrize("by", [(), ("cohort",), ("school", "level"), ("origin_region",)])
def test_components_add_up_in_every_group(reader, by):
    rows = measure(reader, [*CN2024, "cn2024.destination_rate", "cn2021.destination_rate",
                            "cn2024.waiting", "cn2024.not_now"], by).estimates()  # fmt: skip
    table = rows.assign(group=rows[list(by)].astype(str).agg("|".join, axis=1) if by else "all")
    table = table.pivot(index="group", columns="indicator", values="value")
    total = table["cn2024.destination_rate"]
    assert np.allclose(table[CN2024].sum(axis=1), total, atol=1e-12)
    assert np.allclose(1 - table["cn2024.waiting"] - table["cn2024.not_now"], total, atol=1e-12)
    assert np.allclose(table["cn2021.destination_rate"], total, atol=1e-12)


def test_groups_add_up_to_the_whole(reader):
    whole = measure(reader, "cn2024.destination_rate").frame.iloc[0]
    for by in ("school", "programme", "gender", "cohort", "level", "category", "class", "hardship",
               "origin_region", "entry_route", "domicile", "ethnicity", "disability"):  # fmt: skip
        rows = measure(reader, "cn2024.destination_rate", by=(by,)).frame
        assert rows["population"].sum() == whole["population"], by
        assert rows["positive"].sum() == whole["positive"], by


@pytest.fixture
def asked(reader, monkeypatch):
    """Statements asked of the snapshot, of which nothing is kept yet."""
    found = []
    plain = type(reader.snapshot).arrays
    monkeypatch.setattr(
        type(reader.snapshot), "arrays", lambda s, q, p=None: found.append(q) or plain(s, q, p)
    )
    monkeypatch.setattr(reader.snapshot, "kept", Kept(64, 2**24))
    return found


def test_indicators_of_one_column_share_one_query(reader, asked):
    measure(reader, [*CN2024, "cn2024.destination_rate", "mix.study"], by=("school",))
    assert len(asked) == 1
    measure(reader, ["pay.median", "pay.p25", "pay.p75"])
    assert len(asked) == 2


def test_other_figures_of_the_same_cells_ask_nothing(reader, asked):
    one = measure(reader, "cn2024.destination_rate", by=("school",)).frame
    spread = distribution(reader, "cn_2024", by=("school",)).frame
    again = measure(reader, "cn2024.waiting", by=("school",)).frame
    assert len(asked) == 1
    assert one["population"].tolist() == again["population"].tolist()
    assert spread.groupby("school", sort=False)["base"].first().tolist() == one["base"].tolist()


def test_cells_are_shared_only_by_readers_who_see_the_same(reader, asked):
    school = reader.snapshot.info().programmes["school"].iloc[0]
    whole = measure(reader, "cn2024.destination_rate").frame["population"].iloc[0]
    narrow = replace(reader, scope=Scope(schools=(school,)))
    own = measure(narrow, "cn2024.destination_rate").frame["population"].iloc[0]
    nobody = replace(reader, scope=Scope(schools=()))
    assert not measure(nobody, "cn2024.waiting").frame["population"].sum()
    for other in ({"lang": "zh"}, {"profile": replace(reader.profile, name="other")}):
        measure(replace(reader, **other), "cn2024.waiting")
    assert 0 < own < whole
    assert len(asked) == 5


def test_unknown_names_are_refused(reader):
    with pytest.raises(KeyError, match=r"no indicator 'nothing\.here'"):
        measure(reader, "nothing.here")
    with pytest.raises(ValueError, match="no dimension 'colour'"):
        measure(reader, "pay.median", by=("colour",))
    with pytest.raises(KeyError, match="no column"):
        distribution(reader, "colour")
    with pytest.raises(ValueError, match="not a waiting time"):
        curve(reader, "pay.median")


def test_a_renamed_programme_is_one_series_with_its_present_name(reader):
    rows = measure(reader, "cn2024.destination_rate", by=("programme", "cohort")).estimates()
    renamed = rows[rows["programme"] == "080703"]
    assert renamed["cohort"].tolist() == [2022, 2023, 2024]
    assert label(reader, "programme", "080703") == "Electronic Information Engineering"
    assert label(reader, "origin_region", None) == "Not recorded"


def test_many_threads_read_at_once(reader):
    expected = measure(reader, "pay.median", by=("school",)).frame["value"].tolist()
    found: list = []

    def ask():
        for _ in range(5):
            found.append(measure(reader, "pay.median", by=("school",)).frame["value"].tolist())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 40


def test_distribution_adds_up_and_names_no_employer_of_few(reader):
    spread = distribution(reader, "employer", top=4)
    assert len(spread.frame) == 5
    assert spread.frame["n"].sum() == spread.frame["base"].iloc[0] == sum(spread.counts)
    assert spread.frame["code"].iloc[-1] == REST
    assert spread.population == spread.missing["missing"] + sum(spread.counts)
    named = distribution(reader, "employer").frame
    assert (named.loc[named["code"] != REST, "n"] >= 3).all()


def test_distribution_of_a_status_keeps_empty_codes_and_counts_the_rest_apart(reader):
    spread = distribution(reader, "match_2x2")
    assert spread.frame["code"].tolist() == [
        "both_match", "field_only", "level_only", "both_mismatch"]  # fmt: skip
    assert set(spread.missing) == {"not_working", "missing", "no_response"}
    assert spread.frame["low"].notna().all()
    assert distribution(reader, "cn_2021").frame["low"].isna().all()


def test_distribution_of_a_feed_without_the_others_says_so(tmp_path):
    tables = {
        "graduates": [{"graduate_id": k} for k in range(1, 31)],
        "outcomes": [{"graduate_id": k, "destination_code": "10"} for k in range(1, 31)],
    }
    spread = distribution(world(tmp_path, tables, "with_destination"), "cn_2024")
    assert spread.status == "shown"
    assert spread.reason(EN).endswith("these are shares of them, not of all graduates.")


def test_a_small_group_has_no_values_in_its_distribution(reader):
    spread = distribution(reader, "pay", by=("programme", "gender", "cohort"))
    hidden = spread.frame[spread.frame["status"] == "suppressed"]
    assert len(hidden)
    assert hidden[["n", "share"]].isna().all(axis=None)


def test_curve_falls_and_a_small_group_has_none(reader):
    frame = curve(reader, "time.first_job", by=("school", "level")).frame
    for _, rows in frame[frame["status"] == "shown"].groupby(["school", "level"]):
        assert (rows["value"].diff().dropna() <= 0).all()
        assert (rows["at_risk"].diff().dropna() < 0).all()
    hidden = frame[frame["status"] != "shown"]
    assert hidden[["value", "at_risk"]].isna().all(axis=None)


def test_flows_leave_nobody_out(reader):
    found = flows(reader)
    assert found.frame["n"].sum() == distribution(reader, "region").frame["n"].sum()
    assert flows(reader, Filters(schools=("nowhere",))).frame.empty


def test_benchmarks_are_found_by_the_names_their_sources_use(reader):
    assert set(benchmarks(reader, "pay.median")["indicator"]) == {"median_pay"}
    assert benchmarks(reader, "match.field").empty
    assert len(benchmarks(reader)) > len(benchmarks(reader, "cn2024.destination_rate"))


def cohorts(rates: dict[int, tuple[int, int]], **dates: date | None) -> dict[str, list[dict]]:
    """Graduates of several cohorts, so many of so many placed; census at the year's end."""
    people, found, k = [], [], 0
    for cohort, (placed, n) in rates.items():
        for j in range(n):
            k += 1
            people.append({"graduate_id": k, "cohort": cohort})
            found.append({"graduate_id": k, "destination_code": "10" if j < placed else "70",
                          "observed_on": dates.get(f"on{cohort}", date(cohort, 12, 31))})  # fmt: skip
    return {"graduates": people, "outcomes": found}


def test_a_change_needs_more_than_chance(tmp_path):
    tables = cohorts({2022: (60, 100), 2023: (85, 100), 2024: (88, 100)})
    reader = world(tmp_path, tables)
    row = change(reader, "cn2024.destination_rate").iloc[0]
    assert (row["cohort"], row["previous_cohort"], row["verdict"]) == (2024, 2023, "no_call")
    assert row["low"] < 0 < row["high"]
    row = change(reader, "cn2024.destination_rate", filters=Filters(cohorts=(2023,))).iloc[0]
    assert (row["previous_cohort"], row["verdict"]) == (2022, "up")
    assert row["difference"] == pytest.approx(0.25)
    row = change(reader, "cn2024.waiting", filters=Filters(cohorts=(2023,))).iloc[0]
    assert row["verdict"] == "down"


def test_an_unknown_census_date_is_not_compared(tmp_path):
    rates = {2022: (60, 100), 2023: (90, 100)}
    reader = world(tmp_path, cohorts(rates, on2022=None))
    row = change(reader, "cn2024.destination_rate").iloc[0]
    assert row["verdict"] == "break"
    assert row["reason"](EN) == (
        "The census date of the register is not on record for 2023 or 2022, "
        "so it is not known whether the figures can be compared."
    )


def test_the_first_cohort_has_nothing_before_it(reader):
    row = change(reader, "cn2024.destination_rate", filters=Filters(cohorts=(2022,))).iloc[0]
    assert row["reason"](EN) == "There is no earlier cohort to compare with."
    assert np.isnan(row["difference"])


def test_another_census_date_breaks_the_series(tmp_path):
    tables = cohorts(
        {2022: (60, 100), 2023: (90, 100), 2024: (95, 100)},
        on2022=date(2022, 8, 31),
        on2023=date(2023, 12, 31),
        on2024=date(2025, 1, 2),
    )
    reader = world(tmp_path, tables)
    row = change(reader, "cn2024.destination_rate", filters=Filters(cohorts=(2023,))).iloc[0]
    assert row["verdict"] == "break"
    assert np.isnan(row["difference"])
    assert row["reason"](EN) == (
        "The census dates differ (2022-08-31 for 2022, 2023-12-31 for 2023), "
        "so the figures are not compared."
    )
    # Two days apart are the same census.
    assert list(breaks(reader, "cn2024.destination_rate")) == [2023]


def test_another_main_source_breaks_the_series(tmp_path):
    tables = cohorts({2023: (60, 100), 2024: (90, 100)})
    for row in tables["outcomes"][:100]:
        row["source"] = "survey"
    row = change(world(tmp_path, tables), "cn2024.destination_rate").iloc[0]
    assert row["verdict"] == "break"
    assert "main source differs (Graduate survey for 2023, Destination register for 2024)" in (
        row["reason"](EN)
    )


def test_a_cohort_that_was_not_observed_is_not_compared(reader):
    """The youngest cohort has no answers at 15 months: the latest two that have are compared."""
    row = change(reader, "hesa.highly_skilled").iloc[0]
    assert (row["cohort"], row["previous_cohort"]) == (2023, 2022)


def test_change_by_group_keeps_its_groups(reader):
    found = change(reader, "pay.median", by=("school",))
    assert found["school"].tolist() == ["ENG", "HUM"]
    assert set(found["verdict"]) <= {"up", "down", "no_call", "below", "too_small"}


def test_nothing_is_called_on_a_base_too_small(tmp_path):
    """0 of 20 against 100 of 100 is far beyond chance, but 20 are too few to compare."""
    row = change(
        world(tmp_path, cohorts({2022: (100, 100), 2023: (0, 20)})), "cn2024.destination_rate"
    ).iloc[0]
    assert (row["verdict"], row["value_status"]) == ("too_small", "unreliable")
    assert np.isnan(row["difference"])
    assert row["reason"](EN) == "The base is too small to compare."


def test_a_group_without_an_earlier_cohort_says_so(tmp_path):
    tables = cohorts({2022: (60, 100), 2023: (90, 200)})
    for k, row in enumerate(tables["graduates"]):
        row["gender"] = "female" if k < 150 else "male"
    found = change(world(tmp_path, tables), "cn2024.destination_rate", by=("gender",))
    verdicts = dict(zip(found["gender"], found["verdict"], strict=True))
    assert verdicts["male"] == "no_earlier"
    assert verdicts["female"] != "no_earlier"
    assert {r(EN) for r in found["reason"] if r} == {"There is no earlier cohort to compare with."}


def test_no_group_at_all_is_an_empty_frame_not_a_fault(reader):
    nobody = Filters(schools=("NOWHERE",), wave=999)
    found = measure(reader, "hesa.highly_skilled", ("school",), nobody).frame
    assert len(found) == 0
    assert {"school", *MEASURE_COLUMNS} == set(found.columns)


def test_the_field_of_an_external_figure_is_named_as_here(reader):
    here = value_labels(reader.snapshot, "category", "en")
    code, name = next(iter(here.items()))
    chinese = value_labels(reader.snapshot, "category", "zh")[code]
    assert chinese != name
    for written in (name, chinese):
        assert field_label(replace(reader, lang="zh"), written) == chinese
        assert field_label(replace(reader, lang="en"), written) == name
    assert field_label(reader, "Basket weaving") == "Basket weaving"
