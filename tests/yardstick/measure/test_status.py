"""Why a figure is not there is typed, said in a sentence, and never a zero."""

from dataclasses import replace

import numpy as np
import pytest

from tests.support import INSTITUTION
from tests.yardstick.measure.worlds import graduates, world
from yardstick.measure import Filters, Status, distribution, measure
from yardstick.measure.model import INTERNAL, VISIBLE
from yardstick.text import translator

EN = translator("en")


def one(reader, indicator: str, by=(), **filters):
    rows = measure(reader, indicator, by, Filters(**filters)).estimates()
    assert len(rows) == 1
    return rows.iloc[0]


def outcomes(codes: list[str], **same: object) -> list[dict]:
    return [{"graduate_id": k, "destination_code": c, **same} for k, c in enumerate(codes, 1)]


def gone(row) -> bool:
    return all(np.isnan(row[c]) for c in ("positive", "value", "low", "high"))


def test_a_complete_programme_may_be_at_a_true_hundred_percent(tmp_path):
    """The same rows: all graduates, all placed -- or only those with a destination."""
    tables = {"graduates": graduates(30), "outcomes": outcomes(["10"] * 20 + ["80"] * 10)}
    for name in ("all_graduates", "with_destination"):
        (tmp_path / name).mkdir()
    complete = world(tmp_path / "all_graduates", tables, "all_graduates")
    row = one(complete, "cn2024.destination_rate")
    assert (row["value"], row["status"]) == (1, "shown")
    placed_only = world(tmp_path / "with_destination", tables, "with_destination")
    row = one(placed_only, "cn2024.destination_rate")
    assert row["status"] == Status.NOT_COMPUTABLE
    assert gone(row)
    assert np.isnan(row["base"])
    assert row["reason"](EN) == (
        "The source holds only graduates with a destination, so a rate over all graduates "
        "cannot be computed."
    )
    for reader in (complete, placed_only):
        row = one(reader, "mix.study")
        assert (row["value"], row["base"], row["status"]) == (1 / 3, 30, "shown")


def test_a_feed_of_the_employed_does_not_show_that_all_are_employed(tmp_path):
    """Declared with a destination, nobody studying is a finding; of the employed only, it is none."""
    people = [{"pay_monthly": 5000.0} | r for r in outcomes(["1X"] * 30, source="survey")]
    tables = {"graduates": graduates(30), "outcomes": people}
    readers = {}
    for name in ("with_destination", "employed_only"):
        (tmp_path / name).mkdir()
        readers[name] = world(tmp_path / name, tables, name)
    placed, working = readers["with_destination"], readers["employed_only"]
    for indicator, value in (("mix.employed", 1), ("mix.study", 0)):
        row = one(placed, indicator)
        assert (row["value"], row["status"]) == (value, "shown")
    for indicator in ("mix.employed", "mix.study", "cn2024.destination_rate", "survey.reach"):
        row = one(working, indicator)
        assert row["status"] == Status.NOT_COMPUTABLE, indicator
        assert gone(row)
    assert one(working, "mix.study")["reason"](EN) == (
        "The source holds only graduates in employment, so a share that also counts graduates "
        "without a job or in further study cannot be computed."
    )
    assert one(working, "mix.study")["reason"](translator("zh")).startswith(
        "数据源仅含已就业毕业生"
    )
    assert distribution(placed, "cn_2024").status == Status.SHOWN
    assert distribution(working, "cn_2024").status == Status.NOT_COMPUTABLE
    # What is said of the employed alone stays.
    assert one(working, "pay.median")["status"] == Status.SHOWN


def two_files(tmp_path, first: str, second: str):
    """Two cohorts of 25 in work, each in a file of its own with its own declaration."""
    people = [
        {"graduate_id": k, "cohort": 2023 if k <= 25 else 2024, "_file": 90 if k <= 25 else 91}
        for k in range(1, 51)
    ]
    tables = {"graduates": people, "outcomes": outcomes(["10"] * 50)}
    return world(tmp_path, tables, more_sources={90: first, 91: second})


def test_one_cohort_of_the_employed_only_leaves_the_others_alone(tmp_path):
    reader = two_files(tmp_path, "employed_only", "with_destination")
    rows = measure(reader, "mix.employed", by=("cohort",)).estimates()
    assert rows["status"].tolist() == ["not_computable", "shown"]
    assert one(reader, "mix.employed")["status"] == Status.NOT_COMPUTABLE


def test_respondents_only_give_no_rate_over_all_graduates(tmp_path):
    tables = {"graduates": graduates(30), "outcomes": outcomes(["10"] * 30)}
    row = one(world(tmp_path, tables, "respondents"), "nace.knowledge_rate")
    assert row["status"] == Status.NOT_COMPUTABLE
    assert "only survey respondents" in row["reason"](EN)


def test_cohorts_from_differently_declared_files_are_told_apart(tmp_path):
    reader = two_files(tmp_path, "with_destination", "all_graduates")
    rows = measure(reader, "cn2024.destination_rate", by=("cohort",)).estimates()
    assert rows["status"].tolist() == ["not_computable", "shown"]
    assert one(reader, "cn2024.destination_rate")["status"] == Status.NOT_COMPUTABLE
    assert one(reader, "cn2024.destination_rate", cohorts=(2024,))["status"] == Status.SHOWN


def test_uncoded_graduates_withhold_the_rate_and_leave_its_bounds(tmp_path):
    tables = {"graduates": graduates(40), "outcomes": outcomes(["10"] * 36)}
    frame = measure(world(tmp_path, tables), "cn2021.destination_rate").frame
    rate, bounds = frame.iloc[0], frame.iloc[1]
    assert rate["status"] == Status.NOT_COMPUTABLE
    assert gone(rate)
    assert rate["reason"](EN) == (
        "4 graduates are recorded as “No destination code”, for whom the rate is not defined; "
        "only its bounds are given."
    )
    assert (bounds["method"], bounds["low"], bounds["high"]) == ("bounds", 0.9, 1)


def test_the_split_needs_the_form_of_employment(tmp_path):
    tables = {"graduates": graduates(30), "outcomes": outcomes(["1X"] * 10 + ["80"] * 20)}
    reader = world(tmp_path, tables)
    assert one(reader, "cn2024.destination_rate")["value"] == 1
    assert one(reader, "cn2024.study")["value"] == 2 / 3
    for indicator in ("cn2024.unit", "cn2024.freelance", "cn2021.flexible"):
        assert one(reader, indicator)["status"] == Status.NOT_COMPUTABLE


def test_a_column_no_source_provides(tmp_path):
    tables = {"graduates": graduates(30), "outcomes": outcomes(["10"] * 30)}
    row = one(world(tmp_path, tables), "pay.median")
    assert row["status"] == Status.NOT_COMPUTABLE
    assert row["reason"](EN) == ("No source provides “Gross pay a month, all regular cash parts”.")
    assert row["reason"](translator("zh")).count("税前月收入") == 1


@pytest.mark.parametrize("served", [(), ("50",)])
def test_served_regions_that_nobody_declared_are_not_a_zero(tmp_path, served):
    tables = {"graduates": graduates(30), "outcomes": outcomes(["10"] * 30, region="11")}
    institution = replace(INSTITUTION, served_regions=served)
    reader = world(tmp_path, tables, institution=institution)
    row, spread = one(reader, "region.served_share"), distribution(reader, "served_region")
    if served:
        assert (row["status"], row["value"], spread.status) == (Status.SHOWN, 0, Status.SHOWN)
        return
    assert gone(row)
    for status, reason in ((row["status"], row["reason"]), (spread.status, spread.reason)):
        assert status == Status.NOT_COMPUTABLE
        assert reason(EN) == "The mapping declares no served regions."
        assert reason(translator("zh")) == "映射文件未声明服务区域。"
    # Where graduates work is known all the same.
    assert distribution(reader, "region").status == Status.SHOWN


def test_a_cohort_that_was_not_asked(tmp_path):
    people = [{"graduate_id": k, "cohort": 2023 if k <= 20 else 2024} for k in range(1, 41)]
    found = outcomes(["10"] * 40)
    for row in found[:20]:
        row["pay_monthly"] = 5000.0 + row["graduate_id"]
    reader = world(tmp_path, {"graduates": people, "outcomes": found})
    rows = measure(reader, "pay.median", by=("cohort",)).estimates()
    assert rows["status"].tolist() == ["shown", "not_asked"]
    assert rows["reason"].iloc[1](EN) == (
        "Nothing was recorded for these graduates 6 months after graduation."
    )
    assert one(reader, "pay.median")["status"] == Status.SHOWN


def test_a_cohort_without_the_wave_is_not_silently_missing(reader):
    rows = measure(reader, "hesa.highly_skilled", by=("cohort",)).estimates()
    assert rows["cohort"].tolist() == [2022, 2023, 2024]
    assert rows["status"].iloc[2] == Status.NOT_ASKED
    assert np.isnan(rows["population"].iloc[2])


def test_outside_the_window_of_the_standard(reader):
    row = one(reader, "hesa.highly_skilled", wave=6)
    assert row["status"] == Status.NOT_APPLICABLE
    assert gone(row)
    assert row["reason"](EN) == (
        "The definition measures 12 to 18 months after graduation, not at 6."
    )


def test_no_wave_inside_the_window(tmp_path):
    found = outcomes(["10"] * 30, main_activity="full_time_work", occupation="2", source="survey")
    reader = world(tmp_path, {"graduates": graduates(30), "outcomes": found})
    row = one(reader, "hesa.highly_skilled")
    assert row["status"] == Status.NOT_APPLICABLE
    assert row["reason"](EN) == "No observation lies 12 to 18 months after graduation."
    assert row["wave_used"] is None


def test_waves_are_never_mixed(reader):
    by_wave = measure(reader, "qilt.full_time_rate", by=("wave",)).estimates()
    assert by_wave["wave_used"].tolist() == [6, 15]
    assert by_wave["status"].tolist() == ["shown", "not_applicable"]
    alone = one(reader, "qilt.full_time_rate")
    assert alone["value"] == by_wave["value"].iloc[0]


def test_counts_of_the_source_know_no_gender(reader):
    row = one(reader, "education.graduation_rate", genders=("female",))
    assert row["status"] == Status.NOT_APPLICABLE
    assert row["reason"](EN) == (
        "The source counts students by programme and year only, not by: “Gender”."
    )
    assert one(reader, "education.graduation_rate")["status"] == Status.SHOWN


def test_an_empty_selection(reader):
    row = one(reader, "cn2024.destination_rate", schools=("nowhere",))
    assert row["status"] == Status.NO_DATA
    assert (row["base"], row["population"]) == (0, 0)
    assert gone(row)


@pytest.mark.parametrize(
    ("n", "share", "median"),
    [
        (7, "unreliable", "suppressed"),
        (8, "unreliable", "shown"),
        (22, "unreliable", "shown"),
        (23, "shown", "shown"),
    ],
)
def test_small_bases(tmp_path, n, share, median):
    found = outcomes(["10"] * n)
    for row in found:
        row["pay_monthly"] = 5000.0
    reader = world(tmp_path, {"graduates": graduates(n), "outcomes": found})
    row = one(reader, "cn2024.destination_rate")
    assert (row["status"], row["value"]) == (share, 1)
    row = one(reader, "pay.median")
    assert row["status"] == median
    assert gone(row) == (median == "suppressed")
    assert row["base"] == n


def test_a_profile_that_hides_shares_hides_them(reader):
    strict = replace(reader, profile=replace(INTERNAL, name="strict", hides_percent=True))
    rows = measure(strict, "cn2024.destination_rate", by=("programme",)).estimates()
    small = rows[rows["population"] < 23]
    assert len(small)
    assert (small["status"] == Status.SUPPRESSED).all()
    assert small[["positive", "value", "low", "high"]].isna().all(axis=None)


def test_whatever_is_not_visible_is_missing_and_has_a_reason(reader):
    from yardstick.catalogue import load_catalogue

    everything = list(load_catalogue().indicators)
    for by in ((), ("programme", "gender"), ("cohort", "wave"), ("origin_region",)):
        rows = measure(reader, everything, by).estimates()
        hidden = rows[~rows["status"].isin(VISIBLE)]
        assert len(rows) > len(hidden)
        assert hidden[["positive", "value", "low", "high"]].isna().all(axis=None)
        assert all(r(EN) for r in rows.loc[rows["status"] != Status.SHOWN, "reason"])
        shown = rows[rows["status"] == Status.SHOWN]
        assert shown["value"].notna().all()
        assert shown["reason"].isna().all()


def test_a_median_that_is_not_reached(tmp_path):
    found = [
        {"graduate_id": k, "destination_code": "10", "months_to_first_job": 2.0 if k < 5 else 6.0,
         "first_job_found": "yes" if k < 5 else "no"}
        for k in range(1, 31)
    ]  # fmt: skip
    reader = world(tmp_path, {"graduates": graduates(30), "outcomes": found})
    row = one(reader, "time.first_job")
    assert row["status"] == Status.NOT_COMPUTABLE
    assert "fewer than half" in row["reason"](EN)


@pytest.mark.parametrize(("codes", "n", "named"), [
    (["00"] * 9, "9", "“No destination code”"),
    (["1X"], "1", "“Employed, form not recorded”"),
    (["00", "1X"], "2", "“Employed, form not recorded”, “No destination code”"),
])  # fmt: skip
def test_only_codes_that_occur_forbid_a_rate(tmp_path, codes, n, named):
    codes = [None if c == "00" else c for c in codes] + ["10"] * 40
    tables = {"graduates": graduates(len(codes)), "outcomes": outcomes(codes)}
    row = one(world(tmp_path, tables), "cn2024.unit")
    assert row["status"] == Status.NOT_COMPUTABLE
    said = row["reason"](EN)
    assert said.startswith((f"{n} graduates are recorded as {named},",
                            f"{n} graduate is recorded as {named},"))  # fmt: skip
